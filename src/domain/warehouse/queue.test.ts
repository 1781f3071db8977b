import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { between, magnitudes } from '../testing/arbitraries.ts';
import {
  fewestFrom,
  firstTokenQuantileSeconds,
  instancesForTarget,
  inverseErlangB,
  meanWaitSeconds,
  ROUTINGS,
  waitingRatio,
  waitQuantileSeconds,
  type ServiceClass,
} from './queue.ts';

/** Waiting alone. */
const AT_ONCE: readonly ServiceClass[] = [{ ratio: 1, serviceSeconds: 0 }];

describe('waiting', () => {
  const one = { serviceSeconds: 1, serviceVariationRatio: 1, instances: 1, routing: 'shared-queue' as const };

  test('by hand: ρ = 0.8 of one second each, alone', () => {
    const load = { ...one, requestsPerSecond: 0.8 };
    expect(meanWaitSeconds(load)).toBeCloseTo(4, 9);
    expect(waitQuantileSeconds({ load, ratio: 0.95 })).toBeCloseTo(5 * Math.log(16), 9);
    expect(meanWaitSeconds({ ...load, serviceVariationRatio: 0 })).toBeCloseTo(2, 9);
    expect(waitQuantileSeconds({ load, ratio: 0.1 })).toBe(0);
    expect(meanWaitSeconds({ ...load, requestsPerSecond: 1 })).toBe(Infinity);
  });

  test('ten instances with one queue: Erlang’s C of 8 on 10 is 0.4092; blind ones wait like one alone', () => {
    const load = { ...one, requestsPerSecond: 8, instances: 10 };
    expect(waitingRatio(load)).toBeCloseTo(0.4092, 4);
    expect(meanWaitSeconds(load)).toBeCloseTo(0.4092 / 2, 4);
    expect(waitingRatio({ ...load, routing: 'blind' })).toBeCloseTo(0.8, 9);
    expect(meanWaitSeconds({ ...load, routing: 'blind' })).toBeCloseTo(4, 9);
  });

  test.each([1, 3])('against a simulated queue of exponential service on %d instances', (instances) => {
    let seed = 7;
    const random = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const free = Array.from({ length: instances }, () => 0);
    const waits: number[] = [];
    let now = 0;
    for (let i = 0; i < 400_000; i++) {
      now += -Math.log(random()) / (0.7 * instances);
      const next = free.indexOf(Math.min(...free));
      const start = Math.max(now, free[next] ?? 0);
      waits.push(start - now);
      free[next] = start - Math.log(random());
    }
    waits.sort((a, b) => a - b);
    const load = { ...one, requestsPerSecond: 0.7 * instances, instances };
    const simulated = waits[Math.floor(0.95 * waits.length)] ?? 0;
    expect(Math.abs(waitQuantileSeconds({ load, ratio: 0.95 }) / simulated - 1)).toBeLessThan(0.05);
  });

  test('the fewest instances, against trying one after the other', () => {
    fc.assert(
      fc.property(
        magnitudes(0.1, 300),
        magnitudes(0.01, 5),
        between(0, 3),
        between(0.5, 0.99),
        between(0, 20),
        fc.constantFrom(...ROUTINGS),
        (requestsPerSecond, serviceSeconds, serviceVariationRatio, ratio, mostSeconds, routing) => {
          fc.pre(requestsPerSecond * serviceSeconds < 200);
          const load = { requestsPerSecond, serviceSeconds, serviceVariationRatio, routing };
          let instances = 1;
          while (waitQuantileSeconds({ load: { ...load, instances }, ratio }) > mostSeconds) instances += 1;
          expect(instancesForTarget({ load, classes: AT_ONCE, ratio, mostSeconds })).toBe(instances);
        },
      ),
      { numRuns: 60 },
    );
    const eight = { ...one, requestsPerSecond: 8 };
    const asked = { classes: AT_ONCE, ratio: 0.95, mostSeconds: 2 };
    expect(instancesForTarget({ load: eight, ...asked })).toBe(10);
    expect(instancesForTarget({ load: { ...eight, routing: 'blind' }, ...asked })).toBe(35);
    expect(instancesForTarget({ load: { ...eight, requestsPerSecond: 0 }, ...asked, mostSeconds: 0 })).toBe(0);
  });
});

