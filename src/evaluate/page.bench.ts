import { bench, describe } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { BASE_SCENARIO } from '../scenario/base-v0.ts';
import type { Scenario } from '../scenario/schema.ts';
import { hitCurves } from './hit-curves.ts';
import { CORE_BOOK } from './testing/core-book.ts';
import { evaluateSpend } from './spend.ts';
import { evaluateSwarm } from './swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';

/** What a page recomputes while a slider moves, and what follows a moment later. Bar for the former: 2 ms, median. */

const OPTIONS = { time: 400, warmupTime: 200 };

/** Another number of people each time, so that nothing remembered can answer. */
function moving(preset: (typeof PRESETS)[number]): () => Scenario {
  let people = 0;
  return () => ({
    ...BASE_SCENARIO,
    offerId: preset.offerId,
    workload: { ...preset.workload, people: 20 + (people++ % 1_000) },
  });
}

for (const preset of PRESETS) {
  describe(`${preset.id}`, () => {
    const next = moving(preset);
    bench('figures of the Swarm page', () => void evaluateSwarm(next()), OPTIONS);
    bench('figures of the Spend page', () => void evaluateSpend(next(), CORE_BOOK), OPTIONS);
    bench(
      'curves of the Swarm page, deferred',
      () =>
        void hitCurves({
          swarm: swarmOf(next().workload),
          offer: CORE_BOOK.offerById(preset.offerId),
          retentionSeconds: 86_400,
          cache: { capacityTokens: null, replicas: 1, affinityRatio: 1 },
        }),
      OPTIONS,
    );
  });
}
