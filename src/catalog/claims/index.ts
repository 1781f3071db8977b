import { CACHE_CLAIMS } from './cache.ts';
import type { Claim } from './claim.ts';
import { DEMAND_CLAIMS } from './demand.ts';
import { PRICE_CLAIMS } from './price.ts';
import { SILICON_CLAIMS } from './silicon.ts';
import { SIZE_CLAIMS } from './size.ts';
import { SYSTEM_CLAIMS } from './system.ts';
import { TIME_CLAIMS } from './time.ts';

export { ARTICLES } from './articles.ts';
export { sourceStanding } from './claim.ts';
export type { Article, ArticleId, Claim, ClaimTopic, ClaimVerdict, SourceRef } from './claim.ts';

/** Every claim, topic by topic. */
export const CLAIMS: readonly Claim[] = [
  ...SIZE_CLAIMS,
  ...TIME_CLAIMS,
  ...CACHE_CLAIMS,
  ...PRICE_CLAIMS,
  ...DEMAND_CLAIMS,
  ...SYSTEM_CLAIMS,
  ...SILICON_CLAIMS,
];
