import { lineTotals } from '../domain/spend/lines.ts';
import type { SavingPart } from '../domain/spend/saving.ts';
import type { SpendEvaluation } from './spend.ts';

/** The part of a saving or loss that weighs most in its own direction. */
export interface DominantReason {
  readonly part: SavingPart['part'];
  readonly usd: number;
  readonly isLoss: boolean;
  /** The two sides are within a thousandth of each other: less than any input is known to. */
  readonly isEven: boolean;
  /** The part alone is more than half of what is saved or lost. */
  readonly isMostOfIt: boolean;
  /** A loss only because of rent reckoned from a stand-in's geometry. */
  readonly restsOnStandIn: boolean;
  /** Share of prompt tokens that the best policy misses and the warehouse does not. */
  readonly savedMissRatio: number;
}

const EVEN_RATIO = 0.001;

/** The one reason a reader should remember; `null` where nothing is compared or nothing differs. */
export function dominantReason(evaluation: SpendEvaluation): DominantReason | null {
  const { saving, without, with: kept } = evaluation;
  if (saving === null || kept.status !== 'priced' || saving.totalUsd === 0) return null;
  const isLoss = saving.totalUsd < 0;
  const strongest = saving.parts.reduce((most, part) =>
    (isLoss ? part.usd < most.usd : part.usd > most.usd) ? part : most,
  );
  const rentUsd = lineTotals({ lines: kept.lines, prefix: 'storage' }).usd;
  return {
    part: strongest.part,
    usd: strongest.usd,
    isLoss,
    isEven: Math.abs(saving.totalUsd) < EVEN_RATIO * without.usdPerMonth,
    isMostOfIt: Math.abs(strongest.usd) > Math.abs(saving.totalUsd) / 2,
    restsOnStandIn:
      isLoss &&
      evaluation.groups.some(({ geometry, storage }) => geometry.origin === 'stand-in' && !storage.isSet) &&
      saving.totalUsd + rentUsd > 0,
    savedMissRatio: kept.hitRatio - without.hitRatio,
  };
}
