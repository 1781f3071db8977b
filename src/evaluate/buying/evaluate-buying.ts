import type { Problem } from '../../domain/field-limits.ts';
import { sumOf } from '../../domain/retention/ceiling.ts';
import type { Rung } from '../../domain/spend/rung.ts';
import type { Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { rungNamed, type Impossible, type OfferGroup, type SpendEvaluation } from '../spend.ts';
import { commitmentBill, type CommitmentBill } from './commitment.ts';
import { addCapacities, capacityFor, type Capacity, type CapacityLoad } from './provisioned.ts';
import { seatBill, type SeatBill } from './seats.ts';
import { bridgeOf, stagesOf, type Bridge } from './stages.ts';

/** One workload, bought in different ways. */
export interface BuyingEvaluation {
  readonly status: 'ok';
  readonly asOf: string;
  /** List prices, everything standard, paid by the token; a problem where that has no price. */
  readonly list: SpendEvaluation | Impossible;
  /** As the scenario says, before any promise to spend a sum. */
  readonly asSet: SpendEvaluation | Impossible;
  /** From the one to the other; `null` where either has no price. */
  readonly bridge: Bridge | null;
  /** One per seller with a commitment, used or not; `null` where the work has no price as the scenario says. */
  readonly commitments: readonly CommitmentBill[] | null;
  /** Billed by sellers without a commitment; `null` likewise. */
  readonly uncommittedUsd: { readonly without: Usd; readonly with: Usd | null } | null;
  /** `null` without seats, or where the list has no price. */
  readonly seats: SeatBill | null;
  /** The same with the warehouse; also `null` where that has no price. */
  readonly seatsWithWarehouse: SeatBill | null;
  /** `null` where nothing is reserved, or where the list has no price. */
  readonly provisioned: ProvisionedBill | null;
}

export interface ProvisionedBill {
  /** At the hit rate of the best policy sold. */
  readonly without: Capacity;
  /** At the hit rate of the warehouse, its rent included; `null` where it has no price. */
  readonly with: Capacity | null;
  /** Offers with units of their own. */
  readonly offerNames: readonly string[];
}

/**
 * What the scenario's work costs a month in each way of buying it, at the best policy sold: at the list, as the scenario
 * says, with the sums committed, on seats, on provisioned throughput. Each is defined where it is computed (`stages.ts`,
 * `commitment.ts`, `seats.ts`, `provisioned.ts`) and all of them in `docs/buying.md`.
 *
 * Seats and capacity take the work as the list has it: neither is sold with modes or discounts. Impossible only where the
 * work has a price neither at the list nor as the scenario says.
 */
export function evaluateBuying(scenario: Scenario, book: OfferBook): BuyingEvaluation | Impossible {
  const stages = stagesOf(scenario, book);
  const list = stages[0]?.evaluation;
  const asSet = stages.at(-1)?.evaluation;
  const undiscounted = stages.at(-2)?.evaluation;
  if (!list || !asSet || !undiscounted) throw new Error('A stage was lost');
  if (list.status !== 'ok' && asSet.status !== 'ok') return { status: 'impossible', problems: uniqueProblems(list) };
  const { seats, provisioned } = scenario.purchase;
  const isListed = list.status === 'ok';
  return {
    status: 'ok',
    asOf: scenario.asOf,
    list,
    asSet,
    bridge: bridgeOf(stages),
    ...commitmentsOf({ scenario, book, asSet, undiscounted }),
    seats: seats && isListed ? seatBill({ terms: seats, useUsd: list.without.usdPerMonth }) : null,
    seatsWithWarehouse:
      seats && isListed && list.with.status === 'priced'
        ? seatBill({ terms: seats, useUsd: list.with.usdPerMonth })
        : null,
    provisioned: provisioned && isListed ? provisionedBill({ scenario, terms: provisioned, list }) : null,
  };
}

function uniqueProblems({ problems }: Impossible): readonly Problem[] {
  return [...new Map(problems.map((problem) => [problem.message, problem])).values()];
}

function commitmentsOf({
  scenario: { purchase },
  book,
  asSet,
  undiscounted,
}: {
  scenario: Scenario;
  book: OfferBook;
  asSet: SpendEvaluation | Impossible;
  undiscounted: SpendEvaluation | Impossible;
}): Pick<BuyingEvaluation, 'commitments' | 'uncommittedUsd'> {
  if (asSet.status !== 'ok' || undiscounted.status !== 'ok') return { commitments: null, uncommittedUsd: null };
  // The first commitment to a seller counts, as its discount does in `buy`.
  const bySeller = new Map(purchase.commitments.toReversed().map((commitment) => [commitment.seller, commitment]));
  const rest = asSet.groups.filter(({ resolved }) => !bySeller.has(resolved.offer.seller));
  return {
    commitments: [...bySeller.values()].toReversed().map(({ seller, discountRatio, usdPerMonth }) => {
      const isTheirs = ({ resolved }: OfferGroup): boolean => resolved.offer.seller === seller;
      const groups = asSet.groups.filter(isTheirs);
      return commitmentBill({
        seller,
        sellerName: book.offers.find((offer) => offer.seller === seller)?.sellerName ?? seller,
        committedUsd: usdPerMonth,
        discountRatio,
        undiscountedUsd: usdAtBest(undiscounted.groups.filter(isTheirs)),
        discountedUsd: usdAtBest(groups),
        warehouseUsd: usdWithWarehouse(groups),
      });
    }),
    uncommittedUsd: { without: usdAtBest(rest), with: usdWithWarehouse(rest) },
  };
}

function usdAtBest(groups: readonly OfferGroup[]): Usd {
  // What is evaluated without a problem has a price at its best policy.
  return groups.reduce((sum, { ladder: { best } }) => sum + (best.status === 'priced' ? best.usdPerMonth : 0), 0);
}

function usdWithWarehouse(groups: readonly OfferGroup[]): Usd | null {
  let sum = 0;
  for (const { ladder } of groups) {
    const rung = rungNamed({ ladder, rung: 'warehouse' });
    if (rung.status !== 'priced') return null;
    sum += rung.usdPerMonth;
  }
  return sum;
}

function provisionedBill({
  scenario: { workload },
  terms,
  list: { groups },
}: {
  scenario: Scenario;
  terms: NonNullable<Scenario['purchase']['provisioned']>;
  list: SpendEvaluation;
}): ProvisionedBill | null {
  const workedHoursPerMonth = workload.daysPerMonth * workload.hoursPerDay;
  const total = (rung: 'best-policy' | 'warehouse'): Capacity | null => {
    const parts: { capacity: Capacity; load: CapacityLoad }[] = [];
    for (const { ladder } of groups) {
      const load = loadOf(rungNamed({ ladder, rung }));
      if (load === null) return null;
      parts.push({ capacity: capacityFor({ load, terms, workedHoursPerMonth }), load });
    }
    return addCapacities({ parts, terms });
  };
  const without = total('best-policy');
  return (
    without && {
      without,
      with: total('warehouse'),
      offerNames: groups.map(({ resolved }) => resolved.offer.modelName),
    }
  );
}

function loadOf(rung: Rung): CapacityLoad | null {
  if (rung.status !== 'priced') return null;
  return { lines: rung.lines, promptTokens: sumOf({ splits: rung.splits, field: 'promptTokens' }) };
}
