import { problemsOfSwarm, type Problem } from '../domain/field-limits.ts';
import type { Offer, PricePeriod } from '../domain/offer/rate-card.ts';
import { reuseOf, type Reuse } from '../domain/retention/reuse.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import { splitUncached } from '../domain/retention/token-split.ts';
import { ladderOf, type Ladder, type WarehouseTerms } from '../domain/spend/ladder.ts';
import { orderOfClass, type SpendClass, type SpendLine } from '../domain/spend/lines.ts';
import type { PricingContext } from '../domain/spend/price-strategy.ts';
import type { PricedRung, Rung, RungName } from '../domain/spend/rung.ts';
import type { Saving } from '../domain/spend/saving.ts';
import { longestPromptTokens, scaleTokens, type Swarm } from '../domain/swarm/swarm.ts';
import type { Scenario } from '../scenario/schema.ts';
import {
  isProblem,
  resolveGeometry,
  resolveOffer,
  resolveStorage,
  warehouseTerms,
  type ResolvedGeometry,
  type ResolvedOffer,
  type ResolvedStorage,
} from './resolve.ts';

/** Everything the Spend page and the `scenario` verb say about one scenario. */
export interface SpendEvaluation {
  readonly status: 'ok';
  readonly asOf: string;
  readonly resolved: ResolvedOffer;
  readonly geometry: ResolvedGeometry;
  readonly storage: ResolvedStorage;
  readonly warehouse: WarehouseTerms;
  /** The swarm in the offer's own tokens, with what is known about its reuse: shared with curves and explanations. */
  readonly context: PricingContext;
  readonly ladder: Ladder;
  /** Best policy sold. */
  readonly without: PricedRung;
  /** The warehouse; unavailable where the seller sells no reads and none is set. */
  readonly with: Rung;
  readonly saving: Saving | null;
  readonly bill: readonly BillRow[];
}

export interface Impossible {
  readonly status: 'impossible';
  readonly problems: readonly Problem[];
}

/** One class of spend, without and with the warehouse; `null` where a side has nothing of it. */
export interface BillRow {
  readonly class: SpendClass;
  readonly without: SpendLine | null;
  readonly with: SpendLine | null;
}

/**
 * Reuse chances depend on the swarm alone and remember every window asked for, so offers, strategies and curves of one
 * scenario share them. Swarms are never changed in place.
 */
const reuseBySwarm = new WeakMap<Swarm, readonly Reuse[]>();

function sharedReuseOf(swarm: Swarm): readonly Reuse[] {
  let reuse = reuseBySwarm.get(swarm);
  if (!reuse) {
    reuse = reuseOf(swarm);
    reuseBySwarm.set(swarm, reuse);
  }
  return reuse;
}

/** A swarm at an offer, ready to be priced, or why it cannot be. */
export function pricingContext({
  scenario,
  offer,
  period,
}: {
  scenario: Scenario;
  offer: Offer;
  period: PricePeriod;
}): PricingContext | readonly Problem[] {
  const swarm = scaleTokens({ swarm: scenario.workload, factor: offer.tokenizerFactor.value });
  const promptTokensPerMonth = sumOf({ splits: splitUncached({ swarm, thresholds: [] }), field: 'promptTokens' });
  const problems = [...problemsOfSwarm({ swarm, promptTokensPerMonth })];
  const longest = longestPromptTokens(swarm);
  if (longest > offer.contextTokens.value) {
    problems.push({
      field: 'offerId',
      message: `Prompts grow to ${Math.round(longest).toLocaleString('en-US')} tokens; ${offer.modelName} takes at most ${offer.contextTokens.value.toLocaleString('en-US')}. Lower turns or growth, or choose an offer with a longer context.`,
    });
  }
  return problems.length > 0 ? problems : { swarm, reuse: sharedReuseOf(swarm), offer, period };
}

/**
 * The one path from a scenario to its spend. Pure: equal scenarios give equal figures in the page, in a test and on the
 * command line.
 */
export function evaluateSpend(scenario: Scenario): SpendEvaluation | Impossible {
  const resolved = resolveOffer(scenario);
  if (isProblem(resolved)) return impossible([resolved]);
  const geometry = resolveGeometry({ kv: scenario.kv, offer: resolved.offer });
  if (isProblem(geometry)) return impossible([geometry]);
  const context = pricingContext({ scenario, ...resolved });
  if (!('swarm' in context)) return impossible(context);
  const storage = resolveStorage({ scenario, geometry });
  const warehouse = warehouseTerms({ scenario, storage });
  const ladder = ladderOf({ context, warehouse });
  const without = rungNamed({ ladder, rung: 'best-policy' });
  const kept = rungNamed({ ladder, rung: 'warehouse' });
  if (without.status !== 'priced') {
    return impossible([
      { field: 'offerId', message: `${resolved.offer.modelName} cannot be priced: ${without.reason}.` },
    ]);
  }
  return {
    status: 'ok',
    asOf: scenario.asOf,
    resolved,
    geometry,
    storage,
    warehouse,
    context,
    ladder,
    without,
    with: kept,
    saving: ladder.saving,
    bill: billRows({ without: without.lines, with: kept.status === 'priced' ? kept.lines : [] }),
  };
}

/** Cache lives the offer sells whose strategies have no price, because a write price is unknown. */
export function uncostedTtlIds(ladder: Ladder): readonly string[] {
  const ids = ladder.strategies.flatMap((policy) =>
    policy.status === 'unavailable' && 'ttl' in policy.strategy ? [policy.strategy.ttl.id] : [],
  );
  return [...new Set(ids)];
}

export function rungNamed({ ladder, rung }: { ladder: Ladder; rung: RungName }): Rung {
  const found = ladder.rungs.find((candidate) => candidate.rung === rung);
  if (!found) throw new Error(`The ladder has no rung ${rung}`);
  return found;
}

function impossible(problems: readonly Problem[]): Impossible {
  return { status: 'impossible', problems };
}

function billRows({
  without,
  with: kept,
}: {
  without: readonly SpendLine[];
  with: readonly SpendLine[];
}): readonly BillRow[] {
  const classes = [...new Set([...without, ...kept].map((line) => line.class))];
  const find = (lines: readonly SpendLine[], spendClass: SpendClass): SpendLine | null =>
    lines.find((line) => line.class === spendClass) ?? null;
  return classes
    .sort((a, b) => orderOfClass(a) - orderOfClass(b))
    .map((spendClass) => ({ class: spendClass, without: find(without, spendClass), with: find(kept, spendClass) }));
}
