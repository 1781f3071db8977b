import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator } from './authoring.ts';
import { AICONFIGURATOR, doubted, GAUDI_KIT, GAUDI_LAUNCH, recalled, YOBITEL } from './sources.ts';

export const INTEL_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'gaudi2',
    name: 'Gaudi 2',
    vendor: 'Intel',
    year: 2022,
    memoryGb: GAUDI_LAUNCH(96),
    bandwidthTbPerS: GAUDI_LAUNCH(2.45),
    fp16Tflops: GAUDI_LAUNCH(432),
    fp8Tflops: doubted(GAUDI_LAUNCH(835), 'Or 865: sources differ.'),
    hostLinkGbPerS: recalled(32),
    tdpWatts: GAUDI_LAUNCH(600),
  }),
  accelerator({
    id: 'gaudi3',
    name: 'Gaudi 3',
    vendor: 'Intel',
    year: 2024,
    memoryGb: GAUDI_LAUNCH(128),
    bandwidthTbPerS: GAUDI_LAUNCH(3.7),
    fp16Tflops: GAUDI_LAUNCH(1_835),
    fp8Tflops: GAUDI_LAUNCH(1_835),
    scaleUpGbPerS: recalled(600),
    hostLinkGbPerS: YOBITEL(64),
    tdpWatts: GAUDI_LAUNCH(900),
    purchaseUsd: GAUDI_KIT(15_625, 'An eighth of the kit.'),
    notes: ['96 MB of SRAM at 12.8 TB/s are above its HBM.'],
  }),
  accelerator({
    id: 'b60',
    name: 'Arc Pro B60',
    vendor: 'Intel',
    year: 2025,
    memoryGb: AICONFIGURATOR(24),
    bandwidthTbPerS: AICONFIGURATOR(0.456, 'Measurements reach about 48 % of it.'),
    fp16Tflops: AICONFIGURATOR(98.3),
    hostLinkGbPerS: AICONFIGURATOR(32),
    tdpWatts: AICONFIGURATOR(200),
  }),
];
