import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MORE_TOKENS_CLAIM, LOW_LOAD, SLOW_FILES, WIDE_CACHE } from '../published-losses.ts';
import { CATALOG_REVISION } from '../revision.ts';
import { STORAGE_TIERS } from '../storage-tiers/index.ts';
import { TRANSFORM_CODEC_CLAIMS } from '../storage-codecs.ts';
import { SYSTEM_GRADES, SYSTEM_OUTCOMES, SYSTEM_UNITS, SYSTEMS, type SystemFigure } from './index.ts';

const text = z.string().trim().min(3);
const figureSchema = z.strictObject({
  quantity: text.max(60),
  unit: z.enum(SYSTEM_UNITS),
  published: z.strictObject({
    value: z.number().finite(),
    kind: z.enum(['published', 'measured']),
    source: text,
    checkedOn: z.iso.date(),
    note: text.optional(),
  }),
  without: z.number().finite().positive().nullable(),
  conditions: text.max(120),
  grade: z.enum(SYSTEM_GRADES),
  outcome: z.enum(SYSTEM_OUTCOMES),
  url: z.url({ protocol: /^https$/ }),
});
const systemSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: text.max(50),
  maker: text.max(60),
  path: text.max(90),
  figures: z.array(figureSchema).min(1),
});

const FIGURES = SYSTEMS.flatMap(({ id, figures }) => figures.map((figure) => ({ id, figure })));
const figureOf = (id: string, at: number): SystemFigure => {
  const figure = SYSTEMS.find((system) => system.id === id)?.figures[at];
  if (!figure) throw new Error(`No figure ${at} of ${id}`);
  return figure;
};

describe('the catalogue of systems', () => {
  test.each(SYSTEMS.map((system) => [system.id, system] as const))('%s has the shape of a system', (_, system) => {
    expect(systemSchema.safeParse(system).error?.issues ?? []).toEqual([]);
  });

  test('names each system once, and covers the field', () => {
    expect(new Set(SYSTEMS.map(({ id }) => id)).size).toBe(SYSTEMS.length);
    expect(new Set(SYSTEMS.map(({ name }) => name)).size).toBe(SYSTEMS.length);
    expect(SYSTEMS.length).toBeGreaterThanOrEqual(35);
    expect(FIGURES.length).toBeGreaterThanOrEqual(90);
  });

  test('was not looked at after the revision', () => {
    expect(FIGURES.filter(({ figure }) => figure.published.checkedOn > CATALOG_REVISION)).toEqual([]);
  });

  test('has shares of a whole, factors above 0, and changes that leave something', () => {
    const wrong = FIGURES.filter(({ figure: { unit, published, without } }) => {
      const values = [published.value, ...(without === null ? [] : [without])];
      if (unit === 'share') return values.some((value) => value < 0 || value > 1);
      return unit === 'change' ? published.value <= -1 || without !== null : values.some((value) => value <= 0);
    });
    expect(wrong).toEqual([]);
  });

  test('says of each figure by itself under what it was found: rows are sorted', () => {
    expect(FIGURES.filter(({ figure }) => /\bthe same$|^the same\b/i.test(figure.conditions))).toEqual([]);
  });

  test('keeps what vendors say apart from what was measured', () => {
    const kinds = new Set(FIGURES.map(({ figure }) => `${figure.grade}: ${figure.published.kind}`));
    expect([...kinds].toSorted()).toEqual([
      'code: published',
      'measured: measured',
      'unverified: published',
      'vendor: published',
    ]);
  });
});

/** Whether a figure says that it was better with the system: less of times and costs, more of everything else. */
function isBetter({ quantity, unit, published: { value }, without }: SystemFigure): boolean {
  const lessIsBetter = unit === 'seconds' || unit === 'usd-per-mtok' || /time|cost|latency/i.test(quantity);
  if (without !== null) return lessIsBetter ? value < without : value > without;
  if (unit === 'change') return lessIsBetter ? value < 0 : value > 0;
  return true;
}

test('losses are losses and gains are gains', () => {
  const wrong = FIGURES.filter(
    ({ figure }) => figure.outcome !== 'neither' && (figure.outcome === 'gain') !== isBetter(figure),
  );
  expect(wrong.map(({ id, figure }) => `${id}: ${figure.quantity}`)).toEqual([]);
});

test('the published losses are here as losses', () => {
  const losing = new Set(FIGURES.filter(({ figure }) => figure.outcome === 'loss').map(({ id }) => id));
  expect([...losing].toSorted()).toEqual(['gke-tiers', 'llm-d-gpt-oss', 'lmcache', 'sglang-hicache']);
});

describe('agrees with the rest of the catalogue on', () => {
  const valuesOf = (id: string) =>
    SYSTEMS.find((system) => system.id === id)?.figures.flatMap(({ published: { value }, without }) => [
      value,
      without,
    ]);
  test('the losses that are computed', () => {
    expect(valuesOf('sglang-hicache')).toEqual(
      expect.arrayContaining([SLOW_FILES.loadedSeconds.value, SLOW_FILES.computedSeconds.value]),
    );
    expect(valuesOf('lmcache')).toEqual(
      expect.arrayContaining([WIDE_CACHE.offloadedTokensPerSecond.value, WIDE_CACHE.computedTokensPerSecond.value]),
    );
    expect(valuesOf('llm-d-gpt-oss')).toEqual(
      expect.arrayContaining([LOW_LOAD.withTokensPerSecond.value, LOW_LOAD.withoutTokensPerSecond.value]),
    );
  });

  test('what a maker claims', () => {
    expect(valuesOf('weka-augmented-memory-grid')).toContain(MORE_TOKENS_CLAIM.high.value);
    const special = TRANSFORM_CODEC_CLAIMS.find(({ id }) => id === 'kvtc-special');
    expect(valuesOf('kvtc')).toContain(special?.ratio.low.value);
  });

  test('the aggregate read of 3FS, in binary units: 6.6 TiB/s are 7.26 TB/s', () => {
    expect(figureOf('deepseek-3fs', 0).published.value / 1e12).toBeCloseTo(7.257, 3);
    expect(STORAGE_TIERS.some(({ id }) => id.includes('3fs'))).toBe(true);
  });

  test('the factor that was called 41', () => {
    const { published, without } = figureOf('weka-augmented-memory-grid', 0);
    expect((without ?? 0) / published.value).toBeCloseTo(41.3, 1);
  });
});
