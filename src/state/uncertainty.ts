import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BandQuestion, BreakEvenQuestion, TornadoQuestion } from '../evaluate/uncertainty/questions.ts';
import type { SensitivityAnswer, SensitivityProgress, SensitivityQuestion, UncertaintyPort } from './ports.ts';

type Kind = SensitivityQuestion['kind'];

interface QuestionOf {
  readonly tornado: TornadoQuestion;
  readonly band: BandQuestion;
  readonly 'break-even': BreakEvenQuestion;
}

type AnswerTo<K extends Kind> = Extract<SensitivityAnswer, { kind: K | 'none' }>;

/** An answer with the question it answers: a page shows it, marked as old, while a newer one is on its way. */
export interface Answered<K extends Kind> {
  readonly question: QuestionOf[K];
  readonly answer: AnswerTo<K>;
}

/** What has become of the last question of a kind. */
export interface Asked<K extends Kind> {
  readonly status: 'idle' | 'running' | 'failed';
  /** The last that was asked, answered or not; `null` before the first. */
  readonly question: QuestionOf[K] | null;
  readonly progress: SensitivityProgress | null;
  /** Why the last question failed. */
  readonly message: string | null;
  readonly last: Answered<K> | null;
}

export interface UncertaintyState {
  readonly tornado: Asked<'tornado'>;
  readonly band: Asked<'band'>;
  readonly 'break-even': Asked<'break-even'>;
  /** Starts over with this question; the same question while it is under way or answered is no new one. */
  readonly ask: (question: SensitivityQuestion) => void;
  /** Stops the question of a kind that is under way. */
  readonly cancel: (kind: Kind) => void;
}

export type UncertaintyStore = StoreApi<UncertaintyState>;

const NOTHING = { status: 'idle', question: null, progress: null, message: null, last: null } as const;

/**
 * Questions about how sure figures are: of every kind the latest asked for, what an older one still says is dropped. `port` is
 * loaded with the first question.
 */
export function createUncertaintyStore({ port }: { port: () => Promise<UncertaintyPort> }): UncertaintyStore {
  const latest: Record<Kind, number> = { tornado: 0, band: 0, 'break-even': 0 };
  const stops: Partial<Record<Kind, () => void>> = {};
  return createStore<UncertaintyState>()((set, get) => {
    const say = ({ kind, change }: { kind: Kind; change: Partial<Asked<Kind>> }): void =>
      set((state) => ({ [kind]: { ...state[kind], ...change } }) as Partial<UncertaintyState>);
    const halt = (kind: Kind): number => {
      stops[kind]?.();
      delete stops[kind];
      return ++latest[kind];
    };
    return {
      tornado: NOTHING,
      band: NOTHING,
      'break-even': NOTHING,
      ask(question) {
        const { kind } = question;
        const { status, question: before } = get()[kind];
        const isAnswered = status === 'idle' && get()[kind].last?.question === before;
        if (before !== null && isSame({ a: before, b: question }) && (status === 'running' || isAnswered)) return;
        const own = halt(kind);
        const answer = (change: Partial<Asked<Kind>>): void => {
          if (own === latest[kind]) say({ kind, change });
        };
        answer({ status: 'running', question, progress: null, message: null });
        const inquire = async (): Promise<void> => {
          const asked = await port();
          if (own !== latest[kind]) return;
          const { result, cancel } = asked.ask(question, (progress) => answer({ progress }));
          stops[kind] = cancel;
          const came = await result;
          if (own === latest[kind]) delete stops[kind];
          if (came.status === 'answered')
            answer({ status: 'idle', last: { question, answer: came.answer } as Answered<Kind> });
          else if (came.status === 'failed') answer({ status: 'failed', message: came.message });
          else answer({ status: 'idle' });
        };
        inquire().catch(() =>
          answer({ status: 'failed', message: 'What computes this could not be loaded. Try again.' }),
        );
      },
      cancel(kind) {
        if (get()[kind].status !== 'running') return;
        halt(kind);
        say({ kind, change: { status: 'idle', progress: null } });
      },
    };
  });
}

/** Scenarios are never changed in place. */
function isSame({ a, b }: { a: SensitivityQuestion; b: SensitivityQuestion }): boolean {
  if (a.scenario !== b.scenario || a.lens !== b.lens) return false;
  if (a.kind === 'band') return b.kind === 'band' && a.seed === b.seed && a.draws === b.draws;
  if (a.kind === 'break-even') return b.kind === 'break-even' && a.inputId === b.inputId;
  return b.kind === 'tornado';
}
