import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Accelerator } from '../domain/accelerator.ts';
import { elementsOf, type LayerGroup, type StateAlgorithm } from '../domain/kv-cache/layer-group.ts';
import type { ModelGeometry } from '../domain/kv-cache/model-geometry.ts';
import { bytesPerSequence, kvSizeOf } from '../domain/kv-cache/size.ts';
import { rankGroups } from '../domain/kv-cache/tensor-parallel.ts';
import { knownRate, type Offer, type RateSet } from '../domain/offer/rate-card.ts';
import { acceleratorById, ACCELERATORS } from './accelerators/index.ts';
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
/** One kind of layers; what does not belong to the kind is absent. */
interface GroupRow {
  readonly kind: 'kv' | 'mla' | 'v4' | 'state';
  readonly layers: number;
  readonly kv_heads: number;
  readonly k_dim: number;
  readonly v_dim: number;
  readonly window: number | null;
  readonly chunked?: boolean;
  readonly latent: number;
  readonly rope: number;
  readonly ratio: number;
  readonly index_layers?: number;
  readonly index_dim?: number;
  readonly algo: string;
  readonly ssm_elems: number;
  readonly conv_elems: number;
  readonly ssm_bytes: number;
  readonly conv_bytes: number;
  readonly q_heads: number;
  readonly qk_dim_prefill: number;
  readonly v_dim_prefill: number;
}
interface ModelRow {
  readonly name: string;
  readonly hf_id: string;
  readonly params_total_b: number;
  readonly params_active_b: number | null;
  readonly max_context: number;
  readonly fields: {
    readonly num_hidden_layers?: number;
    readonly num_nextn_predict_layers?: number;
    readonly mtp_num_hidden_layers?: number;
    readonly index_n_heads?: number;
    readonly index_topk?: number;
  };
  readonly groups: readonly GroupRow[];
  readonly derived: {
    readonly bf16_marginal_bytes_per_token: number;
    readonly bf16_window_bytes_when_full: number;
    readonly state_bytes_per_sequence: number;
    readonly bf16_rank_marginal_bytes_tp8: number;
    readonly bf16_tp8_all_ranks_over_logical: number | null;
    readonly fp8_marginal_bytes_per_token: number;
    readonly bf16_bytes_at: Readonly<Record<string, number>>;
  };
}
interface Figure {
  readonly value: number;
}
interface AcceleratorRow {
  readonly id: string;
  readonly name: string;
  readonly vendor: string;
  readonly memory_gb: Figure;
  readonly mem_bw_tb_s: Figure | null;
  readonly dense_tflops_fp16: Figure | null;
  readonly dense_tflops_fp8: Figure | null;
}

/** Where the table names all parameters, but a token does not use all: the catalogue has the smaller number. */
const OTHER_ACTIVE = ['Gemma 4 E2B', 'Gemma 4 E4B', 'Muse-Glimmer-30B'];
/** Figures of the table that a later check doubted; the notes of the catalogue say so. */
const OTHER_ACCELERATOR_FIGURES: Readonly<Record<string, readonly (keyof Accelerator)[]>> = {
  'gb200-nvl72': ['memoryBytes'],
  'rubin-vr200': ['fp16FlopsPerSecond', 'fp8FlopsPerSecond'],
};

/** Writes that the catalogue leaves out on purpose; the offer's notes say why. */
const WRITES_LEFT_OUT: Readonly<Record<string, readonly string[]>> = { 'alibaba/qwen3.8-max': ['5m'] };

function compareRates(offer: Offer, rates: RateSet, row: RateRow): void {
  expect(knownRate(rates.input)).toBe(row.input);
  expect(knownRate(rates.output)).toBe(row.output);
  expect(knownRate(rates.cacheRead)).toBe(row.cache_read ?? undefined);
  const leftOut = WRITES_LEFT_OUT[offer.id] ?? [];
  const listed = Object.entries(row.cache_write ?? {}).filter(([ttlId]) => !leftOut.includes(ttlId));
  const publishedWrites = Object.entries(rates.cacheWrite).flatMap(([ttlId, price]) =>
    price.state === 'priced' && price.perMTok.kind === 'published' ? [[ttlId, price.perMTok.value]] : [],
  );
  // Whatever the table does not list may only be derived, assumed or unknown.
  expect(Object.fromEntries(publishedWrites)).toEqual(Object.fromEntries(listed));
}

