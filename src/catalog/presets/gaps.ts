import type { Fact } from '../../domain/fact.ts';
import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { derived } from '../provenance.ts';
import { CLAUDE_CODE_CORPUS, MOONCAKE_CONVERSATION } from '../sources.ts';

/** Fitted times between the starts of successive requests. Survival P(gap > T) is written as data / fit. */

export const CODING_SESSION_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.586, medianSeconds: 12.67, logSigma: 0.428 },
    { weight: 0.31, medianSeconds: 39.5, logSigma: 0.824 },
    { weight: 0.1035, medianSeconds: 240.9, logSigma: 1.543 },
  ],
  CLAUDE_CODE_CORPUS,
  'Three lognormals fitted to all gaps, after tools and after people: 60 s .176/.180, 300 s .0489/.0481, 600 s ' +
    '.0296/.0288, 1,800 s .0104/.0100, 3,600 s .0035/.0041.',
);

export const AFTER_TOOL_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.6, medianSeconds: 16, logSigma: 0.625 },
    { weight: 0.4, medianSeconds: 26.9, logSigma: 1.64 },
  ],
  CLAUDE_CODE_CORPUS,
  'Two lognormals fitted to the quantiles of the 38,959 gaps after a tool call: 11 s .75/.718, 17 s .50/.521, 34 s ' +
    '.25/.246, 167 s .05/.053, 300 s .030/.0283, 627 s .010/.0110, 3,600 s .0006/.0006. Gaps are recorded in whole ' +
    'seconds, which explains most of the difference at 11 s.',
);

export const CHAT_GAP: Fact<GapMixture> = derived(
  [
    { weight: 0.79, medianSeconds: 99, logSigma: 0.833 },
    { weight: 0.21, medianSeconds: 382, logSigma: 0.71 },
  ],
  MOONCAKE_CONVERSATION,
  'Two lognormals fitted to 4,657 gaps between a request and the one whose prefix it continues: 60 s .785/.783, 120 s ' +
    '.506/.522, 300 s .214/.205, 600 s .054/.067, 1,800 s .007/.003. The trace lasts one hour, so people who come back ' +
    'later than that are missing.',
);
