import type { Accelerator } from '../../domain/accelerator.ts';
import type { Fact } from '../../domain/fact.ts';
import { accelerator } from './authoring.ts';
import { APPLE_BANDWIDTHS, doubtful, HUGGING_FACE, M5_REPORT } from './sources.ts';

/** Figures of the largest configuration. */
function apple({
  id,
  name,
  memoryGb,
  bandwidthTbPerS,
  fp32Tflops,
  year,
  tdpWatts,
  purchaseUsd,
}: {
  id: string;
  name: string;
  memoryGb: number;
  bandwidthTbPerS: Fact<number>;
  fp32Tflops: number;
  year: number;
  tdpWatts?: number;
  purchaseUsd: number;
}): Accelerator {
  return accelerator({
    id,
    name,
    vendor: 'Apple',
    year,
    memoryKind: 'unified',
    memoryGb: HUGGING_FACE(memoryGb, 'The largest configuration.'),
    bandwidthTbPerS,
    fp16Tflops: doubtful(fp32Tflops, 'The rate huggingface.js lists is that of fp32; none is published for bf16.'),
    ...(tdpWatts === undefined ? {} : { tdpWatts: HUGGING_FACE(tdpWatts, 'Of the whole chip, processor included.') }),
    purchaseUsd: HUGGING_FACE(purchaseUsd, 'Of a whole computer.'),
  });
}

export const APPLE_ACCELERATORS: readonly Accelerator[] = [
  apple({
    id: 'm1-max',
    name: 'Apple M1 Max',
    year: 2021,
    tdpWatts: 60,
    purchaseUsd: 3_900,
    memoryGb: 64,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.4),
    fp32Tflops: 10.4,
  }),
  apple({
    id: 'm2-ultra',
    name: 'Apple M2 Ultra',
    year: 2023,
    purchaseUsd: 7_000,
    memoryGb: 192,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.8),
    fp32Tflops: 27.2,
  }),
  apple({
    id: 'm3-ultra',
    name: 'Apple M3 Ultra',
    year: 2025,
    tdpWatts: 180,
    purchaseUsd: 9_500,
    memoryGb: 512,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.8, 'Commonly quoted as 819 GB/s.'),
    fp32Tflops: 28.4,
  }),
  apple({
    id: 'm4',
    name: 'Apple M4',
    year: 2024,
    tdpWatts: 22,
    purchaseUsd: 1_600,
    memoryGb: 32,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.12),
    fp32Tflops: 4.6,
  }),
  apple({
    id: 'm4-pro',
    name: 'Apple M4 Pro',
    year: 2024,
    tdpWatts: 45,
    purchaseUsd: 2_600,
    memoryGb: 64,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.273),
    fp32Tflops: 9.2,
  }),
  apple({
    id: 'm4-max',
    name: 'Apple M4 Max',
    year: 2024,
    tdpWatts: 100,
    purchaseUsd: 5_000,
    memoryGb: 128,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.546),
    fp32Tflops: 18.4,
  }),
  apple({
    id: 'm5',
    name: 'Apple M5',
    year: 2025,
    tdpWatts: 25,
    purchaseUsd: 2_000,
    memoryGb: 32,
    bandwidthTbPerS: M5_REPORT(0.153),
    fp32Tflops: 5.7,
  }),
  apple({
    id: 'm5-max',
    name: 'Apple M5 Max',
    year: 2026,
    tdpWatts: 110,
    purchaseUsd: 5_000,
    memoryGb: 128,
    bandwidthTbPerS: APPLE_BANDWIDTHS(0.6),
    fp32Tflops: 22.8,
  }),
];
