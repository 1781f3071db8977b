import { describe, expect, test } from 'vitest';
import { SYSTEM_UNITS, SYSTEMS } from '../../../catalog/systems/index.ts';
import { CLAIM_UNITS, type ClaimUnit } from '../../../evaluate/claims/claim-view.ts';
import { figuresIn, withMarks } from '../../format/exact.ts';
import { claimFigureText, systemFigureTexts, systemValueText } from './figure-words.ts';

test.each<[ClaimUnit, number, string]>([
  ['bytes', 153.6e9, '153.6 GB'],
  ['bytes-per-token', 516_096, '516,096 B per token'],
  ['bytes-per-second', 300e9, '300 GB/s'],
  ['seconds', 234, '3.9 min'],
  ['seconds', 0.022, '22 ms'],
  ['ratio', 0.2105, '21.1 %'],
  ['times', 41.3, '41.3×'],
  ['times', 10_000, '10,000×'],
  ['usd', 100_000, '$100,000'],
  ['usd-per-month', 5_877, '$5,877 a month'],
  ['usd-per-mtok', 0.5, '$0.50 per M tokens'],
  ['tokens-per-day', 8.64e16, '86,400 T tokens a day'],
  ['flops-per-second', 989e12, '989 TFLOP/s'],
  ['flops-per-byte', 295.2, '295 FLOP per byte'],
  ['watts', 23_000, '23 kW'],
  ['joules', 53_000, '53 kJ'],
  ['nodes', 226.9, '226.9 nodes'],
  ['count', 50, '50'],
])('a claim in %s: %d is %s', (unit, value, text) => {
  expect(claimFigureText({ value, unit })).toBe(text);
});

test('every unit has words, and files get the value itself', () => {
  for (const unit of CLAIM_UNITS) {
    const text = withMarks(() => claimFigureText({ value: 1_234.5, unit }));
    expect(figuresIn(text).figures.map(({ value }) => value)).toEqual([1_234.5]);
  }
});

describe('figures of systems', () => {
  test('keep the digits they were published with, and say what they compare with', () => {
    const texts = (id: string, at: number) => {
      const figure = SYSTEMS.find((system) => system.id === id)?.figures[at];
      return figure ? systemFigureTexts(figure) : null;
    };
    expect(texts('weka-augmented-memory-grid', 0)).toEqual(['580 ms', '24 s']);
    expect(texts('deepseek-3fs', 1)).toEqual(['42.9 GB/s', null]);
    expect(texts('vllm-mooncake', 0)).toEqual(['92.2 %', '1.7 %']);
    expect(texts('hpe-dl380a', 0)).toEqual(['$11.38 per M tokens', '$30.30 per M tokens']);
    expect(texts('netapp-ontap', 0)).toEqual(['−99 %', null]);
    expect(texts('gke-tiers', 2)).toEqual(['+121 %', null]);
  });

  test('have words for every unit', () => {
    for (const unit of SYSTEM_UNITS) expect(systemValueText({ value: 2, unit })).toMatch(/2/);
  });
});
