import type { UsageReport } from '../../../../state/trace-types.ts';
import { formatPercent } from '../../../format/number.ts';
import { counted } from '../trace-words.ts';

export interface DayRow {
  readonly day: string;
  /** `null`: nothing was sent, or no row says what was read. */
  readonly ratio: number | null;
  readonly promptTokens: number;
}

const DAY_MS = 86_400_000;

/** A row for every day from the first to the last, so that a pause is a gap and not a straight line. */
export function dayRows(byDay: UsageReport['byDay']): readonly DayRow[] {
  const known = new Map(byDay.map((day) => [day.day, day]));
  const first = byDay[0];
  const last = byDay.at(-1);
  if (!first || !last) return [];
  const from = Date.parse(first.day);
  const days = Math.round((Date.parse(last.day) - from) / DAY_MS) + 1;
  // A log with dates that are years apart would be mostly gap.
  if (!(days <= 2 * 366)) return byDay.map(rowOf);
  return Array.from({ length: days }, (_, i): DayRow => {
    const day = new Date(from + i * DAY_MS).toISOString().slice(0, 10);
    const totals = known.get(day);
    return totals ? rowOf(totals) : { day, ratio: null, promptTokens: 0 };
  });
}

function rowOf({ day, hitRatio, promptTokens }: UsageReport['byDay'][number]): DayRow {
  return { day, ratio: hitRatio, promptTokens };
}

/** First, best and worst day in a sentence. */
export function daysInWords(byDay: UsageReport['byDay']): string {
  const told = byDay.flatMap(({ day, hitRatio }) => (hitRatio === null ? [] : [{ day, hitRatio }]));
  const [first] = told;
  if (!first) return 'No day says what was read.';
  const worst = told.reduce((least, each) => (each.hitRatio < least.hitRatio ? each : least), first);
  const best = told.reduce((most, each) => (each.hitRatio > most.hitRatio ? each : most), first);
  if (worst.day === best.day) return `${formatPercent(first.hitRatio)} on ${first.day}.`;
  return `On ${counted({ count: told.length, one: 'day' })} between ${formatPercent(worst.hitRatio)} (${worst.day}) and ${formatPercent(best.hitRatio)} (${best.day}).`;
}
