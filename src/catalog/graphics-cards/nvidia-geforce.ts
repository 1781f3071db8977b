import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { card } from './authoring.ts';
import { NVIDIA_DATA_SHEETS, NVIDIA_TABLE, WIKIPEDIA, type Reading } from './sources.ts';

/** A desktop card: what it is called, its bandwidth in GB/s, its bus in bits and the rate of a pin in Gbit/s. */
type Row = readonly [name: string, gbPerS: number, bits: number, gbitPerS: number, extra?: Extra];

interface Extra {
  readonly variant?: string;
  readonly acceleratorId?: string;
  readonly from?: Reading;
}

function family({ architecture, rows }: { architecture: string; rows: readonly Row[] }): readonly GraphicsCard[] {
  return rows.map(([name, gbPerS, bits, gbitPerS, { from = WIKIPEDIA, ...extra } = {}]) =>
    card({
      name,
      vendor: 'nvidia',
      architectures: [architecture],
      form: 'desktop',
      bandwidth: from(gbPerS),
      bits,
      gbitPerS,
      ...extra,
    }),
  );
}

const TURING = family({
  architecture: 'turing',
  rows: [
    ['GeForce GTX 1630', 96, 64, 12],
    ['GeForce GTX 1650', 128, 128, 8, { variant: 'GDDR5' }],
    ['GeForce GTX 1650', 192, 128, 12, { variant: 'GDDR6' }],
    ['GeForce GTX 1650 SUPER', 192, 128, 12],
    ['GeForce GTX 1660', 192, 192, 8],
    ['GeForce GTX 1660 SUPER', 336, 192, 14],
    ['GeForce GTX 1660 Ti', 288, 192, 12],
    ['GeForce RTX 2060', 336, 192, 14],
    ['GeForce RTX 2060 SUPER', 448, 256, 14],
    ['GeForce RTX 2070', 448, 256, 14],
    ['GeForce RTX 2070 SUPER', 448, 256, 14],
    ['GeForce RTX 2080', 448, 256, 14],
    ['GeForce RTX 2080 SUPER', 496, 256, 15.5],
    ['GeForce RTX 2080 Ti', 616, 352, 14],
    ['TITAN RTX', 672, 384, 14],
  ],
});

const AMPERE = family({
  architecture: 'ampere',
  rows: [
    ['GeForce RTX 3050', 168, 96, 14, { variant: '6 GB' }],
    ['GeForce RTX 3050', 224, 128, 14, { variant: '8 GB' }],
    ['GeForce RTX 3060', 240, 128, 15, { variant: '8 GB' }],
    ['GeForce RTX 3060', 360, 192, 15, { variant: '12 GB' }],
    ['GeForce RTX 3060 Ti', 448, 256, 14, { variant: 'GDDR6' }],
    ['GeForce RTX 3060 Ti', 608, 256, 19, { variant: 'GDDR6X' }],
    ['GeForce RTX 3070', 448, 256, 14],
    ['GeForce RTX 3070 Ti', 608.3, 256, 19],
    ['GeForce RTX 3080', 760, 320, 19, { variant: '10 GB' }],
    ['GeForce RTX 3080', 912, 384, 19, { variant: '12 GB' }],
    ['GeForce RTX 3080 Ti', 912, 384, 19],
    ['GeForce RTX 3090', 935.8, 384, 19.5, { acceleratorId: 'rtx3090' }],
    ['GeForce RTX 3090 Ti', 1_008.3, 384, 21],
  ],
});

const LOVELACE = family({
  architecture: 'lovelace',
  rows: [
    ['GeForce RTX 4060', 272, 128, 17],
    ['GeForce RTX 4060 Ti', 288, 128, 18],
    ['GeForce RTX 4070', 504, 192, 21],
    ['GeForce RTX 4070 SUPER', 504, 192, 21],
    ['GeForce RTX 4070 Ti', 504, 192, 21],
    ['GeForce RTX 4070 Ti SUPER', 672, 256, 21],
    ['GeForce RTX 4080', 717, 256, 22.4],
    ['GeForce RTX 4080 SUPER', 736, 256, 23],
    ['GeForce RTX 4090 D', 1_008, 384, 21],
    ['GeForce RTX 4090', 1_008, 384, 21, { acceleratorId: 'rtx4090' }],
  ],
});

const BLACKWELL = family({
  architecture: 'blackwell',
  rows: [
    ['GeForce RTX 5050', 320, 128, 20, { from: NVIDIA_TABLE }],
    ['GeForce RTX 5060', 448, 128, 28],
    ['GeForce RTX 5060 Ti', 448, 128, 28],
    ['GeForce RTX 5070', 672, 192, 28],
    ['GeForce RTX 5070 Ti', 896, 256, 28],
    ['GeForce RTX 5080', 960, 256, 30],
    ['GeForce RTX 5090 D', 1_792, 512, 28, { variant: '32 GB', from: NVIDIA_DATA_SHEETS }],
    ['GeForce RTX 5090 D V2', 1_344, 384, 28, { variant: '24 GB', from: NVIDIA_DATA_SHEETS }],
    ['GeForce RTX 5090', 1_792, 512, 28, { acceleratorId: 'rtx5090' }],
  ],
});

export const NVIDIA_GEFORCE: readonly GraphicsCard[] = [...TURING, ...AMPERE, ...LOVELACE, ...BLACKWELL];
