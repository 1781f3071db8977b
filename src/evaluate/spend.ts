import type { Problem } from '../domain/field-limits.ts';
import type { Offer, PricePeriod } from '../domain/offer/rate-card.ts';
import { reuseOf, type Reuse } from '../domain/retention/reuse.ts';
import { combineLadders } from '../domain/spend/combine-ladders.ts';
import { ladderOf, type Ladder, type WarehouseTerms } from '../domain/spend/ladder.ts';
import { orderOfClass, type SpendClass, type SpendLine } from '../domain/spend/lines.ts';
import type { PricingContext } from '../domain/spend/price-strategy.ts';
import type { PricedRung, Rung, RungName } from '../domain/spend/rung.ts';
import type { Saving } from '../domain/spend/saving.ts';
import { longestPromptOf, longestPromptTokens, scaleTokens, type Swarm } from '../domain/swarm/swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import type { Scenario } from '../scenario/schema.ts';
import type { OfferBook } from './offer-book.ts';
import { resolveOffer, type ResolvedOffer } from './resolve-offer.ts';
import { problemsOfWorkload } from './workload-problems.ts';
import {
  isProblem,
  resolveGeometry,
  resolveStorage,
  warehouseTerms,
  type ResolvedGeometry,
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
  /** Roles by the offer they go to. The fields above are those of the first group: the scenario's offer, where used. */
  readonly groups: readonly OfferGroup[];
  /** Of all groups together. */
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

/** Roles that go to one offer, priced on their own: caches never cross models. */
export interface OfferGroup {
  /** Their places in the workload. */
  readonly roleIndices: readonly number[];
  readonly resolved: ResolvedOffer;
  readonly geometry: ResolvedGeometry;
  readonly storage: ResolvedStorage;
  readonly warehouse: WarehouseTerms;
  readonly context: PricingContext;
  readonly ladder: Ladder;
}

interface GroupSwarm {
  readonly swarm: Swarm;
  readonly reuse: readonly Reuse[];
}

/**
 * Reuse chances depend on the swarm alone and remember every window asked for, so offers, strategies and curves of one
 * scenario share them. Workloads are never changed in place.
 */
const swarmsByWorkload = new WeakMap<Scenario['workload'], Map<string, GroupSwarm>>();

/** The swarm of some of a workload's roles in an offer's own tokens, with its reuse. */
function groupSwarm({
  workload,
  roleIndices,
  tokenizerFactor,
}: {
  workload: Scenario['workload'];
  roleIndices: readonly number[];
  tokenizerFactor: number;
}): GroupSwarm {
  const known = swarmsByWorkload.get(workload) ?? new Map<string, GroupSwarm>();
  swarmsByWorkload.set(workload, known);
  const key = `${tokenizerFactor}:${roleIndices.join()}`;
  let group = known.get(key);
  if (!group) {
    const whole = scaleTokens({ swarm: swarmOf(workload), factor: tokenizerFactor });
    const roles = roleIndices.flatMap((index) => whole.roles[index] ?? []);
    const swarm = roles.length === whole.roles.length ? whole : { ...whole, roles };
    group = { swarm, reuse: reuseOf(swarm) };
    known.set(key, group);
  }
  return group;
}

/** Some roles of a scenario at an offer, ready to be priced, or why they cannot be. */
function pricingContext({
  scenario,
  roleIndices,
  offer,
  period,
}: {
  scenario: Scenario;
  roleIndices: readonly number[];
  offer: Offer;
  period: PricePeriod;
}): PricingContext | readonly Problem[] {
  const { swarm, reuse } = groupSwarm({
    workload: scenario.workload,
    roleIndices,
    tokenizerFactor: offer.tokenizerFactor.value,
  });
  const longest = longestPromptTokens(swarm);
  if (longest <= offer.contextTokens.value) return { swarm, reuse, offer, period };
  const role = swarm.roles.find((candidate) => longestPromptOf(candidate) === longest);
  return [
    {
      field: offer.id === scenario.offerId ? 'offerId' : `workload.roles.${roleIndices[0] ?? 0}.offerId`,
      message: `Prompts of "${role?.name ?? ''}" grow to ${Math.round(longest).toLocaleString('en-US')} tokens; ${offer.modelName} takes at most ${offer.contextTokens.value.toLocaleString('en-US')}. Lower turns or growth, compact histories earlier, or choose an offer with a longer context.`,
    },
  ];
}

/** Offers that the scenario's roles use, each with its roles; the scenario's own first where any role follows it. */
export function offersInUse({ offerId, workload }: Pick<Scenario, 'offerId' | 'workload'>): readonly {
  readonly offerId: string;
  readonly roleIndices: readonly number[];
}[] {
  const byOffer = new Map<string, number[]>([[offerId, []]]);
  workload.roles.forEach((role, index) => {
    const id = role.offerId ?? offerId;
    byOffer.set(id, [...(byOffer.get(id) ?? []), index]);
  });
  return [...byOffer]
    .filter(([, roleIndices]) => roleIndices.length > 0)
    .map(([id, roleIndices]) => ({ offerId: id, roleIndices }));
}

/** Roles at one offer with their ladder, or why there is none. */
function offerGroup({
  scenario,
  book,
  offerId,
  roleIndices,
}: {
  scenario: Scenario;
  book: OfferBook;
  offerId: string;
  roleIndices: readonly number[];
}): OfferGroup | readonly Problem[] {
  const isPinned = offerId !== scenario.offerId;
  const resolved = resolveOffer({ ...scenario, offerId }, book);
  if (isProblem(resolved))
    return [isPinned && resolved.field === 'offerId' ? { ...resolved, field: pinnedField(roleIndices) } : resolved];
  // A model chosen for the scenario stands in for a role's own offer only where the seller's geometry is not known.
  const kv =
    isPinned && resolved.offer.geometryId !== null ? { ...scenario.kv, modelId: null, custom: null } : scenario.kv;
  const geometry = resolveGeometry({ kv, offer: resolved.offer, book });
  if (isProblem(geometry)) return [geometry];
  const context = pricingContext({ scenario, roleIndices, ...resolved });
  if (!('swarm' in context)) return context;
  const storage = resolveStorage({ scenario, geometry });
  const warehouse = warehouseTerms({ scenario, storage });
  return {
    roleIndices,
    resolved,
    geometry,
    storage,
    warehouse,
    context,
    ladder: ladderOf({ context, warehouse }),
  };
}

function pinnedField(roleIndices: readonly number[]): string {
  return `workload.roles.${roleIndices[0] ?? 0}.offerId`;
}

/**
 * The one path from a scenario to its spend. Pure: equal scenarios give equal figures in the page, in a test and on the
 * command line.
 */
export function evaluateSpend(scenario: Scenario, book: OfferBook): SpendEvaluation | Impossible {
  const problems = problemsOfWorkload(scenario.workload);
  if (problems.length > 0) return impossible(problems);
  const groups: OfferGroup[] = [];
  for (const inUse of offersInUse(scenario)) {
    const group = offerGroup({ scenario, book, ...inUse });
    if (!('ladder' in group)) return impossible(group);
    groups.push(group);
  }
  const [main] = groups;
  if (!main) throw new Error('A workload has at least one role');
  const ladder = combineLadders(groups.map((group) => group.ladder));
  const without = rungNamed({ ladder, rung: 'best-policy' });
  const kept = rungNamed({ ladder, rung: 'warehouse' });
  if (without.status !== 'priced') {
    const names = groups.map(({ resolved }) => resolved.offer.modelName).join(' with ');
    return impossible([{ field: 'offerId', message: `${names} cannot be priced: ${without.reason}.` }]);
  }
  return {
    status: 'ok',
    asOf: scenario.asOf,
    ...main,
    groups,
    ladder,
    without,
    with: kept,
    saving: ladder.saving,
    bill: billRows({ without: without.lines, with: kept.status === 'priced' ? kept.lines : [] }),
  };
}

/**
 * Cache lives the offer sells whose strategies have no price, because a write price is unknown. Stored prefixes are no such
 * lives: they are also unavailable where there is nothing to store.
 */
export function uncostedTtlIds(ladder: Ladder): readonly string[] {
  const ids = ladder.strategies.flatMap((policy) =>
    policy.status === 'unavailable' && policy.strategy.kind !== 'stored' && 'ttl' in policy.strategy
      ? [policy.strategy.ttl.id]
      : [],
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
