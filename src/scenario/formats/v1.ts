import { bytesOf } from '../packing.ts';
import type { Scenario } from '../schema.ts';
import { inOrder, type Json } from '../patch.ts';
import type { Format } from './format.ts';

/**
 * What a link of version 1 leaves out. Frozen: written out here and not taken from the catalogue, because a link keeps its meaning
 * when the catalogue moves on. Another default is another version.
 */
export const BASE_1 = {
  name: 'Coding swarm, 50 sub-agents',
  asOf: '2026-11-20',
  timeZone: 'UTC',
  catalogRevision: '2026-11-21',
  offerId: 'anthropic/claude-opus-5-5',
  ownOffers: [],
  priceCorrections: [],
  carriedRates: [],
  workload: {
    people: 40,
    tasksPerPersonPerDay: 2,
    daysPerMonth: 21,
    hoursPerDay: 8,
    launch: 'simultaneous',
    roles: [
      {
        name: 'Orchestrator',
        offerId: null,
        launchedBy: null,
        fanOut: 1,
        turnsPerAgent: 20,
        toolTokens: 12_200,
        systemTokens: 2_800,
        taskPrefixTokens: 20_000,
        firstInputTokens: 2_000,
        inputTokensPerTurn: 3_940,
        outputTokensPerTurn: 440,
        reasoningTokensPerTurn: 0,
        keepsReasoning: false,
        compaction: { atTokens: 151_000, toTokens: 18_000 },
        gap: [
          { weight: 0.5309, medianSeconds: 13.9, logSigma: 0.43, cause: 'tool' },
          { weight: 0.0951, medianSeconds: 44.3, logSigma: 0.54, cause: 'tool' },
          { weight: 0.3254, medianSeconds: 32.6, logSigma: 1.61, cause: 'tool' },
          { weight: 0.0486, medianSeconds: 215, logSigma: 1.91, cause: 'person' },
        ],
      },
      {
        name: 'Sub-agents',
        offerId: null,
        launchedBy: 0,
        fanOut: 50,
        turnsPerAgent: 13,
        toolTokens: 7_800,
        systemTokens: 900,
        taskPrefixTokens: 20_000,
        firstInputTokens: 4_500,
        inputTokensPerTurn: 1_440,
        outputTokensPerTurn: 440,
        reasoningTokensPerTurn: 0,
        keepsReasoning: false,
        compaction: { atTokens: 151_000, toTokens: 18_000 },
        gap: [
          { weight: 0.558, medianSeconds: 13.9, logSigma: 0.43, cause: 'tool' },
          { weight: 0.1, medianSeconds: 44.3, logSigma: 0.54, cause: 'tool' },
          { weight: 0.342, medianSeconds: 32.6, logSigma: 1.61, cause: 'tool' },
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
  cache: { capacityTokens: null, replicas: 1, affinityRatio: 1 },
  purchase: {
    modeId: 'batch',
    modeRatio: 0,
    modifierIds: [],
    dayStartsAtHour: 9,
    commitments: [],
    exchangeRates: [],
    seats: null,
    provisioned: null,
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
  cluster: {
    modelId: null,
    weightFormat: null,
    acceleratorId: 'h200-sxm',
    dramTierId: 'dram_ddr5',
    warehouseTierId: 'nvme_gen5',
    baseline: 'hbm-and-dram',
    loads: 'when-faster',
    attention: null,
    warehouseSharing: 'shared',
    warehousePath: 'direct',
    routing: 'shared-queue',
    isDramPaid: false,
    gpusPerNode: 8,
    hoursPerMonth: 730,
    overlapRatio: 0,
    admitRatio: 1,
    fillRatio: 0.9,
    affinityRatio: 1,
    lowLoadPenaltyRatio: 0,
    nicBytesPerSecond: 50e9,
    usdPerNicMonth: 60,
    pueRatio: 1.25,
    gpusPerInstance: null,
    usdPerGpuHour: null,
    wattsPerGpu: null,
    mfuRatio: null,
    dramBytesPerNode: null,
    warehouseBytes: null,
    warehouseBytesPerSecond: null,
    memoryBytesPerSecond: null,
    licenceUsdPerGbMonth: null,
    warehouseUsdPerGbMonth: null,
    usdPerKwh: null,
    gramsPerKwh: null,
    batchRatio: 0,
    headroomRatio: 0.2,
    spareNodes: 1,
    ttftRatio: 0.95,
    serviceVariationRatio: 1,
    decodeTokensPerSecond: 20,
    peakToMeanRatio: null,
    ttftSeconds: null,
  },
  measured: null,
} as const satisfies Scenario;

/** Frozen with the version: another order, or one word more, and packed links no longer open. */
const WORDS =
  'openai/gpt-google/gemini-deepseek/deepseek-xai/grok-mistral/anthropic/claude-sonnet-haiku-"own/1"."basedOn":"' +
  '"cause":"person","logSigma":1.,"medianSeconds":}],"ownOffers":[{"basedOn":"","discountRatio":0,"id":"own/' +
  '","name":"","rates":{"cacheRead":null,"cacheWrite":null,"input":null,"output":null}},{"basedOn":"' +
  '"workload.roles":[{"compaction":null,"fanOut":1,"firstInputTokens":';

/** Every path of the base with its value, and the words that scenarios are made of: what packed links are packed against. */
const DICTIONARY = bytesOf(dictionaryOf(BASE_1 as unknown as Json));

export const FORMAT_1: Format = { version: 1, base: BASE_1 as unknown as Json, dictionary: DICTIONARY };

function dictionaryOf(base: Json): string {
  const lines: string[] = [];
  const walk = ({ value, path }: { value: Json; path: string }): void => {
    if (typeof value !== 'object' || value === null) {
      lines.push(`"${path}":${JSON.stringify(value)}`);
      return;
    }
    for (const [key, child] of Object.entries(value))
      walk({ value: child as Json, path: path === '' ? key : `${path}.${key}` });
  };
  walk({ value: base, path: '' });
  return `${JSON.stringify(inOrder(base))}${WORDS}{${lines.join()}`;
}
