import { chainedCases } from '../../testing/random-requests.ts';
import type { NaiveRequest } from '../../testing/naive-cache.ts';
import type { BlockLog } from '../../readers/log.ts';
import { blockLogOf } from './small-logs.ts';

export interface LogCase {
  readonly log: BlockLog;
  readonly requests: readonly NaiveRequest[];
}

/** Drawn requests dealt out to three agents in two sessions. */
export const logCases = chainedCases.map(({ requests }): LogCase => ({
  requests,
  log: blockLogOf({
    requests: requests.map(({ startSeconds, blockIds, inputTokens }, index) => ({
      startSeconds,
      blocks: blockIds,
      inputTokens,
      outputTokens: index % 7,
      session: index % 3 === 2 ? 1 : 0,
      agent: index % 3,
      cause: index % 2 === 0 ? 'tool' : 'person',
    })),
  }),
}));
