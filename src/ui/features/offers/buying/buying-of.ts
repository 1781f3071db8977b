import { evaluateBuying } from '../../../../evaluate/buying/evaluate-buying.ts';
import { createLastGood } from '../../../../state/last-good.ts';

/** The remembered evaluation of the open scenario's ways of buying. */
export const buyingOf = createLastGood(evaluateBuying);
