import type { ProofMachine, TimeComputation, TimeProofCase } from '../../catalog/time-proof/case.ts';
import { TIME_PROOF_CASES } from '../../catalog/time-proof/index.ts';
import type { Term } from '../../domain/explain.ts';
import type { Estimate } from '../../domain/serving/estimate.ts';
import { impliedMfuRatio } from '../../domain/serving/prefill-time.ts';
import type { Ratio } from '../../domain/units.ts';
import { computeTime } from './time-proof-compute.ts';
import { DEFAULTS, proofServer } from './time-proof-server.ts';
import { timeTerms } from './time-proof-terms.ts';

/** What the core says with what the machine's own figures come to. */
export interface FittedFigure {
  readonly ours: number;
  readonly errorRatio: number;
  /** One share of peak for all times of the machine; `null`: its floor and bandwidth were fitted instead. */
  readonly mfuRatio: Ratio | null;
}

/** One published figure beside ours. */
export interface TimeProofResult {
  readonly proofCase: TimeProofCase;
  /** With the defaults, in the unit of the case; `null` where nothing can be computed. */
  readonly ours: Estimate | null;
  /** ours ÷ published − 1; of a change, of the ratios that the two changes stand for. */
  readonly errorRatio: number | null;
  /** Whether the published figure lies within the printed band; `null` where there is none. */
  readonly isInside: boolean | null;
  /** Where only the sign is compared: whether it is the same. */
  readonly hasSameSign: boolean | null;
  readonly fitted: FittedFigure | null;
  /** How ours was computed, in symbols that stand in `terms`; `null` where it was not. */
  readonly formula: string | null;
  readonly terms: readonly Term[];
}

/**
 * Every published time of the catalogue computed by the core and compared, in the order of the catalogue. Nothing is looked up:
 * change a default, a model or a machine, and its cases move.
 *
 * Example: Llama 3.1 8B, 100,000 tokens on one H100: published 6.855 s, ours 6.78 s (5.76 to 9.76), −1.1 %, inside.
 * Fitting: of the shares of peak that a machine's comparable times of computing imply, the one with the smallest mean
 * absolute error over them; the best one is always among these. A machine with one figure is not fitted.
 */
export function proveTimes(cases: readonly TimeProofCase[] = TIME_PROOF_CASES): readonly TimeProofResult[] {
  const shares = fittedShares(cases);
  return cases.map((proofCase) => prove({ proofCase, shares }));
}

function prove({
  proofCase,
  shares,
}: {
  proofCase: TimeProofCase;
  shares: ReadonlyMap<string, Ratio>;
}): TimeProofResult {
  const { computation, comparison } = proofCase;
  if (computation === null)
    return {
      proofCase,
      ours: null,
      errorRatio: null,
      isInside: null,
      hasSameSign: null,
      fitted: null,
      formula: null,
      terms: [],
    };
  const published = proofCase.published.value;
  const ours = computeTime({ computation, reckoning: DEFAULTS });
  const hasBand = ours.low < ours.high;
  return {
    proofCase,
    ours,
    errorRatio: comparison === 'sign' ? null : errorOf({ proofCase, ours: ours.typical }),
    isInside:
      hasBand && (comparison === 'comparable' || comparison === 'waits')
        ? ours.low <= published && published <= ours.high
        : null,
    hasSameSign: comparison === 'sign' ? Math.sign(ours.typical) === Math.sign(published) : null,
    fitted: comparison === 'sign' ? null : fittedFigure({ proofCase, computation, shares }),
    ...timeTerms(computation),
  };
}

function fittedFigure({
  proofCase,
  computation,
  shares,
}: {
  proofCase: TimeProofCase;
  computation: TimeComputation;
  shares: ReadonlyMap<string, Ratio>;
}): FittedFigure | null {
  const machine = machineOf(computation);
  // A claim brings its share with it.
  if (!machine || computation.kind === 'claim') return null;
  const mfuRatio = shares.get(machine.id) ?? null;
  const isLoad = computation.kind === 'load';
  if (isLoad ? machine.fittedPath === null : mfuRatio === null) return null;
  const ours = computeTime({ computation, reckoning: { kind: 'fitted', mfuRatio } }).typical;
  return { ours, errorRatio: errorOf({ proofCase, ours }), mfuRatio: isLoad ? null : mfuRatio };
}

/** A change stands for a ratio: −0.27 for 0.73. */
function errorOf({ proofCase: { published, unit }, ours }: { proofCase: TimeProofCase; ours: number }): number {
  return unit === 'change' ? (1 + ours) / (1 + published.value) - 1 : ours / published.value - 1;
}

export function machineOf(computation: TimeComputation): ProofMachine | null {
  return 'machine' in computation ? computation.machine : null;
}

/** The share of peak that a published time or rate of computing comes to; `null` where it is of something else. */
export function impliedMfuOf({ computation, published }: TimeProofCase): Ratio | null {
  if (computation?.kind !== 'ttft' && computation?.kind !== 'rate') return null;
  const [prompt, ...others] = computation.prompts;
  if (!prompt || others.length > 0 || prompt.cachedTokens > 0) return null;
  if (computation.kind === 'ttft' && computation.waiting !== null) return null;
  const { machine, flops } = proofServer({ machine: computation.machine, reckoning: DEFAULTS });
  const total = flops({ contextTokens: prompt.promptTokens, cachedTokens: 0 });
  if (computation.kind === 'ttft') return impliedMfuRatio({ flops: total, seconds: published.value, machine });
  const done = computation.per === 'token' ? prompt.promptTokens : 1;
  return impliedMfuRatio({
    flops: total,
    seconds: done / published.value,
    machine: { ...machine, floorSeconds: 0 },
  });
}

/** One share per machine, of the comparable times and rates of computing. One figure alone would fit itself. */
function fittedShares(cases: readonly TimeProofCase[]): ReadonlyMap<string, Ratio> {
  const byMachine = new Map<string, { readonly proofCase: TimeProofCase; readonly share: Ratio }[]>();
  for (const proofCase of cases) {
    const { computation, comparison } = proofCase;
    const machine = computation && machineOf(computation);
    const share = impliedMfuOf(proofCase);
    if (!machine || share === null || comparison !== 'comparable') continue;
    byMachine.set(machine.id, [...(byMachine.get(machine.id) ?? []), { proofCase, share }]);
  }
  return new Map(
    [...byMachine]
      .filter(([, points]) => points.length > 1)
      .map(([id, points]) => {
        const errorWith = (mfuRatio: Ratio): number =>
          points.reduce(
            (sum, { proofCase }) =>
              sum +
              (proofCase.computation
                ? Math.abs(
                    errorOf({
                      proofCase,
                      ours: computeTime({
                        computation: proofCase.computation,
                        reckoning: { kind: 'fitted', mfuRatio },
                      }).typical,
                    }),
                  )
                : 0),
            0,
          );
        const best = points
          .map(({ share }) => ({ share, error: errorWith(share) }))
          .reduce((least, next) => (next.error < least.error ? next : least));
        return [id, best.share] as const;
      }),
  );
}
