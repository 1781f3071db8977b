import { describe, expect, test } from 'vitest';
import { proveTimes } from '../../../../evaluate/cluster/time-proof.ts';
import { summariseTimes } from '../../../../evaluate/cluster/time-proof-summary.ts';
import {
  bandText,
  errorText,
  meanText,
  oursText,
  publishedText,
  searchTextOf,
  sourceText,
  summaryOf,
  verdictOf,
  worstText,
} from './proof-words.ts';

const RESULTS = proveTimes();

function resultOf(id: string) {
  const result = RESULTS.find(({ proofCase }) => proofCase.id === id);
  if (!result) throw new Error(`No case ${id}`);
  return result;
}

test('published figures keep every digit; ours have three', () => {
  expect(publishedText(resultOf('vllm-l8-100k/computed').proofCase)).toBe('6.855 s');
  expect(publishedText(resultOf('fs-l70-16384/memory').proofCase)).toBe('6.2 ×');
  expect(publishedText(resultOf('gke-50000/ssd-ttft').proofCase)).toBe('+48 %');
  expect(publishedText(resultOf('gke-5000/memory-ttft').proofCase)).toBe('−18 %');
  expect(publishedText(resultOf('deepseek-day/nodes').proofCase)).toBe('226.75 nodes');
  expect(publishedText(resultOf('deepseek-day/revenue').proofCase)).toBe('$562,027');
  expect(publishedText(resultOf('glm-cost/2p2d-input').proofCase)).toBe('$0.05 per M');
  expect(oursText({ value: 6.78007, unit: 'seconds' })).toBe('6.78 s');
  expect(oursText({ value: 0.05253, unit: 'seconds' })).toBe('0.0525 s');
  expect(oursText({ value: 49_152.4, unit: 'tokensPerSecond' })).toBe('49,152 tokens/s');
});

test('a band has two ends, or none', () => {
  expect(bandText({ ours: { low: 5.759, typical: 6.78, high: 9.759 }, unit: 'seconds' })).toBe('5.76 s to 9.76 s');
  expect(bandText({ ours: { low: 1, typical: 1, high: 1 }, unit: 'seconds' })).toBeNull();
});

test('errors have a sign, means have none, nothing is not 0', () => {
  expect(errorText(0.028)).toBe('+2.8 %');
  expect(errorText(-0.664)).toBe('−66 %');
  expect(errorText(0.0001)).toBe('0 %');
  expect(errorText(null)).toBe('–');
  expect(meanText({ results: 0, meanRatio: null, worst: null })).toBe('–');
  expect(meanText({ results: 8, meanRatio: 0.0174, worst: null })).toBe('1.7 %');
});

test('each verdict is one of words, and sources are short', () => {
  expect(verdictOf(resultOf('vllm-l8-10k/computed'))).toBe('inside');
  expect(verdictOf(resultOf('p2p-oss-2048/loaded'))).toBe('outside');
  expect(verdictOf(resultOf('deepseek-day/nodes'))).toBe('no-band');
  expect(verdictOf(resultOf('hicache-q235-r8/loaded'))).toBe('waits');
  expect(verdictOf(resultOf('gke-5000/ssd-ttft'))).toBe('same-sign');
  expect(verdictOf(resultOf('weka-41x/tuned'))).toBe('beside');
  expect(verdictOf(resultOf('oss-cpu-40qps/output'))).toBe('none');
  expect(sourceText(resultOf('vllm-l8-10k/computed').proofCase)).toBe('vLLM blog, KV offloading connector, 2026-01-08');
  expect(searchTextOf(resultOf('vllm-l8-10k/computed'))).toContain('inside the band');
});

describe('the summary', () => {
  const text = summaryOf({ summary: summariseTimes(RESULTS), results: RESULTS, doubts: 7 }).join(' ');

  test('says what the band holds and how far off one share of peak is', () => {
    expect(text).toContain('The band holds 18 of 18 published times of one prompt computed on an idle machine.');
    expect(text).toContain('1.7 % off on average with one share of peak for all 8 lengths');
    expect(text).toContain('7 are doubtful themselves.');
  });

  test('names the largest error', () => {
    const computed = summariseTimes(RESULTS).groups.find(({ group }) => group === 'computed');
    expect(computed && worstText(computed.withDefaults)).toBe('+64 %, 49,152 tokens of gpt-oss-120b');
  });
});
