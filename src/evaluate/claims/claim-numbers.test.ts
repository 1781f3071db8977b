import { describe, expect, test } from 'vitest';
import { CLAIMS, type Claim } from '../../catalog/claims/index.ts';
import { claimOutcome } from './claim-test.ts';
import type { ClaimFigure, ClaimOutcome, ClaimUnit } from './claim-view.ts';
import { QUOTED } from './quoted-numbers.ts';

/** Numbers with units in the texts about claims against the figures that are computed for them. */

interface Reading {
  readonly units: readonly ClaimUnit[];
  readonly scale: number;
}

const BYTES: readonly ClaimUnit[] = ['bytes', 'bytes-per-token'];
const TOKENS: readonly ClaimUnit[] = ['tokens', 'tokens-per-day', 'tokens-per-month', 'tokens-per-second'];
const USD: readonly ClaimUnit[] = ['usd', 'usd-per-month', 'usd-per-hour', 'usd-per-mtok', 'usd-per-mtok-hour'];
const GIB = 2 ** 30;

const bytes = (scale: number): readonly Reading[] => [{ units: BYTES, scale }];
const perSecond = (scale: number): readonly Reading[] => [{ units: ['bytes-per-second'], scale }];
const seconds = (scale: number): readonly Reading[] => [{ units: ['seconds'], scale }];
const count = (scale: number): readonly Reading[] => [{ units: [...TOKENS, 'count', 'usd'], scale }];

/** What may stand behind a number, and what it can mean. */
const READINGS: Readonly<Record<string, readonly Reading[]>> = {
  'MB/s': perSecond(1e6),
  'GB/s': perSecond(1e9),
  'TB/s': perSecond(1e12),
  'PB/s': perSecond(1e15),
  'GiB/s': perSecond(GIB),
  'TiB/s': perSecond(GIB * 1_024),
  kB: bytes(1e3),
  KB: bytes(1e3),
  MB: bytes(1e6),
  GB: bytes(1e9),
  TB: bytes(1e12),
  B: [...bytes(1), ...count(1e9)],
  T: count(1e12),
  million: count(1e6),
  billion: count(1e9),
  trillion: count(1e12),
  µs: seconds(1e-6),
  ms: seconds(1e-3),
  s: seconds(1),
  seconds: seconds(1),
  min: seconds(60),
  minutes: seconds(60),
  h: seconds(3_600),
  hours: seconds(3_600),
  '%': [{ units: ['ratio'], scale: 0.01 }],
  times: [{ units: ['times', 'ratio'], scale: 1 }],
  nodes: [{ units: ['nodes'], scale: 1 }],
  'TFLOP/s': [{ units: ['flops-per-second'], scale: 1e12 }],
  kJ: [{ units: ['joules'], scale: 1e3 }],
  J: [{ units: ['joules'], scale: 1 }],
  W: [{ units: ['watts'], scale: 1 }],
  kW: [{ units: ['watts'], scale: 1e3 }],
};

const UNITS = Object.keys(READINGS)
  .toSorted((a, b) => b.length - a.length)
  .join('|');
const NUMBER = new RegExp(String.raw`(?<![\w.,])(\$?)(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?: (${UNITS})(?![\w/]))?`, 'gu');

interface Printed {
  readonly text: string;
  readonly value: number;
  /** Half of the last digit that is printed; round numbers may be off by 3 %. */
  readonly within: number;
  readonly readings: readonly Reading[];
}

const MOST_ROUNDING = 0.03;

/** What a number without any unit can mean. */
const BARE: readonly Reading[] = [{ units: ['count', 'tokens', 'nodes', 'times', 'usd-per-mtok'], scale: 1 }];

