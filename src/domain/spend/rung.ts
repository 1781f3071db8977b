import type { TokenSplit } from '../retention/token-split.ts';
import type { Ratio, Usd } from '../units.ts';
import type { SpendLine } from './lines.ts';

export type RungName = 'no-cache' | 'provider-default' | 'best-policy' | 'warehouse' | 'ceiling';

/** One of the five prices of a workload. */
export type Rung =
  | {
      readonly rung: RungName;
      readonly status: 'priced';
      readonly usdPerMonth: Usd;
      readonly hitRatio: Ratio;
      readonly policy: string;
      readonly lines: readonly SpendLine[];
      readonly splits: readonly TokenSplit[];
    }
  | {
      readonly rung: RungName;
      readonly status: 'unavailable';
      readonly reason: string;
      /** Known for rungs whose reuse does not depend on the missing price. */
      readonly hitRatio: Ratio | null;
    };

export type PricedRung = Extract<Rung, { status: 'priced' }>;
