import { BlockIdStreamBuilder } from '../../prefix-chain.ts';
import { GAP_CAUSE_CODES, type BlockLog, type LengthLog, type LogFacts, type UsageLog } from '../../readers/log.ts';
import type { Seconds, Tokens } from '../../../domain/units.ts';

/** Small logs written by hand, and logs of drawn requests. */

export interface HandRequest {
  readonly startSeconds: Seconds;
  /** Ids of blocks; a string is its letters. */
  readonly blocks: string | ArrayLike<number>;
  /** Default: all blocks full. */
  readonly inputTokens?: Tokens | undefined;
  readonly outputTokens?: Tokens | undefined;
  readonly session?: number | undefined;
  readonly agent?: number | undefined;
  readonly cause?: keyof typeof GAP_CAUSE_CODES | undefined;
}

export const FACTS: Omit<LogFacts, 'format'> = {
  files: 1,
  skippedLines: 0,
  skipped: [],
  duplicates: 0,
  duplicatesKept: false,
  notes: [],
};

/** Requests in order of time. Without labels all are of one agent. */
export function blockLogOf({
  requests,
  blockTokens = 10,
  ...rest
}: {
  readonly requests: readonly HandRequest[];
  readonly blockTokens?: Tokens;
} & Partial<Pick<BlockLog, 'sharesBlocksAcrossFiles' | 'blockCount' | 'recordedPrefixTokens' | 'format'>>): BlockLog {
  const builder = new BlockIdStreamBuilder({ blockTokens });
  for (const { startSeconds, blocks, inputTokens, outputTokens = 0 } of requests) {
    const blockIds = typeof blocks === 'string' ? [...blocks].map((letter) => letter.charCodeAt(0)) : blocks;
    const tokens = inputTokens ?? blockIds.length * blockTokens;
    builder.addRequest({ startSeconds, blockIds, inputTokens: tokens, outputTokens });
  }
  const { stream, chaining } = builder.build();
  const session = Uint32Array.from(requests, ({ session: own = 0 }) => own);
  const agent = Uint32Array.from(requests, ({ agent: own, session: of = 0 }) => own ?? of);
  return {
    evidence: 'blocks',
    format: 'kv-cache-tester',
    ...FACTS,
    stream,
    chaining,
    labels: {
      session,
      agent,
      cause: Uint8Array.from(requests, ({ cause = 'unknown' }) => GAP_CAUSE_CODES[cause]),
      endSeconds: new Float64Array(requests.length).fill(NaN),
    },
    sessions: new Set(session).size,
    agents: new Set(agent).size,
    sharesBlocksAcrossFiles: true,
    blockCount: 'ceil',
    ...rest,
  };
}

export interface HandUsage {
  readonly startSeconds: Seconds;
  readonly inputTokens?: Tokens;
  readonly cacheReadTokens?: Tokens;
  readonly cacheWrite5mTokens?: Tokens;
  readonly cacheWrite1hTokens?: Tokens;
  readonly cacheWriteOtherTokens?: Tokens;
  readonly outputTokens?: Tokens;
  readonly session?: number;
  readonly agent?: number;
  readonly model?: number;
  readonly requests?: number;
  readonly reportedUsd?: number;
  readonly cause?: keyof typeof GAP_CAUSE_CODES;
}

export function usageLogOf({
  rows,
  models = ['model'],
  ...rest
}: {
  readonly rows: readonly HandUsage[];
  readonly models?: readonly string[];
} & Partial<Pick<UsageLog, 'isPerRequest' | 'knowsSessions' | 'format'>>): UsageLog {
  const column = (valueOf: (row: HandUsage) => number): Float64Array => Float64Array.from(rows, valueOf);
  const session = Uint32Array.from(rows, ({ session: own = 0 }) => own);
  const agent = Uint32Array.from(rows, ({ agent: own, session: of = 0 }) => own ?? of);
  return {
    evidence: 'usage',
    format: 'claude-code',
    ...FACTS,
    columns: {
      startSeconds: column(({ startSeconds }) => startSeconds),
      endSeconds: column(() => NaN),
      requests: Uint32Array.from(rows, ({ requests = 1 }) => requests),
      session,
      agent,
      model: Uint16Array.from(rows, ({ model = 0 }) => model),
      inputTokens: column(({ inputTokens = 0 }) => inputTokens),
      cacheReadTokens: column(({ cacheReadTokens = 0 }) => cacheReadTokens),
      cacheWrite5mTokens: column(({ cacheWrite5mTokens = 0 }) => cacheWrite5mTokens),
      cacheWrite1hTokens: column(({ cacheWrite1hTokens = 0 }) => cacheWrite1hTokens),
      cacheWriteOtherTokens: column(({ cacheWriteOtherTokens = 0 }) => cacheWriteOtherTokens),
      outputTokens: column(({ outputTokens = 0 }) => outputTokens),
      cause: Uint8Array.from(rows, ({ cause = 'unknown' }) => GAP_CAUSE_CODES[cause]),
      reportedUsd: column(({ reportedUsd = NaN }) => reportedUsd),
    },
    models,
    sessions: new Set(session).size,
    agents: new Set(agent).size,
    isPerRequest: true,
    knowsSessions: true,
    ...rest,
  };
}

export function lengthLogOf(
  requests: readonly { readonly startSeconds: Seconds; readonly inputTokens: Tokens; readonly outputTokens: Tokens }[],
): LengthLog {
  return {
    evidence: 'lengths',
    format: 'azure-llm',
    ...FACTS,
    startSeconds: Float64Array.from(requests, ({ startSeconds }) => startSeconds),
    inputTokens: Uint32Array.from(requests, ({ inputTokens }) => inputTokens),
    outputTokens: Uint32Array.from(requests, ({ outputTokens }) => outputTokens),
  };
}
