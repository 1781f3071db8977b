import { describe, expect, it } from 'vitest';
import { BASE_SCENARIO } from './base.ts';
import { encodeScenario, scenarioDocument } from './codec.ts';
import { decodeSet, encodeSet, MOST_IN_SET } from './codec-set.ts';
import { CURRENT_FORMAT } from './formats/index.ts';
import { pack } from './packing.ts';
import { scenarioSchema } from './schema.ts';
import { decodeSetDocument, setDocument } from './set-document.ts';
import { HOUR, ownPrices, variant } from './testing/sets.ts';

describe('how long a link of four scenarios is', () => {
  const settings = [
    { name: 'As it is', retentionSeconds: 86_400 },
    { name: 'An hour', retentionSeconds: 3_600 },
    { name: 'A week', retentionSeconds: 604_800 },
    { name: 'Five minutes', retentionSeconds: 300 },
  ];

  it('with the same thirty own prices', () => {
    const set = settings.map((setting) => variant({ seed: 1, ...setting }));
    expect(encodeSet(set).length).toBeLessThanOrEqual(1_150);
    expect(decodeSet(encodeSet(set))).toEqual({ scenarios: set, notices: [] });
  });
  it('with thirty own prices each, none like another', () => {
    const set = settings.map((setting, index) => variant({ seed: index + 1, ...setting }));
    expect(encodeSet(set).length).toBeLessThanOrEqual(2_000);
    expect(decodeSet(encodeSet(set))).toEqual({ scenarios: set, notices: [] });
  });
});

describe('a link of several scenarios', () => {
  it('keeps scenarios that are all the same', () => {
    const set = [BASE_SCENARIO, BASE_SCENARIO, BASE_SCENARIO];
    expect(decodeSet(encodeSet(set)).scenarios).toEqual(set);
  });

  it('is the scenario’s own link where there is one, and takes no more than four', () => {
    expect(encodeSet([HOUR])).toBe(encodeScenario(HOUR));
    expect(decodeSet(encodeScenario(HOUR))).toEqual({ scenarios: [HOUR], notices: [] });
    expect(decodeSet(encodeSet([HOUR, HOUR, HOUR, HOUR, BASE_SCENARIO])).scenarios).toHaveLength(MOST_IN_SET);
  });

  it('is short where little differs', () => {
    expect(encodeSet([BASE_SCENARIO, HOUR]).length).toBeLessThanOrEqual(80);
  });
});

describe('a link of several scenarios that was mangled', () => {
  const set = [
    BASE_SCENARIO,
    HOUR,
    { ...HOUR, name: 'Nightly “blue” runs', ownOffers: ownPrices({ seed: 3, count: 4 }) },
  ];
  const hash = encodeSet(set);
  const half = Math.floor(hash.length / 2);

  it.each([
    ['a full stop after it', `${hash}.`],
    ['&amp; for &', hash.replaceAll('&', '&amp;')],
    ['a line break in it', `${hash.slice(0, half)}\r\n${hash.slice(half)}`],
    ['a second encoding', hash.replaceAll('&', '%26').replaceAll('=', '%3D')],
    ['a reply’s quotation marks', `${hash.slice(0, half)}\n> ${hash.slice(half)}`],
  ])('opens whole with %s, and says what was mended', (_, mangled) => {
    const read = decodeSet(`https://example.org/#${mangled}`);
    expect(read.scenarios).toEqual(set);
    expect(read.notices.map(({ kind }) => kind)).toEqual(['repaired']);
  });

  it('opens as far as it goes where it was cut, and says so', () => {
    for (let kept = hash.indexOf('set=') + 4; kept < hash.length; kept += 3) {
      const { scenarios: read, notices } = decodeSet(hash.slice(0, kept));
      expect(read.length).toBeGreaterThan(0);
      expect(notices.some(({ kind }) => kind !== 'repaired')).toBe(true);
      for (const scenario of read) expect(scenarioSchema.safeParse(scenario).success).toBe(true);
    }
    expect(decodeSet(hash.slice(0, -8)).scenarios).toHaveLength(3);
  });
});

describe('hostile links of several scenarios', () => {
  const linkOf = (pairs: string): string => {
    const { dictionary } = CURRENT_FORMAT;
    return `v=1.abcd&set=${pack({ text: pairs, ...(dictionary && { dictionary }) })}`;
  };

  it('say what they hold that nobody knows', () => {
    const { scenarios: read, notices } = decodeSet(
      linkOf('{"set":900,"1:workload.people":7,"1:colour":1,"8:name":"x"}'),
    );
    expect(read).toHaveLength(MOST_IN_SET);
    expect(read[1]?.workload.people).toBe(7);
    const said = notices.map(({ message }) => message).join(' ');
    expect(said).toMatch(/8:name is not known here: a link holds at most 4/);
    expect(said).toMatch(/Scenario 2: colour is not known here/);
  });

  it('of a newer version open what is understood, and say so once', () => {
    const { notices } = decodeSet(encodeSet([BASE_SCENARIO, HOUR]).replace('v=1', 'v=7'));
    expect(notices.filter(({ message }) => /newer Tokenhouse \(format 7/.test(message))).toHaveLength(1);
  });

  it('are not unpacked beyond a million bytes', () => {
    const { notices } = decodeSet(linkOf(`{"name":"${'a'.repeat(2_000_000)}"}`));
    expect(notices[0]?.message).toMatch(/unpacks to more than/);
  });
});

describe('a file of several scenarios', () => {
  it('comes back as it was', () => {
    const set = [BASE_SCENARIO, HOUR];
    const file: unknown = JSON.parse(JSON.stringify(setDocument(set)));
    expect(decodeSetDocument(file)).toEqual({ scenarios: set, notices: [] });
  });

  it('may be that of one scenario, and is named where it is something else', () => {
    expect(decodeSetDocument(JSON.parse(JSON.stringify(scenarioDocument(HOUR))))).toEqual({
      scenarios: [HOUR],
      notices: [],
    });
    expect(decodeSetDocument({ compare: 3 }).notices[0]?.message).toMatch(/not a Tokenhouse scenario/);
    expect(decodeSetDocument({ compare: [{}, 7] }).notices.map(({ message }) => message.slice(0, 11))).toEqual([
      'Scenario 1:',
      'Scenario 2:',
    ]);
    expect(decodeSetDocument({ v: 1, compare: Array.from({ length: 6 }, () => HOUR) }).notices[0]?.message).toMatch(
      /holds 6 scenarios; the first 4/,
    );
  });
});
