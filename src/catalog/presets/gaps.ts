import type { Fact } from '../../domain/fact.ts';
import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { derived } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS, LMCACHE_MINI_SWE, MOONCAKE_CONVERSATION, UW_TRACELAB } from '../sources.ts';

/** Fitted times between the starts of successive requests. Survival P(gap > T) is written as data / fit. */

/** Of gaps after a tool call alone: `CODING_SESSION_GAP` holds the same parts, times 0.9514. */
export const AFTER_TOOL_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.558, medianSeconds: 13.9, logSigma: 0.43, cause: 'tool' },
    { weight: 0.1, medianSeconds: 44.3, logSigma: 0.54, cause: 'tool' },
    { weight: 0.342, medianSeconds: 32.6, logSigma: 1.61, cause: 'tool' },
  ],
  CLAUDE_CODE_CORPUS,
  'Three lognormals fitted to the 38,959 gaps after a tool call: 11 s .75/.751, 17 s .50/.500, 34 s .25/.247, 167 s ' +
    '.05/.053, 300 s .030/.0286, 627 s .010/.0113, 3,600 s .0006/.0006.',
);

export const CODING_SESSION_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.5309, medianSeconds: 13.9, logSigma: 0.43, cause: 'tool' },
    { weight: 0.0951, medianSeconds: 44.3, logSigma: 0.54, cause: 'tool' },
    { weight: 0.3254, medianSeconds: 32.6, logSigma: 1.61, cause: 'tool' },
    { weight: 0.0486, medianSeconds: 215, logSigma: 1.91, cause: 'person' },
  ],
  CLAUDE_CODE_CORPUS,
  'After a finished answer, 4.9 %: 63 s .75/.740, 205 s .50/.510, 783 s .25/.249, 3,600 s .061/.070. After tools the rest; ' +
    '9.6 % whose answer is not recorded count there, as they last as long. All: 60 s .176/.178, 300 s .0489/.0483, 600 s ' +
    '.0296/.0258, 3,600 s .0035/.0040, mean 131/117 s.',
);

export const CHAT_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.79, medianSeconds: 99, logSigma: 0.833, cause: 'person' },
    { weight: 0.21, medianSeconds: 382, logSigma: 0.71, cause: 'person' },
  ],
  MOONCAKE_CONVERSATION,
  'Two lognormals fitted to 4,657 gaps between a request and the one whose prefix it continues: 60 s .785/.783, 120 s ' +
    '.506/.522, 300 s .214/.205, 600 s .054/.067, 1,800 s .007/.003. The trace lasts one hour, so people who come back ' +
    'later than that are missing.',
);

export const RESEARCH_SESSION_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.864, medianSeconds: 7.94, logSigma: 1.08, cause: 'tool' },
    { weight: 0.0368, medianSeconds: 92.4, logSigma: 1.73, cause: 'tool' },
    { weight: 0.087, medianSeconds: 73.4, logSigma: 1.47, cause: 'person' },
    { weight: 0.0122, medianSeconds: 2_380, logSigma: 2.18, cause: 'person' },
  ],
  UW_TRACELAB,
  'Persons, 8.2 of a mean session’s 82.7 gaps: median 84 s, ninetieth percentile 20.6 min, 99th 13.9 h. Tools: decoding ' +
    '(5.7 s, 22.2 s) plus running (0.3 s, 13.6 s, mean 16.8 s), taken as independent: the sum is not published.',
);

export const BENCHMARK_GAP: Fact<GapMixture> = derived(
  [{ weight: 1, medianSeconds: 1.6, logSigma: 0.75, cause: 'tool' }],
  LMCACHE_MINI_SWE,
  'From 13 gaps in four sessions, mean 2.1 s, longest 6.9 s: a small, fast model. A larger one takes several times as long.',
);