const hasTables = ['prices.json', 'models.json', 'hardware.json'].every((name) => existsSync(resolve(TABLES, name)));
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
    expect(current.base.input).toMatchObject({ perMTok: { checkedOn: row.as_of } });
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

  const models = () => read('models.json') as readonly ModelRow[];
  const rowOf = ({ id }: ModelGeometry): ModelRow => {
    const row = models().find(({ name }) => name === id);
    if (!row) throw new Error(`No row for ${id}`);
    return row;
  };

  test('list the models of the catalogue and no others', () => {
    expect(MODELS.map(({ id }) => id).toSorted()).toEqual(
      models()
        .map(({ name }) => name)
        .toSorted(),
    );
  });

  test.each(MODELS)('$id has the listed geometry', (model) => {
    const row = rowOf(model);
    expect(model.hubId).toBe(row.hf_id);
    const groups = model.groups.value;
    expect(groups.filter(({ kind }) => kind !== 'none').map(listed)).toEqual(
      row.groups.map((group) => listedRow(group, row)),
    );
    const layers = groups.reduce((sum, group) => sum + group.layers, 0);
    // Nemotron 3 Ultra lists its layers one by one instead.
    expect(layers).toBe(row.fields.num_hidden_layers ?? 108);
    expect(model.draftLayers).toBe(row.fields.num_nextn_predict_layers ?? row.fields.mtp_num_hidden_layers ?? 0);
    expect(model.maxContextTokens.value).toBe(row.max_context);
    expect(model.totalParameters.value).toBeCloseTo(row.params_total_b * 1e9, 0);
    if (OTHER_ACTIVE.includes(model.id))
      expect(model.activeParameters.value).toBeLessThan((row.params_active_b ?? 0) * 1e9);
    else if (row.params_active_b === null) expect(model.activeParameters.kind).toBe('assumed');
    else expect(model.activeParameters.value).toBeCloseTo(row.params_active_b * 1e9, 0);
  });

  test.each(MODELS)('$id comes to the listed sizes', (model) => {
    const { derived } = rowOf(model);
    const groups = model.groups.value;
    const perToken = kvSizeOf({ groups, dtype: 'bf16' }).marginalBytesPerToken;
    expect(perToken).toBe(derived.bf16_marginal_bytes_per_token);
    expect(kvSizeOf({ groups, dtype: 'fp8' }).marginalBytesPerToken).toBe(derived.fp8_marginal_bytes_per_token);
    const fixed = (chosen: readonly LayerGroup[]) => kvSizeOf({ groups: chosen, dtype: 'bf16' }).fixedBytesPerSequence;
    expect(fixed(groups.filter(({ kind }) => kind !== 'state'))).toBe(derived.bf16_window_bytes_when_full);
    expect(fixed(groups.filter(({ kind }) => kind === 'state'))).toBe(derived.state_bytes_per_sequence);
    const ofRank = kvSizeOf({ groups: rankGroups({ groups, ranks: 8 }), dtype: 'bf16' }).marginalBytesPerToken;
    expect(ofRank).toBe(derived.bf16_rank_marginal_bytes_tp8);
    if (derived.bf16_tp8_all_ranks_over_logical !== null)
      expect((8 * ofRank) / perToken).toBeCloseTo(derived.bf16_tp8_all_ranks_over_logical, 3);
    for (const [tokens, bytes] of Object.entries(derived.bf16_bytes_at))
      expect(bytesPerSequence({ groups, dtype: 'bf16', contextTokens: Number(tokens) })).toBe(bytes);
  });

  test('list the accelerators of the catalogue and no others, with the same figures', () => {
    const { accelerators } = read('hardware.json') as { accelerators: readonly AcceleratorRow[] };
    expect(ACCELERATORS.map(({ id }) => id).toSorted()).toEqual(accelerators.map(({ id }) => id).toSorted());
    for (const row of accelerators) {
      const accelerator = acceleratorById(row.id);
      expect(accelerator?.vendor).toBe(row.vendor);
      const figures = {
        memoryBytes: row.memory_gb.value * 1e9,
        memoryBandwidthBytesPerSecond: scaled(row.mem_bw_tb_s),
        fp16FlopsPerSecond: scaled(row.dense_tflops_fp16),
        fp8FlopsPerSecond: scaled(row.dense_tflops_fp8),
      };
      for (const [name, figure] of Object.entries(figures) as [keyof typeof figures, number | null][]) {
        const own = accelerator?.[name] ?? null;
        if (OTHER_ACCELERATOR_FIGURES[row.id]?.includes(name)) expect(own?.kind).toBe('assumed');
        else if (figure === null) expect(own).toBeNull();
        else expect(own?.value).toBeCloseTo(figure, -3);
      }
    }
  });
});

