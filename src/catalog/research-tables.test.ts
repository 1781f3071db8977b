import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';
import { knownRate, type Offer, type RateSet } from '../domain/offer/rate-card.ts';
import { MODELS } from './models/index.ts';
import { OFFERS } from './offers/index.ts';

/**
 * Compares the catalogue with the tables it was copied from, where those lie beside the checkout. They are not part of
 * the project, so elsewhere these tests are skipped.
 */

const TABLES = resolve(import.meta.dirname, '../../../shared/facts');

interface RateRow {
  readonly input: number;
  readonly output: number;
  readonly cache_read: number | null;
  readonly cache_write?: Readonly<Record<string, number>> | null;
}
interface BandRow extends RateRow {
  readonly threshold_total_input_tokens: number;
  readonly comparison: '>' | '>=';
}
interface PriceRow extends RateRow {
  readonly provider: string;
  readonly id: string;
  readonly currency: string;
  readonly context_window: number;
  readonly long_context: readonly BandRow[] | null;
  readonly schedule: readonly (RateRow & { readonly from: string })[] | null;
  readonly as_of: string;
}
interface GroupRow {
  readonly kind: 'kv' | 'mla';
  readonly layers: number;
  readonly kv_heads: number;
  readonly k_dim: number;
  readonly v_dim: number;
  readonly window: number | null;
  readonly latent: number;
  readonly rope: number;
  readonly index_layers?: number;
}
interface ModelRow {
  readonly hf_id: string;
  readonly params_total_b: number;
  readonly params_active_b: number;
  readonly max_context: number;
  readonly groups: readonly GroupRow[];
}

/** Writes that the catalogue leaves out on purpose; the offer's notes say why. */
const WRITES_LEFT_OUT: Readonly<Record<string, readonly string[]>> = { 'alibaba/qwen3.8-max': ['5m'] };

function compareRates(offer: Offer, rates: RateSet, row: RateRow): void {
  expect(knownRate(rates.input)).toBe(row.input);
  expect(knownRate(rates.output)).toBe(row.output);
  expect(knownRate(rates.cacheRead)).toBe(row.cache_read ?? undefined);
  const leftOut = WRITES_LEFT_OUT[offer.id] ?? [];
  const listed = Object.entries(row.cache_write ?? {}).filter(([ttlId]) => !leftOut.includes(ttlId));
  const publishedWrites = Object.entries(rates.cacheWrite).flatMap(([ttlId, price]) =>
    price.state === 'priced' && price.usdPerMTok.kind === 'published' ? [[ttlId, price.usdPerMTok.value]] : [],
  );
  // Whatever the table does not list may only be derived, assumed or unknown.
  expect(Object.fromEntries(publishedWrites)).toEqual(Object.fromEntries(listed));
}

const hasTables = existsSync(resolve(TABLES, 'prices.json')) && existsSync(resolve(TABLES, 'models.json'));
const suite = hasTables ? describe : describe.skip;

suite(`research tables${hasTables ? '' : ' (skipped: not beside this checkout)'}`, () => {
  const read = (name: string): unknown => JSON.parse(readFileSync(resolve(TABLES, name), 'utf8'));

  test.each(OFFERS)('$id has the listed prices', (offer) => {
    const { models } = read('prices.json') as { models: readonly PriceRow[] };
    const row = models.find(({ provider, id }) => `${provider}/${id}` === offer.id);
    if (!row) throw new Error(`No row for ${offer.id}`);
    expect(row.currency).toBe('USD');
    expect(offer.contextTokens.value).toBe(row.context_window);
    const changes = row.schedule ?? [];
    const current = offer.periods[offer.periods.length - 1 - changes.length];
    if (!current) throw new Error(`Fewer periods than scheduled for ${offer.id}`);

    compareRates(offer, current.base, row);
    expect(current.base.input).toMatchObject({ usdPerMTok: { checkedOn: row.as_of } });
    const bands = row.long_context ?? [];
    expect(current.bands.map(({ thresholdTokens, comparison }) => [thresholdTokens, comparison])).toEqual(
      bands.map((band) => [band.threshold_total_input_tokens, band.comparison === '>' ? 'gt' : 'gte']),
    );
    for (const [index, band] of bands.entries()) {
      const rates = current.bands[index]?.rates;
      if (rates) compareRates(offer, rates, band);
    }
    for (const [index, change] of changes.entries()) {
      const period = offer.periods[offer.periods.length - changes.length + index];
      expect(period?.from).toBe(change.from);
      if (period) compareRates(offer, period.base, change);
    }
  });

  test.each(MODELS)('$id has the listed geometry', (model) => {
    const row = (read('models.json') as readonly ModelRow[]).find(({ hf_id }) => hf_id === model.id);
    if (!row) throw new Error(`No row for ${model.id}`);
    expect(model.groups.value).toEqual(row.groups.map(layerGroupOf));
    expect(model.maxContextTokens.value).toBe(row.max_context);
    expect(model.totalParameters.value).toBeCloseTo(row.params_total_b * 1e9, 0);
    expect(model.activeParameters.value).toBeCloseTo(row.params_active_b * 1e9, 0);
  });
});

function layerGroupOf(row: GroupRow): LayerGroup {
  const {
    layers,
    kv_heads: kvHeads,
    k_dim: kDim,
    v_dim: vDim,
    window,
    latent,
    rope,
    index_layers: indexLayers = 0,
  } = row;
  expect(indexLayers).toBe(0);
  if (row.kind === 'mla') return { kind: 'mla', layers, latentDim: latent, ropeDim: rope };
  if (window === null) return { kind: 'full', layers, kvHeads, kDim, vDim };
  return { kind: 'sliding', layers, kvHeads, kDim, vDim, windowTokens: window };
}
