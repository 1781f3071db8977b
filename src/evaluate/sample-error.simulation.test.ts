import { expect, test } from 'vitest';
import { PRESETS } from '../catalog/presets/index.ts';
import { finish } from '../engine/run-control.ts';
import { simulateSwarmSteps } from '../engine/simulate-swarm.ts';
import { swarmOf } from '../domain/swarm/workload.ts';
import { hitRateError } from './sample-error.ts';

const SEEDS = 16;
const REQUESTS = 10_000;
const WINDOWS = [60, 300];
const NO_SPREAD = 1e-5;

function spread(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

test.each(PRESETS.map(({ id, workload }) => [id, swarmOf(workload)] as const))(
  '%s: within a factor of 2 of the spread over seeds',
  (_, swarm) => {
    const runs = Array.from({ length: SEEDS }, (__, seed) =>
      finish(
        simulateSwarmSteps({ swarm, seed, leastRequests: REQUESTS, windowsSeconds: WINDOWS, capacitiesTokens: [] }),
      ),
    );
    WINDOWS.forEach((windowSeconds, i) => {
      const found = spread(runs.map(({ windowRatios }) => windowRatios[i] ?? 0));
      const said = hitRateError({ swarm, windowSeconds, requests: REQUESTS });
      // Where no gap outlasts the window, rounding is all that differs.
      if (found < NO_SPREAD) {
        expect(said).toBeLessThan(10 * NO_SPREAD);
        return;
      }
      expect(said / found).toBeGreaterThan(0.5);
      expect(said / found).toBeLessThan(2);
    });
  },
);

test('four times the requests, half the error; none at all where nothing is left to chance', () => {
  const [preset] = PRESETS;
  if (!preset) throw new Error('no preset');
  const at = (requests: number, windowSeconds = 300) =>
    hitRateError({ swarm: swarmOf(preset.workload), windowSeconds, requests });
  expect(at(1_000)).toBeCloseTo(2 * at(4_000), 12);
  expect(at(1_000, 1e12)).toBeCloseTo(0, 12);
});