function scaled(figure: Figure | null): number | null {
  return figure === null ? null : figure.value * 1e12;
}

/** What table and catalogue both say of a group of layers. */
type Listed = Readonly<Record<string, unknown>>;

function listed(group: LayerGroup): Listed {
  const index = 'index' in group ? group.index : undefined;
  const common = {
    layers: group.layers,
    query: 'query' in group ? group.query : undefined,
    index: index && [index.layers, index.dim, index.heads, index.topK],
  };
  switch (group.kind) {
    case 'full':
      return { ...common, kind: 'full', shape: [group.kvHeads, group.kDim, group.vDim] };
    case 'sliding':
      return { ...common, kind: 'sliding', shape: [group.kvHeads, group.kDim, group.vDim], tokens: group.windowTokens };
    case 'chunked':
      return { ...common, kind: 'chunked', shape: [group.kvHeads, group.kDim, group.vDim], tokens: group.chunkTokens };
    case 'mla':
      return { ...common, kind: 'mla', shape: [group.latentDim, group.ropeDim] };
    case 'compressed':
      return {
        ...common,
        kind: 'v4',
        shape: [group.ratio, group.entryDim, group.ropeDim],
        tokens: group.windowTokens,
      };
    case 'state':
      return {
        ...common,
        kind: group.algorithm,
        shape: [
          elementsOf(group.recurrent),
          group.recurrentBytesPerElement,
          group.convolution.reduce((sum, part) => sum + elementsOf(part), 0),
          group.convolutionBytesPerElement,
        ],
      };
    case 'cross':
    case 'none':
      return common;
  }
}

const ALGORITHMS: Readonly<Record<string, StateAlgorithm>> = {
  GatedDeltaNet: 'gated-delta-net',
  KDA: 'kda',
  Mamba1: 'mamba-1',
  Mamba2: 'mamba-2',
  Lightning: 'lightning',
};
/** MiniMax M3 writes its index in fields of its own: 4 heads that choose 16 blocks of 128 tokens. */
const M3_INDEX = { index_n_heads: 4, index_topk: 2_048 };

function listedRow(group: GroupRow, { name, fields }: ModelRow): Listed {
  const { index_n_heads: heads, index_topk: topK } = name === 'MiniMax-M3' ? M3_INDEX : fields;
  // V4 rows say how wide an index key is, and only where there is one.
  const indexLayers = group.index_layers ?? (group.kind === 'v4' && group.index_dim !== 0 ? group.layers : 0);
  const common = {
    layers: group.layers,
    query:
      group.kind === 'state'
        ? undefined
        : { heads: group.q_heads, qkDim: group.qk_dim_prefill, vDim: group.v_dim_prefill },
    index: indexLayers > 0 ? [indexLayers, group.index_dim, heads, topK] : undefined,
  };
  const { kv_heads: kvHeads, k_dim: kDim, v_dim: vDim, window } = group;
  switch (group.kind) {
    case 'mla':
      return { ...common, kind: 'mla', shape: [group.latent, group.rope] };
    case 'v4':
      return { ...common, kind: 'v4', shape: [group.ratio, group.latent, group.rope], tokens: window };
    case 'state':
      return {
        ...common,
        kind: ALGORITHMS[group.algo],
        shape: [group.ssm_elems, group.ssm_bytes, group.conv_elems, group.conv_bytes],
      };
    case 'kv':
      return window === null
        ? { ...common, kind: 'full', shape: [kvHeads, kDim, vDim] }
        : { ...common, kind: group.chunked ? 'chunked' : 'sliding', shape: [kvHeads, kDim, vDim], tokens: window };
  }
}
