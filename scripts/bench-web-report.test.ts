import { describe, expect, test } from 'vitest';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { isMet, lineOf, median, percentile, verdictOf, type Row } from './bench-web-report.mjs';
import { compressed } from './bench-web-server.mjs';

const row = (change: Partial<Row>): Row => ({ what: 'it', value: 50, unit: 'ms', ...change });

describe('what is said of a measured figure', () => {
  test('the middle and what 95 of 100 do not exceed', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    expect(percentile(hundred, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(median([])).toBeNaN();
  });

  test('a bar is met up to and with itself; what was not measured meets none', () => {
    expect(isMet(row({ atMost: 50 }))).toBe(true);
    expect(isMet(row({ atMost: 49.9 }))).toBe(false);
    expect(isMet(row({ atLeast: 50 }))).toBe(true);
    expect(isMet(row({ atLeast: 51 }))).toBe(false);
    expect(isMet(row({ value: Number.NaN, atMost: 50 }))).toBe(false);
    expect(isMet(row({}))).toBeNull();
  });

  test('a line says figure, bar and verdict; the end counts them', () => {
    expect(lineOf(row({ atMost: 40, note: 'p95' }))).toBe('     50.0 ms   ≤ 40.0 ms  NOT MET  it (p95)');
    expect(lineOf(row({ value: 0.0204, unit: 'shift', atMost: 0.1 }))).toContain('0.020     ≤ 0.100  met');
    const rows = [row({ atMost: 40 }), row({ atMost: 60 }), row({ atLeast: 1 }), row({})];
    expect(verdictOf([{ title: 'all', rows }])).toBe('2 bars met, 1 not met');
  });
});

describe('the server that Lighthouse sees', () => {
  const plain = Buffer.from('tokens '.repeat(500));

  test('compresses as a static host does, by what the browser takes', () => {
    const strongest = compressed(plain, 'gzip, deflate, br, zstd');
    expect(strongest.encoding).toBe('br');
    expect(brotliDecompressSync(strongest.body).equals(plain)).toBe(true);
    const older = compressed(plain, 'gzip');
    expect(older.encoding).toBe('gzip');
    expect(gunzipSync(older.body).equals(plain)).toBe(true);
    expect(compressed(plain, '')).toEqual({ body: plain, encoding: null });
  });
});
