// Runs in a browser: how long the figures of each page take in closed form. Bundled by bench-web-core.mjs.
import { PRESETS } from '../src/catalog/presets/index.ts';
import { evaluateBudget } from '../src/evaluate/budget.ts';
import { evaluateCluster } from '../src/evaluate/cluster/evaluate-cluster.ts';
import { hitCurves } from '../src/evaluate/hit-curves.ts';
import { evaluateKv } from '../src/evaluate/kv/evaluate-kv.ts';
import { offerRows } from '../src/evaluate/offer-row.ts';
import { rankOffers } from '../src/evaluate/ranking.ts';
import { retentionCurve } from '../src/evaluate/retention-curve.ts';
import { evaluateSpend } from '../src/evaluate/spend.ts';
import { evaluateSwarm } from '../src/evaluate/swarm.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { swarmOf } from '../src/domain/swarm/workload.ts';
import { BASE_SCENARIO } from '../src/scenario/base-v0.ts';
import type { Scenario } from '../src/scenario/schema.ts';

const RUNS = 200;
const WARM_UP_RUNS = 50;
/** Work that is done between frames after the figures is measured less often: one run takes as long as twenty of the others. */
const DEFERRED_RUNS = 20;

export interface FigureTime {
  readonly page: string;
  readonly what: string;
  /** Figures that stand at once have a bar; what follows between frames has none. */
  readonly isAtOnce: boolean;
  readonly ms: readonly number[];
}

/** Another number of people and tasks each time, so that nothing remembered can answer. */
function* moving(): Generator<Scenario, never> {
  for (let i = 0; ; i++) {
    const preset = PRESETS[i % PRESETS.length];
    const workload = preset?.workload ?? BASE_SCENARIO.workload;
    yield {
      ...BASE_SCENARIO,
      offerId: preset?.offerId ?? BASE_SCENARIO.offerId,
      workload: { ...workload, people: 20 + (i % 997), tasksPerPersonPerDay: 1 + (i % 89) / 10 },
    };
  }
}

function timed({
  page,
  what,
  run,
  isAtOnce = true,
}: {
  page: string;
  what: string;
  run: (scenario: Scenario) => unknown;
  isAtOnce?: boolean;
}): FigureTime {
  const scenarios = moving();
  const [warmUp, runs] = isAtOnce ? [WARM_UP_RUNS, RUNS] : [2, DEFERRED_RUNS];
  const ms: number[] = [];
  for (let i = 0; i < warmUp + runs; i++) {
    const { value } = scenarios.next();
    const since = performance.now();
    run(value);
    if (i >= warmUp) ms.push(performance.now() - since);
  }
  return { page, what, isAtOnce, ms };
}

export function figureTimes(): readonly FigureTime[] {
  return [
    timed({ page: 'Spend', what: 'headline, ladder and bill', run: (scenario) => evaluateSpend(scenario, WHOLE_BOOK) }),
    timed({ page: 'Swarm', what: 'growth and reuse', run: evaluateSwarm }),
    timed({ page: 'KV cache', what: 'sizes', run: (scenario) => evaluateKv(scenario, WHOLE_BOOK) }),
    timed({ page: 'Cluster', what: 'machines and rungs', run: (scenario) => evaluateCluster(scenario, WHOLE_BOOK) }),
    timed({
      page: 'Spend',
      what: 'retention curve and budget',
      isAtOnce: false,
      run: (scenario) => {
        const evaluation = evaluateSpend(scenario, WHOLE_BOOK);
        if (evaluation.status !== 'ok') return;
        retentionCurve(evaluation);
        evaluateBudget({ evaluation, scenario });
      },
    }),
    timed({
      page: 'Swarm',
      what: 'curves of reuse',
      isAtOnce: false,
      run: ({ workload, offerId }) =>
        hitCurves({
          swarm: swarmOf(workload),
          offer: WHOLE_BOOK.offerById(offerId),
          retentionSeconds: 86_400,
          cache: { capacityTokens: null, replicas: 1, affinityRatio: 1 },
        }),
    }),
    timed({
      page: 'Spend, Offers',
      what: 'every offer ranked',
      isAtOnce: false,
      run: (scenario) => rankOffers(scenario, WHOLE_BOOK),
    }),
    timed({
      page: 'Offers',
      what: 'rows of the table',
      isAtOnce: false,
      run: (scenario) => offerRows({ scenario, book: WHOLE_BOOK, ranking: null, workload: scenario.workload }),
    }),
  ];
}

Object.assign(globalThis, { figureTimes });
