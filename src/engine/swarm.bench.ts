import { bench, describe } from 'vitest';
import { hitRatioWithReplicas } from '../domain/retention/replicas.ts';
import { reuseOf } from '../domain/retention/reuse.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import { closedForm } from '../evaluate/hit-rates.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import { replay } from './replay.ts';
import { finish } from './run-control.ts';
import { simulateSwarmSteps, tasksFor } from './simulate-swarm.ts';
import { swarmStreamSteps } from './swarm-stream.ts';

/** How long the default swarm takes: 100,000 requests drawn and replayed, and the closed forms that stand in for it. */
const swarm = swarmOf(BASE_SCENARIO.workload);
const leastRequests = 100_000;
const windowsSeconds = [60, 180, 300, 600, 1_800, 3_600, 86_400];
const capacitiesTokens = [1e6, 2e6, 4e6, 8e6, 16e6, 32e6];
const OPTIONS = { iterations: 7, time: 0, warmupIterations: 2, warmupTime: 0 };

describe('the default swarm, 100,000 requests', () => {
  const draw = () => finish(swarmStreamSteps({ swarm, tasks: tasksFor({ swarm, leastRequests }), seed: 1 }));
  const stream = draw();
  bench('drawn', () => void draw(), OPTIONS);
  bench('replayed', () => void replay({ stream, windowsSeconds, blindTies: true }), OPTIONS);
  bench(
    'drawn and replayed, 7 windows and 6 capacities',
    () => void finish(simulateSwarmSteps({ swarm, seed: 1, leastRequests, windowsSeconds, capacitiesTokens })),
    OPTIONS,
  );
  bench(
    'the same on 4 replicas, half of the agents affine',
    () =>
      void finish(
        simulateSwarmSteps({
          swarm,
          seed: 1,
          leastRequests,
          windowsSeconds,
          capacitiesTokens,
          replicas: 4,
          affinityRatio: 0.5,
        }),
      ),
    OPTIONS,
  );
});

describe('closed forms of the default swarm', () => {
  const points = Array.from({ length: 60 }, (_, i) => 86_400 ** ((i + 1) / 60));
  bench('60 windows', () => void closedForm({ swarm, windowsSeconds: points, capacitiesTokens: [] }), OPTIONS);
  bench(
    '60 windows of 4 replicas',
    () => {
      const reuse = reuseOf(swarm);
      for (const windowSeconds of points)
        hitRatioWithReplicas({ swarm, reuse, windowSeconds, replicas: 4, affinityRatio: 0.5 });
    },
    OPTIONS,
  );
  bench('6 capacities', () => void closedForm({ swarm, windowsSeconds: [], capacitiesTokens }), OPTIONS);
});
