import type { Explanation, Term, Unit } from '../../domain/explain.ts';
import type { Usd } from '../../domain/units.ts';
import type { CommitmentBill } from './commitment.ts';
import type { ProvisionedBill } from './evaluate-buying.ts';
import type { Capacity, ProvisionedTerms } from './provisioned.ts';
import type { SeatBill, SeatTerms } from './seats.ts';
import type { Bridge, StepId } from './stages.ts';

/** Steps of the bridge as they stand in its formula. */
const STEP_NAMES: Readonly<Record<StepId, string>> = {
  'own-prices': 'own prices',
  hours: 'hours',
  mode: 'mode',
  modifiers: 'modifiers',
  discount: 'discount',
};

export const AS_SET_TITLE = 'On the terms set here, by the token';

export function explainBridge({
  bridge: { listUsd, steps },
  usdPerMonth,
}: {
  bridge: Bridge;
  usdPerMonth: Usd;
}): Explanation {
  return {
    title: AS_SET_TITLE,
    value: usdPerMonth,
    unit: 'usdPerMonth',
    formula: `list + ${steps.map(({ id }) => STEP_NAMES[id]).join(' + ')}`,
    terms: [
      { symbol: 'list', meaning: 'list prices, everything standard', value: listUsd, unit: 'usd' },
      ...steps.map(({ id, details, changeUsd }): Term => ({
        symbol: STEP_NAMES[id],
        meaning: details.length > 0 ? details.join('; ') : 'does not apply',
        value: changeUsd,
        unit: 'usd',
      })),
    ],
    notCounted: [
      'that batches come back hours later and then find less in a cache',
      'taxes, and tiers of discount by volume',
    ],
  };
}

export function explainCommitments({
  commitments,
  uncommittedUsd,
  usdPerMonth,
}: {
  commitments: readonly CommitmentBill[];
  uncommittedUsd: Usd;
  usdPerMonth: Usd;
}): Explanation {
  return {
    title: 'With the sums committed',
    value: usdPerMonth,
    unit: 'usdPerMonth',
    formula: 'Σ sellers max(C, D) + others',
    terms: [
      ...commitments.flatMap(({ sellerName, committedUsd, discountedUsd }): readonly Term[] => [
        { symbol: `C ${sellerName}`, meaning: 'committed a month', value: committedUsd, unit: 'usd' },
        { symbol: `D ${sellerName}`, meaning: 'spend there after the discount', value: discountedUsd, unit: 'usd' },
      ]),
      { symbol: 'others', meaning: 'spend with sellers without a commitment', value: uncommittedUsd, unit: 'usd' },
    ],
    notCounted: ['sums carried forward to another month, and commitments that last for years'],
  };
}

export function explainSeats({ bill, terms }: { bill: SeatBill; terms: SeatTerms }): Explanation {
  const usd = (symbol: string, meaning: string, value: Usd): Term => ({ symbol, meaning, value, unit: 'usd' });
  return {
    title: 'On seats',
    value: bill.usdPerMonth,
    unit: 'usdPerMonth',
    formula: 'seats × price + max(0, use − seats × included) × overage',
    terms: [
      { symbol: 'seats', meaning: 'set here', value: terms.seats, unit: 'count' },
      usd('price', 'of a seat a month, set here', terms.usdPerSeat),
      usd('use', 'the work at list prices, everything standard', bill.useUsd),
      usd('included', 'use that comes with a seat, at list prices, set here', terms.includedUsdPerSeat),
      {
        symbol: 'overage',
        meaning: 'price of use above that ÷ list, set here',
        value: terms.overageRatio,
        unit: 'count',
      },
    ],
    notCounted: [
      'that each seat may have its own included use: here all share it',
      'limits of use by the hour or the week',
    ],
  };
}

export function explainCapacity({ bill, terms }: { bill: ProvisionedBill; terms: ProvisionedTerms }): Explanation {
  const { without, offerNames } = bill;
  const count = (symbol: string, meaning: string, value: number, unit: Unit = 'count'): Term => ({
    symbol,
    meaning,
    value,
    unit,
  });
  return {
    title: 'On provisioned throughput',
    value: without.usdPerMonth,
    unit: 'usdPerMonth',
    formula: `units × price × hours${without.rentUsd > 0 ? ' + rent' : ''}, units = max(least, ⌈peak ÷ unit⌉)${offerNames.length > 1 ? ' for each offer' : ''}`,
    terms: [
      count(
        'units',
        offerNames.length > 1 ? `of ${offerNames.length} offers: capacity of one serves no other` : 'needed',
        without.units,
      ),
      count('price', 'of a unit an hour, set here', terms.usdPerUnitHour, 'usd'),
      count('hours', 'billed a month, set here', terms.hoursPerMonth),
      count('least', 'units a seller lets one buy, set here', terms.leastUnits),
      ...peakTerms({ capacity: without, terms }),
      count('unit', 'tokens of input a second that a unit takes, set here', terms.inputTokensPerSecond),
      ...(without.rentUsd > 0
        ? [count('rent', 'of stored prefixes, paid beside capacity', without.rentUsd, 'usd')]
        : []),
    ],
    notCounted: [
      'queues and refusals while more comes in than the peak',
      'modes, discounts and commitments: the work is that of the list',
      'that a caching policy chosen for its price may not be the one that takes least capacity',
    ],
  };
}

function peakTerms({ capacity, terms }: { capacity: Capacity; terms: ProvisionedTerms }): readonly Term[] {
  return [
    {
      symbol: 'peak',
      meaning: `tokens of input a second: the mean of busy hours × ${terms.peakFactor}`,
      value: capacity.peakTokensPerSecond,
      unit: 'count',
    },
    {
      symbol: 'work',
      meaning: `behind the peak: uncached input and writes, reads × ${terms.cacheReadWeight}, output × ${terms.outputWeight}`,
      value: capacity.equivalentTokens,
      unit: 'tokensPerMonth',
    },
  ];
}
