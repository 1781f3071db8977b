import type { ComparedFigure } from '../../../evaluate/compare/compare-scenarios.ts';
import { formatNumber, formatPercent, formatTokens, formatUsd } from '../../format/number.ts';
import { formatPoints, formatShare } from '../../format/share.ts';
import { moneySign } from '../../format/money.ts';

/** How a figure differs from the first scenario's. */
export interface DeltaWords {
  readonly text: string;
  /** For the eye only: the words say the same. */
  readonly tone: 'better' | 'worse' | 'neutral';
}

type Kind = 'cost' | 'saving' | 'hits' | 'plain';

const KINDS: Readonly<Record<string, Kind>> = {
  without: 'cost',
  with: 'cost',
  'no-cache': 'cost',
  ceiling: 'cost',
  'per-person': 'cost',
  'cluster-without': 'cost',
  'cluster-with': 'cost',
  saving: 'saving',
  'hit-without': 'hits',
  'hit-with': 'hits',
};

/** A millionth more or less is no difference anybody could see, nor one the inputs are known to. */
const SAME_RATIO = 1e-6;

/**
 * A difference in words that do not need colour: `saves $1,200 (−4.2 %)`, `costs $300 more (+1.0 %)`, `+2.3 points (+2.5 %)`, `same`.
 * `null` where either figure is not known.
 */
export function deltaWords({
  figure: { id, unit },
  delta,
  ratio,
}: {
  figure: Pick<ComparedFigure, 'id' | 'unit'>;
  delta: number | null;
  ratio: number | null;
}): DeltaWords | null {
  if (delta === null) return null;
  if (delta === 0 || (ratio !== null && Math.abs(ratio) < SAME_RATIO)) return { text: 'same', tone: 'neutral' };
  const percent = ratio === null ? '' : ` (${signed({ value: ratio, text: percentText(Math.abs(ratio)) })})`;
  const size = Math.abs(delta);
  switch (KINDS[id] ?? 'plain') {
    case 'cost':
      return delta < 0
        ? { text: `saves ${formatUsd(size)}${percent}`, tone: 'better' }
        : { text: `costs ${formatUsd(size)} more${percent}`, tone: 'worse' };
    case 'saving':
      return delta > 0
        ? { text: `saves ${formatUsd(size)} more${percent}`, tone: 'better' }
        : { text: `saves ${formatUsd(size)} less${percent}`, tone: 'worse' };
    case 'hits':
      return {
        text: `${signed({ value: delta, text: formatPoints(size) })}${percent}`,
        tone: delta > 0 ? 'better' : 'worse',
      };
    case 'plain':
      return { text: `${signed({ value: delta, text: sizeText({ unit, size }) })}${percent}`, tone: 'neutral' };
  }
}

function percentText(ratio: number): string {
  return ratio < 0.0005 ? formatShare(ratio) : formatPercent(ratio);
}

function signed({ value, text }: { value: number; text: string }): string {
  return `${value < 0 ? '−' : '+'}${text}`;
}

function sizeText({ unit, size }: { unit: ComparedFigure['unit']; size: number }): string {
  if (unit === 'ratio') return formatPoints(size);
  if (unit === 'tokensPerMonth') return formatTokens(size);
  return unit === 'usdPerMonth' ? formatUsd(size) : formatNumber(size, 2);
}

/** A figure in its column; what it counts stands in its row's head. */
export function figureText({ unit, value }: { unit: ComparedFigure['unit']; value: number }): string {
  if (unit === 'usdPerMonth') return formatUsd(value);
  if (unit === 'ratio') return formatPercent(value);
  return unit === 'tokensPerMonth' ? formatTokens(value) : formatNumber(value, 2);
}

/** What stands behind the name of a figure. */
export function figureUnit(unit: ComparedFigure['unit']): string {
  if (unit === 'usdPerMonth') return `${moneySign()} a month`;
  return unit === 'tokensPerMonth' ? 'a month' : '';
}
