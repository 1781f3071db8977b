import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { KV_PROOF_CASES, WRONG_FIGURES } from '../catalog/kv-proof/index.ts';
import type { Computation, ProofGeometry } from '../catalog/kv-proof/case.ts';
import { CATALOG_REVISION } from '../catalog/revision.ts';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';
import { catalogueGroups } from './kv-proof-geometry.ts';
import { proveKv, wrongPublicFigures } from './kv-proof.ts';

const RESULTS = proveKv();
const resultOf = (id: string) => RESULTS.find(({ proofCase }) => proofCase.id === id);

describe('the proof', () => {
  test('is of 72 cases and 12 wrong figures, each once', () => {
    expect(KV_PROOF_CASES).toHaveLength(72);
    expect(WRONG_FIGURES).toHaveLength(12);
    expect(new Set(KV_PROOF_CASES.map(({ id }) => id)).size).toBe(72);
    expect(new Set(WRONG_FIGURES.map(({ id }) => id)).size).toBe(12);
  });

  test.each(RESULTS.filter(({ proofCase }) => proofCase.precisionClass !== 'suspect'))(
    '$proofCase.id is $proofCase.published.value $proofCase.unit',
    ({ ours, status, differenceRatio, proofCase: { published, toleranceRatio } }) => {
      expect(status).toBe('pass');
      expect(Math.abs(ours - published.value)).toBeLessThanOrEqual(published.value * toleranceRatio);
      if (toleranceRatio === 0) expect(ours).toBe(published.value);
      if (toleranceRatio === 0) expect(differenceRatio).toBe(0);
    },
  );

  test('prints what a publisher printed with six decimals', () => {
    const printed = RESULTS.filter(
      ({ proofCase }) => proofCase.precisionClass === 'exact' && proofCase.toleranceRatio > 0,
    );
    expect(printed.map(({ proofCase }) => proofCase.id)).toEqual([
      'kvfit-glm53-576',
      'kvfit-glm53-656',
      'kvfit-glm53-bf16',
    ]);
    for (const { ours, proofCase } of printed) expect(ours.toFixed(6)).toBe(proofCase.published.value.toFixed(6));
  });

  test('takes one published figure for wrong and says why', () => {
    const wrong = RESULTS.filter(({ status }) => status === 'published-looks-wrong');
    expect(wrong.map(({ proofCase }) => proofCase.id)).toEqual(['vllmblk-qwen3-8b']);
    expect(wrong[0]).toMatchObject({ ours: 2.25, reason: expect.stringContaining('Qwen3-4B') });
    expect(RESULTS.filter(({ reason }) => reason !== null)).toHaveLength(1);
  });

  test('explains each figure by terms that stand in its formula', () => {
    for (const { formula, terms } of RESULTS) {
      expect(terms.length).toBeGreaterThan(0);
      for (const { symbol, value, meaning } of terms) {
        expect(formula).toContain(symbol);
        expect(Number.isFinite(value)).toBe(true);
        expect(meaning).not.toBe('');
      }
    }
  });
});

/** Cases of a model that count no layers: a block or a record has the same size however many there are. */
const WHATEVER_THE_LAYERS = new Set([
  'llmd-msmall-blocks',
  'flashmla-656',
  'hyb-qwen3.5-35b-a3b',
  'hyb-nano9b',
  'hyb-ascend-35b-ssm',
]);

describe('a wrong geometry', () => {
  const modelIds = [...new Set(KV_PROOF_CASES.flatMap(({ computation }) => modelIdsOf(computation)))];
  const oneMore = (group: LayerGroup): LayerGroup => ({ ...group, layers: group.layers + 1 });
  const proveWith = (change: (group: LayerGroup) => LayerGroup, only?: string) =>
    proveKv({
      groupsOf: (id) => {
        const groups = catalogueGroups(id);
        return only === undefined || id === only ? { ...groups, value: groups.value.map(change) } : groups;
      },
    });
  const exactCasesOf = (modelId: string) =>
    RESULTS.filter(
      ({ proofCase: { id, precisionClass, computation } }) =>
        precisionClass === 'exact' && !WHATEVER_THE_LAYERS.has(id) && modelIdsOf(computation).includes(modelId),
    );

  test.each(modelIds.filter((modelId) => exactCasesOf(modelId).length > 0))(
    'of %s with one layer more in each group fails all of its exact cases that count layers, and no other model’s',
    (modelId) => {
      const perturbed = proveWith(oneMore, modelId);
      const failed = perturbed.filter(({ status }) => status === 'fail').map(({ proofCase }) => proofCase.id);
      expect(failed).toEqual(expect.arrayContaining(exactCasesOf(modelId).map(({ proofCase }) => proofCase.id)));
      const others = KV_PROOF_CASES.filter(({ computation }) => !modelIdsOf(computation).includes(modelId));
      expect(failed.filter((id) => others.some((other) => other.id === id))).toEqual([]);
    },
  );

  test('of Qwen3-8B is not excused by the table that contradicts itself', () => {
    const perturbed = proveWith(oneMore, 'Qwen3-8B');
    expect(perturbed.find(({ proofCase }) => proofCase.id === 'vllmblk-qwen3-8b')).toMatchObject({
      status: 'fail',
      reason: null,
    });
  });

  test('with twice the heads, or a wider record, fails too', () => {
    const perturbed = proveWith((group) => {
      if ('kvHeads' in group) return { ...group, kvHeads: 2 * group.kvHeads };
      return group.kind === 'mla' ? { ...group, ropeDim: group.ropeDim + 1 } : group;
    });
    const survivors = perturbed.filter(
      ({ status, proofCase }) => status === 'pass' && proofCase.precisionClass === 'exact',
    );
    // Blocks of a known number of tokens, states, a ratio, formats, and models whose layers the case itself states.
    expect(survivors.map(({ proofCase }) => proofCase.id).toSorted()).toEqual(
      [
        'aic-l70-tp16',
        'llmd-msmall-blocks',
        'ix-qwen35-draft',
        'hyb-qwen35-9b',
        'hyb-ascend-35b-ssm',
        'lcpp-30b',
        'lcpp-r1-nonmla',
        ...RESULTS.map(({ proofCase }) => proofCase.id).filter((id) => /^(ggml|lcpp-g270)-/.test(id)),
      ].toSorted(),
    );
  });
});

