import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chooseRates, type Conditions } from '../../../domain/offer/choose-rates.ts';
import { dayOf } from '../../../domain/offer/schedule.ts';
import { knownRate, periodAt, type Offer, type RateSet } from '../../../domain/offer/rate-card.ts';
import { ALL_OFFERS } from '../all.ts';
import { OPENROUTER } from './openrouter.ts';

/** Every row of the table the catalogue was written from, where it lies beside the checkout; skipped elsewhere. */

const TABLE = resolve(import.meta.dirname, '../../../../../shared/facts/prices.json');
const TODAY = '2026-11-20';
const PEAK = '2026-11-20T02:00:00Z';
const OFF_PEAK = '2026-11-21T02:00:00Z';

interface RateRow {
  readonly input: number;
  readonly output: number;
  readonly cache_read?: number | null;
  readonly cache_write?: Readonly<Record<string, number>> | null;
}
interface BandRow extends RateRow {
  readonly threshold_total_input_tokens?: number;
  readonly comparison?: '>' | '>=';
}
interface ScheduleRow extends RateRow {
  readonly from?: string;
  readonly label?: string;
}
type ModeRow = Partial<RateRow> & { readonly multiplier?: number; readonly batch?: boolean };
interface HistoryRow extends RateRow {
  readonly from: string;
  readonly to: string;
  readonly long_context: readonly BandRow[];
  readonly fast: { readonly le_200k: RateRow; readonly gt_200k: RateRow };
}
interface PriceRow extends RateRow {
  readonly provider: string;
  readonly id: string;
  readonly currency: string;
  readonly context_window: number;
  readonly cache_storage_per_mtok_hour: number | null;
  readonly long_context: readonly BandRow[] | null;
  readonly modes: Readonly<Record<string, ModeRow>> | null;
  readonly batch_multiplier: number | null;
  readonly schedule: readonly ScheduleRow[] | null;
  readonly cache_rule: string;
  readonly history?: readonly HistoryRow[];
}
interface Prices {
  readonly models: readonly PriceRow[];
  readonly cache_rules: Readonly<Record<string, unknown>>;
}

const table = (existsSync(TABLE) ? JSON.parse(readFileSync(TABLE, 'utf8')) : { models: [], cache_rules: {} }) as Prices;

/** DeepSeek's ids have the release behind a space. */
function offerOf(row: PriceRow): Offer {
  const offer = ALL_OFFERS.find(({ id }) => id === `${row.provider}/${row.id.split(' ')[0]}`);
  if (!offer) throw new Error(`No offer for ${row.provider}/${row.id}`);
  return offer;
}

function ratesAt({
  offer,
  promptTokens = 1,
  outputTokens = 1,
  at = PEAK,
  mode,
}: { offer: Offer; promptTokens?: number; outputTokens?: number } & Conditions): RateSet {
  const period = periodAt({ offer, asOf: dayOf(at) });
  if (!period) throw new Error(`${offer.id} has no price on ${at}`);
  const chosen = chooseRates({ period, promptTokens, outputTokens, at, mode });
  if (chosen.status === 'refused') throw new Error(chosen.reason);
  return chosen.rates;
}

/** Lives that the table names otherwise or gives with the cache mode that sells them. */
const LIVES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'aws-bedrock/us.moonshotai.kimi-k3': { '30m': 'unstated' },
};

function expectRow({ offer, rates, row }: { offer: Offer; rates: RateSet; row: RateRow }): void {
  expect(knownRate(rates.input)).toBe(row.input);
  expect(knownRate(rates.output)).toBe(row.output);
  if (row.cache_read === null || row.cache_read === undefined) return;
  expect(knownRate(rates.cacheRead)).toBe(row.cache_read);
  for (const [life, price] of Object.entries(row.cache_write ?? {})) {
    const ttlId = LIVES[offer.id]?.[life] ?? life;
    const explicit = offer.cacheModes?.find(({ id }) => id === 'explicit')?.periods[0];
    const band = explicit?.bands.find((candidate) => knownRate(candidate.rates.input) === row.input);
    const sold = rates.cacheWrite[ttlId] ?? (band?.rates ?? explicit?.base)?.cacheWrite[ttlId];
    expect([life, knownRate(sold)]).toEqual([life, price]);
  }
}

