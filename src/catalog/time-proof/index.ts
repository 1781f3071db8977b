import { BUSY_CASES } from './busy.ts';
import type { TimeProofCase } from './case.ts';
import { FLEET_CASES } from './fleets.ts';
import { IDLE_CASES } from './idle.ts';
import { MOONCAKE_CASES } from './mooncake.ts';
import { CLAIM_CASES, RATE_CASES } from './rates.ts';
import { SPEED_UP_CASES } from './speed-ups.ts';

/**
 * Every published time, rate and sum that was found and could be attributed, whether or not the core agrees with it. Loaded
 * with the page that shows the proof; nothing else of the catalogue may import this folder.
 */
export const TIME_PROOF_CASES: readonly TimeProofCase[] = [
  ...IDLE_CASES,
  ...SPEED_UP_CASES,
  ...RATE_CASES,
  ...BUSY_CASES,
  ...MOONCAKE_CASES,
  ...FLEET_CASES,
  ...CLAIM_CASES,
];

export { PUBLISHED_DOUBTS } from './doubts.ts';
