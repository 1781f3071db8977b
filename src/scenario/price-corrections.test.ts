import { expect, test } from 'vitest';
import { BASE_SCENARIO } from './base-v0.ts';
import { withoutPriceCorrection, withoutPriceCorrections, withPriceCorrections } from './price-corrections.ts';
import type { PriceCorrection } from './schema.ts';

const correction = (changes: Partial<PriceCorrection> = {}): PriceCorrection => ({
  offerId: 'anthropic/claude-opus-5-5',
  class: 'input',
  usdPerMTok: 4.5,
  source: 'https://models.dev/api.json',
  checkedOn: '2026-11-21',
  ...changes,
});

const INPUT = correction();
const OUTPUT = correction({ class: 'output', usdPerMTok: 22 });
const OTHER_INPUT = correction({ offerId: 'openai/gpt-6.1-sol', usdPerMTok: 3 });

const scenario = withPriceCorrections({ scenario: BASE_SCENARIO, accepted: [INPUT, OUTPUT, OTHER_INPUT] });

test('a correction is added, in the order of being accepted, and nothing else changes', () => {
  expect(scenario).toEqual({ ...BASE_SCENARIO, priceCorrections: [INPUT, OUTPUT, OTHER_INPUT] });
});

test('a newer one of the same price takes the place of the older; the same class elsewhere is another price', () => {
  const newer = correction({ usdPerMTok: 4.2, source: 'https://openrouter.ai/api/v1/models', checkedOn: '2026-12-01' });
  expect(withPriceCorrections({ scenario, accepted: [newer] }).priceCorrections).toEqual([newer, OUTPUT, OTHER_INPUT]);
});

test('one is undone alone', () => {
  const { offerId } = INPUT;
  expect(withoutPriceCorrection({ scenario, offerId, class: 'input' }).priceCorrections).toEqual([OUTPUT, OTHER_INPUT]);
  expect(withoutPriceCorrection({ scenario, offerId, class: 'cacheRead' }).priceCorrections).toEqual(
    scenario.priceCorrections,
  );
});

test('all are undone at once, and the scenario is as before', () => {
  expect(withoutPriceCorrections(scenario)).toEqual(BASE_SCENARIO);
});
