import { describe, expect, test } from 'vitest';
import { BASE_SCENARIO } from '../../../../scenario/base.ts';
import { fixtureEvaluation } from '../testing/fixture.ts';
import { rungOf } from '../cluster-words.ts';
import { fieldInWords } from './field-words.ts';
import { constraintText, demandInWords, nodesInWords, peakInWords } from './sizing-words.ts';

function warehouseRung(input: Parameters<typeof fixtureEvaluation>[0] = {}) {
  const rung = rungOf({ rungs: fixtureEvaluation(input).rungs, id: 'warehouse' });
  if (!rung) throw new Error('Every ladder has one');
  return rung;
}

describe('requirements', () => {
  test('are nodes, no promise, or a number that does not exist', () => {
    const rung = warehouseRung();
    expect(constraintText({ rung, name: 'ttft' })).toBe('no promise');
    expect(constraintText({ rung, name: 'sequences' })).toBe('none');
    expect(constraintText({ rung, name: 'model' })).toBe('1');
    const impossible = warehouseRung({ rules: { ttftTarget: { seconds: 0.001, ratio: 0.95 } } });
    expect(constraintText({ rung: impossible, name: 'ttft' })).toBe('no number meets it');
  });

  test('the sentence has what binds, the spare and how busy it is', () => {
    expect(nodesInWords({ rung: warehouseRung(), spareNodes: 1 })).toMatch(
      /^\+ warehouse: \d+ nodes\. [\d.]+ for throughput, made whole, and 1 spare; [\d.]+ % busy in the busiest hour\.$/,
    );
    expect(
      nodesInWords({ rung: warehouseRung({ rules: { ttftTarget: { seconds: 0.001, ratio: 0.95 } } }), spareNodes: 0 }),
    ).toContain('no fleet. Every request would take longer');
  });
});

test('the peak says where it comes from', () => {
  const { plan } = fixtureEvaluation();
  expect(peakInWords({ plan })).toBe('3 × the mean of the month: all work falls into working hours');
  expect(peakInWords({ plan: { ...plan, demand: { ...plan.demand, isPeakGiven: true } } })).toBe(
    '3 × the mean of the month',
  );
});

test('seldom requests are counted by the hour', () => {
  expect(demandInWords(fixtureEvaluation())).toContain('12 requests a second, each of 24,000 tokens in and 400 out');
  expect(demandInWords(fixtureEvaluation({ requestsPerSecond: 0.01 }))).toContain('36 requests an hour');
});

test('every field of the cluster has a name on the page', () => {
  const nameless = Object.keys(BASE_SCENARIO.cluster).filter((key) =>
    fieldInWords(`cluster.${key}`).includes('cluster.'),
  );
  expect(nameless).toEqual([]);
  expect(fieldInWords('kv.contextTokens')).toBe('Context (KV cache page)');
  expect(fieldInWords(null)).toBe('not an input');
});
