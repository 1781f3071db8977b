import { expect, test } from 'vitest';
import { PRESETS } from '../../../catalog/presets/index.ts';
import { TOUR_STEPS } from './tour-steps.ts';

test('six stops, each part once, in words that fit a small card', () => {
  expect(TOUR_STEPS.map(({ part }) => part)).toEqual(['headline', 'inputs', 'ladder', 'retention', 'link', 'export']);
  for (const { title, text } of TOUR_STEPS) {
    expect(title.length).toBeLessThanOrEqual(40);
    expect(text.length).toBeLessThanOrEqual(300);
    expect(text).toMatch(/\.$/);
  }
});

test('the number of presets it names is the number there are', () => {
  expect(PRESETS).toHaveLength(8);
  expect(TOUR_STEPS.find(({ part }) => part === 'inputs')?.text).toContain('“Presets” has seven others');
});
