import type { Explanation } from '../../domain/explain.ts';
import type { Usd } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { explainRung } from '../explain-rung.ts';
import { rungNamed, type Impossible, type SpendEvaluation } from '../spend.ts';
import type { BuyingEvaluation } from './evaluate-buying.ts';
import { AS_SET_TITLE, explainBridge, explainCapacity, explainCommitments, explainSeats } from './explain-ways.ts';
import type { ProvisionedTerms } from './provisioned.ts';
import type { SeatTerms } from './seats.ts';

export type WayId = 'list' | 'as-set' | 'committed' | 'seats' | 'provisioned';

/** One way of buying the scenario's work. */
export interface Way {
  readonly id: WayId;
  readonly cost:
    | {
        readonly status: 'priced';
        readonly usdPerMonth: Usd;
        /** Less the list, paid by the token; below 0 is cheaper. `null` where that has no price. */
        readonly differenceUsd: Usd | null;
        /** With the warehouse, bought the same way; `null` where it has no price. */
        readonly withWarehouseUsd: Usd | null;
        readonly explanation: Explanation;
      }
    | { readonly status: 'unavailable'; readonly reason: string };
  /** What decides the figure. */
  readonly dependsOn: readonly string[];
}

/** The ways that the scenario describes, in the order in which finance asks: list, terms, commitment, seats, capacity. */
export function waysOf({ buying, scenario }: { buying: BuyingEvaluation; scenario: Scenario }): readonly Way[] {
  const { list } = buying;
  const { commitments, seats, provisioned } = scenario.purchase;
  const listUsd = list.status === 'ok' ? list.without.usdPerMonth : null;
  const priced: PricedCost = (way) => ({
    status: 'priced',
    differenceUsd: listUsd === null ? null : way.usdPerMonth - listUsd,
    ...way,
  });
  return [
    listWay({ buying, priced }),
    asSetWay({ buying, priced }),
    ...(commitments.length > 0 ? [committedWay({ buying, priced })] : []),
    ...(seats ? [seatsWay({ buying, terms: seats, priced })] : []),
    ...(provisioned ? [provisionedWay({ buying, terms: provisioned, priced })] : []),
  ];
}

type PricedCost = (way: { usdPerMonth: Usd; withWarehouseUsd: Usd | null; explanation: Explanation }) => Way['cost'];

function listWay({ buying: { list, asOf }, priced }: { buying: BuyingEvaluation; priced: PricedCost }): Way {
  const dependsOn = [`the lists of ${asOf}`];
  if (list.status !== 'ok') return { id: 'list', cost: { status: 'unavailable', reason: reasonOf(list) }, dependsOn };
  return {
    id: 'list',
    cost: priced({
      usdPerMonth: list.without.usdPerMonth,
      withWarehouseUsd: warehouseUsd(list),
      explanation: explainRung({ evaluation: list, rung: list.without, title: 'At list prices, by the token' }),
    }),
    dependsOn: [...dependsOn, ...wordsOf(list), list.without.policy],
  };
}

function asSetWay({ buying: { asSet, bridge }, priced }: { buying: BuyingEvaluation; priced: PricedCost }): Way {
  if (asSet.status !== 'ok')
    return { id: 'as-set', cost: { status: 'unavailable', reason: reasonOf(asSet) }, dependsOn: [] };
  const details = bridge ? bridge.steps.flatMap((step) => step.details) : wordsOf(asSet);
  const { usdPerMonth } = asSet.without;
  return {
    id: 'as-set',
    cost: priced({
      usdPerMonth,
      withWarehouseUsd: warehouseUsd(asSet),
      explanation: bridge
        ? explainBridge({ bridge, usdPerMonth })
        : explainRung({ evaluation: asSet, rung: asSet.without, title: AS_SET_TITLE }),
    }),
    dependsOn: details.length > 0 ? details : ['nothing: no terms are set, so the list holds'],
  };
}

function committedWay({
  buying: { commitments, uncommittedUsd, asSet },
  priced,
}: {
  buying: BuyingEvaluation;
  priced: PricedCost;
}): Way {
  const dependsOn = ['spend with each seller against the sum committed there'];
  if (commitments === null || uncommittedUsd === null) {
    const reason = asSet.status === 'ok' ? 'no price without the discount' : reasonOf(asSet);
    return { id: 'committed', cost: { status: 'unavailable', reason }, dependsOn };
  }
  const { without, with: kept } = uncommittedUsd;
  let withUsd = kept;
  for (const { warehouse } of commitments)
    withUsd = withUsd === null || warehouse === null ? null : withUsd + warehouse.billedUsd;
  const usdPerMonth = without + commitments.reduce((sum, { billedUsd }) => sum + billedUsd, 0);
  return {
    id: 'committed',
    cost: priced({
      usdPerMonth,
      withWarehouseUsd: withUsd,
      explanation: explainCommitments({ commitments, uncommittedUsd: without, usdPerMonth }),
    }),
    dependsOn,
  };
}

function seatsWay({
  buying: { list, seats, seatsWithWarehouse },
  terms,
  priced,
}: {
  buying: BuyingEvaluation;
  terms: SeatTerms;
  priced: PricedCost;
}): Way {
  return {
    id: 'seats',
    cost: seats
      ? priced({
          usdPerMonth: seats.usdPerMonth,
          withWarehouseUsd: seatsWithWarehouse?.usdPerMonth ?? null,
          explanation: explainSeats({ bill: seats, terms }),
        })
      : unlisted(list),
    dependsOn: ['use per seat, at list prices', 'what a seat includes'],
  };
}

function provisionedWay({
  buying: { list, provisioned },
  terms,
  priced,
}: {
  buying: BuyingEvaluation;
  terms: ProvisionedTerms;
  priced: PricedCost;
}): Way {
  return {
    id: 'provisioned',
    cost: provisioned
      ? priced({
          usdPerMonth: provisioned.without.usdPerMonth,
          withWarehouseUsd: provisioned.with?.usdPerMonth ?? null,
          explanation: explainCapacity({ bill: provisioned, terms }),
        })
      : unlisted(list),
    dependsOn: ['the peak', 'the hours billed', 'the hit rate: reads take less capacity'],
  };
}

function unlisted(list: BuyingEvaluation['list']): Way['cost'] {
  return { status: 'unavailable', reason: list.status === 'ok' ? 'no price' : reasonOf(list) };
}

function warehouseUsd({ ladder }: SpendEvaluation): Usd | null {
  const rung = rungNamed({ ladder, rung: 'warehouse' });
  return rung.status === 'priced' ? rung.usdPerMonth : null;
}

/** What stands between the lists and the rates paid, each once. */
function wordsOf({ groups }: SpendEvaluation): readonly string[] {
  return [...new Set(groups.flatMap(({ resolved }) => resolved.steps))];
}

function reasonOf({ problems: [first] }: Impossible): string {
  return first?.message ?? 'no price';
}
