import type { Explanation } from '../../domain/explain.ts';
import type { FactKind } from '../../domain/fact.ts';
import type { Scenario } from '../../scenario/schema.ts';

/** What the figures of claims count. */
export const CLAIM_UNITS = [
  'bytes',
  'bytes-per-token',
  'bytes-per-second',
  'seconds',
  'ratio',
  'times',
  'usd',
  'usd-per-month',
  'usd-per-hour',
  'usd-per-mtok',
  'usd-per-mtok-hour',
  'usd-per-gb-month',
  'tokens',
  'tokens-per-day',
  'tokens-per-month',
  'tokens-per-second',
  'tokens-per-joule',
  'flops-per-second',
  'flops-per-byte',
  'watts',
  'joules',
  'nodes',
  'count',
] as const;
export type ClaimUnit = (typeof CLAIM_UNITS)[number];

export interface ClaimFigure {
  readonly label: string;
  readonly value: number;
  readonly unit: ClaimUnit;
  readonly kind: FactKind;
  readonly note?: string;
}

export type ClaimPage = 'spend' | 'swarm' | 'kv' | 'cluster' | 'offers' | 'bench';

/** The scenario that tests a claim, and where to look at it. */
export interface ClaimLook {
  readonly page: ClaimPage;
  /** Readable keys of that page's address, such as its tab. */
  readonly view?: Readonly<Record<string, string>>;
  readonly scenario: Scenario;
  /** What to look at once it is open, in one sentence. */
  readonly shows: string;
}

export interface ClaimOutcome {
  readonly claimId: string;
  /** Ours; the first is the one held against what is said. */
  readonly figures: readonly ClaimFigure[];
  /** The claim's own figure, in the unit of the first of ours; `null` where it names none. */
  readonly said: ClaimFigure | null;
  /** `null`: nothing to compare. */
  readonly agrees: boolean | null;
  readonly explanation: Explanation | null;
  readonly lookAt: ClaimLook;
}
