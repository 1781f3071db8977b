import type { CardForm, GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { card } from './authoring.ts';
import { remembered, WIKIPEDIA, type Reading } from './sources.ts';

type Row = readonly [model: string, gbPerS: number, bits: number, gbitPerS: number, extra?: Extra];

interface Extra {
  readonly variant?: string;
  readonly form?: CardForm;
  readonly from?: Reading;
}

const DESKTOP: Extra = { form: 'desktop' };

function family({ architecture, rows }: { architecture: string; rows: readonly Row[] }): readonly GraphicsCard[] {
  return rows.map(([model, gbPerS, bits, gbitPerS, { from = WIKIPEDIA, form = 'desktop', ...extra } = DESKTOP]) =>
    card({
      name: `Radeon ${model}`,
      vendor: 'amd',
      architectures: [architecture],
      form,
      bandwidth: from(gbPerS),
      bits,
      gbitPerS,
      ...extra,
    }),
  );
}

const SYSTEM_MEMORY = 'It has no memory of its own: the machine’s memory decides, and the name does not tell it.';

function integrated({
  architecture,
  models,
}: {
  architecture: string;
  models: readonly string[];
}): readonly GraphicsCard[] {
  return models.map((model) =>
    card({
      name: `Radeon ${model}`,
      vendor: 'amd',
      architectures: [architecture],
      form: 'integrated',
      whyUnknown: SYSTEM_MEMORY,
    }),
  );
}

export const AMD_CARDS: readonly GraphicsCard[] = [
  ...family({
    architecture: 'rdna-1',
    rows: [
      ['RX 5300', 168, 96, 14],
      ['RX 5500', 224, 128, 14],
      ['RX 5500 XT', 224, 128, 14],
      ['RX 5600', 288, 192, 12],
      ['RX 5700', 448, 256, 14],
      ['RX 5700 XT', 448, 256, 14],
    ],
  }),
  card({
    name: 'Radeon RX 5600 XT',
    vendor: 'amd',
    architectures: ['rdna-1'],
    form: 'desktop',
    whyUnknown: 'Sold with memory of 12 and of 14 Gbit/s, 288 or 336 GB/s: its firmware decides.',
  }),
  ...family({
    architecture: 'rdna-2',
    rows: [
      ['RX 6400', 128, 64, 16],
      ['RX 6500 XT', 144, 64, 18],
      ['RX 6600', 224, 128, 14],
      ['RX 6600 XT', 256, 128, 16],
      ['RX 6650 XT', 280, 128, 17.5],
      ['RX 6700', 320, 160, 16],
      ['RX 6700 XT', 384, 192, 16],
      ['RX 6750 GRE', 320, 160, 16, { variant: '10 GB' }],
      ['RX 6750 GRE', 384, 192, 16, { variant: '12 GB' }],
      ['RX 6750 XT', 432, 192, 18],
      ['RX 6800', 512, 256, 16],
      ['RX 6800 XT', 512, 256, 16],
      ['RX 6900 XT', 512, 256, 16],
      ['RX 6950 XT', 576, 256, 18],
    ],
  }),
  card({
    name: 'Radeon Graphics of a Ryzen processor',
    rendererName: 'Radeon Graphics',
    vendor: 'amd',
    architectures: ['gcn-5', 'rdna-2', 'rdna-3'],
    form: 'integrated',
    whyUnknown: SYSTEM_MEMORY,
  }),
  card({
    name: 'Radeon Vega of a Ryzen processor',
    rendererName: 'Radeon Vega',
    vendor: 'amd',
    architectures: ['gcn-5'],
    form: 'integrated',
    whyUnknown: SYSTEM_MEMORY,
  }),
  ...integrated({ architecture: 'rdna-2', models: ['610M', '660M', '680M'] }),
  ...family({
    architecture: 'rdna-3',
    rows: [
      ['RX 7600', 288, 128, 18],
      ['RX 7600 XT', 288, 128, 18],
      ['RX 7650 GRE', 288, 128, 18],
      ['RX 7700 XT', 432, 192, 18],
      ['RX 7800 XT', 624, 256, 19.5],
      ['RX 7900 GRE', 576, 256, 18],
      ['RX 7900 XT', 800, 320, 20],
      ['RX 7900 XTX', 960, 384, 20],
      ['PRO W7900', 864, 384, 18, { form: 'workstation', from: remembered }],
    ],
  }),
  ...integrated({
    architecture: 'rdna-3',
    models: ['740M', '760M', '780M', '840M', '860M', '880M', '890M', '8050S', '8060S'],
  }),
  ...family({
    architecture: 'rdna-4',
    rows: [
      ['RX 9060 XT', 320, 128, 20],
      ['RX 9070 GRE', 432, 192, 18],
      ['RX 9070', 640, 256, 20],
      ['RX 9070 XT', 640, 256, 20],
      ['AI PRO R9700', 640, 256, 20, { form: 'workstation', from: remembered }],
    ],
  }),
];
