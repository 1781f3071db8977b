import { isUsageFormat, LOG_FORMAT_ROWS, LOG_FORMATS } from '../../../domain/usage/log-formats.ts';
import type { HitRates, LogFormat, TraceReport, TraceRules, TraceSummary } from '../../../state/trace-types.ts';
import { formatNumber, formatSeconds } from '../../format/number.ts';
import { formatList } from '../../format/locale.ts';

/** Every format that is read, logs of usage first: most people have those. */
export const FORMATS = LOG_FORMATS.toSorted((a, b) => Number(isUsageFormat(b)) - Number(isUsageFormat(a)));

export function formatName(format: LogFormat): string {
  return LOG_FORMAT_ROWS[format].name;
}

/** The formats of one kind of evidence, for people to read. */
export function formatsInWords(holds: TraceSummary['evidence']): string {
  const names = FORMATS.filter((format) => LOG_FORMAT_ROWS[format].holds === holds).map(formatName);
  return formatList(names);
}

/** What a figure rests on; every card says which. */
export type Ground = 'computed' | 'observed' | 'inferred';

export function groundOf(basis: TraceReport['reuse']['basis']): Ground {
  return basis === 'exact' ? 'computed' : 'inferred';
}

/** A count and the word for what is counted: `1 file` · `12 files`. */
export function counted({ count, one, many = `${one}s` }: { count: number; one: string; many?: string }): string {
  return `${formatNumber(count, 0)} ${count === 1 ? one : many}`;
}

/** Seconds from 1970 on, rather than from a log's own begin: 9 September 2001. */
const EARLIEST_STAMP_SECONDS = 1e9;

/** `2026-07-14 09:31` in UTC where the log has dates, else the time since its first request: `+1.5 h`. */
export function timeText({ seconds, firstSeconds }: { seconds: number; firstSeconds: number | null }): string {
  if (isDated(firstSeconds)) return new Date(seconds * 1_000).toISOString().slice(0, 16).replace('T', ' ');
  const since = seconds - (firstSeconds ?? 0);
  return since === 0 ? '0 s' : `+${formatSeconds(since)}`;
}

export function isDated(firstSeconds: number | null): boolean {
  return firstSeconds !== null && firstSeconds >= EARLIEST_STAMP_SECONDS;
}

/** Where tables say when something was. */
export function timeHead(firstSeconds: number | null): string {
  return isDated(firstSeconds) ? 'time, UTC' : 'after the first request';
}

/** Sessions are counted from 1 on the page; their names are never kept. */
export function sessionName(session: number): string {
  return formatNumber(session + 1, 0);
}

const RATE_KEYS = {
  tokens: 'ofTokens',
  blocks: 'ofBlocks',
  mean: 'meanOfTokenRatios',
  requests: 'ofRequests',
} as const satisfies Readonly<Record<TraceRules['denominator'], keyof HitRates>>;

/** The hit rate that the rules ask for. */
export function rateOf({ rates, denominator }: { rates: HitRates; denominator: TraceRules['denominator'] }): number {
  return rates[RATE_KEYS[denominator]];
}

/** What the shown hit rate is a share of. */
export const SHARE_WORDS: Readonly<Record<TraceRules['denominator'], string>> = {
  tokens: 'prompt tokens',
  blocks: 'blocks',
  mean: 'a prompt’s tokens, on average over requests',
  requests: 'requests that read anything',
};
