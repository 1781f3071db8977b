import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InputError } from '../input-error.ts';
import { fuzzOptions } from './options.ts';
import { runFuzz } from './run-fuzz.ts';

const SIZE = { seed: 7, documents: 20, strings: 100, seconds: null };

function run(asked: Partial<Parameters<typeof runFuzz>[0]> = {}) {
  const lines: string[] = [];
  const result = runFuzz({ ...SIZE, nowMs: () => 0, say: (line) => void lines.push(line), ...asked });
  return { ...result, lines };
}

/** Whole numbers of which those above 900 are at fault. */
const faulty = (seen: number[] = []) => ({
  name: 'strings' as const,
  property: fc.property(fc.nat(1_000), (value) => {
    seen.push(value);
    if (value > 900) throw new Error('above 900');
  }) as fc.IProperty<[unknown]>,
});

describe('npm run fuzz', () => {
  it('tries as many as asked, and says its seed and counts', () => {
    const { isSound, counts, lines } = run();
    expect(isSound).toBe(true);
    expect(counts).toEqual({ documents: 20, strings: 100 });
    expect(lines[0]).toBe('seed 7');
    expect(lines.at(-1)).toBe('20 documents, 100 strings, 0.0 s: every one held');
  });

  it('ends with the first fault, made as small as it goes, and says how to find it again', () => {
    const { isSound, lines } = run({ documents: 0, strings: 5_000, kinds: [faulty()] });
    expect(isSound).toBe(false);
    expect(lines.join('\n')).toMatch(
      /strings: Error: above 900[\s\S]*\n\[901\]\n--seed 7, batch \d+ of strings, after/,
    );
  });

  it('draws the same for the same seed, and other values in another batch and for another seed', () => {
    const drawn = (seed: number): readonly number[] => {
      const seen: number[] = [];
      const property = fc.property(fc.nat(1e9), (value) => void seen.push(value)) as fc.IProperty<[unknown]>;
      run({ seed, documents: 0, strings: 1_000, kinds: [{ name: 'strings', property }] });
      return seen;
    };
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7).slice(0, 500)).not.toEqual(drawn(7).slice(500));
    expect(drawn(7).slice(0, 500)).not.toEqual(drawn(8).slice(0, 500));
    expect(drawn(7).slice(500)).not.toEqual(drawn(8).slice(0, 500));
  });

  it('goes on for as long as asked', () => {
    let now = 0;
    const seen: number[] = [];
    const property = fc.property(fc.nat(), (value) => void seen.push(value)) as fc.IProperty<[unknown]>;
    const { isSound, lines } = run({
      seconds: 30,
      kinds: [{ name: 'strings', property }],
      documents: null,
      strings: null,
      nowMs: () => (now += 1_000),
    });
    expect(isSound).toBe(true);
    expect(seen.length).toBeGreaterThan(1_000);
    expect(now).toBeLessThan(60_000);
    expect(lines.length).toBeGreaterThan(3);
  });
});

describe('its options', () => {
  it('are both whole sizes, one of them, or a time', () => {
    expect(fuzzOptions(['--seed', '3'])).toEqual({ seed: 3, documents: 100_000, strings: 1_000_000, seconds: null });
    expect(fuzzOptions(['--seed=3', '--strings', '5_000'])).toEqual({
      seed: 3,
      documents: 0,
      strings: 5_000,
      seconds: null,
    });
    expect(fuzzOptions(['--seed=3', '--seconds=60'])).toEqual({ seed: 3, documents: null, strings: null, seconds: 60 });
    expect(fuzzOptions(['--help'])).toBe('help');
  });

  it.each([
    [['--seconds', '60', '--strings', '5'], /takes the place/],
    [['--strings', 'many'], /--strings many is not accepted/],
    [['--seed', '-1'], /--seed/],
    [['--sed', '1'], /Did you mean --seed/],
    [['5'], /5/],
  ])('%j is refused', (args, message) => {
    expect(() => fuzzOptions(args)).toThrow(InputError);
    expect(() => fuzzOptions(args)).toThrow(message);
  });
});
