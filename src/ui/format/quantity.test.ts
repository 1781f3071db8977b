import { describe, expect, test } from 'vitest';
import { formatQuantity } from './quantity.ts';

describe('work', () => {
  test.each([
    [0, '0 FLOP'],
    // Two FLOP for each of Llama 3.1 8B's eight thousand million weights.
    [1.6e10, '16 GFLOP'],
    [4.05e13, '40.5 TFLOP'],
    [1.74e15, '1.74 PFLOP'],
    [2.5e19, '25 EFLOP'],
  ])('%d FLOP is %s', (value, text) => {
    expect(formatQuantity({ value, unit: 'flops' })).toBe(text);
  });
});
