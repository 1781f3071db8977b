import type { Usd } from '../units.ts';

/** Demand against price over two years, as factors at the end of it. */
export interface Outlook {
  /** Tokens per request, as models reason longer. */
  readonly reasoningFactor: number;
  /** Requests, as agents multiply. */
  readonly agentsFactor: number;
  /** Price of a token falls to 1 ÷ this. */
  readonly priceDeclineFactor: number;
}

export interface ProjectedMonth {
  /** 0 is now. */
  readonly month: number;
  readonly usdPerMonth: Usd;
}

export const PROJECTION_MONTHS = 24;

/**
 * Spend month by month when demand and price change at a steady rate.
 *
 *     spend(m) = spend now × (reasoning × agents ÷ price decline)^(m ÷ 24)
 *
 * Example: reasoning × 100, agents × 100 and prices ÷ 1,000 make spend ten times as large in 24 months: cheaper tokens do
 * not make a cheaper bill. The workload's shape stays: longer reasoning and more agents multiply every line alike.
 */
export function projectSpend({
  usdPerMonth,
  outlook: { reasoningFactor, agentsFactor, priceDeclineFactor },
}: {
  usdPerMonth: Usd;
  outlook: Outlook;
}): readonly ProjectedMonth[] {
  const factor = (reasoningFactor * agentsFactor) / priceDeclineFactor;
  return Array.from({ length: PROJECTION_MONTHS + 1 }, (_, month) => ({
    month,
    usdPerMonth: usdPerMonth * factor ** (month / PROJECTION_MONTHS),
  }));
}

/** The first month in which spend exceeds a budget; `null` where none of the 24 does. */
export function monthOverBudget({
  projection,
  budgetUsdPerMonth,
}: {
  projection: readonly ProjectedMonth[];
  budgetUsdPerMonth: Usd;
}): number | null {
  return projection.find(({ usdPerMonth }) => usdPerMonth > budgetUsdPerMonth)?.month ?? null;
}
