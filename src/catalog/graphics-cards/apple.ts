import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { card } from './authoring.ts';
import { APPLE_SPECIFICATIONS, M5_NEWS, M5_PRO_NEWS, remembered, type Reading } from './sources.ts';

type Row = readonly [
  chip: string,
  gbPerS: number,
  bits: number,
  gbitPerS: number,
  extra?: { readonly variant?: string; readonly acceleratorId?: string; readonly from?: Reading },
];

const ROUNDED = 'Apple rounds down: the bus and its rate make up to 2.4 % more.';

/** Chrome says `metal-3` of every one of them and Safari `apple`: the architecture tells none apart. */
const ROWS: readonly Row[] = [
  ['M1', 68.25, 128, 4.266],
  ['M1 Pro', 200, 256, 6.4],
  ['M1 Max', 400, 512, 6.4, { acceleratorId: 'm1-max' }],
  ['M1 Ultra', 800, 1_024, 6.4],
  ['M2', 100, 128, 6.4],
  ['M2 Pro', 200, 256, 6.4],
  ['M2 Max', 400, 512, 6.4],
  ['M2 Ultra', 800, 1_024, 6.4, { acceleratorId: 'm2-ultra' }],
  ['M3', 100, 128, 6.4],
  ['M3 Pro', 150, 192, 6.4],
  ['M3 Max', 300, 384, 6.4, { variant: '30 GPU cores' }],
  ['M3 Max', 400, 512, 6.4, { variant: '40 GPU cores' }],
  ['M3 Ultra', 819, 1_024, 6.4, { acceleratorId: 'm3-ultra', from: remembered }],
  ['M4', 120, 128, 7.5, { acceleratorId: 'm4' }],
  ['M4 Pro', 273, 256, 8.533, { acceleratorId: 'm4-pro' }],
  ['M4 Max', 410, 384, 8.533, { variant: '32 GPU cores', from: remembered }],
  ['M4 Max', 546, 512, 8.533, { variant: '40 GPU cores', acceleratorId: 'm4-max' }],
  ['M5', 153, 128, 9.6, { acceleratorId: 'm5', from: M5_NEWS }],
  ['M5 Pro', 307, 256, 9.6, { from: M5_PRO_NEWS }],
  ['M5 Max', 460, 384, 9.6, { variant: '32 GPU cores', from: remembered }],
  ['M5 Max', 614, 512, 9.6, { variant: '40 GPU cores', acceleratorId: 'm5-max', from: M5_PRO_NEWS }],
];

export const APPLE_CHIPS: readonly GraphicsCard[] = ROWS.map(
  ([chip, gbPerS, bits, gbitPerS, { from = APPLE_SPECIFICATIONS, ...extra } = {}]) =>
    card({
      name: `Apple ${chip}`,
      vendor: 'apple',
      architectures: [],
      form: 'unified',
      bandwidth: from(gbPerS, ROUNDED),
      bits,
      gbitPerS,
      ...extra,
    }),
);