/** Numbers of a text that have a unit, and where it is said what they may mean without one, those too. */
function numbersOf(text: string, bare?: readonly Reading[]): readonly Printed[] {
  return [...text.matchAll(NUMBER)].flatMap(([matched, dollar = '', whole = '', decimals = '', unit]) => {
    const digits = whole.replaceAll(',', '');
    const value = Number(digits + decimals);
    const roundedTo = decimals === '' ? 10 ** (/0*$/.exec(digits)?.[0].length ?? 0) : 10 ** (1 - decimals.length);
    const within = Math.min(roundedTo / 2, decimals === '' ? Math.max(0.5, value * MOST_ROUNDING) : Infinity);
    const readings =
      dollar === '$'
        ? [{ units: USD, scale: unit === 'million' ? 1e6 : 1 }]
        : unit === undefined
          ? bare
          : READINGS[unit];
    return readings ? [{ text: matched, value, within, readings }] : [];
  });
}

function isOf({ value, within, readings }: Printed, { value: figure, unit }: ClaimFigure): boolean {
  return readings.some(
    ({ units, scale }) =>
      units.includes(unit) && Math.abs(Math.abs(figure) / scale - value) <= within * (1 + Number.EPSILON * 8),
  );
}

function isQuoted({ text }: Printed, { id, said, title, sources }: Claim): boolean {
  return (
    [said, title, ...sources.map((source) => source.title)].some((quoted) => quoted.includes(text)) ||
    QUOTED[id]?.[text] !== undefined
  );
}

const TESTED: readonly { readonly claim: Claim; readonly outcome: ClaimOutcome }[] = CLAIMS.map((claim) => ({
  claim,
  outcome: claimOutcome({ claim }),
}));

describe('numbers in a text', () => {
  test('are read with their unit and as precisely as they are printed', () => {
    expect(numbersOf('51.6 GB, $1,174 a month, 550 times, 0.5 s and 24 hours; 96 layers')).toMatchObject([
      { text: '51.6 GB', value: 51.6, within: 0.05 },
      { text: '$1,174', value: 1_174, within: 0.5 },
      { text: '550 times', value: 550, within: 5 },
      { text: '0.5 s', within: 0.05 },
      { text: '24 hours', value: 24, within: 0.5 },
    ]);
  });

  test('count as a figure only within their digits and in its unit', () => {
    const [printed] = numbersOf('3.9 minutes');
    if (!printed) throw new Error('A number was expected');
    const figure = (value: number, unit: ClaimUnit): ClaimFigure => ({ label: 'a', value, unit, kind: 'derived' });
    expect(isOf(printed, figure(235, 'seconds'))).toBe(true);
    expect(isOf(printed, figure(240, 'seconds'))).toBe(false);
    expect(isOf(printed, figure(3.9, 'times'))).toBe(false);
  });
});

describe.each(TESTED)('$claim.id', ({ claim, outcome: { figures, said, lookAt } }) => {
  const known = said ? [said, ...figures] : figures;
  const unknownIn = (text: string): readonly string[] =>
    numbersOf(text)
      .filter((printed) => !known.some((figure) => isOf(printed, figure)) && !isQuoted(printed, claim))
      .map(({ text: printed }) => printed);

  test('gives as a reason only what is computed or quoted', () => {
    expect(unknownIn(claim.because)).toEqual([]);
  });

  test('says where it opens which of its figures stand there', () => {
    expect(unknownIn(lookAt.shows)).toEqual([]);
    const shown = figures.map((figure) => numbersOf(lookAt.shows, BARE).some((printed) => isOf(printed, figure)));
    // The first figure itself, or two others that it is made of.
    expect(shown[0] === true || shown.filter(Boolean).length >= 2).toBe(true);
  });

  test('quotes nothing that is not in its texts', () => {
    const texts = `${claim.because} ${lookAt.shows}`;
    expect(Object.keys(QUOTED[claim.id] ?? {}).filter((text) => !texts.includes(text))).toEqual([]);
  });

  test('names each figure once', () => {
    expect(new Set(figures.map(({ label }) => label)).size).toBe(figures.length);
  });
});
