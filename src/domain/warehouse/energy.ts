import { HOURS_PER_MONTH, type Ratio, type Usd } from '../units.ts';

/** What power costs and emits. */
export interface Electricity {
  readonly usdPerKwh: Usd;
  /** Power of the building ÷ power of the machines. */
  readonly pueRatio: Ratio;
  /** Emitted per kWh; `null` where nobody says. */
  readonly gramsPerKwh: number | null;
}

/** Energy of a fleet. `null`: somebody's watts or grams are not known. */
export interface FleetEnergy {
  /** At the meter. */
  readonly watts: number | null;
  readonly kwhPerMonth: number | null;
  readonly tokensPerJoule: number | null;
  readonly joulesPerToken: number | null;
  readonly carbonKgPerMonth: number | null;
}

/**
 * Energy and carbon of a fleet that handles so many tokens a second.
 *
 *     watts = machines × PUE       tokens per joule = tokens a second ÷ watts       kWh = watts × 730 ÷ 1,000
 *
 * Example: eight H100s at 1,730 W each, all in, that prefill 26,200 tokens a second of Llama 3.1 70B: 0.53 J a token, 53 kJ for
 * 100,000 tokens. A drive of 25 W and 28 GB/s reads the same 32.8 GB with 29 J.
 * Machines are taken to draw the same whatever they do; an idle accelerator draws less.
 */
export function fleetEnergy({
  machineWatts,
  tokensPerSecond,
  electricity,
}: {
  machineWatts: number | null;
  tokensPerSecond: number;
  electricity: Pick<Electricity, 'pueRatio' | 'gramsPerKwh'>;
}): FleetEnergy {
  if (machineWatts === null)
    return { watts: null, kwhPerMonth: null, tokensPerJoule: null, joulesPerToken: null, carbonKgPerMonth: null };
  const watts = machineWatts * electricity.pueRatio;
  const kwhPerMonth = (watts * HOURS_PER_MONTH) / 1_000;
  return {
    watts,
    kwhPerMonth,
    tokensPerJoule: watts > 0 ? tokensPerSecond / watts : null,
    joulesPerToken: tokensPerSecond > 0 ? watts / tokensPerSecond : null,
    carbonKgPerMonth: electricity.gramsPerKwh === null ? null : (kwhPerMonth * electricity.gramsPerKwh) / 1_000,
  };
}

/** Watts × PUE × 730 h × price. Example: 10 kW at 1.25 and $0.08: $730. */
export function electricityUsdPerMonth({
  watts,
  electricity,
}: {
  watts: number | null;
  electricity: Electricity;
}): Usd | null {
  return watts === null ? null : ((watts * electricity.pueRatio * HOURS_PER_MONTH) / 1_000) * electricity.usdPerKwh;
}
