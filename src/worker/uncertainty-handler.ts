import { createRandom } from '../engine/random.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';
import { sensitivitySteps, type SensitivityQuestion } from '../evaluate/uncertainty/questions.ts';
import type { FromUncertaintyWorker, ToUncertaintyWorker } from './uncertainty-protocol.ts';

/** Share of the work between two messages about it. */
const LEAST_PROGRESS = 0.02;

interface Run {
  readonly id: number;
  aborted: boolean;
}

/**
 * Answers the messages of a page. `pause` must resolve in a later turn of the event loop: between two evaluations a message may
 * arrive, and a question of another kind gets its turn. The promise resolves when the message is answered for good.
 */
export function createUncertaintyHandler({
  post,
  pause,
  book,
}: {
  post: (answer: FromUncertaintyWorker) => void;
  pause: () => Promise<void>;
  book: OfferBook;
}): (message: ToUncertaintyWorker) => Promise<void> {
  const running = new Map<SensitivityQuestion['kind'], Run>();
  return async (message) => {
    const { id } = message;
    if (message.type === 'cancel') {
      for (const run of running.values()) if (run.id === id) run.aborted = true;
      return;
    }
    const { question } = message;
    const before = running.get(question.kind);
    if (before) before.aborted = true;
    const run: Run = { id, aborted: false };
    running.set(question.kind, run);
    try {
      const steps = sensitivitySteps({ question, book, uniformOf });
      let told = 0;
      for (;;) {
        await pause();
        if (run.aborted) {
          post({ type: 'cancelled', id });
          return;
        }
        const step = steps.next();
        if (step.done) {
          post({ type: 'answered', id, answer: step.value });
          return;
        }
        const { done, of } = step.value;
        // A page that draws every step has no time left for the visitor.
        if (done - told >= LEAST_PROGRESS * of) {
          told = done;
          post({ type: 'progress', id, done, of });
        }
      }
    } catch (error) {
      post({ type: 'failed', id, message: error instanceof Error ? error.message : String(error) });
    } finally {
      if (running.get(question.kind) === run) running.delete(question.kind);
    }
  };
}

function uniformOf(seed: number): () => number {
  const random = createRandom(seed);
  return () => random.uniform();
}
