import type { Claim } from '../../catalog/claims/claim.ts';
import type { OfferBook } from '../offer-book.ts';
import { WHOLE_BOOK } from '../whole-book.ts';
import { CACHE_HIT_TESTS } from './cache-hit-tests.ts';
import { CACHE_LIFE_TESTS } from './cache-life-tests.ts';
import type { ClaimTest } from './claim-helpers.ts';
import type { ClaimOutcome } from './claim-view.ts';
import { DEMAND_TESTS } from './demand-tests.ts';
import { BUDGET_TESTS } from './price-budget-tests.ts';
import { PRICE_LIST_TESTS } from './price-list-tests.ts';
import { SILICON_FIT_TESTS } from './silicon-fit-tests.ts';
import { SILICON_TESTS } from './silicon-tests.ts';
import { ATTENTION_TESTS } from './size-attention-tests.ts';
import { EXAMPLE_TESTS } from './size-example-tests.ts';
import { MEMORY_TESTS } from './size-memory-tests.ts';
import { MODEL_TESTS } from './size-model-tests.ts';
import { SYSTEM_TESTS } from './system-tests.ts';
import { LOAD_TESTS } from './time-load-tests.ts';
import { TIME_TESTS } from './time-tests.ts';
import { TIER_TESTS } from './time-tier-tests.ts';

export type { ClaimFigure, ClaimLook, ClaimOutcome, ClaimPage, ClaimUnit } from './claim-view.ts';

/** Every test; one for each claim of the catalogue. */
export const CLAIM_TESTS: readonly ClaimTest[] = [
  ...EXAMPLE_TESTS,
  ...MODEL_TESTS,
  ...ATTENTION_TESTS,
  ...MEMORY_TESTS,
  ...TIME_TESTS,
  ...LOAD_TESTS,
  ...TIER_TESTS,
  ...CACHE_HIT_TESTS,
  ...CACHE_LIFE_TESTS,
  ...PRICE_LIST_TESTS,
  ...BUDGET_TESTS,
  ...DEMAND_TESTS,
  ...SYSTEM_TESTS,
  ...SILICON_TESTS,
  ...SILICON_FIT_TESTS,
];

const BY_CLAIM: ReadonlyMap<string, ClaimTest> = new Map(CLAIM_TESTS.map((test) => [test.claimId, test]));

/**
 * What we get where somebody claims something: our figures beside the one said, and the scenario that shows them. Every figure is
 * computed by the functions that the pages use, from the scenario or from facts of the catalogue; none is stored.
 *
 * Throws for a claim without a test. Example: "a prompt of 100,000 tokens takes 150 GB" is 153.6 GB with the claim's own geometry
 * and 51.6 GB on Llama 3.1 405B. Ignores what the scenario ignores.
 */
export function claimOutcome({ claim, book = WHOLE_BOOK }: { claim: Claim; book?: OfferBook }): ClaimOutcome {
  const found = BY_CLAIM.get(claim.id);
  if (!found) throw new Error(`The claim ${claim.id} has no test`);
  return { claimId: claim.id, ...found.test({ title: claim.title, book }) };
}
