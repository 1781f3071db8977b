import { TIME_GROUPS, type TimeGroup } from '../../catalog/time-proof/case.ts';
import type { Ratio } from '../../domain/units.ts';
import type { TimeProofResult } from './time-proof.ts';

/** Errors of some results: mean of the absolute ones, and the largest with its sign. */
export interface ErrorSummary {
  readonly results: number;
  /** `null` where there are none. */
  readonly meanRatio: Ratio | null;
  readonly worst: { readonly result: TimeProofResult; readonly errorRatio: number } | null;
}

export interface TimeGroupSummary {
  readonly group: TimeGroup;
  /** All of the group, and those that the core computes. */
  readonly results: number;
  readonly computed: number;
  /** Comparable ones alone. */
  readonly withDefaults: ErrorSummary;
  readonly fitted: ErrorSummary;
  readonly banded: number;
  readonly inside: number;
}

export interface TimeProofSummary {
  readonly groups: readonly TimeGroupSummary[];
  /** One prompt on an idle machine, computed. */
  readonly idle: { readonly banded: number; readonly inside: number };
  /** Llama 3.1 8B on one H100, computed, with one MFU. */
  readonly llama: {
    readonly withDefaults: ErrorSummary;
    readonly fitted: ErrorSummary;
    readonly mfuRatio: Ratio | null;
  };
}

const LLAMA_MACHINE = 'llama-8b-h100';

/** Adds up how far off the core is, group by group. Only comparable results count. */
export function summariseTimes(results: readonly TimeProofResult[]): TimeProofSummary {
  const idle = results.filter(
    ({ proofCase: { group, comparison, concurrency } }) =>
      group === 'computed' && comparison === 'comparable' && concurrency === 1,
  );
  const llama = idle.filter(
    ({ proofCase: { computation } }) =>
      computation && 'machine' in computation && computation.machine.id === LLAMA_MACHINE,
  );
  return {
    groups: TIME_GROUPS.map((group) =>
      summariseGroup({ group, results: results.filter(({ proofCase }) => proofCase.group === group) }),
    ),
    idle: countInside(idle),
    llama: {
      withDefaults: errorsOf(llama, ({ errorRatio }) => errorRatio),
      fitted: errorsOf(llama, ({ fitted }) => fitted?.errorRatio ?? null),
      mfuRatio: llama[0]?.fitted?.mfuRatio ?? null,
    },
  };
}

function summariseGroup({
  group,
  results,
}: {
  group: TimeGroup;
  results: readonly TimeProofResult[];
}): TimeGroupSummary {
  const comparable = results.filter(({ proofCase }) => proofCase.comparison === 'comparable');
  return {
    group,
    results: results.length,
    computed: results.filter(({ ours }) => ours !== null).length,
    withDefaults: errorsOf(comparable, ({ errorRatio }) => errorRatio),
    fitted: errorsOf(comparable, ({ fitted }) => fitted?.errorRatio ?? null),
    ...countInside(comparable),
  };
}

function countInside(results: readonly TimeProofResult[]): { banded: number; inside: number } {
  return {
    banded: results.filter(({ isInside }) => isInside !== null).length,
    inside: results.filter(({ isInside }) => isInside === true).length,
  };
}

function errorsOf(
  results: readonly TimeProofResult[],
  errorIn: (result: TimeProofResult) => number | null,
): ErrorSummary {
  const errors = results.flatMap((result) => {
    const errorRatio = errorIn(result);
    return errorRatio === null ? [] : [{ result, errorRatio }];
  });
  const [first, ...others] = errors;
  if (!first) return { results: 0, meanRatio: null, worst: null };
  return {
    results: errors.length,
    meanRatio: errors.reduce((sum, { errorRatio }) => sum + Math.abs(errorRatio), 0) / errors.length,
    worst: others.reduce(
      (worst, next) => (Math.abs(next.errorRatio) > Math.abs(worst.errorRatio) ? next : worst),
      first,
    ),
  };
}
