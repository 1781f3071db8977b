import { describe, expect, test } from 'vitest';
import { figuresIn, unmarked, withMarks } from './exact.ts';
import { formatLoadSeconds } from './load-seconds.ts';
import {
  formatBytes,
  formatMillions,
  formatPercent,
  formatRate,
  formatSeconds,
  formatTokens,
  formatUsd,
} from './number.ts';
import { formatShare } from './share.ts';

describe('marked figures', () => {
  test('keep every digit of what is shown rounded, with the unit of the core', () => {
    const text = withMarks(() => `${formatUsd(412_345.678)} · ${formatPercent(0.93456)} in ${formatSeconds(5_400)}`);
    expect(unmarked(text)).toBe('$412,300 · 93.5 % in 1.5 h');
    expect(figuresIn(text)).toEqual({
      figures: [
        { shown: '$412,300', value: 412_345.678, unit: 'USD' },
        { shown: '93.5 %', value: 0.93456, unit: 'ratio' },
        { shown: '1.5 h', value: 5_400, unit: 's' },
      ],
      around: '· in',
    });
  });

  test('a format made of others is one figure', () => {
    const figures = withMarks(() =>
      [
        formatTokens(1_234_567),
        formatBytes(157_300_000_001),
        formatLoadSeconds(0.0655),
        formatShare(0.00041234),
      ].join(),
    );
    expect(figuresIn(figures).figures.map(({ value, unit }) => [value, unit])).toEqual([
      // Of tokens, agents, requests: its header says.
      [1_234_567, ''],
      [157_300_000_001, 'bytes'],
      [0.0655, 's'],
      [0.00041234, 'ratio'],
    ]);
  });

  test('millions stay millions', () => {
    expect(figuresIn(withMarks(() => formatMillions(16_420_123_456))).figures).toEqual([
      { shown: '16,420', value: 16_420.123456, unit: 'millions' },
    ]);
  });

  test('nothing is marked where nobody asks, and not after something has failed', () => {
    expect(() =>
      withMarks(() => {
        throw new Error('stopped');
      }),
    ).toThrow('stopped');
    expect(formatRate(4)).toBe('4.00');
  });
});
