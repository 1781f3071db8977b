import type { GapMixture } from '../../domain/swarm/gap-mixture.ts';
import { assumed } from '../provenance.ts';
import { workloadPreset } from './workload-preset.ts';

const GAP: GapMixture = [{ weight: 1, medianSeconds: 300, logSigma: 1 }];

export const DOCUMENT_RAG = workloadPreset({
  id: 'document-rag',
  name: 'Document questions',
  summary: 'People asking a few questions about a retrieved document, minutes apart; all figures are assumed.',
  offerId: 'google/gemini-3.8-flash',
  swarm: {
    people: assumed(400, 'Analysts of one company, for scale.'),
    tasksPerPersonPerDay: assumed(3, 'Documents a day.'),
    daysPerMonth: assumed(21, 'Working days of a month.'),
    hoursPerDay: assumed(10, 'A working day across two time zones.'),
    launch: assumed('simultaneous', 'Without effect: a document is read by one agent.'),
    roles: [
      {
        name: 'Reader',
        agentsPerTask: assumed(1, 'One thread of questions per document.'),
        turnsPerAgent: assumed(4, 'Four questions per document.'),
        sharedPrefixTokens: assumed(1_500, 'System prompt and instructions.'),
        taskPrefixTokens: assumed(12_000, 'The retrieved document, some 20 pages, sent with every question on it.'),
        firstInputTokens: assumed(200, 'The first question.'),
        inputTokensPerTurn: assumed(200, 'A further question; nothing new is retrieved for it.'),
        outputTokensPerTurn: assumed(350, 'An answer of a few paragraphs, near the mean of public chat traces.'),
        gap: assumed(
          GAP,
          'Five minutes to read an answer, with a wide spread: one question in six after 14 minutes or more.',
        ),
      },
    ],
  },
});
