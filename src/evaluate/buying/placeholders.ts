import { fact, type Fact } from '../../domain/fact.ts';
import { HOURS_PER_MONTH } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ProvisionedTerms } from './provisioned.ts';
import type { SeatTerms } from './seats.ts';

const CHECKED_ON = '2026-11-20';

/** What seats begin with, apart from their number: nobody's price, to be replaced by a quote. */
export const SEAT_PLACEHOLDER: Fact<Omit<SeatTerms, 'seats'>> = fact(
  { usdPerSeat: 100, includedUsdPerSeat: 100, overageRatio: 1 },
  {
    kind: 'assumed',
    source: 'a round figure that favours neither side: a seat includes as much use as it costs',
    checkedOn: CHECKED_ON,
    note: 'No seller’s price. Replace it with your quote.',
  },
);

/** What provisioned throughput begins with: nobody's price either. */
export const PROVISIONED_PLACEHOLDER: Fact<ProvisionedTerms> = fact(
  {
    usdPerUnitHour: 1,
    inputTokensPerSecond: 100,
    outputWeight: 5,
    cacheReadWeight: 0.1,
    peakFactor: 2,
    leastUnits: 1,
    hoursPerMonth: HOURS_PER_MONTH,
  },
  {
    kind: 'assumed',
    source: 'round figures: a dollar an hour for 100 tokens a second is $2.78 per million tokens of input at full use',
    checkedOn: CHECKED_ON,
    note: 'No seller’s price. Replace it with your quote and what the seller says a unit does.',
  },
);

/** Seats for everybody who starts tasks. */
export function startingSeats({ workload }: Pick<Scenario, 'workload'>): SeatTerms {
  return { seats: workload.people, ...SEAT_PLACEHOLDER.value };
}
