import { evaluateSpend } from '../evaluate/spend.ts';
import { createLastGood } from './last-good.ts';

/** The remembered spend of the open scenario. Evaluations of other pages stand apart, so that each loads with its page. */
export const spendOf = createLastGood(evaluateSpend);
