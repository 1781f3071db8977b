import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator, POLYGLOT } from './authoring.ts';

export const GOOGLE_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'tpu-v4',
    name: 'TPU v4',
    vendor: 'Google',
    memoryGb: POLYGLOT(32),
    bandwidthTbPerS: POLYGLOT(1.2),
    fp16Tflops: POLYGLOT(275),
  }),
  accelerator({
    id: 'tpu-v5e',
    name: 'TPU v5e',
    vendor: 'Google',
    memoryGb: POLYGLOT(16),
    bandwidthTbPerS: POLYGLOT(0.819),
    fp16Tflops: POLYGLOT(197),
  }),
  accelerator({
    id: 'tpu-v5p',
    name: 'TPU v5p',
    vendor: 'Google',
    memoryGb: POLYGLOT(95),
    bandwidthTbPerS: POLYGLOT(2.765),
    fp16Tflops: POLYGLOT(459),
  }),
  accelerator({
    id: 'tpu-v6e',
    name: 'TPU v6e Trillium',
    vendor: 'Google',
    memoryGb: POLYGLOT(32),
    bandwidthTbPerS: POLYGLOT(1.638),
    fp16Tflops: POLYGLOT(918),
    fp8Tflops: POLYGLOT(918),
  }),
  accelerator({
    id: 'tpu-v7',
    name: 'TPU v7 Ironwood',
    vendor: 'Google',
    memoryGb: POLYGLOT(192),
    bandwidthTbPerS: POLYGLOT(7.38),
    fp16Tflops: POLYGLOT(2_307),
    fp8Tflops: POLYGLOT(4_614),
  }),
];
