import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Seconds } from '../domain/units.ts';
import { Latest } from './trace-latest.ts';
import type {
  Failure,
  OpenLog,
  ReadAnswer,
  ReadOptions,
  Running,
  TraceFile,
  TracePort,
  TraceQuestions,
  TraceReport,
  TraceRules,
  TraceState,
} from './trace-types.ts';

export type TraceStore = StoreApi<TraceState>;

/** What a log is asked before the visitor says otherwise: the shortest life that most sellers offer, as engines replay. */
export const FIRST_RULES: TraceRules = {
  lifeSeconds: 300,
  order: 'leaf-first',
  blockCount: null,
  denominator: 'tokens',
  slots: null,
};

const AS_FOUND: ReadOptions = { format: null, keepDuplicates: null, csvColumns: null };
const SETTLE_SECONDS = 0.15;
/** Large enough for curves, drawn and answered in half a second. */
const SAMPLE = { leastRequests: 20_000, seed: 1 };
/** People at work at a time, where a log has sessions without a common clock. */
const ASSUMED_SLOTS = 16;
const SLOTS_NOTE = `Sessions of this format each begin at 0. For caches of limited size they are played back to back, ${ASSUMED_SLOTS} at a time unless set otherwise: that number is assumed.`;

type Pricing = Pick<TraceQuestions, 'pricedSeconds' | 'thresholds' | 'pingSeconds'>;

/**
 * The log that is open and what is asked of it; one reading, one question and one fit at a time, the latest of each. `port`
 * is loaded with the first log. `settle` calls back once so many seconds have passed, and returns the way to call it off:
 * rules that are still being changed are not asked about.
 */
