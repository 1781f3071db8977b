import type { GraphicsCard } from '../../domain/bandwidth/graphics-card.ts';
import { card } from './authoring.ts';

const OF_THE_DEVICE =
  'It has no memory of its own: the phone’s or laptop’s memory decides, and the name does not tell it.';

/** Graphics of phones, tablets and laptops with Arm processors: named so that a visitor finds their own. */
export const OTHER_CARDS: readonly GraphicsCard[] = [
  card({
    name: 'Adreno X1 (Snapdragon X)',
    rendererName: 'Adreno X1',
    vendor: 'qualcomm',
    architectures: ['adreno-7xx'],
    form: 'integrated',
    whyUnknown: OF_THE_DEVICE,
  }),
  card({
    name: 'Adreno of a phone or tablet',
    rendererName: 'Adreno',
    vendor: 'qualcomm',
    architectures: ['adreno-4xx', 'adreno-5xx', 'adreno-6xx', 'adreno-7xx', 'adreno-8xx'],
    form: 'integrated',
    whyUnknown: OF_THE_DEVICE,
  }),
  card({
    name: 'Mali or Immortalis',
    rendererName: 'Mali',
    vendor: 'arm',
    architectures: ['midgard', 'bifrost', 'valhall', 'gen-5'],
    form: 'integrated',
    whyUnknown: OF_THE_DEVICE,
  }),
  card({
    name: 'PowerVR',
    vendor: 'img-tec',
    architectures: [],
    form: 'integrated',
    whyUnknown: OF_THE_DEVICE,
  }),
  card({
    name: 'Xclipse',
    vendor: 'samsung',
    architectures: ['rdna-2', 'rdna-3'],
    form: 'integrated',
    whyUnknown: OF_THE_DEVICE,
  }),
];
