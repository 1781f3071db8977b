import type { Accelerator } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { accelerator, APPLE_BANDWIDTHS, doubtful, HUGGING_FACE, M5_REPORT } from './authoring.ts';

/** Figures of the largest configuration. */
function apple({
  id,
  name,
  memoryGb,
  bandwidthTbPerS,
  fp32Tflops,
}: {
  id: string;
  name: string;
  memoryGb: number;
  bandwidthTbPerS: Fact<number>;
  fp32Tflops: number;
}): Accelerator {
  return accelerator({
    id,
    name,
    vendor: 'Apple',
    memoryKind: 'unified',
    memoryGb: HUGGING_FACE(memoryGb, 'The largest configuration.'),
    bandwidthTbPerS,
    fp16Tflops: doubtful(fp32Tflops, 'The rate huggingface.js lists is that of fp32; none is published for bf16.'),
  });
}

export const APPLE_ACCELERATORS: readonly Accelerator[] = [
  apple({
    id: 'm1-max',
    name: 'Apple M1 Max',
    memoryGb: 64,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.4),
    fp32Tflops: 10.4,
  }),
  apple({
    id: 'm2-ultra',
    name: 'Apple M2 Ultra',
    memoryGb: 192,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.8),
    fp32Tflops: 27.2,
  }),
  apple({
    id: 'm3-ultra',
    name: 'Apple M3 Ultra',
    memoryGb: 512,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.8, 'Commonly quoted as 819 GB/s.'),
    fp32Tflops: 28.4,
  }),
  apple({
    id: 'm4',
    name: 'Apple M4',
    memoryGb: 32,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.12),
    fp32Tflops: 4.6,
  }),
  apple({
    id: 'm4-pro',
    name: 'Apple M4 Pro',
    memoryGb: 64,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.273),
    fp32Tflops: 9.2,
  }),
  apple({
    id: 'm4-max',
    name: 'Apple M4 Max',
    memoryGb: 128,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.546),
    fp32Tflops: 18.4,
  }),
  apple({
    id: 'm5',
    name: 'Apple M5',
    memoryGb: 32,
    bandwidthTbPerS: M5_REPORT(0.153),
    fp32Tflops: 5.7,
  }),
  apple({
    id: 'm5-max',
    name: 'Apple M5 Max',
    memoryGb: 128,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.6),
    fp32Tflops: 22.8,
  }),
];
