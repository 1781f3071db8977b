import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { assumed } from '../provenance.ts';
import { LAUNCH_ALONE, NEVER_COMPACTED, NO_REASONING, SOLE_AGENT, WORKING_DAYS } from './common.ts';
import { workloadPreset } from './workload-preset.ts';

const GAP: GapMixture = [{ weight: 1, medianSeconds: 300, logSigma: 1, cause: 'person' }];

export const DOCUMENT_RAG = workloadPreset({
  id: 'document-rag',
  name: 'Document questions',
  summary: 'People asking a few questions about a retrieved document, minutes apart; all figures are assumed.',
  offerId: 'google/gemini-3.8-flash',
  workload: {
    people: assumed(400, 'Analysts of one company, for scale.'),
    tasksPerPersonPerDay: assumed(3, 'Documents a day.'),
    daysPerMonth: WORKING_DAYS,
    hoursPerDay: assumed(10, 'A working day across two time zones.'),
    launch: LAUNCH_ALONE,
    roles: [
      {
        name: 'Reader',
        ...SOLE_AGENT,
        turnsPerAgent: assumed(4, 'Four questions per document.'),
        toolTokens: assumed(0, 'Retrieval happens before the prompt is written.'),
        systemTokens: assumed(1_500, 'System prompt and instructions.'),
        taskPrefixTokens: assumed(12_000, 'The retrieved document, some 20 pages, sent with every question on it.'),
        firstInputTokens: assumed(200, 'The first question.'),
        inputTokensPerTurn: assumed(200, 'A further question; nothing new is retrieved for it.'),
        outputTokensPerTurn: assumed(350, 'An answer of a few paragraphs, near the mean of public chat traces.'),
        ...NO_REASONING,
        compaction: NEVER_COMPACTED,
        gap: assumed(
          GAP,
          'Five minutes to read an answer, with a wide spread: one question in six after 14 minutes or more.',
        ),
      },
    ],
  },
});
