import { acceleratorById } from '../accelerators/index.ts';
import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import type { Fact } from '../../domain/fact.ts';
import { card } from './authoring.ts';
import { NVIDIA_DATA_SHEETS } from './sources.ts';

type Row = readonly [name: string, architecture: string, gbPerS: number, bits: number, gbitPerS: number];

const ROWS: readonly Row[] = [
  ['Quadro RTX 6000', 'turing', 672, 384, 14],
  ['Quadro RTX 8000', 'turing', 672, 384, 14],
  ['RTX A5000', 'ampere', 768, 384, 16],
  ['RTX A5500', 'ampere', 768, 384, 16],
  ['RTX A6000', 'ampere', 768, 384, 16],
  ['RTX 4500 Ada Generation', 'lovelace', 432, 192, 18],
  ['RTX 5000 Ada Generation', 'lovelace', 576, 256, 18],
  ['RTX 5880 Ada Generation', 'lovelace', 960, 384, 20],
  ['RTX 6000 Ada Generation', 'lovelace', 960, 384, 20],
  ['RTX PRO 4000 Blackwell', 'blackwell', 672, 192, 28],
  ['RTX PRO 4500 Blackwell', 'blackwell', 896, 256, 28],
  ['RTX PRO 5000 Blackwell', 'blackwell', 1_344, 384, 28],
];

/** A part of the table of accelerators, at that table's figure. */
export function bandwidthOf(acceleratorId: string): Fact<number> {
  const bandwidth = acceleratorById(acceleratorId)?.memoryBandwidthBytesPerSecond;
  if (!bandwidth) throw new Error(`The accelerator ${acceleratorId} has no bandwidth`);
  return bandwidth;
}

export const NVIDIA_WORKSTATION_CARDS: readonly GraphicsCard[] = [
  ...ROWS.map(([name, architecture, gbPerS, bits, gbitPerS]) =>
    card({
      name,
      vendor: 'nvidia',
      architectures: [architecture],
      form: 'workstation',
      bandwidth: NVIDIA_DATA_SHEETS(gbPerS),
      bits,
      gbitPerS,
    }),
  ),
  card({
    name: 'RTX PRO 6000 Blackwell',
    vendor: 'nvidia',
    architectures: ['blackwell'],
    form: 'workstation',
    bandwidth: bandwidthOf('rtxpro6000'),
    bits: 512,
    gbitPerS: 28,
    acceleratorId: 'rtxpro6000',
  }),
  card({
    name: 'GB10 (DGX Spark)',
    rendererName: 'GB10',
    vendor: 'nvidia',
    architectures: ['blackwell'],
    form: 'unified',
    bandwidth: bandwidthOf('gb10'),
    acceleratorId: 'gb10',
  }),
];
