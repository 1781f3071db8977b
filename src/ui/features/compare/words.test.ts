import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaWords } from './delta-words.ts';
import { headUnit, inputText, isNumeric, numberText, parseInput, type InputValue } from './input-text.ts';

const RETENTION = { path: 'warehouse.retentionSeconds', unit: 's' };
const SHARE = { path: 'purchase.modeRatio', unit: '' };
const FACTOR = { path: 'kv.codecRatio', unit: '×' };
const BANDWIDTH = { path: 'kv.loadBytesPerSecond', unit: 'B/s' };
const PRICE = { path: 'warehouse.writeUsdPerMTok', unit: 'USD per million tokens' };
const PEOPLE = { path: 'workload.people', unit: '' };

describe('numbers among the inputs', () => {
  it.each([
    [RETENTION, 86_400, '1 d', ''],
    [RETENTION, 5_400, '1.5 h', ''],
    [RETENTION, 86_401, '86,401 s', ''],
    [SHARE, 0.15, '15 %', ''],
    [FACTOR, 20, '20', '×'],
    [BANDWIDTH, 25e9, '25 GB/s', ''],
    [BANDWIDTH, 25_000_000_001, '25,000,000,001 B/s', ''],
    [{ path: 'kv.targetBytes', unit: 'B' }, 50e9, '50 GB', ''],
    [PRICE, 2.625, '2.625', '$ per million tokens'],
    [PEOPLE, 1_200, '1,200', ''],
    [{ path: 'workload.daysPerMonth', unit: 'days' }, 365 / 12, '30.4166667', 'days'],
    [PRICE, 0.00000125, '0.00000125', '$ per million tokens'],
  ])('%o of %d is %s', (input, value, shown, unit) => {
    expect(numberText({ ...input, value })).toBe(shown);
    expect(headUnit(input)).toBe(unit);
  });

  it('are never shown alike where they differ, and are read back as they are shown', () => {
    const inputs = fc.constantFrom(RETENTION, SHARE, FACTOR, BANDWIDTH, PRICE, PEOPLE);
    const value = fc.oneof(
      fc.nat(100_000_000),
      fc.nat(1_000_000).map((thousandths) => thousandths / 1_000),
    );
    fc.assert(
      fc.property(inputs, value, (input, number) => {
        expect(parseInput({ text: numberText({ ...input, value: number }), ...input })).toBe(number);
      }),
    );
  });

  it('may be typed with a unit or without, and not with another', () => {
    const seconds = (text: string) => parseInput({ text, ...RETENTION });
    expect(['3600', '1 h', '60min', '1H', '0.5 d', '1,800 s'].map(seconds)).toEqual([
      3_600, 3_600, 3_600, 3_600, 43_200, 1_800,
    ]);
    expect(['', 'h', '1 week', '5 %', '1m', '1 k', 'one h'].map(seconds)).toEqual(
      Array.from({ length: 7 }, () => undefined),
    );
    expect(parseInput({ text: '12.5 %', ...SHARE })).toBe(0.125);
    expect(parseInput({ text: '0.125', ...SHARE })).toBe(0.125);
    expect(parseInput({ text: '32k', ...PEOPLE })).toBe(32_000);
    expect(parseInput({ text: '25 GB', ...BANDWIDTH })).toBe(25e9);
  });
});

describe('inputText', () => {
  const textOf = (path: string, value: InputValue) =>
    inputText({ difference: { path, unit: '' }, value, nameOf: (id) => (id === 'a/b' ? 'Model B' : undefined) });

  it('says what a value is, and what it means where there is none', () => {
    expect(textOf('offerId', 'a/b')).toBe('Model B');
    expect(textOf('offerId', 'a/gone')).toBe('a/gone');
    expect(textOf('workload.launch', 'simultaneous')).toBe('at once');
    expect(textOf('cluster.isDramPaid', false)).toBe('no');
    expect(textOf('cache.capacityTokens', null)).toBe('no limit');
    expect(textOf('workload.roles.0.compaction', null)).toBe('none');
    expect(textOf('workload.roles.0.offerId', null)).toBe('as the scenario');
    expect(textOf('workload.roles.1.launchedBy', 0)).toBe('role 1');
    expect(textOf('workload.roles.2.name', undefined)).toBe('not there');
    expect(textOf('workload.roles', [{ name: 'Planner' }, { name: 'Agents' }])).toBe('Planner, Agents');
    expect(
      textOf(
        'ownOffers',
        Array.from({ length: 30 }, () => ({ name: 'x' })),
      ),
    ).toBe('30 entries');
    expect(textOf('ownOffers', [])).toBe('none');
  });

  it('knows which rows take a number', () => {
    expect(isNumeric({ path: 'workload.people', values: [1, 2] })).toBe(true);
    expect(isNumeric({ path: 'warehouse.writeUsdPerMTok', values: [null, 2] })).toBe(true);
    expect(isNumeric({ path: 'kv.engine', values: [null, 'vllm'] })).toBe(false);
    expect(isNumeric({ path: 'workload.roles.1.launchedBy', values: [null, 0] })).toBe(false);
  });
});

describe('deltaWords', () => {
  const words = (
    id: string,
    unit: 'usdPerMonth' | 'ratio' | 'tokensPerMonth' | 'count',
    delta: number | null,
    ratio: number | null,
  ) => deltaWords({ figure: { id, unit }, delta, ratio });

  it('names a saving and a cost without a need for colour', () => {
    expect(words('with', 'usdPerMonth', -1_200, -0.042)).toEqual({ text: 'saves $1,200 (−4.2 %)', tone: 'better' });
    expect(words('without', 'usdPerMonth', 300, 0.01)).toEqual({ text: 'costs $300 more (+1.0 %)', tone: 'worse' });
    expect(words('saving', 'usdPerMonth', -50, -0.5)).toEqual({ text: 'saves $50.00 less (−50.0 %)', tone: 'worse' });
    expect(words('saving', 'usdPerMonth', 50, 0.5)?.text).toBe('saves $50.00 more (+50.0 %)');
  });

  it('counts shares in points, and what is neither better nor worse with its sign', () => {
    expect(words('hit-with', 'ratio', 0.023, 0.025)).toEqual({ text: '+2.3 points (+2.5 %)', tone: 'better' });
    expect(words('hit-with', 'ratio', -0.023, -0.025)?.text).toBe('−2.3 points (−2.5 %)');
    expect(words('prompt-tokens', 'tokensPerMonth', 2.5e9, 0.1)).toEqual({ text: '+2.5 B (+10.0 %)', tone: 'neutral' });
    expect(words('cluster-gpus', 'count', -8, -0.25)).toEqual({ text: '−8 (−25.0 %)', tone: 'neutral' });
  });

  it('has no percentage of nothing, tells a tiny change from none, and knows when nothing is known', () => {
    expect(words('with', 'usdPerMonth', 10, null)?.text).toBe('costs $10.00 more');
    expect(words('with', 'usdPerMonth', 10, 0.0001)?.text).toBe('costs $10.00 more (+0.01 %)');
    expect(words('with', 'usdPerMonth', 0, 0)?.text).toBe('same');
    expect(words('with', 'usdPerMonth', 1e-7, 1e-12)?.text).toBe('same');
    expect(words('with', 'usdPerMonth', null, null)).toBeNull();
  });
});
