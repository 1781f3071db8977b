import { boughtInMode } from '../../domain/offer/strategy.ts';
import type { Price, PricePeriod, RateSet } from '../../domain/offer/rate-card.ts';
import type { OfferGroup } from '../spend.ts';
import { bandsOf, ratesAt, type ListPlace } from './charges.ts';
import {
  INPUT_COLUMN,
  offerName,
  type CellValue,
  type NoteSource,
  type RateName,
  type SetPrice,
} from './input-cells.ts';
import { addRent, addTerm } from './warehouse-rows.ts';
import { bandWords } from './words.ts';
import { draftSheet, number, text, type Cell, type Sheet, type SheetDraft } from './workbook.ts';

/** The numbers that everything else in the workbook follows from, and where they stand. */
export interface InputsSheet {
  readonly sheet: Sheet;
  /** A price of a list; `null` where there is none, and its cell is blank. */
  rate(place: ListPlace & { group: number; name: RateName }): CellValue | null;
  /** Known prices of every kind of write of a list. */
  writes(place: ListPlace & { group: number }): readonly CellValue[];
  /** What the warehouse charges, where that is set; the cell may be filled in later. */
  readonly warehouseWrite: SetPrice;
  readonly warehouseRead: SetPrice;
  rent(group: number): CellValue;
}

const WIDTHS = [38, 18, 36, 24, 16, 12, 60, 12, 60];

/**
 * The sheet of rates and terms. Blue cells are the reader's to change.
 *
 * Rates are those paid: after corrections, own prices, currency, hours, mode and discount, where the scenario has any. A list
 * of every cache and band of every offer in use, a row each; what is not sold or not known is blank and says why.
 */
export function inputsSheet({
  groups,
  retentionHours,
  note,
}: {
  groups: readonly OfferGroup[];
  retentionHours: number;
  note: NoteSource;
}): InputsSheet {
  const draft = draftSheet('Inputs');
  draft.add([text('Inputs: blue cells may be changed, and every sum follows', 'title')]);
  draft.add(
    ['Offer', 'Cache', 'Prompts', 'Class', 'USD per M tokens', 'Kind', 'Source', 'Checked on', 'Note'].map((head) =>
      text(head, 'head'),
    ),
  );
  const rates = new Map<string, CellValue>();
  groups.forEach((group, at) => addRates({ draft, group, at, rates, note }));
  draft.add([]);
  draft.add([text('Warehouse', 'title')]);
  const [first] = groups;
  const warehouseWrite = addTerm({
    draft,
    label: 'Write price, USD per M tokens',
    value: first?.warehouse.writeUsdPerMTok ?? null,
    remark: 'Blank: each offer’s own input price, free of premium.',
  });
  const warehouseRead = addTerm({
    draft,
    label: 'Read price, USD per M tokens',
    value: first?.warehouse.readUsdPerMTok ?? null,
    remark: 'Blank: each offer’s own cache read price.',
  });
  const rents = groups.map((group) => addRent({ draft, group, note }));
  draft.add([
    text('Retention, hours'),
    null,
    null,
    null,
    number({ value: retentionHours, format: 'number' }),
    null,
    null,
    null,
    text('Token counts were worked out for it. To change it, open the link on the Summary sheet.', 'quiet'),
  ]);
  const keyOf = ({ group, cacheModeId, band, name }: ListPlace & { group: number; name: string }): string =>
    JSON.stringify([group, cacheModeId, band, name]);
  return {
    sheet: draft.finish({ widths: WIDTHS, frozenRows: 2 }),
    rate: (place) => rates.get(keyOf(place)) ?? null,
    writes: (place) => {
      const prefix = keyOf({ ...place, name: 'cacheWrite:' }).slice(0, -2);
      return [...rates].filter(([key]) => key.startsWith(prefix)).map(([, value]) => value);
    },
    warehouseWrite,
    warehouseRead,
    rent: (group) => rents[group] ?? { ref: '', value: 0 },
  };
}

function addRates({
  draft,
  group,
  at,
  rates,
  note,
}: {
  draft: SheetDraft;
  group: OfferGroup;
  at: number;
  rates: Map<string, CellValue>;
  note: NoteSource;
}): void {
  const { offer, steps } = group.resolved;
  for (const { cacheModeId, name, period } of listsOf(group)) {
    for (const band of bandsOf(period)) {
      for (const [rateName, price] of pricesOf({ rates: ratesAt({ period, band }), isBase: band === null })) {
        const row = draft.add([
          text(offerName(group)),
          text(name, 'quiet'),
          text(bandWords(band === null ? undefined : period.bands[band]), 'quiet'),
          text(classWords(rateName)),
          ...priceCells({ price, steps }),
        ]);
        if (price.state !== 'priced') continue;
        rates.set(JSON.stringify([at, cacheModeId, band, rateName]), {
          ref: draft.ref({ column: INPUT_COLUMN, row }),
          value: price.perMTok.value,
        });
        note({ provenance: price.perMTok, of: `${classWords(rateName)} of ${offer.modelName}` });
      }
    }
  }
}

interface List {
  readonly cacheModeId: string | null;
  readonly name: string;
  readonly period: PricePeriod;
}

function listsOf({ context: { offer, period } }: OfferGroup): readonly List[] {
  const modes = (offer.cacheModes ?? []).flatMap(({ id, name }): readonly List[] => {
    const inMode = boughtInMode({ offer, period, cacheModeId: id });
    return inMode ? [{ cacheModeId: id, name, period: inMode.period }] : [];
  });
  return [{ cacheModeId: null, name: 'its own', period }, ...modes];
}

function pricesOf({ rates, isBase }: { rates: RateSet; isBase: boolean }): readonly (readonly [RateName, Price])[] {
  return [
    ['input', rates.input],
    ...Object.entries(rates.cacheWrite).map(([ttl, price]) => [`cacheWrite:${ttl}`, price] as const),
    ['cacheRead', rates.cacheRead],
    ...(rates.storage && isBase ? [['storage', rates.storage] as const] : []),
    ['output', rates.output],
  ];
}

function classWords(name: RateName): string {
  const [family, ttl] = name.split(':');
  if (family === 'cacheWrite') return `cache write, ${ttl === 'auto' ? 'automatic' : (ttl ?? '')}`;
  if (family === 'cacheRead') return 'cache read';
  return family === 'storage' ? 'storage, per M token-hours' : (family ?? '');
}

function priceCells({ price, steps }: { price: Price; steps: readonly string[] }): readonly (Cell | null)[] {
  if (price.state !== 'priced')
    return [null, text(price.state === 'not-sold' ? 'not sold' : 'unknown', 'quiet'), null, null, text(price.reason)];
  const { value, kind, source, checkedOn, note } = price.perMTok;
  const remarks = [...(steps.length > 0 ? [`List price after: ${steps.join('; ')}.`] : []), ...(note ? [note] : [])];
  return [
    number({ value, format: 'usdPerMTok', look: 'input' }),
    text(kind, 'quiet'),
    text(source, 'quiet'),
    text(checkedOn, 'quiet'),
    remarks.length > 0 ? text(remarks.join(' '), 'quiet') : null,
  ];
}
