import type { CardForm, GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { card } from './authoring.ts';
import { FPSBENCH, WIKIPEDIA, type Reading } from './sources.ts';

type Row = readonly [model: string, gbPerS: number, bits: number, gbitPerS: number, extra?: Extra];

interface Extra {
  readonly variant?: string;
  readonly form?: CardForm;
  readonly from?: Reading;
}

const DESKTOP: Extra = { form: 'desktop' };

/** Chrome has called the first Arc cards by this name; the second are `xe-2-hpg`. */
const ALCHEMIST = ['gen-12hp'];
const BATTLEMAGE = ['xe-2-hpg'];

function arc({
  architectures,
  rows,
}: {
  architectures: readonly string[];
  rows: readonly Row[];
}): readonly GraphicsCard[] {
  return rows.map(([model, gbPerS, bits, gbitPerS, { from = WIKIPEDIA, form = 'desktop', ...extra } = DESKTOP]) =>
    card({
      name: `Arc ${model}`,
      vendor: 'intel',
      architectures,
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
  name,
  architectures,
  rendererName = name,
}: {
  name: string;
  architectures: readonly string[];
  rendererName?: string;
}): GraphicsCard {
  return card({
    name,
    rendererName,
    vendor: 'intel',
    architectures,
    form: 'integrated',
    whyUnknown: SYSTEM_MEMORY,
  });
}

export const INTEL_CARDS: readonly GraphicsCard[] = [
  ...arc({
    architectures: ALCHEMIST,
    rows: [
      ['A310', 124, 64, 15.5],
      ['A380', 186, 96, 15.5],
      ['A580', 512, 256, 16],
      ['A750', 512, 256, 16],
      ['A770', 512, 256, 16, { variant: '8 GB' }],
      ['A770', 560, 256, 17.5, { variant: '16 GB' }],
      ['A350M', 112, 64, 14, { form: 'laptop' }],
      ['A370M', 112, 64, 14, { form: 'laptop' }],
      ['A550M', 224, 128, 14, { form: 'laptop' }],
      ['A730M', 336, 192, 14, { form: 'laptop' }],
      ['A770M', 512, 256, 16, { form: 'laptop' }],
      ['Pro A40', 192, 96, 16, { form: 'workstation' }],
      ['Pro A50', 192, 96, 16, { form: 'workstation' }],
      ['Pro A60', 384, 192, 16, { form: 'workstation' }],
    ],
  }),
  ...arc({
    architectures: BATTLEMAGE,
    rows: [
      ['B570', 380, 160, 19, { from: FPSBENCH }],
      ['B580', 456, 192, 19, { from: FPSBENCH }],
    ],
  }),
  integrated({ name: 'UHD Graphics', architectures: ['gen-9', 'gen-11', 'gen-12lp'] }),
  integrated({ name: 'Iris Plus Graphics', architectures: ['gen-9', 'gen-11'] }),
  integrated({ name: 'Iris Xe Graphics', architectures: ['gen-12lp'] }),
  integrated({
    name: 'Arc Graphics of a Core Ultra',
    rendererName: 'Arc Graphics',
    architectures: ['gen-12lp', 'xe-lpg'],
  }),
  integrated({ name: 'Arc 130V', architectures: ['xe-2-lpg'] }),
  integrated({ name: 'Arc 140V', architectures: ['xe-2-lpg'] }),
  integrated({ name: 'Arc B390', architectures: ['xe-3-lpg'] }),
];
