import type { Problem } from '../domain/field-limits.ts';
import type { Swarm } from '../domain/swarm/swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import type { Ratio, Seconds, Tokens } from '../domain/units.ts';
import type { Scenario } from '../scenario/schema.ts';
import { closedForm, missAmplification, type Routing } from './hit-rates.ts';
import type { OfferBook } from './offer-book.ts';
import { scenarioReport, type ReportRung } from './scenario-report.ts';

/** Hit rates that somebody simulated: they come in from the engine, which this layer does not know. */
export interface SimulatedRates {
  readonly seed: number;
  readonly requests: number;
  readonly logicalRatio: Ratio;
  readonly unlimitedRatio: Ratio;
  /** In the order of the windows and capacities asked for. */
  readonly windowRatios: readonly Ratio[];
  readonly capacityRatios: readonly Ratio[];
  readonly pairRatios: readonly Ratio[];
}

/** What the `swarm` verb prints. Ratios of prompt tokens; keys are seconds and tokens as asked for. */
export interface SwarmReport {
  readonly logicalRatio: Ratio;
  readonly closedForm: {
    readonly ttl: Readonly<Record<string, Ratio>>;
    readonly capacity: Readonly<Record<string, Ratio>>;
    /** Windows and capacities at which the closed form may be points off. */
    readonly rough: { readonly ttl: readonly string[]; readonly capacity: readonly string[] };
  };
  readonly simulated: {
    readonly ttl: Readonly<Record<string, Ratio>>;
    readonly capacity: Readonly<Record<string, Ratio>>;
    readonly logicalRatio: Ratio;
    /** With the launch as the scenario has it: siblings sent out at once do not read each other's first prompts. */
    readonly unlimitedRatio: Ratio;
    readonly requests: number;
    readonly seed: number;
  } | null;
  /** Missed tokens of the best policy sold ÷ those that even an unlimited cache would miss. */
  readonly missAmplification: number | null;
  readonly ladder: readonly ReportRung[];
}

export interface SwarmReportDraft {
  /** The swarm in reference tokens, to simulate. */
  readonly swarm: Swarm;
  /** Of the scenario's own cache. */
  readonly routing: Routing;
  readonly withSimulation: (simulated: SimulatedRates | null) => SwarmReport;
}

/** Logical and physical hit rates of a scenario's workload, and the ladder of prices they lead to. */
export function swarmReport({
  scenario,
  book,
  windowsSeconds,
  capacitiesTokens,
}: {
  scenario: Scenario;
  book: OfferBook;
  windowsSeconds: readonly Seconds[];
  capacitiesTokens: readonly Tokens[];
}): SwarmReportDraft | { readonly problems: readonly Problem[] } {
  const priced = scenarioReport(scenario, book);
  if ('problems' in priced) return priced;
  const swarm = swarmOf(scenario.workload);
  const { replicas, affinityRatio } = scenario.cache;
  const routing = { replicas, affinityRatio };
  const { logicalRatio, windows, capacities } = closedForm({ swarm, windowsSeconds, capacitiesTokens, routing });
  const keyed = (keys: readonly number[], ratios: readonly Ratio[]): Record<string, Ratio> =>
    Object.fromEntries(keys.map((key, i) => [String(key), ratios[i] ?? 0]));
  const rough = (keys: readonly number[], points: typeof windows): readonly string[] =>
    keys.filter((_, i) => points[i]?.trust === 'rough').map(String);
  return {
    swarm,
    routing,
    withSimulation: (simulated) => ({
      logicalRatio,
      closedForm: {
        ttl: keyed(
          windowsSeconds,
          windows.map(({ ratio }) => ratio),
        ),
        capacity: keyed(
          capacitiesTokens,
          capacities.map(({ ratio }) => ratio),
        ),
        rough: { ttl: rough(windowsSeconds, windows), capacity: rough(capacitiesTokens, capacities) },
      },
      simulated: simulated && {
        ttl: keyed(windowsSeconds, simulated.windowRatios),
        capacity: keyed(capacitiesTokens, simulated.capacityRatios),
        logicalRatio: simulated.logicalRatio,
        unlimitedRatio: simulated.unlimitedRatio,
        requests: simulated.requests,
        seed: simulated.seed,
      },
      missAmplification: missAmplification({ physicalRatio: priced.spend.without.hitRatio, logicalRatio }),
      ladder: priced.spend.ladder,
    }),
  };
}
