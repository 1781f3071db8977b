import type { Explanation, Term } from '../domain/explain.ts';
import type { SavingPart } from '../domain/spend/saving.ts';
import { explainRung, notCountedFor } from './explain-rung.ts';
import type { SpendEvaluation } from './spend.ts';

/** Headline figures opened up: formula, numbers, sources, and what is not counted. */
export interface SpendExplanations {
  readonly without: Explanation;
  readonly with: Explanation | null;
  readonly saving: Explanation | null;
}

export function explainSpend(evaluation: SpendEvaluation): SpendExplanations {
  const { without, with: kept, saving } = evaluation;
  return {
    without: explainRung({ evaluation, rung: without, title: `Without warehousing: ${without.policy}` }),
    with: kept.status === 'priced' ? explainRung({ evaluation, rung: kept, title: 'With a token warehouse' }) : null,
    saving: saving && {
      title: 'What the warehouse saves',
      value: saving.totalUsd,
      unit: 'usdPerMonth',
      formula: 'retention + premium + read price + storage + pings',
      terms: saving.parts.map(({ part, usd }): Term => ({
        symbol: SAVING_SYMBOLS[part],
        meaning: SAVING_MEANINGS[part],
        value: usd,
        unit: 'usdPerMonth',
      })),
      notCounted: notCountedFor(evaluation),
    },
  };
}

const SAVING_SYMBOLS: Record<SavingPart['part'], string> = {
  retention: 'retention',
  premium: 'premium',
  readPrice: 'read price',
  storage: 'storage',
  pings: 'pings',
};

const SAVING_MEANINGS: Record<SavingPart['part'], string> = {
  retention: 'fewer tokens prefilled again, at the write price held at the best policy’s',
  premium: 'the best policy’s write price less the warehouse’s, on every token the warehouse writes',
  readPrice: 'the difference between the seller’s read price and the warehouse’s',
  storage: 'rent of what the best policy stores less the warehouse’s (negative: it costs)',
  pings: 'keep-warm pings no longer sent',
};
