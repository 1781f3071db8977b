import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from './base.ts';
import { decodeScenario, encodeScenario } from './codec.ts';
import {
  isNothingRead,
  MOST_FILE_CHARACTERS,
  readEntry,
  readLibraryFile,
  readRecent,
  unreadableLink,
  writeLibraryFile,
  type KeptScenario,
} from './library-file.ts';

const scenario = (name: string, people: number): KeptScenario => ({
  name,
  savedAt: '2026-11-21T09:00:00.000Z',
  link: encodeScenario({ ...BASE_SCENARIO, name, workload: { ...BASE_SCENARIO.workload, people } }),
  figures: { withoutUsdPerMonth: 1_000, withUsdPerMonth: 400, savingRatio: 0.6 },
});
const file = (scenarios: readonly unknown[], more: object = {}): string =>
  JSON.stringify({ tokenhouse: 'library', version: 1, savedAt: '2026-11-21T09:00:00Z', scenarios, ...more });

describe('the file of a library', () => {
  test('reads what it wrote', () => {
    const entries = [scenario('One', 1), { ...scenario('Two', 2), figures: null }];
    expect(readLibraryFile(writeLibraryFile({ entries, savedAt: '2026-11-21T09:00:00Z' }))).toEqual({
      status: 'read',
      entries,
      broken: [],
      moreBroken: 0,
    });
  });

  test('leaves ids and revisions at home', () => {
    const text = writeLibraryFile({
      entries: [Object.assign(scenario('One', 1), { id: 'secret', revision: 4, schema: 1 })],
      savedAt: '2026-11-21T09:00:00Z',
    });
    expect(text).not.toContain('secret');
    expect(text).not.toContain('revision');
  });

  test.each([
    ['not JSON', 'hello', /not JSON/],
    ['cut short', file([scenario('One', 1)]).slice(0, 80), /cut short/],
    ['another JSON', '{"model_type": "llama"}', /not a library/],
    ['an array', '[]', /not a library/],
    ['null', 'null', /not a library/],
    ['a later version', file([], { version: 2 }), /newer Tokenhouse \(version 2/],
    ['a key too many', file([], { extra: 1 }), /cannot be read/],
    ['no list', file([], { scenarios: 'x' }), /scenarios is not as expected/],
    ['no day', file([], { savedAt: 'yesterday' }), /savedAt must be an instant/],
    ['too large', ' '.repeat(MOST_FILE_CHARACTERS + 1), /larger than 10,000,000/],
    ['too many', file(Array.from({ length: 1_001 }, () => 0)), /1,001 scenarios; at most 1,000/],
  ])('refuses a file that is %s', (_what, text, message) => {
    expect(readLibraryFile(text)).toEqual({ status: 'refused', message: expect.stringMatching(message) });
  });

  test.each([
    ['a name that is too long', { name: 'x'.repeat(121) }, /name must be at most 120/],
    ['an empty name', { name: '  ' }, /name must not be empty/],
    ['a link that is too long', { link: `v=1&${'x'.repeat(32_768)}` }, /link must be at most/],
    ['a link of something else', { link: 'https://example.org/' }, /not a Tokenhouse link/],
    ['a damaged packed link', { link: 'v=1.aaaa&z=!!!' }, /damaged/],
    ['figures that are none', { figures: { withoutUsdPerMonth: '12' } }, /figures/],
    ['a key too many', { html: '<script>' }, /not as expected/],
  ])('names an entry with %s and takes the others', (_what, change, reason) => {
    const answer = readLibraryFile(file([{ ...scenario('Odd', 3), ...change }, scenario('Good', 1)]));
    if (answer.status === 'refused') throw new Error(answer.message);
    expect(answer.entries.map(({ name }) => name)).toEqual(['Good']);
    expect(answer.broken).toHaveLength(1);
    expect(answer.broken[0]?.reason).toMatch(reason);
  });

  test('names a hundred broken entries and counts the rest', () => {
    const answer = readLibraryFile(file(Array.from({ length: 130 }, () => ({}))));
    expect(answer).toMatchObject({ status: 'read', entries: [], moreBroken: 30 });
  });

  test('prototype keys are keys too many, and change no prototype', () => {
    const text = file([scenario('One', 1)]).replace('"tokenhouse"', '"__proto__":{"polluted":1},"tokenhouse"');
    readLibraryFile(text);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('never throws, whatever the text, and what it takes can be opened', () => {
    const good = file([scenario('One', 1), scenario('Two', 2)]);
    const mutated = fc
      .array(fc.tuple(fc.nat(good.length - 1), fc.constantFrom('', '"', '{', ']', '\\', '0', 'null', '\u0000', '𝄞')), {
        maxLength: 6,
      })
      .map((edits) => edits.reduce((text, [at, by]) => text.slice(0, at) + by + text.slice(at + 1), good));
    const shaped = fc
      .record({ tokenhouse: fc.constant('library'), version: fc.constant(1), scenarios: fc.array(fc.jsonValue()) })
      .map((value) => JSON.stringify({ savedAt: '2026-11-21', ...value }));
    fc.assert(
      fc.property(fc.oneof(fc.string(), mutated, shaped, fc.json()), (text) => {
        const answer = readLibraryFile(text);
        if (answer.status === 'refused') expect(answer.message).toMatch(/\.$/);
        else for (const { link } of answer.entries) expect(unreadableLink(link)).toBeNull();
        readRecent(text);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('what is stored', () => {
  test('an entry is read strictly: no other shape, no later schema', () => {
    const entry = { schema: 1, id: 'a', revision: 1, ...scenario('One', 1) };
    expect(readEntry(entry)).toEqual(entry);
    for (const odd of [{ schema: 2 }, { revision: 0 }, { revision: 1.5 }, { id: '' }, { more: 1 }])
      expect(readEntry({ ...entry, ...odd })).toBeNull();
    for (const odd of [undefined, null, 'text', 5, []]) expect(readEntry(odd)).toBeNull();
  });

  test('nothing read means defaults and a reason; a part that was read is something', () => {
    expect(isNothingRead(decodeScenario('hello'))).toBe(true);
    expect(isNothingRead(decodeScenario('v=1'))).toBe(false);
    expect(isNothingRead(decodeScenario('v=1&workload.people=9&nonsense=1'))).toBe(false);
    expect(isNothingRead(decodeScenario('v=9&workload.people=9'))).toBe(false);
  });
});
