import type { TraceSummary } from '../../../../state/trace-types.ts';
import { formatNumber, formatSeconds, formatTokens } from '../../../format/number.ts';
import { counted, isDated, timeText } from '../trace-words.ts';

type Spread = NonNullable<TraceSummary['prompt']>;

export interface SpreadRow {
  readonly label: string;
  readonly spread: Spread;
  readonly format: (value: number) => string;
}

const tokens = (value: number): string => formatTokens(value);
const turns = (value: number): string => formatNumber(value, value < 10 ? 1 : 0);

/** The columns of the log that have a spread; causes of gaps only where they are told apart. */
export function spreadRows({ prompt, output, turnsPerAgent, gaps }: TraceSummary): readonly SpreadRow[] {
  const hasCauses = gaps.afterTool !== null || gaps.afterPerson !== null;
  const rows: readonly {
    readonly label: string;
    readonly spread: Spread | null;
    readonly format: SpreadRow['format'];
  }[] = [
    { label: 'Prompt, tokens', spread: prompt, format: tokens },
    { label: 'Answer, tokens', spread: output, format: tokens },
    { label: 'Turns per agent', spread: turnsPerAgent, format: turns },
    { label: 'Gap, all', spread: gaps.all, format: formatSeconds },
    { label: 'Gap after a tool', spread: hasCauses ? gaps.afterTool : null, format: formatSeconds },
    { label: 'Gap after a person', spread: hasCauses ? gaps.afterPerson : null, format: formatSeconds },
    { label: 'Gap, cause not told', spread: hasCauses ? gaps.unknown : null, format: formatSeconds },
  ];
  return rows.flatMap(({ label, spread, format }) => (spread === null ? [] : [{ label, spread, format }]));
}

/** `1,240 sessions of 3,100 agents` · why they are not counted. */
export function sessionsInWords({ sessions, agents, isPerRequest }: TraceSummary): string {
  if (sessions === null || agents === null)
    return isPerRequest ? 'sessions are not told apart' : 'rows of a report, which add requests up';
  const inSessions = `in ${counted({ count: sessions, one: 'session' })}`;
  return agents === sessions ? inSessions : `${inSessions}, by ${counted({ count: agents, one: 'agent' })}`;
}

/** `2026-07-01 08:00 to 2026-07-14 17:30 UTC` where the log has dates. */
export function spanInWords({ firstSeconds, lastSeconds }: TraceSummary): string {
  if (firstSeconds === null || lastSeconds === null) return 'no requests';
  if (!isDated(firstSeconds)) return 'from the first request to the last; the log has no dates';
  return `${timeText({ seconds: firstSeconds, firstSeconds })} to ${timeText({ seconds: lastSeconds, firstSeconds })} UTC`;
}

/** `median 24,259, a tenth above 92,000`. */
export function medianInWords({
  spread,
  format,
}: {
  spread: Spread | null;
  format: (value: number) => string;
}): string {
  if (spread === null) return 'lengths of single requests are not in the log';
  return `median ${format(spread.p50)}, a tenth above ${format(spread.p90)}`;
}