describe('Erlang’s B of large systems', () => {
  test('agrees with the recursion up to 10,000 servers', () => {
    // 8 on 10 by hand: 1 + 10/8 (1 + 9/8 (1 + 8/8 (1 + 7/8 (1 + … ))))
    expect(1 / inverseErlangB({ offered: 8, servers: 10 }).value).toBeCloseTo(0.12166, 5);
    fc.assert(
      fc.property(magnitudes(1, 10_000).map(Math.round), between(0.3, 1), (servers, busy) => {
        const offered = servers * busy;
        let inverse = 1;
        for (let each = 1; each <= servers; each++) inverse = 1 + (each * inverse) / offered;
        const { value } = inverseErlangB({ offered, servers });
        if (inverse > 1e300) expect(value).toBeGreaterThan(1e299);
        else expect(Math.abs(value / inverse - 1)).toBeLessThan(1e-9);
      }),
    );
  });

  test('takes at most 46 √a and a hundred terms, whatever is asked: 150,000 of ten million servers', () => {
    fc.assert(
      fc.property(magnitudes(0.01, 1e7), magnitudes(1e-4, 1e3), (offered, roots) => {
        const servers = Math.ceil(offered + roots * Math.sqrt(offered));
        const { terms } = inverseErlangB({ offered, servers });
        expect(terms).toBeLessThanOrEqual(46 * Math.sqrt(offered) + 100);
      }),
    );
  });

  test('the fewest of ten million are found in 30 tries of as few terms, dealt out blindly in 80', () => {
    let tries = 0;
    let terms = 0;
    const offered = 9_999_999.5;
    const found = fewestFrom({
      from: Math.ceil(offered),
      isEnough: (servers) => {
        tries += 1;
        const blocked = inverseErlangB({ offered, servers });
        terms += blocked.terms;
        const b = 1 / blocked.value;
        return b / (1 - (offered / servers) * (1 - b)) <= 0.0001;
      },
    });
    // Halfin and Whitt: C = 1 ÷ (1 + β Φ(β) ÷ φ(β)) = 10⁻⁴ at β = 3.87 roots of the load, 12,200 beyond it.
    expect((found - offered) / Math.sqrt(offered)).toBeGreaterThan(3.6);
    expect((found - offered) / Math.sqrt(offered)).toBeLessThan(3.9);
    expect(tries).toBeLessThanOrEqual(30);
    expect(terms).toBeLessThan(30 * 46 * Math.sqrt(offered));
    tries = 0;
    const isEnough = (instances: number): boolean => {
      tries += 1;
      return offered / instances <= 0.0001;
    };
    expect(fewestFrom({ from: Math.ceil(offered), isEnough })).toBe(Math.ceil(offered / 0.0001));
    expect(tries).toBeLessThanOrEqual(80);
  });

  test('the first that is enough, and never one where none is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (from, least) => {
        expect(fewestFrom({ from, isEnough: (count) => count >= least })).toBe(Math.max(from, least));
      }),
    );
    expect(fewestFrom({ from: 1, isEnough: () => false })).toBe(Infinity);
  });
});

describe('the first token of hits and misses', () => {
  const classes = [
    { ratio: 0.9, serviceSeconds: 1 },
    { ratio: 0.1, serviceSeconds: 5 },
  ];
  const load = {
    requestsPerSecond: 0.8,
    serviceSeconds: 1,
    serviceVariationRatio: 1,
    instances: 1,
    routing: 'blind' as const,
  };

  test('by hand: without a queue the share decides, with one it is its quantile where all are served alike', () => {
    const idle = { ...load, requestsPerSecond: 0 };
    for (const [ratio, seconds] of [
      [0.5, 1],
      [0.9, 1],
      [0.95, 5],
    ] as const)
      expect(firstTokenQuantileSeconds({ load: idle, classes, ratio })).toBeCloseTo(seconds, 12);
    const wait = waitQuantileSeconds({ load, ratio: 0.95 });
    expect(firstTokenQuantileSeconds({ load, classes: AT_ONCE, ratio: 0.95 })).toBeCloseTo(wait, 9);
    expect(firstTokenQuantileSeconds({ load, classes: [{ ratio: 1, serviceSeconds: 2 }], ratio: 0.95 })).toBeCloseTo(
      2 + wait,
      9,
    );
    expect(firstTokenQuantileSeconds({ load: { ...load, requestsPerSecond: 1 }, classes, ratio: 0.5 })).toBe(Infinity);
  });

  test('by hand: waiting beyond x is 0.8 e^(−x ÷ 5), and 5 % are later than t together', () => {
    const seconds = firstTokenQuantileSeconds({ load, classes, ratio: 0.95 });
    // 0.9 × 0.8 e^(−(t − 1) ÷ 5) + 0.1 × 0.8 e^(−(t − 5) ÷ 5) = 0.05
    expect(seconds).toBeCloseTo(5 * Math.log((0.72 * Math.exp(0.2) + 0.08 * Math.E) / 0.05), 9);
  });

  test('the fewest instances: the least whose quantile is in time, and none where misses alone are too many', () => {
    fc.assert(
      fc.property(
        magnitudes(0.1, 50),
        between(0, 1),
        between(0, 4),
        between(0.5, 0.99),
        between(0, 12),
        fc.constantFrom(...ROUTINGS),
        (requestsPerSecond, hitRatio, hitSeconds, ratio, mostSeconds, routing) => {
          const mixture = [
            { ratio: hitRatio, serviceSeconds: hitSeconds },
            { ratio: 1 - hitRatio, serviceSeconds: 5 },
          ];
          const late = (hitSeconds > mostSeconds ? hitRatio : 0) + (mostSeconds < 5 ? 1 - hitRatio : 0);
          // So near to what cannot be kept that trying one after the other takes for ever.
          fc.pre(Math.abs(late - (1 - ratio)) > 0.01);
          const asked = { ...load, requestsPerSecond, routing };
          const found = instancesForTarget({ load: asked, classes: mixture, ratio, mostSeconds });
          if (late > 1 - ratio) {
            expect(found).toBe(Infinity);
            return;
          }
          const at = (instances: number): number =>
            firstTokenQuantileSeconds({ load: { ...asked, instances }, classes: mixture, ratio });
          expect(at(found)).toBeLessThanOrEqual(mostSeconds + 1e-9);
          if (found > Math.ceil(requestsPerSecond)) expect(at(found - 1)).toBeGreaterThan(mostSeconds - 1e-9);
        },
      ),
    );
  });
});
