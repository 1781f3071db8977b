import type { OfferFigure } from './offer-compare-figures.ts';
import { none, notSold, ofPrice, orElse } from './offer-compare-values.ts';

/** Figures of an offer's list, apart from cache writes, which every life has its own of. */
export const PRICE_FIGURES: readonly OfferFigure[] = [
  {
    id: 'input',
    column: 'input',
    section: 'Price',
    label: 'Input',
    unit: 'usdPerMTok',
    read: ({ input }) => ofPrice(input),
  },
  {
    id: 'output',
    column: 'output',
    section: 'Price',
    label: 'Output',
    unit: 'usdPerMTok',
    read: ({ output }) => ofPrice(output),
  },
  {
    id: 'read',
    column: 'read',
    section: 'Price',
    label: 'Cache read',
    unit: 'usdPerMTok',
    read: ({ cacheRead }) => ofPrice(cacheRead),
  },
  {
    id: 'readRatio',
    column: 'read',
    section: 'Price',
    label: 'Cache read, share of input',
    unit: 'ratio',
    read: ({ readToInputRatio, cacheRead }) =>
      orElse({
        value: readToInputRatio,
        missing: cacheRead.state === 'priced' ? none('Input is free or has no known price.') : ofPrice(cacheRead),
      }),
  },
];

const NO_BATCH = notSold('No batch is sold.');

/** What is sold beside the standard price. */
export const BESIDE_FIGURES: readonly OfferFigure[] = [
  {
    id: 'rent',
    column: 'rent',
    section: 'Price',
    label: 'Rent of stored prefixes',
    unit: 'usdPerMTokHour',
    read: ({ storage }) => ofPrice(storage),
  },
  {
    id: 'batchInput',
    column: 'batch',
    section: 'Price',
    label: 'Batch, input',
    unit: 'usdPerMTok',
    read: ({ batch }) => (batch ? ofPrice(batch.input) : NO_BATCH),
  },
  {
    id: 'batchOutput',
    column: 'batch',
    section: 'Price',
    label: 'Batch, output',
    unit: 'usdPerMTok',
    read: ({ batch }) => (batch ? ofPrice(batch.output) : NO_BATCH),
  },
  {
    id: 'batchRead',
    column: 'batch',
    section: 'Price',
    label: 'Batch, cache read',
    unit: 'usdPerMTok',
    read: ({ batch }) => (batch ? ofPrice(batch.cacheRead) : NO_BATCH),
  },
];
