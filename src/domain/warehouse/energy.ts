import { HOURS_PER_MONTH, type Ratio, type Usd } from '../units.ts';

/** Machines that are paid, and draw, for other than all hours of a month: accelerators that are given back at night. */
export interface PartTime {
  /** Of these machines, part of the whole. */
  readonly watts: number;
  readonly hoursPerMonth: number;
}

const ALL_HOURS: PartTime = { watts: 0, hoursPerMonth: HOURS_PER_MONTH };

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
  /** At the meter, with everything running. */
  readonly watts: number | null;
  readonly kwhPerMonth: number | null;
  readonly tokensPerJoule: number | null;
  readonly joulesPerToken: number | null;
  readonly carbonKgPerMonth: number | null;
}

/**
 * Energy and carbon of a fleet that handles so many tokens a second.
 *
 *     watts = machines × PUE       kWh = (part-time watts × hours paid + other watts × 730) × PUE ÷ 1,000
 *     tokens per joule = tokens of the month ÷ energy of the month
 *
 * Example: eight H100s at 1,730 W each, all in, that prefill 26,200 tokens a second of Llama 3.1 70B: 0.53 J a token, 53 kJ for
 * 100,000 tokens. A drive of 25 W and 28 GB/s reads the same 32.8 GB with 29 J.
 * Machines are taken to draw the same whatever they do; an idle accelerator draws less.
 */
export function fleetEnergy({
  machineWatts,
  tokensPerSecond,
  electricity,
  partTime = ALL_HOURS,
}: {
  machineWatts: number | null;
  /** Mean of all 730 hours. */
  tokensPerSecond: number;
  electricity: Pick<Electricity, 'pueRatio' | 'gramsPerKwh'>;
  /** Without: everything runs all hours. */
  partTime?: PartTime;
}): FleetEnergy {
  if (machineWatts === null)
    return { watts: null, kwhPerMonth: null, tokensPerJoule: null, joulesPerToken: null, carbonKgPerMonth: null };
  const meanWatts = meanMachineWatts({ machineWatts, partTime }) * electricity.pueRatio;
  const kwhPerMonth = (meanWatts * HOURS_PER_MONTH) / 1_000;
  return {
    watts: machineWatts * electricity.pueRatio,
    kwhPerMonth,
    tokensPerJoule: meanWatts > 0 ? tokensPerSecond / meanWatts : null,
    joulesPerToken: tokensPerSecond > 0 ? meanWatts / tokensPerSecond : null,
    carbonKgPerMonth: electricity.gramsPerKwh === null ? null : (kwhPerMonth * electricity.gramsPerKwh) / 1_000,
  };
}

/**
 * Watts × PUE × 730 h × price; of what runs part of the time the hours paid. Example: 10 kW at 1.25 and $0.08: $730; where 8 kW
 * of them run 365 hours, $438.
 */
export function electricityUsdPerMonth({
  watts,
  electricity,
  partTime = ALL_HOURS,
}: {
  watts: number | null;
  electricity: Electricity;
  /** Without: everything runs all hours. */
  partTime?: PartTime;
}): Usd | null {
  if (watts === null) return null;
  const kwh = (meanMachineWatts({ machineWatts: watts, partTime }) * electricity.pueRatio * HOURS_PER_MONTH) / 1_000;
  return kwh * electricity.usdPerKwh;
}

/** Over all 730 hours. */
function meanMachineWatts({ machineWatts, partTime }: { machineWatts: number; partTime: PartTime }): number {
  return machineWatts + partTime.watts * (partTime.hoursPerMonth / HOURS_PER_MONTH - 1);
}
