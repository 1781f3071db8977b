import { expect, test } from 'vitest';
import type { OperatorFigures } from '../../../../domain/warehouse/operator.ts';
import { energyCells, energyHint } from './energy-words.ts';

const ENERGY = {
  watts: 27_680,
  kwhPerMonth: 20_206.4,
  tokensPerJoule: 0.711,
  joulesPerToken: 1.406,
  carbonKgPerMonth: null,
};

function figures(energy: OperatorFigures['energy']): OperatorFigures {
  return { energy } as OperatorFigures;
}

test('energy in units a person reads, and nothing in place of what is not known', () => {
  expect(energyCells({ figures: figures(ENERGY), withCarbon: false })).toEqual(['20.2 MWh', '1.41', '0.711']);
  expect(energyCells({ figures: figures({ ...ENERGY, kwhPerMonth: 950 }), withCarbon: true })).toEqual([
    '950 kWh',
    '1.41',
    '0.711',
    'not known',
  ]);
  expect(energyCells({ figures: null, withCarbon: false })).toEqual(['not known', 'not known', 'not known']);
});

test('carbon by the tonne, and the hint no longer asks for it', () => {
  const counted = figures({ ...ENERGY, carbonKgPerMonth: 12_124 });
  expect(energyCells({ figures: counted, withCarbon: true }).at(-1)).toBe('12.1 t');
  expect(energyHint({ rungs: [] })).toContain('grams per kWh');
});
