import type { Accelerator } from '../../domain/accelerator.ts';
import { accelerator } from './authoring.ts';
import { TPU_V6E_LIST } from './rentals.ts';
import { AWESOME_AGENTS, POLYGLOT, recalled } from './sources.ts';

export const GOOGLE_ACCELERATORS: readonly Accelerator[] = [
  accelerator({
    id: 'tpu-v4',
    name: 'TPU v4',
    vendor: 'Google',
    year: 2021,
    memoryGb: POLYGLOT(32),
    bandwidthTbPerS: POLYGLOT(1.2),
    fp16Tflops: POLYGLOT(275),
    scaleUpGbPerS: POLYGLOT(300),
    tdpWatts: recalled(192),
  }),
  accelerator({
    id: 'tpu-v5e',
    name: 'TPU v5e',
    vendor: 'Google',
    year: 2023,
    memoryGb: POLYGLOT(16),
    bandwidthTbPerS: POLYGLOT(0.819),
    fp16Tflops: POLYGLOT(197),
    scaleUpGbPerS: POLYGLOT(200),
  }),
  accelerator({
    id: 'tpu-v5p',
    name: 'TPU v5p',
    vendor: 'Google',
    year: 2023,
    memoryGb: POLYGLOT(95),
    bandwidthTbPerS: POLYGLOT(2.765),
    fp16Tflops: POLYGLOT(459),
    scaleUpGbPerS: POLYGLOT(600),
  }),
  accelerator({
    id: 'tpu-v6e',
    name: 'TPU v6e Trillium',
    vendor: 'Google',
    year: 2024,
    memoryGb: POLYGLOT(32),
    bandwidthTbPerS: POLYGLOT(1.638),
    fp16Tflops: POLYGLOT(918),
    fp8Tflops: POLYGLOT(918),
    scaleUpGbPerS: POLYGLOT(400),
    rentals: [TPU_V6E_LIST],
  }),
  accelerator({
    id: 'tpu-v7',
    name: 'TPU v7 Ironwood',
    vendor: 'Google',
    year: 2025,
    memoryGb: POLYGLOT(192),
    bandwidthTbPerS: POLYGLOT(7.38),
    fp16Tflops: POLYGLOT(2_307),
    fp8Tflops: POLYGLOT(4_614),
    scaleUpGbPerS: AWESOME_AGENTS(600),
  }),
];
