import { describe, expect, it } from 'vitest';
import { FIRST_BOOK } from '../evaluate/first-book.ts';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { encodeScenario } from '../scenario/codec.ts';
import { encodeSet } from '../scenario/codec-set.ts';
import { openText, readSetFile, setFile } from './compare-open.ts';
import { freeName } from './compare-variants.ts';

const HOUR = { ...BASE_SCENARIO, name: 'Hour', warehouse: { ...BASE_SCENARIO.warehouse, retentionSeconds: 3_600 } };
const WEEK = { ...HOUR, name: 'Week', warehouse: { ...HOUR.warehouse, retentionSeconds: 604_800 } };

describe('openText', () => {
  it('reads links, sets and files', () => {
    expect(openText(` https://example.org/?page=spend#${encodeScenario(HOUR)} `)).toEqual({
      status: 'opened',
      scenarios: [HOUR],
      notices: [],
    });
    expect(openText(encodeSet([HOUR, WEEK]))).toMatchObject({ status: 'opened', scenarios: [HOUR, WEEK] });
    expect(openText(setFile({ scenarios: [HOUR, WEEK], book: FIRST_BOOK }))).toMatchObject({
      status: 'opened',
      scenarios: [{ name: 'Hour', carriedRates: [{ offerId: HOUR.offerId }] }, { name: 'Week' }],
    });
    expect(openText('v=1')).toMatchObject({ status: 'opened', scenarios: [BASE_SCENARIO] });
  });

  it('refuses with the reason what is none', () => {
    for (const [text, reason] of [
      ['  ', /nothing in it/],
      ['hello', /not a Tokenhouse link/],
      ['{"a":', /not whole JSON/],
      ['{"compilerOptions":{}}', /not a Tokenhouse scenario/],
      ['[1,2]', /one JSON object/],
      ['v=1&z=!!!!', /packed part could not be read/],
    ] as const)
      expect(openText(text)).toMatchObject({ status: 'refused', message: expect.stringMatching(reason) as string });
  });
});

describe('readSetFile', () => {
  it('takes files that hold several scenarios, and leaves all others to whoever reads those', () => {
    expect(readSetFile(setFile({ scenarios: [HOUR, WEEK], book: FIRST_BOOK }))?.status).toBe('opened');
    expect(readSetFile(`Look at https://example.org/#${encodeSet([HOUR, WEEK])}`)?.status).toBe('opened');
    expect(readSetFile(setFile({ scenarios: [HOUR], book: FIRST_BOOK }))).toBeNull();
    for (const text of ['', '{}', '[1]', encodeScenario(HOUR), JSON.stringify(HOUR), 'x'.repeat(1_000_000)])
      expect(readSetFile(text)).toBeNull();
    expect(readSetFile('{"compare":[')?.status).toBe('refused');
  });
});

describe('freeName', () => {
  it('counts on', () => {
    expect(freeName({ name: 'Swarm', taken: [] })).toBe('Swarm');
    expect(freeName({ name: 'Swarm', taken: ['Swarm'] })).toBe('Swarm 2');
    expect(freeName({ name: 'Swarm 2', taken: ['Swarm', 'Swarm 2'] })).toBe('Swarm 3');
    expect(freeName({ name: 'x'.repeat(120), taken: ['x'.repeat(120)] })).toBe(`${'x'.repeat(118)} 2`);
  });
});
