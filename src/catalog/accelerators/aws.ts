import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator, recalled, TRAINIUM_2, TRAINIUM_3 } from './authoring.ts';

export const AWS_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'trn2',
    name: 'Trainium2',
    vendor: 'AWS',
    memoryGb: TRAINIUM_2(96),
    bandwidthTbPerS: TRAINIUM_2(2.9),
    fp16Tflops: recalled(667),
    fp8Tflops: recalled(1_299),
  }),
  accelerator({
    id: 'trn3',
    name: 'Trainium3',
    vendor: 'AWS',
    memoryGb: TRAINIUM_3(144),
    bandwidthTbPerS: TRAINIUM_3(4.9),
    fp16Tflops: recalled(671),
    fp8Tflops: TRAINIUM_3(2_517),
  }),
];