describe('wrong public figures', () => {
  test('stand beside what the core computes', () => {
    const byId = Object.fromEntries(wrongPublicFigures().map((figure) => [figure.id, figure]));
    expect(byId['mooncake-deepseek-v3']).toMatchObject({ unit: 'B/token', correct: 70_272 });
    expect(byId['mooncake-deepseek-v3']?.factor).toBeCloseTo(24.9, 1);
    expect(byId['mooncake-llama-3-8b']?.factor).toBe(1 / 1_024);
    expect(byId['unsloth-gemma-3-27b']?.correct).toBe(10.40625);
    expect(byId['vllm-gemma-4-31b']?.factor).toBe(11);
    expect(byId['selfhostllm']).toMatchObject({ unit: null, correct: null, factor: null });
  });

  test('are wrong', () => {
    for (const { factor } of wrongPublicFigures())
      if (factor !== null) expect(Math.abs(factor - 1)).toBeGreaterThan(0.02);
  });
});

test('every figure of the proof is a fact with a source, a day and a kind', () => {
  const facts = [
    ...KV_PROOF_CASES.map(({ published }) => published),
    ...WRONG_FIGURES.map(({ shows }) => shows),
    ...KV_PROOF_CASES.flatMap(({ computation }) =>
      geometriesOf(computation).flatMap((geometry) => ('groups' in geometry ? [geometry.groups] : [])),
    ),
  ];
  for (const { kind, source, checkedOn } of facts) {
    expect(['published', 'derived']).toContain(kind);
    expect(source.trim()).not.toBe('');
    expect(checkedOn <= CATALOG_REVISION).toBe(true);
  }
  expect(KV_PROOF_CASES.every(({ published }) => published.kind === 'published')).toBe(true);
});

/**
 * Compares the proof with the table it was copied from, where that lies beside the checkout. It is not part of the
 * project, so elsewhere this is skipped.
 */
interface TableRow {
  readonly id: string;
  readonly model: string;
  readonly published: number;
  readonly unit: string;
  readonly tolerance_rel: number;
  readonly cls: string;
  readonly source: string;
  readonly predicted: number;
}
interface WrongRow {
  readonly shows: number | null;
  readonly correct: number | null;
}
const TABLE = resolve(import.meta.dirname, '../../../shared/facts/kv-truths.json');
const hasTable = existsSync(TABLE);

(hasTable ? describe : describe.skip)(`research table${hasTable ? '' : ' (skipped: not beside this checkout)'}`, () => {
  const read = () =>
    JSON.parse(readFileSync(TABLE, 'utf8')) as {
      kv: readonly TableRow[];
      known_wrong_public_figures: readonly WrongRow[];
    };
  const CLASSES: Readonly<Record<string, string>> = { approx: 'approximate' };

  test('has the same published figures', () => {
    const rows = read().kv.map((row) => ({
      id: row.id,
      model: row.model,
      published: row.published,
      unit: row.unit,
      toleranceRatio: row.tolerance_rel,
      precisionClass: CLASSES[row.cls] ?? row.cls,
      // Remarks of the table on its own sources are in our notes.
      source: row.source.replace(/ \((?:model size inferred|fields not stored.*)\)$/, ''),
    }));
    const cases = KV_PROOF_CASES.map(({ id, model, published, unit, toleranceRatio, precisionClass }) => ({
      id,
      model,
      published: published.value,
      unit,
      toleranceRatio,
      precisionClass,
      source: published.source,
    }));
    const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
    expect(cases.toSorted(byId)).toEqual(rows.toSorted(byId));
  });

  test('predicts what the core computes', () => {
    const apart = read().kv.filter(({ id, predicted, unit }) => {
      // Six decimals are printed, and what fits into a pool is not rounded to whole blocks of 16 tokens.
      const tolerance = unit === 'tokens' ? 16 : Math.max(1e-6, predicted * 1e-9);
      return Math.abs((resultOf(id)?.ours ?? Number.NaN) - predicted) > tolerance;
    });
    expect(apart).toEqual([]);
  });

  test('has the same wrong figures, in order', () => {
    const rows = read().known_wrong_public_figures;
    const figures = wrongPublicFigures();
    expect(figures.map(({ shows: { value } }) => (typeof value === 'number' ? value : null))).toEqual(
      rows.map(({ shows }) => shows),
    );
    for (const [i, { correct }] of rows.entries())
      if (correct !== null) expect(figures[i]?.correct).toBeCloseTo(correct, 2);
  });
});

function geometriesOf(computation: Computation): readonly ProofGeometry[] {
  switch (computation.kind) {
    case 'bytes-per-element':
      return [];
    case 'ratio':
      return [...geometriesOf(computation.part), ...geometriesOf(computation.whole)];
    case 'reduction':
      return [...geometriesOf(computation.to), ...geometriesOf(computation.from)];
    case 'elements-per-token':
      return [computation.geometry];
    default:
      return [computation.cache.geometry];
  }
}

function modelIdsOf(computation: Computation): readonly string[] {
  return geometriesOf(computation).flatMap((geometry) => ('modelId' in geometry ? [geometry.modelId] : []));
}
