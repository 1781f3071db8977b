import type { DecodeBound } from '../../../../domain/bandwidth/decode-bound.ts';
import type { MachineBound, MachineUnknown, ModelBound, ModelUnknown } from '../../../../evaluate/bench/bench-view.ts';
import { SERIES_COLORS } from '../../../shared/chart-theme.ts';
import { LOCALE } from '../../../format/locale.ts';

/** One curve of tokens a second over context. */
export interface BoundSeries {
  readonly key: string;
  readonly label: string;
  readonly color: string;
  /** From a data sheet and not measured: drawn dashed, everywhere. */
  readonly isDataSheet: boolean;
  readonly curve: readonly DecodeBound[];
}

/** A line of the chart: the context and each curve's tokens a second there. */
export type BoundRow = { readonly contextTokens: number } & Readonly<Record<string, number>>;

const [OWN_COLOR] = SERIES_COLORS;
/** None of them is the measured machine's. */
const NAMED_COLORS = [...SERIES_COLORS.slice(1), 'var(--th-warn)'];

/** The measured machine has the accent, whether or not it is there; the others keep their colours when it comes. */
export function machineSeries(rows: readonly (MachineBound | MachineUnknown)[]): readonly BoundSeries[] {
  const known = rows.filter((row) => 'machine' in row);
  let next = 0;
  return known.map(({ machine, curve }) => ({
    key: machine.id,
    label: machineLabel(machine),
    color: machine.origin === 'measured' ? OWN_COLOR : colorAt({ of: NAMED_COLORS, index: next++ }),
    isDataSheet: machine.origin === 'data-sheet',
    curve,
  }));
}

export function modelSeries(rows: readonly (ModelBound | ModelUnknown)[]): readonly BoundSeries[] {
  return rows
    .filter((row) => 'bound' in row)
    .map(({ modelId, name, curve }, i) => ({
      key: modelId ?? 'scenario',
      label: name,
      color: colorAt({ of: SERIES_COLORS, index: i }),
      isDataSheet: false,
      curve,
    }));
}

export function machineLabel({ name, units }: { readonly name: string; readonly units: number }): string {
  return units === 1 ? name : `${units.toLocaleString(LOCALE)} × ${name}`;
}

/**
 * All curves over all contexts of any of them, for one chart. Between two points of a curve its value is taken on a straight line
 * of the logarithms, of which points are so many that nobody sees the difference; outside them it has none.
 */
export function boundRows(series: readonly BoundSeries[]): readonly BoundRow[] {
  const contexts = [
    ...new Set(series.flatMap(({ curve }) => curve.map(({ contextTokens }) => contextTokens))),
  ].toSorted((a, b) => a - b);
  return contexts.map((contextTokens) => {
    const row: Record<string, number> = { contextTokens };
    for (const { key, curve } of series) {
      const value = paceAt({ curve, contextTokens });
      if (value !== null) row[key] = value;
    }
    return row as BoundRow;
  });
}

/** Tokens a second at a context within a curve; `null` outside it. */
export function paceAt({
  curve,
  contextTokens,
}: {
  curve: readonly DecodeBound[];
  contextTokens: number;
}): number | null {
  const after = curve.findIndex((point) => point.contextTokens >= contextTokens);
  const right = curve[after];
  if (!right) return null;
  if (right.contextTokens === contextTokens) return right.tokensPerSecond;
  const left = curve[after - 1];
  if (!left) return null;
  const share = Math.log(contextTokens / left.contextTokens) / Math.log(right.contextTokens / left.contextTokens);
  return left.tokensPerSecond ** (1 - share) * right.tokensPerSecond ** share;
}

function colorAt({ of: colors, index }: { of: readonly string[]; index: number }): string {
  return colors[index % colors.length] ?? 'var(--th-ink)';
}
