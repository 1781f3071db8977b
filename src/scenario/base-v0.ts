import type { Scenario } from './schema.ts';

/**
 * What a format-0 link leaves out. Written out here and not taken from the catalogue, because a link must keep its
 * meaning when the catalogue moves on: while the format is a draft a change here changes what old drafts mean, and from
 * version 1 on it needs a new version.
 */
export const BASE_SCENARIO: Scenario = {
  name: 'Coding swarm, 50 sub-agents',
  asOf: '2026-11-20',
  timeZone: 'UTC',
  catalogRevision: '2026-11-20',
  offerId: 'anthropic/claude-opus-5-5',
  carriedRates: null,
  workload: {
    people: 40,
    tasksPerPersonPerDay: 2,
    daysPerMonth: 21,
    hoursPerDay: 8,
    launch: 'simultaneous',
    roles: [
      {
        name: 'Orchestrator',
        agentsPerTask: 1,
        turnsPerAgent: 20,
        sharedPrefixTokens: 15_000,
        taskPrefixTokens: 20_000,
        firstInputTokens: 2_000,
        inputTokensPerTurn: 3_940,
        outputTokensPerTurn: 440,
        gap: [
          { weight: 0.586, medianSeconds: 12.67, logSigma: 0.428 },
          { weight: 0.31, medianSeconds: 39.5, logSigma: 0.824 },
          { weight: 0.1035, medianSeconds: 240.9, logSigma: 1.543 },
        ],
      },
      {
        name: 'Sub-agents',
        agentsPerTask: 50,
        turnsPerAgent: 13,
        sharedPrefixTokens: 8_700,
        taskPrefixTokens: 20_000,
        firstInputTokens: 4_500,
        inputTokensPerTurn: 1_440,
        outputTokensPerTurn: 440,
        gap: [
          { weight: 0.6, medianSeconds: 16, logSigma: 0.625 },
          { weight: 0.4, medianSeconds: 26.9, logSigma: 1.64 },
        ],
      },
    ],
  },
  warehouse: {
    retentionSeconds: 86_400,
    writeUsdPerMTok: null,
    readUsdPerMTok: null,
    storageUsdPerMTokHour: null,
  },
  budget: {
    usdPerPersonYear: 100_000,
    compensationUsdPerPersonYear: 375_000,
    reasoningFactor: 1,
    agentsFactor: 1,
    priceDeclineFactor: 1,
  },
  kv: {
    modelId: null,
    custom: null,
    dtype: 'bf16',
    engine: null,
    speculation: false,
    weightFormat: 'fp8',
    codec: 'none',
    contextTokens: 100_000,
    sequences: 1,
    ranks: 1,
    codecRatio: 20,
    loadBytesPerSecond: 25e9,
    targetBytes: 50e9,
    utilisationRatio: 0.9,
  },
};