describe.skipIf(table.models.length === 0)('the research table of prices', () => {
  test('has a row for every offer, and an offer for every row', () => {
    expect(table.models.map((row) => offerOf(row).id).toSorted()).toEqual(ALL_OFFERS.map(({ id }) => id).toSorted());
  });

  describe.each(table.models)('$provider/$id', (row) => {
    const offer = offerOf(row);

    test('has the listed prices, currency and context', () => {
      expectRow({ offer, rates: ratesAt({ offer }), row });
      expect(offer.currency).toBe(row.currency);
      expect(offer.contextTokens.value).toBe(row.context_window);
    });

    test('has the listed prices of long prompts, from the listed length on', () => {
      const bands = (row.long_context ?? []).filter(({ threshold_total_input_tokens: from }) => from !== undefined);
      for (const band of bands) {
        const threshold = band.threshold_total_input_tokens ?? 0;
        const first = band.comparison === '>=' ? threshold : threshold + 1;
        expectRow({ offer, rates: ratesAt({ offer, promptTokens: first }), row: band });
        const below = ratesAt({ offer, promptTokens: first - 1 });
        expect(knownRate(below.input)).toBeLessThan(band.input);
      }
      const period = periodAt({ offer, asOf: TODAY });
      if (row.id !== 'glm-4.7') expect(period?.bands.length).toBe(bands.length);
    });

    test('has the listed modes', () => {
      const modes = Object.entries(row.modes ?? {}).flatMap(([name, mode]) =>
        name === 'fast_priority' ? ['fast', 'priority'].map((id) => [id, mode] as const) : [[name, mode] as const],
      );
      for (const [id, mode] of modes) {
        const rates = ratesAt({ offer, mode: id });
        if (mode.multiplier === undefined)
          expectRow({ offer, rates, row: { ...mode, input: mode.input ?? NaN, output: mode.output ?? NaN } });
        else expect(knownRate(rates.input)).toBeCloseTo(row.input * mode.multiplier, 12);
      }
      if (row.batch_multiplier !== null)
        expect(knownRate(ratesAt({ offer, mode: 'batch' }).output)).toBeCloseTo(row.output * row.batch_multiplier, 12);
    });

    test('has the listed rent, and no other that is not assumed or free', () => {
      const { storage } = ratesAt({ offer });
      if (row.cache_storage_per_mtok_hour !== null) expect(knownRate(storage)).toBe(row.cache_storage_per_mtok_hour);
      else if (storage?.state === 'priced')
        expect(storage.perMTok.value === 0 || storage.perMTok.kind === 'assumed').toBe(true);
    });

    test('has the listed changes of price, by day or by hour', () => {
      for (const change of row.schedule ?? []) {
        if (change.from !== undefined)
          expectRow({ offer, rates: ratesAt({ offer, at: `${change.from}T02:00:00Z` }), row: change });
        else
          expectRow({ offer, rates: ratesAt({ offer, at: change.label === 'peak' ? PEAK : OFF_PEAK }), row: change });
      }
    });

    test('has the listed history', () => {
      for (const past of row.history ?? []) {
        const at = `${past.from}T02:00:00Z`;
        expectRow({ offer, rates: ratesAt({ offer, at }), row: past });
        expectRow({
          offer,
          rates: ratesAt({ offer, at, promptTokens: 200_000, mode: 'fast' }),
          row: past.fast.le_200k,
        });
        expectRow({
          offer,
          rates: ratesAt({ offer, at, promptTokens: 200_001, mode: 'fast' }),
          row: past.fast.gt_200k,
        });
        for (const band of past.long_context)
          expectRow({ offer, rates: ratesAt({ offer, at, promptTokens: 200_001 }), row: band });
        expect(offer.periods.some(({ from, to }) => from === past.from && to === past.to)).toBe(true);
      }
    });
  });

  test('has 23 cache rules, and every one is the policy of an offer or of the router', () => {
    const used = new Set(table.models.map(({ cache_rule: rule }) => rule));
    expect(Object.keys(table.cache_rules).length).toBe(23);
    expect(Object.keys(table.cache_rules).filter((rule) => !used.has(rule))).toEqual([OPENROUTER.seller]);
  });
});

// GLM-4.7 has bands of another kind: by prompt and answer.
test.skipIf(table.models.length === 0)('GLM-4.7 has the three lists of its row', () => {
  const row = table.models.find(({ id }) => id === 'glm-4.7');
  if (!row) throw new Error('The table has lost GLM-4.7');
  const offer = offerOf(row);
  const [short, longAnswer, longPrompt] = row.long_context ?? [];
  if (!short || !longAnswer || !longPrompt) throw new Error('The table has lost a list of GLM-4.7');
  expectRow({ offer, rates: ratesAt({ offer, promptTokens: 32_000, outputTokens: 200 }), row: short });
  expectRow({ offer, rates: ratesAt({ offer, promptTokens: 32_000, outputTokens: 201 }), row: longAnswer });
  expectRow({ offer, rates: ratesAt({ offer, promptTokens: 32_001, outputTokens: 1 }), row: longPrompt });
});
