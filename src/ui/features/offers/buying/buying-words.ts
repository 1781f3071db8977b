import type { InMode } from '../../../../evaluate/buying/sold-terms.ts';
import type { SeatBreakEven } from '../../../../evaluate/buying/seats.ts';
import type { StepId } from '../../../../evaluate/buying/stages.ts';
import type { WayId } from '../../../../evaluate/buying/ways.ts';
import { formatNumber, formatPercent, formatUsd } from '../../../format/number.ts';

export const WAY_NAMES: Readonly<Record<WayId, string>> = {
  list: 'List price, pay as you go',
  'as-set': 'On the terms set here',
  committed: 'With the sums committed',
  seats: 'On seats',
  provisioned: 'On provisioned throughput',
};

export const STEP_LABELS: Readonly<Record<StepId, string>> = {
  'own-prices': 'Your own prices',
  hours: 'Hours of the day',
  mode: 'Share in another mode',
  modifiers: 'Modifiers',
  discount: 'Discount',
};

/** Share of the list below which a difference is taken for rounding of doubles. */
const RESIDUE = 1e-12;

/** +$1,200 · −$70 · none. */
export function changeText(usd: number): string {
  if (usd === 0) return 'none';
  return usd > 0 ? `+${formatUsd(usd)}` : formatUsd(usd);
}

/** −$6,726, −15.9 %; of a list that costs nothing there is no share. */
export function differenceText({ differenceUsd, listUsd }: { differenceUsd: number; listUsd: number }): string {
  if (listUsd === 0) return changeText(differenceUsd);
  const ratio = differenceUsd / listUsd;
  // What only rounding leaves is nothing.
  if (Math.abs(ratio) < RESIDUE) return changeText(0);
  return `${changeText(differenceUsd)}, ${ratio > 0 ? '+' : ''}${formatPercent(ratio)}`;
}

/** × 0.5 · standard price · sent as input: what becomes of a class in a mode, for all offers of a seller. */
export function inModeText(states: readonly InMode[]): string {
  return states
    .map((state) => {
      switch (state.kind) {
        case 'times':
          if (state.least !== state.most) return `× ${formatNumber(state.least, 3)} to ${formatNumber(state.most, 3)}`;
          return state.least === 1 ? 'standard price' : `× ${formatNumber(state.least, 3)}`;
        case 'as-input':
          return 'not sold: sent as input';
        case 'not-sold':
          return 'none in either';
        case 'unknown':
          return 'price unknown';
      }
    })
    .join(', or ');
}

/** From which use on a seat is cheaper, as the rest of a sentence that begins with “A seat”. */
export function seatBreakEvenText(found: SeatBreakEven): string {
  if (found.state === 'never') return `never pays: ${found.reason}.`;
  const from = `pays above ${formatUsd(found.fromUsd)} of use a month at list prices`;
  return found.toUsd === null ? `${from}.` : `${from}, and up to ${formatUsd(found.toUsd)}.`;
}

/** Utilisation at which capacity pays; above all of it, that it never does. */
export function breakEvenText(ratio: number | null): string {
  if (ratio === null) return 'nothing to compare';
  return ratio > 1 ? `never: ${formatPercent(ratio)}` : formatPercent(ratio);
}
