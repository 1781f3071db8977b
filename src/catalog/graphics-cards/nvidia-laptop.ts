import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { card } from './authoring.ts';
import { NVIDIA_TABLE } from './sources.ts';

const SLOWER =
  'Some laptops were sold with slower memory under the same name, so the name does not tell its bandwidth.';
const MAY_BE_SLOWER = 'A laptop may run it slower to save power.';

function known({
  architecture,
  rows,
}: {
  architecture: string;
  rows: readonly (readonly [model: string, gbPerS: number])[];
}): readonly GraphicsCard[] {
  return rows.map(([model, gbPerS]) =>
    card({
      name: `GeForce RTX ${model} Laptop GPU`,
      vendor: 'nvidia',
      architectures: [architecture],
      form: 'laptop',
      bandwidth: NVIDIA_TABLE(gbPerS, MAY_BE_SLOWER),
    }),
  );
}

const AMPERE: readonly GraphicsCard[] = ['3050', '3050 Ti', '3060', '3070', '3070 Ti', '3080', '3080 Ti'].map((model) =>
  card({
    name: `GeForce RTX ${model} Laptop GPU`,
    vendor: 'nvidia',
    architectures: ['ampere'],
    form: 'laptop',
    whyUnknown: SLOWER,
  }),
);

export const NVIDIA_LAPTOP: readonly GraphicsCard[] = [
  ...AMPERE,
  ...known({
    architecture: 'lovelace',
    rows: [
      ['4050', 192],
      ['4060', 256],
      ['4070', 256],
      ['4080', 432],
      ['4090', 576],
    ],
  }),
  ...known({
    architecture: 'blackwell',
    rows: [
      ['5050', 384],
      ['5060', 384],
      ['5070', 384],
      ['5070 Ti', 672],
      ['5080', 896],
      ['5090', 896],
    ],
  }),
];
