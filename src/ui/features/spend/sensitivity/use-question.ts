import { useEffect, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import type { SensitivityQuestion } from '../../../../state/ports.ts';
import type { UncertaintyState } from '../../../../state/uncertainty.ts';
import { useServices } from '../../../app-context.ts';
import { useLoaded } from '../../../shared/lazy-part.ts';

/** After the last change; a drag makes many, and each answer is a second's work or more. */
const MOMENT_MS = 700;

type Kind = SensitivityQuestion['kind'];

/** What is known of a kind of question, and whether that is still about what is asked now. */
export type Known<K extends Kind> = UncertaintyState[K] & {
  /** There is an answer, and it is not the one to this question. */
  readonly isOld: boolean;
  readonly isUnderWay: boolean;
  readonly retry: () => void;
};

/**
 * Asks a moment after the last change, once somebody looks; what was under way is stopped at once. `question` is made anew only when
 * what is asked changes; `null` asks nothing.
 */
export function useQuestion<K extends Kind>({
  kind,
  question,
  isSeen,
}: {
  kind: K;
  question: Extract<SensitivityQuestion, { kind: K }> | null;
  isSeen: boolean;
}): Known<K> {
  const uncertainty = useLoaded(useServices().uncertainty);
  const known = useStore(uncertainty, (state) => state[kind]);
  useEffect(() => {
    if (!question || !isSeen) return undefined;
    const timer = setTimeout(() => uncertainty.getState().ask(question), MOMENT_MS);
    return () => {
      clearTimeout(timer);
      uncertainty.getState().cancel(question.kind);
    };
  }, [uncertainty, question, isSeen]);
  const isFailed = known.status === 'failed' && known.question === question;
  const isAnswered = known.last?.question === question;
  return {
    ...known,
    isOld: known.last !== null && !isAnswered,
    isUnderWay: question !== null && !isAnswered && !isFailed,
    retry: () => question && uncertainty.getState().ask(question),
  };
}

/** Whether an element has come near the part of the page that is in view; once it has, it stays so. */
export function useSeen(element: RefObject<HTMLElement | null>): boolean {
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (isSeen || !current) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) setSeen(true);
      },
      { rootMargin: '120px' },
    );
    observer.observe(current);
    return () => observer.disconnect();
  }, [element, isSeen]);
  return isSeen;
}
