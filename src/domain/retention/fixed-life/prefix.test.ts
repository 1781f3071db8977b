import { describe, expect, test } from 'vitest';
import { CORPUS_GAP, everyGap, roleWith } from '../../testing/builders.ts';
import { meanGapSeconds } from '../../swarm/gap-mixture.ts';
import { gapLattice } from './gap-lattice.ts';
import { circleOf, coefficientsOf, valuesOnCircle } from './power-series.ts';
import { prefixCycle } from './prefix-cycle.ts';
import { requestDensities } from './request-densities.ts';

const total = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0);

describe('power series', () => {
  test('come back from a circle as they were', () => {
    const circle = circleOf(16);
    const coefficients = Float64Array.of(3, -1, 0, 0.5, 2);
    const back = coefficientsOf({ circle, values: valuesOnCircle({ circle, coefficients }), count: 8 });
    [3, -1, 0, 0.5, 2, 0, 0, 0].forEach((coefficient, i) => expect(back[i]).toBeCloseTo(coefficient, 8));
  });

  test('are sums over the points', () => {
    const circle = circleOf(8);
    const { re, im } = valuesOnCircle({ circle, coefficients: Float64Array.of(0, 1) });
    for (let m = 0; m < 8; m++) {
      expect(re[m]).toBeCloseTo(circle.radius * Math.cos((2 * Math.PI * m) / 8), 12);
      expect(im[m]).toBeCloseTo(circle.radius * Math.sin((2 * Math.PI * m) / 8), 12);
    }
  });
});

describe('a lattice of gaps', () => {
  test('shares a gap out between its neighbours', () => {
    expect([...gapLattice({ gap: everyGap(25), cellSeconds: 10, cells: 4 })]).toEqual([0, 0, 0.5, 0.5, 0]);
  });

  test('keeps the mean of gaps far shorter than a cell, and of all others', () => {
    const gap = CORPUS_GAP.map((part) => ({ ...part, logSigma: part.logSigma / 2 }));
    for (const cellSeconds of [2, 100, 3_000]) {
      const masses = gapLattice({ gap, cellSeconds, cells: Math.ceil(12_000 / cellSeconds) });
      expect(total(masses)).toBeCloseTo(1, 5);
      expect(total(masses.map((mass, i) => mass * i * cellSeconds)) / meanGapSeconds(gap)).toBeCloseTo(1, 3);
    }
  });
});

describe('requests of an agent', () => {
  test('one gap apart, three later turns', () => {
    const densities = requestDensities({ gap: everyGap(10), laterTurns: 3, cellSeconds: 10, cells: 8 });
    [0, 1, 1, 1, 0, 0, 0, 0].forEach((sent, i) => expect(densities.sent[i]).toBeCloseTo(sent, 6));
    [0, 2 / 3, 1 / 3, 0, 0, 0, 0, 0].forEach((after, i) => expect(densities.sentAfterWrite[i]).toBeCloseTo(after, 6));
  });

  test('all come in the end', () => {
    const gap = [{ weight: 1, medianSeconds: 20, logSigma: 1 }];
    const { sent, sentAfterWrite } = requestDensities({ gap, laterTurns: 12, cellSeconds: 5, cells: 1_024 });
    expect(total(sent)).toBeCloseTo(12, 4);
    expect(total(sentAfterWrite)).toBeCloseTo(11 / 2, 4);
  });
});

describe('the life of a prefix', () => {
  test.each([60, 300, 3_600])('of one agent follows Wald: T + wait = mean × (1 + reads), %d s', (windowSeconds) => {
    const cycle = prefixCycle({ role: roleWith(), windowSeconds });
    const expected = meanGapSeconds(CORPUS_GAP) * (1 + cycle.writersReads);
    expect((windowSeconds + cycle.waitSeconds) / expected).toBeCloseTo(1, 1);
  });

  test('is renewed the sooner the more agents there are', () => {
    const waits = [1, 2, 5, 20, 100].map(
      (agentsPerTask) => prefixCycle({ role: roleWith({ agentsPerTask }), windowSeconds: 300 }).waitSeconds,
    );
    expect(waits).toEqual(waits.toSorted((a, b) => b - a));
    // A hundred agents send a request every mean ÷ 100.
    expect(waits.at(-1)).toBeGreaterThan(0.8 * (meanGapSeconds(CORPUS_GAP) / 100));
    expect(waits.at(-1)).toBeLessThan(1.3 * (meanGapSeconds(CORPUS_GAP) / 100));
  });
});
