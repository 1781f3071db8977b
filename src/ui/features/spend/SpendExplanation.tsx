import { explainSpend, type SpendExplanations } from '../../../evaluate/explain-spend.ts';
import type { SpendEvaluation } from '../../../evaluate/spend.ts';
import { ExplainPanel } from '../../shared/ExplainPanel.tsx';

/** How a figure of the headline comes about. */
export function SpendExplanation({
  evaluation,
  of,
}: {
  readonly evaluation: SpendEvaluation;
  readonly of: keyof SpendExplanations;
}) {
  const explanation = explainSpend(evaluation)[of];
  return explanation && <ExplainPanel explanation={explanation} />;
}
