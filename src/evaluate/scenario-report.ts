import { kvSizeOf } from '../domain/kv-cache/size.ts';
import type { Problem } from '../domain/field-limits.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { OfferBook } from './offer-book.ts';
import { isProblem, resolveGeometry } from './resolve.ts';
import { offerNamed } from './resolve-offer.ts';
import { evaluateSpend } from './spend.ts';

/** One line of a rung as it is printed; `tokenHours` on storage only, where `tokens` is null. */
export interface ReportLine {
  readonly class: string;
  readonly tokens: number | null;
  readonly usd: number;
  readonly tokenHours?: number;
}

export interface ReportRung {
  readonly rung: string;
  /** `null` where the rung has no price; `reason` then says why. */
  readonly usdPerMonth: number | null;
  readonly hitRatio: number | null;
  readonly policy?: string;
  readonly reason?: string;
  readonly lines: readonly ReportLine[];
}

/** What the `scenario` verb prints: the figures of the Spend page as one plain object. */
export interface ScenarioReport {
  readonly scenario: Scenario;
  readonly asOf: string;
  readonly spend: {
    readonly without: { readonly usdPerMonth: number; readonly hitRatio: number; readonly policy: string };
    readonly with: { readonly usdPerMonth: number | null; readonly hitRatio: number | null; readonly reason?: string };
    readonly savingUsdPerMonth: number | null;
    readonly savingRatio: number | null;
    readonly savingParts: Readonly<Record<string, number>> | null;
    readonly ladder: readonly ReportRung[];
  };
  readonly kv: {
    readonly model: string | null;
    readonly dtype: string;
    readonly marginalBytesPerToken: number;
    readonly fixedBytesPerSequence: number;
  };
}

export function scenarioReport(
  scenario: Scenario,
  book: OfferBook,
): ScenarioReport | { readonly problems: readonly Problem[] } {
  const evaluation = evaluateSpend(scenario, book);
  if (evaluation.status === 'impossible') return { problems: evaluation.problems };
  const geometry = resolveGeometry({ kv: scenario.kv, offer: offerNamed(scenario.offerId, scenario, book), book });
  if (isProblem(geometry)) return { problems: [geometry] };
  const { without, with: kept, saving, ladder } = evaluation;
  const size = kvSizeOf({ groups: geometry.groups, dtype: scenario.kv.dtype });
  return {
    scenario,
    asOf: evaluation.asOf,
    spend: {
      without: { usdPerMonth: without.usdPerMonth, hitRatio: without.hitRatio, policy: without.policy },
      with:
        kept.status === 'priced'
          ? { usdPerMonth: kept.usdPerMonth, hitRatio: kept.hitRatio }
          : { usdPerMonth: null, hitRatio: kept.hitRatio, reason: kept.reason },
      savingUsdPerMonth: saving?.totalUsd ?? null,
      savingRatio: saving?.ratio ?? null,
      savingParts: saving && Object.fromEntries(saving.parts.map(({ part, usd }) => [part, usd])),
      ladder: ladder.rungs.map((rung): ReportRung =>
        rung.status === 'priced'
          ? {
              rung: rung.rung,
              usdPerMonth: rung.usdPerMonth,
              hitRatio: rung.hitRatio,
              policy: rung.policy,
              lines: rung.lines.map((line) => ({ ...line })),
            }
          : { rung: rung.rung, usdPerMonth: null, hitRatio: rung.hitRatio, reason: rung.reason, lines: [] },
      ),
    },
    kv: {
      model: geometry.model?.id ?? null,
      dtype: scenario.kv.dtype,
      marginalBytesPerToken: size.marginalBytesPerToken,
      fixedBytesPerSequence: size.fixedBytesPerSequence,
    },
  };
}
