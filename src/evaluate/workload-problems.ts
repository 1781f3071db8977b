import { problemsOfSwarm, type Problem } from '../domain/field-limits.ts';
import { sumOf } from '../domain/retention/ceiling.ts';
import { splitUncached } from '../domain/retention/token-split.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import type { Scenario } from '../scenario/schema.ts';

/** Why a workload cannot exist or be counted, whatever the offer; nothing where it can. */
export function problemsOfWorkload(workload: Scenario['workload']): readonly Problem[] {
  const swarm = swarmOf(workload);
  const promptTokensPerMonth = sumOf({ splits: splitUncached({ swarm, thresholds: [] }), field: 'promptTokens' });
  return problemsOfSwarm({ swarm, promptTokensPerMonth });
}
