import { describe, expect, test } from 'vitest';
import type { DecodeBound } from '../../../../domain/bandwidth/decode-bound.ts';
import type { BoundMachine, MachineBound } from '../../../../evaluate/bench/bench-view.ts';
import { boundRows, machineLabel, machineSeries, paceAt } from './bound-series.ts';

/** Only what is drawn matters here. */
const at = (contextTokens: number, tokensPerSecond: number) => ({ contextTokens, tokensPerSecond }) as DecodeBound;
const series = (key: string, ...curve: readonly DecodeBound[]) => ({
  key,
  label: key,
  color: 'red',
  isDataSheet: false,
  curve,
});

describe('curves over one axis', () => {
  test('have a value at every context of any, and none outside their own', () => {
    const rows = boundRows([
      series('short', at(100, 80), at(10_000, 20)),
      series('long', at(1_000, 9), at(100_000, 3)),
    ]);
    expect(rows.map(({ contextTokens }) => contextTokens)).toEqual([100, 1_000, 10_000, 100_000]);
    // Halfway between 100 and 10,000 in the logarithm lies the geometric mean: √(80 × 20).
    expect(rows[1]?.short).toBeCloseTo(40, 10);
    expect(rows[0]).toEqual({ contextTokens: 100, short: 80 });
    expect(rows[3]).toEqual({ contextTokens: 100_000, long: 3 });
  });

  test('are what they are at their own points', () => {
    const curve = [at(100, 80), at(10_000, 20)];
    expect(paceAt({ curve, contextTokens: 100 })).toBe(80);
    expect(paceAt({ curve, contextTokens: 10_000 })).toBe(20);
    expect(paceAt({ curve, contextTokens: 10_001 })).toBeNull();
    expect(paceAt({ curve, contextTokens: 99 })).toBeNull();
    expect(paceAt({ curve: [], contextTokens: 1 })).toBeNull();
  });
});

test('machines keep their colours when a measured one comes before them, and data sheets are marked', () => {
  const machine = (id: string, origin: BoundMachine['origin']) =>
    ({ machine: { id, name: id, units: 1, origin }, curve: [] }) as unknown as MachineBound;
  const named = [machine('h100', 'data-sheet'), machine('b200', 'data-sheet')];
  const without = machineSeries([...named, { id: 'x', name: 'X', reason: 'None is published.' }]);
  const withOwn = machineSeries([machine('measured', 'measured'), ...named]);
  expect(withOwn.slice(1)).toEqual(without);
  expect(withOwn.map(({ isDataSheet }) => isDataSheet)).toEqual([false, true, true]);
  expect(new Set(withOwn.map(({ color }) => color)).size).toBe(3);
});

test('several units are said', () => {
  expect(machineLabel({ name: 'Groq LPU', units: 1_152 })).toBe('1,152 × Groq LPU');
  expect(machineLabel({ name: 'H100', units: 1 })).toBe('H100');
});
