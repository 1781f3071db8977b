import { describe, expect, test } from 'vitest';
import { swarmOf } from '../../../../domain/swarm/workload.ts';
import { lossesAtCache, type ReuseLosses } from '../../../../evaluate/reuse-losses.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import { lossesInWords, partsInWords, prefilledParts, readParts } from './losses-words.ts';

const losses: ReuseLosses = {
  readRatio: 0.8,
  sources: { toolRatio: 0.1, systemRatio: 0, taskRatio: 0.3, historyRatio: 0.4 },
  firstTouchRatio: 0.1,
  lost: [
    { cause: 'launch', ratio: 0.04 },
    { cause: 'expired', ratio: 0 },
    { cause: 'evicted', ratio: 0.05 },
    { cause: 'misrouted', ratio: 0.01 },
  ],
  trust: 'good',
};

test('parts that are nothing are left out, first touch comes last', () => {
  expect(readParts(losses).map(({ label }) => label)).toEqual(['tool definitions', 'task prefix', 'own history']);
  expect(prefilledParts(losses).map(({ label }) => label)).toEqual([
    'siblings launched at once',
    'evicted',
    'misrouted',
    'first touch',
  ]);
  expect(partsInWords(losses)).toBe(
    'Of all prompt tokens, read: tool definitions 10.0 %, task prefix 30.0 %, own history 40.0 %; prefilled: siblings launched at once 4.0 %, evicted 5.0 %, misrouted 1.0 %, first touch 10.0 %.',
  );
});

test.each([
  { capacityTokens: null, replicas: 1, affinityRatio: 1 },
  { capacityTokens: 2_000_000, replicas: 4, affinityRatio: 0.5 },
])('the parts of one bar come to all prompt tokens: %o', (cache) => {
  const swarm = swarmOf(BASE_SCENARIO.workload);
  const real = lossesAtCache({ swarm, cache: { ...cache, windowSeconds: 300 } });
  const sum = [...readParts(real), ...prefilledParts(real)].reduce((all, { ratio }) => all + ratio, 0);
  expect(sum).toBeCloseTo(1, 6);
});

describe('in words', () => {
  test('from logical to physical, with the prefill it leads to: 20 % ÷ 10 %', () => {
    expect(lossesInWords({ losses, under: 'this life', simulatedRatio: null })).toBe(
      '90.0 % of prompt tokens could be read; under this life it is 80.0 %. 2 times as much is prefilled as must be.',
    );
  });

  test('a rough form says so and yields to the simulation: 24 % ÷ 10 %', () => {
    expect(lossesInWords({ losses: { ...losses, trust: 'rough' }, under: 'it', simulatedRatio: 0.76 })).toBe(
      '90.0 % of prompt tokens could be read; under it it is roughly 80.0 % in closed form, 76.0 % simulated, the better figure (4 points apart). 2.4 times as much is prefilled as must be.',
    );
  });
});
