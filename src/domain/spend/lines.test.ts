import { describe, expect, test } from 'vitest';
import { createTally, lineTotals, totalUsd } from './lines.ts';

describe('a tally', () => {
  test('adds up tokens and dollars by class, in the order in which bills are read', () => {
    const tally = createTally();
    tally.charge({ class: 'output', tokens: 1_000_000, rate: { usdPerMTok: 25 } });
    tally.charge({ class: 'cacheWrite:5m', tokens: 2_000_000, rate: { usdPerMTok: 6 } });
    tally.charge({ class: 'cacheWrite:1h', tokens: 1_000_000, rate: { usdPerMTok: 10 } });
    tally.charge({ class: 'uncachedInput', tokens: 1_000_000, rate: { usdPerMTok: 5 } });
    tally.charge({ class: 'output', tokens: 1_000_000, rate: { usdPerMTok: 35 } });
    expect(tally.lines()).toEqual([
      { class: 'uncachedInput', tokens: 1_000_000, usd: 5 },
      { class: 'cacheWrite:1h', tokens: 1_000_000, usd: 10 },
      { class: 'cacheWrite:5m', tokens: 2_000_000, usd: 12 },
      { class: 'output', tokens: 2_000_000, usd: 60 },
    ]);
    expect(totalUsd(tally.lines())).toBe(87);
    expect(lineTotals({ lines: tally.lines(), prefix: 'cacheWrite' })).toEqual({ tokens: 3_000_000, usd: 22 });
    expect(tally.missing()).toEqual([]);
  });

  test('remembers each price that was missing once, and only where tokens needed it', () => {
    const tally = createTally();
    tally.charge({ class: 'cacheRead', tokens: 0, rate: { missing: 'not sold' } });
    expect(tally.missing()).toEqual([]);
    tally.charge({ class: 'cacheRead', tokens: 5, rate: { missing: 'not sold' } });
    tally.charge({ class: 'pings', tokens: 5, rate: { missing: 'not sold' } });
    expect(tally.missing()).toEqual(['not sold']);
  });

  test('keeps what is free as a line that costs nothing', () => {
    const tally = createTally();
    tally.charge({ class: 'cacheRead', tokens: 5, rate: { usdPerMTok: 0 } });
    expect(tally.lines()).toEqual([{ class: 'cacheRead', tokens: 5, usd: 0 }]);
  });
});
