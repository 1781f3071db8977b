import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { BASE_SCENARIO } from '../scenario/base.ts';
import { encodeScenario } from '../scenario/codec.ts';
import { embeddedScenario } from './embedded-scenario.ts';

const SENT = {
  ...BASE_SCENARIO,
  name: 'Two & two',
  workload: { ...BASE_SCENARIO.workload, people: 7, hoursPerDay: 6 },
};
const HASH = encodeScenario(SENT);

describe('the scenario of an embedded figure', () => {
  test('is the one that was sent', () => {
    expect(embeddedScenario(HASH)).toEqual({ status: 'ok', scenario: SENT });
    expect(embeddedScenario('v=1')).toEqual({ status: 'ok', scenario: BASE_SCENARIO });
  });

  test('is read through what an editor makes of an address', () => {
    expect(embeddedScenario(HASH.replaceAll('&', '&amp;'))).toEqual({ status: 'ok', scenario: SENT });
  });

  test.each([
    ['nothing', '', /holds no scenario/],
    ['no version', 'workload.people=7', /names no version/],
    ['a cut', HASH.slice(0, -2), /./],
    ['a value that is refused', 'v=1&workload.people=-7', /must be a whole number/],
    ['a newer format', 'v=12&workload.people=7', /newer Tokenhouse/],
  ])('%s: no figure, but why', (_, hash, why) => {
    const read = embeddedScenario(hash);
    expect(read.status).toBe('unreadable');
    expect(read.status === 'unreadable' ? read.messages.join(' ') : '').toMatch(why);
  });

  test('never throws, and always says why where there is none', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string().map((text) => `v=1&${text}`),
        ),
        (hash) => {
          const read = embeddedScenario(hash);
          expect(read.status === 'ok' || read.messages.length > 0).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});
