import type { KvProofCase, ProofUnit } from '../../../../catalog/kv-proof/case.ts';
import type { ProofResult, ProofStatus } from '../../../../evaluate/kv-proof.ts';
import { formatNumber, formatSignificant } from '../../../format/number.ts';

/** A verdict as an icon and a word: never by colour alone. */
export const STATUS_WORDS: Readonly<Record<ProofStatus, { readonly icon: string; readonly word: string }>> = {
  pass: { icon: '✓', word: 'pass' },
  fail: { icon: '✕', word: 'fail' },
  'published-looks-wrong': { icon: '≠', word: 'published looks wrong' },
};

/** What is wrong stands first. */
export const STATUS_ORDER: Readonly<Record<ProofStatus, number>> = { fail: 0, 'published-looks-wrong': 1, pass: 2 };

export const CLASS_WORDS: Readonly<Record<KvProofCase['precisionClass'], string>> = {
  exact: 'exact',
  rounded: 'rounded',
  approximate: 'approximate',
  suspect: 'suspect',
};

const MOST_DECIMALS = 6;
const UNITS_IN_WORDS: Partial<Readonly<Record<ProofUnit, string>>> = {
  'B/token': 'B per token',
  'KiB/token': 'KiB per token',
  'B/token/layer': 'B per token and layer',
  'B/element': 'B per element',
  ratio: '',
};

/** `B per token`; empty for a ratio. */
export function unitText(unit: ProofUnit): string {
  return UNITS_IN_WORDS[unit] ?? unit;
}

/** `327,680`: every digit that is known, up to six behind the point. */
export function valueText(value: number): string {
  return formatNumber(value, MOST_DECIMALS);
}

/** `327,680 B per token`. */
export function figureText({ value, unit }: { value: number; unit: ProofUnit }): string {
  return [valueText(value), unitText(unit)].filter((part) => part !== '').join(' ');
}

/** `none` · `+0.0081 %`. */
export function differenceText(ratio: number): string {
  if (ratio === 0) return 'none';
  const percent = Math.abs(ratio) * 100;
  if (percent < 1e-6) return '< 0.000001 %';
  return `${ratio > 0 ? '+' : '−'}${formatSignificant(percent, 2)} %`;
}

/** `to the byte` · `± 0.5 %`. */
export function toleranceText(ratio: number): string {
  return ratio === 0 ? 'none' : `± ${formatSignificant(ratio * 100, 2)} %`;
}

/** `25 × too high` · `1,024 × too low` · `2.3 % too low`. */
export function factorText(factor: number): string {
  const side = factor > 1 ? 'too high' : 'too low';
  const times = factor > 1 ? factor : 1 / factor;
  return times < NEAR
    ? `${formatSignificant(Math.abs(factor - 1) * 100, 2)} % ${side}`
    : `${formatNumber(times, times >= 100 ? 0 : 1)} × ${side}`;
}

const NEAR = 1.2;

/** What the search looks at. */
export function searchTextOf({ proofCase, status }: ProofResult): string {
  const { model, quantity, settings, published, formula } = proofCase;
  return [model, quantity, settings, published.source, formula, STATUS_WORDS[status].word].join(' ');
}

/** The answer in a few sentences. */
export function summaryOf(results: readonly ProofResult[]): readonly string[] {
  const of = (status: ProofStatus): readonly ProofResult[] => results.filter((result) => result.status === status);
  const exact = results.filter(({ proofCase }) => proofCase.precisionClass === 'exact');
  const toTheByte = exact.filter(({ status }) => status === 'pass').length;
  const failed = of('fail').length;
  return [
    `${of('pass').length} of ${results.length} published values are reproduced, ${toTheByte === exact.length ? 'all' : `${toTheByte} of`} ${exact.length} exact ones to the last digit printed.`,
    failed === 0 ? 'None fails.' : `${failed} ${failed === 1 ? 'fails' : 'fail'}.`,
    ...of('published-looks-wrong').map(
      ({ proofCase: { quantity, model, published, unit }, ours }) =>
        `One published value looks wrong: ${quantity} of ${model}, ${figureText({ value: published.value, unit })} instead of ${figureText({ value: ours, unit })}.`,
    ),
  ];
}