export function createTraceStore({
  port,
  settle,
}: {
  port: () => Promise<TracePort>;
  settle: (asked: { readonly seconds: Seconds; readonly onEnd: () => void }) => () => void;
}): TraceStore {
  return createStore<TraceState>()((set, get) => {
    const [openings, questions, fits] = [new Latest(port), new Latest(port), new Latest(port)];
    let pricing: Pricing = { pricedSeconds: [], thresholds: [], pingSeconds: [] };
    let lastFiles: readonly TraceFile[] = [];
    let optionsAreUsed = false;
    let asked: string | undefined;
    let callOff = (): void => undefined;

    const forget = (): void => {
      callOff();
      questions.drop();
      fits.drop();
      asked = undefined;
      set({ report: null, asking: 'idle', fit: { status: 'idle' } });
    };

    const lose = ({ message }: Failure): void => {
      forget();
      set({ log: null, ...(get().reading.status === 'reading' ? {} : { reading: { status: 'failed', message } }) });
    };

    const opened = (log: OpenLog): void => {
      forget();
      const isUnclocked = log.summary.format === 'kv-cache-tester' && (log.summary.sessions ?? 0) > 1;
      const { summary } = log;
      set({
        log: isUnclocked ? { ...log, summary: { ...summary, notes: [...summary.notes, SLOTS_NOTE] } } : log,
        rules: { ...get().rules, slots: isUnclocked ? ASSUMED_SLOTS : null },
      });
      ask();
    };

    const open = (begin: (port: TracePort, isLatest: () => boolean) => Running<ReadAnswer>): void =>
      openings.start({
        begin,
        onAnswer(answer, isLatest) {
          // Also where nobody waits for it any more: it is what the worker now holds, or no longer does.
          if (isLatest) set({ reading: answer.status === 'read' || answer.status === 'cancelled' ? IDLE : answer });
          if (answer.status === 'read') opened(answer.log);
          else if (answer.status === 'failed' && answer.logIsGone) lose(answer);
        },
      });

    const readAgain = (): void => {
      const files = lastFiles;
      optionsAreUsed = true;
      set({ reading: { status: 'reading', files: files.length, progress: null } });
      open((reader, isLatest) =>
        reader.read({
          files,
          options: get().options,
          onProgress(progress) {
            if (isLatest()) set({ reading: { status: 'reading', files: files.length, progress } });
          },
        }),
      );
    };

    const ask = (): void => {
      callOff();
      const { log, rules } = get();
      const own = questionsOf({ rules, pricing });
      const key = JSON.stringify(own);
      if (!log || key === asked) return;
      asked = key;
      set({ asking: 'asking' });
      questions.start({
        begin: (reader) => reader.ask(own),
        onAnswer(answer, isLatest) {
          if (answer.status === 'failed' && answer.logIsGone) lose(answer);
          else if (!isLatest) return;
          else if (answer.status === 'done') set({ report: answer.value, asking: 'idle' });
          else {
            // The same may be asked again.
            asked = undefined;
            set({ asking: answer.status === 'failed' ? { failed: answer.message } : 'idle' });
          }
        },
      });
    };

    const askSoon = (): void => {
      callOff();
      callOff = settle({ seconds: SETTLE_SECONDS, onEnd: ask });
    };

    return {
      reading: IDLE,
      log: null,
      rules: FIRST_RULES,
      report: null,
      asking: 'idle',
      fit: IDLE,
      options: AS_FOUND,
      read(files) {
        // Options belong to the files that they were set for.
        if (optionsAreUsed) set({ options: AS_FOUND });
        lastFiles = files;
        readAgain();
      },
      setOptions(change) {
        set({ options: { ...get().options, ...change } });
        if (lastFiles.length > 0) readAgain();
      },
      openSample({ swarm }) {
        lastFiles = [];
        set({ reading: { status: 'reading', files: 0, progress: null } });
        open((reader) => reader.sample({ swarm, ...SAMPLE }));
      },
      cancel() {
        if (get().reading.status === 'reading') {
          openings.cancel();
          set({ reading: IDLE });
          return;
        }
        callOff();
        questions.cancel();
        fits.cancel();
        asked = undefined;
        const { fit, report, rules } = get();
        set({
          asking: 'idle',
          // Figures never stand beside rules that they do not follow.
          ...(report ? { rules: { ...rules, ...rulesOf(report) } } : {}),
          ...(fit.status === 'asking' ? { fit: IDLE } : {}),
        });
        if (!report) return;
        // What sellers price may have changed since: that is not taken back, and bills need it.
        asked = JSON.stringify(report.questions);
        ask();
      },
      setRules(change) {
        set({ rules: { ...get().rules, ...change } });
        askSoon();
      },
      setPricing(changed) {
        pricing = changed;
        askSoon();
      },
      fitSwarm() {
        if (!get().log) return;
        set({ fit: { status: 'asking' } });
        fits.start({
          begin: (reader) => reader.fit(),
          onAnswer(answer, isLatest) {
            if (answer.status === 'failed' && answer.logIsGone) lose(answer);
            else if (isLatest) set({ fit: answer.status === 'cancelled' ? IDLE : answer });
          },
        });
      },
    };
  });
}

const IDLE = { status: 'idle' } as const;

/** Whether a report is by other rules than those that are set. Which share is shown needs no other report. */
export function isOfOtherRules({ report, rules }: { report: TraceReport; rules: TraceRules }): boolean {
  const { lifeSeconds, order, blockCount, slots } = rulesOf(report);
  return (
    lifeSeconds !== rules.lifeSeconds ||
    order !== rules.order ||
    blockCount !== rules.blockCount ||
    slots !== rules.slots
  );
}

function rulesOf({ questions }: TraceReport): Omit<TraceRules, 'denominator'> {
  const { lifeSeconds, order, blockCount, slots } = questions;
  return { lifeSeconds, order, blockCount: blockCount ?? null, slots: slots ?? null };
}

function questionsOf({ rules, pricing }: { rules: TraceRules; pricing: Pricing }): TraceQuestions {
  const { lifeSeconds, order, blockCount, slots } = rules;
  return { lifeSeconds, order, blockCount: blockCount ?? undefined, slots: slots ?? undefined, ...pricing };
}
