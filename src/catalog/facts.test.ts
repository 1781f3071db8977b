import { describe, expect, test } from 'vitest';
import type { Provenance } from '../domain/fact.ts';
import type { ModelGeometry } from '../domain/kv-cache/model-geometry.ts';
import { kvSizeOf } from '../domain/kv-cache/size.ts';
import { ACCELERATORS } from './accelerators/index.ts';
import { MODELS } from './models/index.ts';
import { ALL_OFFERS } from './offers/all.ts';
import { PRESETS } from './presets/index.ts';
import { CATALOG_REVISION } from './revision.ts';
import { PREFILL_MFU, PREFILL_MFU_OF_ACCELERATOR } from './prefill-efficiency.ts';
import { STORAGE_TIERS } from './storage-tiers/index.ts';
import { SYSTEMS } from './systems/index.ts';
import { NVME_RENT, STAND_IN_MODEL_ID } from './tiers.ts';
import { TIME_PROOF_CASES } from './time-proof/index.ts';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const KINDS = ['published', 'measured', 'derived', 'assumed'];

function isProvenance(node: object): node is Provenance {
  return 'source' in node && 'checkedOn' in node;
}

/** Every provenance below a value, with the path to it. */
function provenancesIn(node: unknown, path: string): readonly (readonly [string, Provenance])[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.entries(node).flatMap(([key, child]) => provenancesIn(child, `${path}.${key}`));
  return isProvenance(node) ? [[path, node], ...below] : below;
}

const EVERY_PROVENANCE = [
  ...ALL_OFFERS.flatMap((offer) => provenancesIn(offer, offer.id)),
  ...MODELS.flatMap((model) => provenancesIn(model, model.id)),
  ...ACCELERATORS.flatMap((accelerator) => provenancesIn(accelerator, accelerator.id)),
  ...SYSTEMS.flatMap((system) => provenancesIn(system, system.id)),
  ...PRESETS.flatMap((preset) => provenancesIn(preset, preset.id)),
  ...provenancesIn({ STORAGE_TIERS, PREFILL_MFU, PREFILL_MFU_OF_ACCELERATOR, TIME_PROOF_CASES }, 'serving'),
  ...provenancesIn({ NVME_RENT, STAND_IN_MODEL_ID }, 'tiers'),
];

function pathsWhere(wrong: (provenance: Provenance) => boolean): string[] {
  return EVERY_PROVENANCE.filter(([, provenance]) => wrong(provenance)).map(([path]) => path);
}

describe('facts', () => {
  test('are found at all', () => {
    expect(EVERY_PROVENANCE.length).toBeGreaterThan(900);
  });

  test('have a kind and a source', () => {
    expect(pathsWhere(({ kind }) => !KINDS.includes(kind))).toEqual([]);
    expect(pathsWhere(({ source }) => source.trim() === '')).toEqual([]);
  });

  test('were checked on a real day not later than the revision', () => {
    expect(CATALOG_REVISION).toMatch(ISO_DATE);
    const isDay = (text: string) => ISO_DATE.test(text) && new Date(text).toISOString().startsWith(text);
    expect(pathsWhere(({ checkedOn }) => !isDay(checkedOn) || checkedOn > CATALOG_REVISION)).toEqual([]);
  });

  test('name the revision as the newest check', () => {
    const newest = EVERY_PROVENANCE.map(([, { checkedOn }]) => checkedOn)
      .toSorted()
      .at(-1);
    expect(newest).toBe(CATALOG_REVISION);
  });

  test('that are assumed give a reason', () => {
    expect(pathsWhere(({ kind, note }) => kind === 'assumed' && (note ?? '').length < 10)).toEqual([]);
  });
});

test('NVMe rent is $365 per TB over five years times 2.5', () => {
  const usdPerTbMonth = NVME_RENT.usdPerByteHour.value * 730 * 1e12;
  expect(usdPerTbMonth).toBeCloseTo((365 * 2.5) / 60, 1);
});

test('the stand-in geometry has the largest cache per token of the models that reach 128K tokens', () => {
  const bytesPerToken = (model: ModelGeometry) =>
    kvSizeOf({ groups: model.groups.value, dtype: 'bf16' }).marginalBytesPerToken;
  const long = MODELS.filter(({ maxContextTokens }) => maxContextTokens.value >= 131_072);
  const largest = long.toSorted((a, b) => bytesPerToken(b) - bytesPerToken(a))[0];
  expect(largest?.id).toBe(STAND_IN_MODEL_ID.value);
});
