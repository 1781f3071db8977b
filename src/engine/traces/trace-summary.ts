import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import { GAP_CAUSE_CODES, type LogFormat, type ReadLog, type SkippedLine } from '../readers/log.ts';
import { distinct, requestsOf, type LogRequests } from './log-requests.ts';
import { spreadOf, type Spread } from './spread.ts';

/** What a log can say about each question, and on what ground. */
export interface TraceAnswers {
  /** What a cache without limits would serve. Inferred: from lengths of an agent's successive prompts. */
  readonly ceiling: 'computed' | 'inferred' | 'no';
  /** What a cache with limits serves: as the provider reported, or for any window and size. */
  readonly physical: 'observed' | 'computed' | 'no';
  /** What a cache of some size serves. */
  readonly capacity: 'computed' | 'no';
  /** Observed: amounts that were paid stand in the log. Without a cache: only prompt and output tokens are known. */
  readonly bill: 'observed' | 'computed' | 'without-cache';
}

export interface ModelShare {
  readonly name: string;
  readonly requests: number;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  /** Of all prompt tokens. */
  readonly promptRatio: Ratio;
}

export interface TraceSummary {
  readonly format: LogFormat;
  readonly evidence: ReadLog['evidence'];
  readonly answers: TraceAnswers;
  readonly files: number;
  readonly requests: number;
  /** Rows that hold several requests or do not count them: the spreads below are then `null`. */
  readonly isPerRequest: boolean;
  /** `null` where the log does not tell them apart. */
  readonly sessions: number | null;
  readonly agents: number | null;
  /** Start of the first and the last request, as the log counts time; `null` of an empty log. */
  readonly firstSeconds: Seconds | null;
  readonly lastSeconds: Seconds | null;
  readonly spanSeconds: Seconds;
  readonly promptTokens: Tokens;
  readonly outputTokens: Tokens;
  readonly prompt: Spread | null;
  readonly output: Spread | null;
  readonly turnsPerAgent: Spread | null;
  readonly gaps: {
    readonly all: Spread | null;
    readonly afterTool: Spread | null;
    readonly afterPerson: Spread | null;
    readonly unknown: Spread | null;
  };
  /** Most prompt tokens first; empty where the log names none. */
  readonly models: readonly ModelShare[];
  readonly duplicates: number;
  readonly duplicatesKept: boolean;
  readonly skippedLines: number;
  readonly skipped: readonly SkippedLine[];
  readonly notes: readonly string[];
}

/**
 * What is in a log, and what it can answer. Gaps are from start to start within an agent (and model).
 * Example: two requests of one agent, 100 and 140 tokens, 30 s apart: 240 prompt tokens, turns p50 2, gaps p50 30.
 * Ignores: what the prompts say; a summary holds no name of a session, file or person.
 */
export function summaryOf(log: ReadLog): TraceSummary {
  const requests = requestsOf(log);
  const { startSeconds, rows, isPerRequest, knowsAgents, gapSeconds, cause } = requests;
  const gapsOf = (code: number) => spreadOf(gapSeconds.filter((_, row) => cause[row] === code));
  const first = startSeconds.reduce((least, start) => Math.min(least, start), Infinity);
  const last = startSeconds.reduce((most, start) => Math.max(most, start), -Infinity);
  const { format, evidence, files, duplicates, duplicatesKept, skippedLines, skipped, notes } = log;
  return {
    format,
    evidence,
    answers: answersOf({ log, requests }),
    files,
    requests: sum(requests.counts),
    isPerRequest,
    sessions: knowsAgents ? distinct(requests.session) : null,
    agents: knowsAgents ? distinct(requests.agent) : null,
    firstSeconds: rows > 0 ? first : null,
    lastSeconds: rows > 0 ? last : null,
    spanSeconds: rows > 0 ? last - first : 0,
    promptTokens: sum(requests.promptTokens),
    outputTokens: sum(requests.outputTokens),
    prompt: isPerRequest ? spreadOf(requests.promptTokens) : null,
    output: isPerRequest ? spreadOf(requests.outputTokens) : null,
    turnsPerAgent: knowsAgents ? spreadOf(turnsOfAgents(requests)) : null,
    gaps: {
      all: spreadOf(gapSeconds),
      afterTool: gapsOf(GAP_CAUSE_CODES.tool),
      afterPerson: gapsOf(GAP_CAUSE_CODES.person),
      unknown: gapsOf(GAP_CAUSE_CODES.unknown),
    },
    models: modelsOf({ log, requests }),
    duplicates,
    duplicatesKept,
    skippedLines,
    skipped,
    notes,
  };
}

function answersOf({ log, requests }: { log: ReadLog; requests: LogRequests }): TraceAnswers {
  if (log.evidence === 'blocks')
    return { ceiling: 'computed', physical: 'computed', capacity: 'computed', bill: 'computed' };
  if (log.evidence === 'lengths') return { ceiling: 'no', physical: 'no', capacity: 'no', bill: 'without-cache' };
  const isPaid = log.columns.reportedUsd.some((usd) => !Number.isNaN(usd));
  const isRead = log.columns.cacheReadTokens.some((tokens) => !Number.isNaN(tokens));
  return {
    ceiling: requests.knowsAgents ? 'inferred' : 'no',
    physical: isRead ? 'observed' : 'no',
    capacity: 'no',
    bill: isPaid ? 'observed' : 'computed',
  };
}

function turnsOfAgents({ agent }: LogRequests): readonly number[] {
  const turns = new Map<number, number>();
  for (const own of agent) turns.set(own, (turns.get(own) ?? 0) + 1);
  return [...turns.values()];
}

function modelsOf({ log, requests }: { log: ReadLog; requests: LogRequests }): readonly ModelShare[] {
  if (log.evidence !== 'usage') return [];
  const { counts, promptTokens, outputTokens } = requests;
  const shares = log.models.map((name) => ({ name, requests: 0, promptTokens: 0, outputTokens: 0 }));
  for (const [row, model] of log.columns.model.entries()) {
    const share = shares[model];
    if (!share) throw new RangeError(`Row ${row} has model ${model}, of ${shares.length}`);
    share.requests += counts[row] ?? 0;
    share.promptTokens += promptTokens[row] ?? 0;
    share.outputTokens += outputTokens[row] ?? 0;
  }
  const all = sum(promptTokens);
  return shares
    .map((share) => ({ ...share, promptRatio: all > 0 ? share.promptTokens / all : 0 }))
    .toSorted((a, b) => b.promptTokens - a.promptTokens);
}

function sum(values: Float64Array | Uint32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
