import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as limits from '../../domain/field-limits.ts';
import { decodeScenario, encodeScenario } from '../codec.ts';
import { checkOf } from '../packing.ts';
import type { Json } from '../patch.ts';
import { scenarioSchema } from '../schema.ts';
import { documentOf, formatOf, CURRENT_FORMAT } from './index.ts';
import { SAVED_LINKS } from './testing/saved-links.ts';

/**
 * A version that was published never changes. Where one of these tests fails, the change needs a new version with an upgrader, not
 * another expectation.
 */
describe('version 1 is frozen', () => {
  it('has the base it was published with', () => {
    expect(checkOf(JSON.stringify(formatOf(1)?.base))).toMatchInlineSnapshot(`"ku-G"`);
  });

  it('has the dictionary it was published with', () => {
    expect(checkOf(new TextDecoder().decode(formatOf(1)?.dictionary))).toMatchInlineSnapshot(`"12IK"`);
  });

  it('has the shape it was published with', () => {
    const shape = z.toJSONSchema(scenarioSchema as unknown as z.core.$ZodType, { unrepresentable: 'any' });
    expect(checkOf(JSON.stringify(shape))).toMatchInlineSnapshot(`"oPiU"`);
  });

  it('takes every number it took when it was published', () => {
    // Wider limits are no new version; narrower ones would refuse links that were fine.
    const ranges = Object.entries(limits)
      .filter(([name]) => name.endsWith('_LIMITS'))
      .flatMap(([name, table]) =>
        Object.entries(table as Record<string, limits.FieldLimits>).map(
          ([field, { min, max, whole }]) => `${name}.${field} ${min} ${max} ${whole}`,
        ),
      );
    expect(checkOf(ranges.join('\n'))).toMatchInlineSnapshot(`"qEmt"`);
  });
});

describe('upgraders', () => {
  it('turn an empty document of every version into today’s base', () => {
    for (const version of [0, 1]) {
      const format = formatOf(version);
      if (!format) throw new Error(`no format ${version}`);
      expect(documentOf({ patch: new Map(), format }).document).toEqual(CURRENT_FORMAT.base);
    }
  });

  it('change nothing of the newest', () => {
    const patch = new Map<string, Json>([['workload.people', 7]]);
    expect(documentOf({ patch, format: CURRENT_FORMAT })).toEqual({
      document: { ...(CURRENT_FORMAT.base as object), workload: { ...workloadOf(CURRENT_FORMAT.base), people: 7 } },
      unknownPaths: [],
    });
    expect(CURRENT_FORMAT.upgrade).toBeUndefined();
  });

  it('know no field before the version that brought it', () => {
    expect(decodeScenario('v=0&cluster.gpusPerNode=4').notices[0]?.field).toBe('cluster.gpusPerNode');
    expect(decodeScenario('v=1&cluster.gpusPerNode=4').notices).toEqual([]);
  });
});

function workloadOf(base: Json): object {
  return (base as { workload: object }).workload;
}

describe('saved links', () => {
  it.each(SAVED_LINKS.map(({ name, ...link }) => [name, link] as const))('%s still opens', (_, { hash, means }) => {
    const { scenario, notices } = decodeScenario(hash);
    expect(notices).toEqual([]);
    expect(scenario).toMatchObject(means);
  });

  it('hold at least one of every version, and a packed one of each', () => {
    for (const version of ['0', '1']) {
      const own = SAVED_LINKS.filter(({ hash }) => hash.startsWith(`v=${version}`));
      expect(own.some(({ hash }) => hash.includes('z='))).toBe(true);
      expect(own.some(({ hash }) => !hash.includes('z='))).toBe(true);
    }
  });

  it('of the newest version are written as they were', () => {
    for (const { hash } of SAVED_LINKS.filter(({ hash: saved }) => saved.startsWith('v=1')))
      expect(encodeScenario(decodeScenario(hash).scenario)).toBe(hash);
  });
});
