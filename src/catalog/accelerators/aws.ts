import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator } from './authoring.ts';
import { AWESOME_AGENTS, recalled, TRAINIUM_3, TRAINIUM_REPORT } from './sources.ts';

export const AWS_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'trn2',
    name: 'Trainium2',
    vendor: 'AWS',
    year: 2024,
    memoryGb: TRAINIUM_REPORT(96),
    bandwidthTbPerS: TRAINIUM_REPORT(2.9),
    fp16Tflops: recalled(667),
    fp8Tflops: recalled(1_299),
    tdpWatts: recalled(500),
  }),
  accelerator({
    id: 'trn3',
    name: 'Trainium3',
    vendor: 'AWS',
    year: 2025,
    memoryGb: TRAINIUM_3(144),
    bandwidthTbPerS: TRAINIUM_3(4.9),
    fp16Tflops: recalled(671),
    fp8Tflops: TRAINIUM_3(2_517),
    fp4Tflops: TRAINIUM_3(2_517, 'No faster than fp8.'),
    scaleUpGbPerS: AWESOME_AGENTS(1_000),
    tdpWatts: TRAINIUM_REPORT(1_000),
  }),
];
