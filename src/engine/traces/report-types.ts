import type { LengthThreshold } from '../../domain/retention/turn-range.ts';
import type { Ratio, Seconds, Tokens } from '../../domain/units.ts';
import type { TouchOrder } from '../replay-blocks.ts';
import type { ObservedLife, UsageCeiling } from '../usage-results/life-curve.ts';
import type { SessionTotals, UsageTotals } from '../usage-results/totals.ts';
import type { HitSurface } from './hit-surface.ts';
import type { IdleGaps } from './idle-gaps.ts';
import type { PingRow } from './ping-table.ts';
import type { ReuseTable } from './reuse-table.ts';
import type { SessionTable } from './session-table.ts';

/** What is asked of a log that has been read. */
export interface TraceQuestions {
  /** The life of a cache that gaps and sessions are held against. */
  readonly lifeSeconds: Seconds;
  readonly order: TouchOrder;
  /** `undefined`: as the log counts. */
  readonly blockCount: 'floor' | 'ceil' | undefined;
  /** Sessions played back to back by so many people; for logs whose sessions all begin at 0. */
  readonly slots: number | undefined;
  /** Lives that are priced: those that sellers offer. */
  readonly pricedSeconds: readonly Seconds[];
  /** Prompt lengths at which sellers' prices change. */
  readonly thresholds: readonly LengthThreshold[];
  /** Idle times after which a keep-warm ping would be due. */
  readonly pingSeconds: readonly Seconds[];
}

/** What a provider reported, and what can be inferred from it. */
export interface UsageReport {
  readonly totals: UsageTotals;
  readonly byModel: readonly (UsageTotals & { readonly model: string })[];
  /** At most 150, the newest; where there are more, `daysLeftOut` says how many. */
  readonly byDay: readonly (UsageTotals & { readonly day: string })[];
  readonly daysLeftOut: number;
  /** At most 500, by tokens. */
  readonly bySession: readonly SessionTotals[];
  readonly sessionsLeftOut: number;
  /** `null` with the reason where the log does not tell sessions or requests apart. */
  readonly ceiling: UsageCeiling | null;
  readonly whyNoCeiling: string | null;
  readonly observedLife: ObservedLife | null;
  /** Hit rate if everything lived so long after its last use, inferred; at most 120 points from 1 s to 30 days. */
  readonly lifeCurve: readonly { readonly lifeSeconds: Seconds; readonly ratio: Ratio }[] | null;
}

/** Everything the Traces page shows of a log under one set of questions. Small, and free of ids, texts and paths. */
export interface TraceReport {
  readonly questions: TraceQuestions;
  /** Of block traces. */
  readonly surface: HitSurface | null;
  /** Of usage logs. */
  readonly usage: UsageReport | null;
  readonly reuse: ReuseTable;
  /** `null` where the log does not tell agents apart. */
  readonly pings: readonly PingRow[] | null;
  readonly gaps: IdleGaps | null;
  readonly sessions: SessionTable | null;
  /** Tokens of prompts that a cache of `lifeSeconds` misses ÷ those that an endless one misses; `null` without reuse. */
  readonly amplification: number | null;
  readonly missedTokens: Tokens | null;
}
