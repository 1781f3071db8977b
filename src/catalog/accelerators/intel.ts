import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator, AICONFIGURATOR, GAUDI_LAUNCH } from './authoring.ts';

export const INTEL_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'gaudi2',
    name: 'Gaudi 2',
    vendor: 'Intel',
    memoryGb: GAUDI_LAUNCH(96),
    bandwidthTbPerS: GAUDI_LAUNCH(2.45),
    fp16Tflops: GAUDI_LAUNCH(432),
    fp8Tflops: GAUDI_LAUNCH(835, 'Or 865: sources differ.'),
  }),
  accelerator({
    id: 'gaudi3',
    name: 'Gaudi 3',
    vendor: 'Intel',
    memoryGb: GAUDI_LAUNCH(128),
    bandwidthTbPerS: GAUDI_LAUNCH(3.7),
    fp16Tflops: GAUDI_LAUNCH(1_835),
    fp8Tflops: GAUDI_LAUNCH(1_835),
  }),
  accelerator({
    id: 'b60',
    name: 'Arc Pro B60',
    vendor: 'Intel',
    memoryGb: AICONFIGURATOR(24),
    bandwidthTbPerS: AICONFIGURATOR(0.456, 'Measurements reach about 48 % of it.'),
    fp16Tflops: AICONFIGURATOR(98.3),
  }),
];
