import { expect, test } from 'vitest';
import { swarmOf } from '../../domain/swarm/workload.ts';
import { fitWorkload } from '../../engine/traces/fit-workload.ts';
import { sampleLog } from '../../engine/traces/sample-log.ts';
import { BASE_SCENARIO } from '../../scenario/base-v0.ts';
import { decodeScenario, encodeScenario } from '../../scenario/codec.ts';
import { FIRST_BOOK } from '../first-book.ts';
import { evaluateSpend } from '../spend.ts';
import { withFittedWorkload } from './apply-fit.ts';

const fit = fitWorkload({ log: sampleLog({ swarm: swarmOf(BASE_SCENARIO.workload), leastRequests: 2_000, seed: 1 }) });
if (fit.state !== 'fitted') throw new Error(fit.why);

test('takes over the workload and nothing else of the log', () => {
  const applied = withFittedWorkload(BASE_SCENARIO, fit);
  if (applied.status !== 'applied') throw new Error(applied.reason);
  const { scenario } = applied;
  expect(scenario).toEqual({ ...BASE_SCENARIO, name: 'Fitted to a log of 2,010 requests', workload: fit.workload });
  expect(decodeScenario(encodeScenario(scenario))).toEqual({ scenario, notices: [] });
  expect(evaluateSpend(scenario, FIRST_BOOK).status).toBe('ok');
});

test('one request is one request', () => {
  const one = withFittedWorkload(BASE_SCENARIO, { workload: fit.workload, roles: [{ requests: 1 }] });
  expect(one).toMatchObject({ scenario: { name: 'Fitted to a log of 1 request' } });
});

test('refuses what a scenario cannot hold, and says which part', () => {
  expect(withFittedWorkload(BASE_SCENARIO, { ...fit, workload: { ...fit.workload, people: 0 } })).toEqual({
    status: 'refused',
    reason: expect.stringContaining('workload.people'),
  });
  const extra = { ...fit.workload, log: 'secret' };
  expect(withFittedWorkload(BASE_SCENARIO, { ...fit, workload: extra }).status).toBe('refused');
  const [role] = fit.workload.roles;
  if (!role) throw new Error('A fit has a role');
  const endless = { ...fit.workload, roles: [{ ...role, launchedBy: 0 }] };
  expect(withFittedWorkload(BASE_SCENARIO, { ...fit, workload: endless }).status).toBe('refused');
});
