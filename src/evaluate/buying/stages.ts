import type { Offer, PricePeriod } from '../../domain/offer/rate-card.ts';
import type { Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { bookOf, type OfferBook } from '../offer-book.ts';
import { evaluateSpend, offersInUse, type Impossible, type SpendEvaluation } from '../spend.ts';

/** What is taken into account one after another, in this order, on the way from the list to what the scenario pays. */
const STAGES = ['list', 'own-prices', 'hours', 'mode', 'modifiers', 'discount'] as const;
type StageId = (typeof STAGES)[number];
export type StepId = Exclude<StageId, 'list'>;

/** The scenario with everything up to one stage taken into account. */
export interface Stage {
  readonly id: StageId;
  readonly evaluation: SpendEvaluation | Impossible;
}

/**
 * The same work at the list, then with own prices, hours, mode, modifiers and discounts put on one after another: the order
 * in which `resolveOffer` applies them. The last stage is the scenario as it stands.
 *
 * The list is in dollars (an offer in another currency needs its rate of exchange from the first stage on) and at one price
 * for every hour, the one that is printed. Corrected prices and rates that came with a link are part of it.
 * A stage that changes nothing shares the evaluation of the one before.
 */
export function stagesOf(scenario: Scenario, book: OfferBook): readonly Stage[] {
  const { purchase } = scenario;
  const noTerms = { ...purchase, modeRatio: 0, modifierIds: [], commitments: [] };
  const listed = atListedOffers({ ...scenario, purchase: noTerms });
  const atOneHour = withoutHours({ book, ids: offersInUse(listed).map(({ offerId }) => offerId) });
  const inputs: Readonly<Record<StageId, readonly [Scenario, OfferBook]>> = {
    list: [listed, atOneHour],
    'own-prices': [{ ...scenario, purchase: noTerms }, atOneHour],
    hours: [{ ...scenario, purchase: noTerms }, book],
    mode: [{ ...scenario, purchase: { ...noTerms, modeRatio: purchase.modeRatio } }, book],
    modifiers: [{ ...scenario, purchase: { ...purchase, commitments: [] } }, book],
    discount: [scenario, book],
  };
  const changes: Readonly<Record<StageId, boolean>> = {
    list: true,
    'own-prices': offersInUse(scenario).some(({ offerId }) => ownOfferOf({ scenario, offerId }) !== undefined),
    hours: atOneHour !== book,
    mode: purchase.modeRatio > 0,
    modifiers: purchase.modifierIds.length > 0,
    discount: purchase.commitments.some(({ discountRatio }) => discountRatio > 0),
  };
  const stages: Stage[] = [];
  for (const id of STAGES) {
    const before = stages.at(-1);
    const evaluation = before && !changes[id] ? before.evaluation : evaluateSpend(...inputs[id]);
    stages.push({ id, evaluation });
  }
  return stages;
}

/** One step from the list to what the scenario pays, in dollars a month. */
export interface BridgeStep {
  readonly id: StepId;
  /** What it did, in words, offer by offer; empty where it did nothing. */
  readonly details: readonly string[];
  /** Below 0 saves. */
  readonly changeUsd: Usd;
  /** What a month costs with this step and all before it. */
  readonly usdPerMonth: Usd;
}

export interface Bridge {
  readonly listUsd: Usd;
  readonly steps: readonly BridgeStep[];
}

/**
 * The stages as steps in dollars: each the spend at the best policy with it, less the spend without it and with all before.
 * They add up to the whole difference. `null` where a stage has no price.
 *
 * Example: $100 at the list, half of the work in batch at half price, 10 % off: −25 and −7.50, down to $67.50.
 * The order decides who is credited with what two terms do together. Each stage has its own best policy.
 */
export function bridgeOf(stages: readonly Stage[]): Bridge | null {
  const steps: BridgeStep[] = [];
  let before: SpendEvaluation | null = null;
  for (const { id, evaluation } of stages) {
    if (evaluation.status !== 'ok') return null;
    if (before !== null && id !== 'list') {
      steps.push({
        id,
        details: detailsOf({ id, before, after: evaluation }),
        changeUsd: evaluation.without.usdPerMonth - before.without.usdPerMonth,
        usdPerMonth: evaluation.without.usdPerMonth,
      });
    }
    before = evaluation;
  }
  const [first] = stages;
  if (first?.evaluation.status !== 'ok') return null;
  return { listUsd: first.evaluation.without.usdPerMonth, steps };
}

/** What a stage's offers say of their rates that those of the stage before did not. */
function detailsOf({
  id,
  before,
  after,
}: {
  id: StepId;
  before: SpendEvaluation;
  after: SpendEvaluation;
}): readonly string[] {
  if (after === before) return [];
  const isOneOffer = after.groups.length === 1;
  return after.groups.flatMap(({ resolved: { offer, list, steps }, roleIndices }) => {
    if (id === 'own-prices')
      return offer.id === list.offerId ? [] : [`${offer.modelName} in place of the list of ${list.offerId}`];
    const same = before.groups.find((group) => group.roleIndices.join() === roleIndices.join());
    const known = new Set(same?.resolved.steps);
    return steps.filter((step) => !known.has(step)).map((step) => (isOneOffer ? step : `${offer.modelName}: ${step}`));
  });
}

function ownOfferOf({ scenario, offerId }: { scenario: Scenario; offerId: string }) {
  return scenario.ownOffers.find(({ id }) => id === offerId);
}

/** Every own offer replaced by the catalogue's that it is based on. */
function atListedOffers(scenario: Scenario): Scenario {
  const { workload } = scenario;
  const listedId = (offerId: string): string => ownOfferOf({ scenario, offerId })?.basedOn ?? offerId;
  const isAnyOwn = workload.roles.some(({ offerId }) => offerId !== null && listedId(offerId) !== offerId);
  return {
    ...scenario,
    offerId: listedId(scenario.offerId),
    // The same object where nothing changes: what is known of its reuse hangs on it.
    workload: isAnyOwn
      ? {
          ...workload,
          roles: workload.roles.map((role) => ({ ...role, offerId: role.offerId && listedId(role.offerId) })),
        }
      : workload,
  };
}

/** A book whose offers in use cost at every hour what their lists print; the same book where they do so anyway. */
function withoutHours({ book, ids }: { book: OfferBook; ids: readonly string[] }): OfferBook {
  const inUse = ids.flatMap((id) => book.offerById(id) ?? []);
  if (!inUse.some(followsClock)) return book;
  return bookOf({ ...book, offers: inUse.map(atOnePrice) });
}

function followsClock({ periods, cacheModes = [] }: Offer): boolean {
  return [periods, ...cacheModes.map((mode) => mode.periods)].some((list) =>
    list.some(({ schedules = [] }) => schedules.length > 0),
  );
}

function atOnePrice(offer: Offer): Offer {
  const plain = ({ schedules: _schedules, ...period }: PricePeriod): PricePeriod => period;
  return {
    ...offer,
    periods: offer.periods.map(plain),
    ...(offer.cacheModes && {
      cacheModes: offer.cacheModes.map((mode) => ({ ...mode, periods: mode.periods.map(plain) })),
    }),
  };
}
