import { expect, test } from 'vitest';
import { swarmOf } from '../../../../domain/swarm/workload.ts';
import { hitCurves, simulationQuestions } from '../../../../evaluate/hit-curves.ts';
import { CORE_BOOK } from '../../../../evaluate/testing/core-book.ts';
import { BASE_SCENARIO } from '../../../../scenario/base-v0.ts';
import type { SimulationRequest } from '../../../../state/ports.ts';
import { requestOfText, textOfRequest } from './request-text.ts';

const { workload, offerId, cache } = BASE_SCENARIO;
const swarm = swarmOf(workload);
const offer = CORE_BOOK.offerById(offerId);

test.each([null, 2_000_000])('a request survives being text, with a capacity of %s', (capacityTokens) => {
  const curves = hitCurves({ swarm, offer, retentionSeconds: 3_600, cache: { ...cache, capacityTokens } });
  const request: SimulationRequest = {
    swarm,
    seed: 1,
    leastRequests: 1_000,
    replicas: 2,
    affinityRatio: 0.5,
    ...simulationQuestions(curves),
  };
  expect(requestOfText(textOfRequest(request))).toEqual(request);
  expect(request.pairs?.[0]?.capacityTokens).toBe(capacityTokens ?? Infinity);
});
