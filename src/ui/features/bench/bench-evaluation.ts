import type { BenchQuestion, BenchView } from '../../../evaluate/bench/bench-view.ts';
import { evaluateBench } from '../../../evaluate/bench/evaluate-bench.ts';
import { createLastGood } from '../../../state/last-good.ts';

/** The remembered answer to the page's question: the last good one stays while a scenario cannot be computed. */
export const benchOf = createLastGood<BenchQuestion, BenchView>((question) => {
  const answer = evaluateBench(question);
  if (answer.status === 'ok') return answer;
  const { field, message } = answer;
  return { status: 'impossible', problems: [{ field, message }] };
});
