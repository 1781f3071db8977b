import type { Swarm } from './swarm/swarm.ts';

/**
 * What every input accepts. One table, because the schema that guards links, the fields on the pages and the messages
 * must agree.
 */
export interface FieldLimits {
  readonly label: string;
  /** What one counts, for display; empty for plain counts. */
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  readonly whole: boolean;
}

const tokens = (label: string): FieldLimits => ({ label, unit: 'tokens', min: 0, max: 10_000_000, whole: true });
const usdPerMTok = (label: string): FieldLimits => ({
  label,
  unit: 'USD per million tokens',
  min: 0,
  max: 100_000,
  whole: false,
});

/** Swarm inputs apart from roles. */
export const WORKLOAD_LIMITS = {
  people: { label: 'People', unit: '', min: 1, max: 100_000_000, whole: true },
  tasksPerPersonPerDay: { label: 'Tasks per person and day', unit: '', min: 0.001, max: 1_000_000, whole: false },
  daysPerMonth: { label: 'Days per month', unit: 'days', min: 1, max: 31, whole: false },
  hoursPerDay: { label: 'Hours per day', unit: 'h', min: 0.25, max: 24, whole: false },
} as const satisfies Record<string, FieldLimits>;

export const ROLE_LIMITS = {
  fanOut: { label: 'Agents per launch', unit: '', min: 1, max: 100_000, whole: true },
  turnsPerAgent: { label: 'Turns per agent', unit: '', min: 1, max: 100_000, whole: true },
  toolTokens: tokens('Tool definitions'),
  systemTokens: tokens('System prompt'),
  taskPrefixTokens: tokens('Task prefix'),
  firstInputTokens: tokens('Own first input'),
  inputTokensPerTurn: tokens('New input per turn'),
  outputTokensPerTurn: tokens('Output per turn'),
  reasoningTokensPerTurn: tokens('Reasoning per turn'),
} as const satisfies Record<string, FieldLimits>;

export const COMPACTION_LIMITS = {
  atTokens: { label: 'Compacted above', unit: 'tokens', min: 1, max: 100_000_000, whole: true },
  toTokens: { label: 'Own part kept', unit: 'tokens', min: 0, max: 10_000_000, whole: true },
} as const satisfies Record<string, FieldLimits>;

export const GAP_LIMITS = {
  weight: { label: 'Share of gaps', unit: '', min: 0, max: 1_000_000, whole: false },
  medianSeconds: { label: 'Median gap', unit: 's', min: 0.001, max: 100_000_000, whole: false },
  logSigma: { label: 'Spread σ of ln(gap)', unit: '', min: 0, max: 6, whole: false },
} as const satisfies Record<string, FieldLimits>;

export const WAREHOUSE_LIMITS = {
  retentionSeconds: { label: 'Retention', unit: 's', min: 0, max: 31_536_000, whole: false },
  writeUsdPerMTok: usdPerMTok('Write price'),
  readUsdPerMTok: usdPerMTok('Read price'),
  storageUsdPerMTokHour: {
    label: 'Storage rent',
    unit: 'USD per million token-hours',
    min: 0,
    max: 100_000,
    whole: false,
  },
} as const satisfies Record<string, FieldLimits>;

/** A cache of one's own: how much it holds, and how requests find it. */
export const CACHE_LIMITS = {
  capacityTokens: { label: 'Cache capacity', unit: 'tokens', min: 1, max: 1e15, whole: true },
  replicas: { label: 'Replicas with a cache of their own', unit: '', min: 1, max: 10_000, whole: true },
  affinityRatio: { label: 'Agents routed to the same replica', unit: '', min: 0, max: 1, whole: false },
} as const satisfies Record<string, FieldLimits>;

const factor = (label: string): FieldLimits => ({ label, unit: '×', min: 0.001, max: 1_000_000, whole: false });

/** What a company sets aside for tokens, and how demand and prices may change in two years. */
export const BUDGET_LIMITS = {
  usdPerPersonYear: { label: 'Budget per person and year', unit: '$', min: 0, max: 1_000_000_000, whole: false },
  compensationUsdPerPersonYear: {
    label: 'Pay per person and year',
    unit: '$',
    min: 0,
    max: 1_000_000_000,
    whole: false,
  },
  reasoningFactor: factor('Tokens per request, in 24 months'),
  agentsFactor: factor('Requests, in 24 months'),
  priceDeclineFactor: factor('Prices fall to 1 ÷'),
} as const satisfies Record<string, FieldLimits>;

const share = (label: string): FieldLimits => ({ label, unit: '', min: 0, max: 1, whole: false });
const usdPerMonth = (label: string): FieldLimits => ({ label, unit: '$', min: 0, max: 1e12, whole: false });

/** How the work is bought, whatever the offer. */
export const PURCHASE_LIMITS = {
  modeRatio: share('Share of the work sent that way'),
  dayStartsAtHour: { label: 'Working day starts at', unit: 'h', min: 0, max: 23.75, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** A promise to spend so much with one seller, and what it brings. */
export const COMMITMENT_LIMITS = {
  discountRatio: share('Off every price of the list'),
  usdPerMonth: usdPerMonth('Committed a month'),
} as const satisfies Record<string, FieldLimits>;

export const EXCHANGE_LIMITS = {
  usdPerUnit: { label: 'USD per unit', unit: 'USD', min: 1e-9, max: 1_000_000, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** Subscriptions by the seat that include some use. */
export const SEAT_LIMITS = {
  seats: { label: 'Seats', unit: '', min: 0, max: 100_000_000, whole: true },
  usdPerSeat: { label: 'Price of a seat a month', unit: '$', min: 0, max: 1_000_000, whole: false },
  includedUsdPerSeat: {
    label: 'Use included in a seat, at list prices',
    unit: '$',
    min: 0,
    max: 1_000_000,
    whole: false,
  },
  overageRatio: { label: 'Use above that, times list', unit: '×', min: 0, max: 100, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** Capacity rented by the hour. Each kind of token takes so much of it, in tokens of input. */
export const PROVISIONED_LIMITS = {
  usdPerUnitHour: { label: 'Price of a unit an hour', unit: '$', min: 0, max: 1_000_000, whole: false },
  inputTokensPerSecond: { label: 'Input a unit takes', unit: 'tokens/s', min: 0.001, max: 1e12, whole: false },
  outputWeight: { label: 'An output token counts as', unit: 'input tokens', min: 0, max: 10_000, whole: false },
  cacheReadWeight: { label: 'A cached token counts as', unit: 'input tokens', min: 0, max: 10, whole: false },
  peakFactor: { label: 'Peak over mean of working hours', unit: '×', min: 1, max: 1_000, whole: false },
  leastUnits: { label: 'Units at least', unit: '', min: 1, max: 1_000_000, whole: true },
  hoursPerMonth: { label: 'Hours billed a month', unit: 'h', min: 1, max: 744, whole: false },
} as const satisfies Record<string, FieldLimits>;

export const OWN_OFFER_LIMITS = {
  discountRatio: share('Off the list'),
  usdPerMTok: usdPerMTok('Rate'),
} as const satisfies Record<string, FieldLimits>;

export const MOST_OWN_OFFERS = 30;
export const MOST_PRICE_CORRECTIONS = 200;
export const MOST_COMMITMENTS = 8;
export const MOST_EXCHANGE_RATES = 8;

/** What is cached, for how long, on what. */
export const KV_LIMITS = {
  contextTokens: { label: 'Context', unit: 'tokens', min: 1, max: 100_000_000, whole: true },
  sequences: { label: 'Sequences', unit: '', min: 1, max: 10_000_000, whole: true },
  ranks: { label: 'Tensor-parallel ranks', unit: '', min: 1, max: 1_024, whole: true },
  codecRatio: { label: 'Ratio to a 16-bit cache', unit: '×', min: 1, max: 1_000, whole: false },
  loadBytesPerSecond: { label: 'Storage bandwidth', unit: 'B/s', min: 1_000_000, max: 1e15, whole: false },
  targetBytes: { label: 'Looking for', unit: 'B', min: 1, max: 1e18, whole: false },
  utilisationRatio: { label: 'Memory the engine may use', unit: '', min: 0.01, max: 1, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** Machines of one's own: what a node is, how fast it is taken to be, what it costs. */
export const CLUSTER_LIMITS = {
  gpusPerNode: { label: 'Accelerators per node', unit: '', min: 1, max: 16_384, whole: true },
  hoursPerMonth: { label: 'Hours paid a month', unit: 'h', min: 1, max: 744, whole: false },
  overlapRatio: share('Loading hidden behind other work'),
  admitRatio: share('New prefixes taken in, chosen at random'),
  fillRatio: { label: 'Fill', unit: '', min: 0.01, max: 1, whole: false },
  affinityRatio: share('Sessions that return to their node'),
  lowLoadPenaltyRatio: { label: 'Throughput lost to moving caches out', unit: '', min: 0, max: 0.95, whole: false },
  nicBytesPerSecond: { label: 'Network card', unit: 'B/s', min: 1_000_000, max: 1e15, whole: false },
  usdPerNicMonth: { label: 'Network card with its port, a month', unit: '$', min: 0, max: 1_000_000, whole: false },
  pueRatio: { label: 'Power of the building ÷ of the machines', unit: '×', min: 1, max: 10, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** Inputs of a cluster that may be left to what is known or worked out: `null` in the scenario. */
export const CLUSTER_CHOICE_LIMITS = {
  gpusPerInstance: { label: 'Accelerators per instance', unit: '', min: 1, max: 16_384, whole: true },
  usdPerGpuHour: { label: 'Accelerator, an hour', unit: '$', min: 0, max: 100_000, whole: false },
  wattsPerGpu: { label: 'Drawn per accelerator', unit: 'W', min: 0, max: 1_000_000, whole: false },
  mfuRatio: { label: 'Prefill MFU', unit: '', min: 0.001, max: 1, whole: false },
  dramBytesPerNode: { label: 'Memory for cache per node', unit: 'B', min: 0, max: 1e18, whole: false },
  warehouseBytes: { label: 'Warehouse capacity', unit: 'B', min: 0, max: 1e21, whole: false },
  warehouseBytesPerSecond: { label: 'Warehouse bandwidth per node', unit: 'B/s', min: 1_000, max: 1e16, whole: false },
  memoryBytesPerSecond: { label: 'Memory bandwidth of a node', unit: 'B/s', min: 1_000_000, max: 1e16, whole: false },
  licenceUsdPerGbMonth: { label: 'Licence', unit: 'USD per GB and month', min: 0, max: 1_000, whole: false },
  warehouseUsdPerGbMonth: {
    label: 'Rent of the warehouse',
    unit: 'USD per GB and month',
    min: 0,
    max: 1_000,
    whole: false,
  },
  usdPerKwh: { label: 'Electricity', unit: 'USD per kWh', min: 0, max: 100, whole: false },
  gramsPerKwh: { label: 'Carbon', unit: 'g per kWh', min: 0, max: 10_000, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** How a fleet is sized. */
export const SIZING_LIMITS = {
  batchRatio: share('Work that can wait'),
  headroomRatio: { label: 'Headroom', unit: '', min: 0, max: 0.95, whole: false },
  spareNodes: { label: 'Spare nodes', unit: '', min: 0, max: 10_000, whole: true },
  ttftRatio: { label: 'Requests that keep it', unit: '', min: 0.5, max: 0.9999, whole: false },
  serviceVariationRatio: { label: 'Spread of service times', unit: '×', min: 0, max: 20, whole: false },
  decodeTokensPerSecond: {
    label: 'Output speed of a sequence, at least',
    unit: 'tokens/s',
    min: 0.1,
    max: 100_000,
    whole: false,
  },
} as const satisfies Record<string, FieldLimits>;

/** `null` in the scenario: the working hours' peak; no promise. */
export const SIZING_CHOICE_LIMITS = {
  peakToMeanRatio: { label: 'Busiest hour over mean of the month', unit: '×', min: 1, max: 10_000, whole: false },
  ttftSeconds: { label: 'Time to first token, at most', unit: 's', min: 0.001, max: 86_400, whole: false },
} as const satisfies Record<string, FieldLimits>;

/** A bandwidth measured on somebody's machine, as it travels in a link. */
export const MEASURED_LIMITS = {
  medianBytesPerSecond: { label: 'Measured bandwidth', unit: 'B/s', min: 1, max: 1e18, whole: false },
  worstBytesPerSecond: { label: 'Worst sample', unit: 'B/s', min: 0, max: 1e18, whole: false },
  bestBytesPerSecond: { label: 'Best sample', unit: 'B/s', min: 0, max: 1e18, whole: false },
  bufferBytes: { label: 'Buffer', unit: 'B', min: 1, max: 1e15, whole: true },
  samples: { label: 'Samples', unit: '', min: 1, max: 1_000_000, whole: true },
} as const satisfies Record<string, FieldLimits>;

const width = (label: string, min: number): FieldLimits => ({ label, unit: '', min, max: 1_000_000, whole: true });
const count = (label: string, min: number): FieldLimits => ({ label, unit: '', min, max: 10_000, whole: true });

/** The parts of a typed or imported geometry. */
export const GEOMETRY_LIMITS = {
  layers: count('Layers', 1),
  kvHeads: count('KV heads', 1),
  kDim: width('K width per head', 1),
  vDim: width('V width per head', 1),
  windowTokens: { label: 'Window', unit: 'tokens', min: 1, max: 100_000_000, whole: true },
  chunkTokens: { label: 'Chunk', unit: 'tokens', min: 1, max: 100_000_000, whole: true },
  encoderTokens: { label: 'Encoder output', unit: 'tokens', min: 1, max: 100_000_000, whole: true },
  latentDim: width('Latent width', 1),
  ropeDim: width('Rotary width', 0),
  entryDim: width('Entry width', 1),
  ratio: { label: 'Tokens per entry', unit: '', min: 0, max: 1_000_000, whole: true },
  indexLayers: count('Layers with an index key', 1),
  indexDim: width('Index width', 1),
  indexHeads: count('Index heads', 1),
  indexTopK: { label: 'Tokens attended to', unit: 'tokens', min: 1, max: 100_000_000, whole: true },
  queryHeads: count('Query heads', 1),
  qkDim: width('QK width', 1),
  queryVDim: width('Value width', 1),
  stateUnits: { label: 'Heads', unit: '', min: 0, max: 1_000_000, whole: true },
  elementsPerUnit: { label: 'Elements per head', unit: '', min: 0, max: 1_000_000_000, whole: true },
  bytesPerElement: { label: 'Bytes per element', unit: 'B', min: 1, max: 8, whole: true },
  maxContextTokens: { label: 'Maximum context', unit: 'tokens', min: 1, max: 100_000_000_000, whole: true },
  totalParameters: { label: 'Parameters', unit: '', min: 1, max: 1e15, whole: true },
  activeParameters: { label: 'Active parameters', unit: '', min: 1, max: 1e15, whole: true },
  draftLayers: { label: 'Draft layers', unit: '', min: 0, max: 1_000, whole: true },
} as const satisfies Record<string, FieldLimits>;

export const MOST_LAYER_GROUPS = 24;

export const MOST_ROLES = 8;
export const MOST_GAP_COMPONENTS = 6;
/** In all groups of a role together, however many launches deep. */
const MOST_AGENTS_PER_TASK = 1_000_000;

/** Counts above this are no longer exact in a double. */
const MOST_TOKENS_PER_MONTH = Number.MAX_SAFE_INTEGER;

/** An input that contradicts another, or a result no calculation should be trusted with. */
export interface Problem {
  /** Path of the input in the scenario. */
  readonly field: string;
  readonly message: string;
}

/** What no single field can tell: a swarm that cannot exist although each of its numbers may. */
export function problemsOfSwarm({
  swarm,
  promptTokensPerMonth,
}: {
  swarm: Swarm;
  promptTokensPerMonth: number;
}): readonly Problem[] {
  const problems: Problem[] = [];
  swarm.roles.forEach((role, i) => {
    if (role.sharedPrefixTokens + role.taskPrefixTokens + role.firstInputTokens < 1) {
      problems.push({
        field: `workload.roles.${i}.firstInputTokens`,
        message: `The first prompt of "${role.name}" is empty: shared prefix, task prefix and own first input must come to at least 1 token.`,
      });
    }
    if (role.launchedBy !== null && !(role.launchedBy < i)) {
      problems.push({
        field: `workload.roles.${i}.launchedBy`,
        message: `"${role.name}" is launched by a role that does not come before it: choose one further up, or the task.`,
      });
    }
    if (role.agentsPerTask > MOST_AGENTS_PER_TASK) {
      problems.push({
        field: `workload.roles.${i}.fanOut`,
        message: `"${role.name}" comes to ${role.agentsPerTask.toLocaleString('en-US')} agents per task, with all that launch it; at most ${MOST_AGENTS_PER_TASK.toLocaleString('en-US')} are counted.`,
      });
    }
    const compacted = role.compaction && role.sharedPrefixTokens + role.taskPrefixTokens + role.compaction.toTokens;
    if (role.compaction !== null && compacted !== null && compacted >= role.compaction.atTokens) {
      problems.push({
        field: `workload.roles.${i}.compaction.toTokens`,
        message: `Compacting "${role.name}" leaves ${Math.round(compacted).toLocaleString('en-US')} tokens, shared and task prefix included: not fewer than the ${Math.round(role.compaction.atTokens).toLocaleString('en-US')} above which it is done. Keep less, or compact later.`,
      });
    }
    if (!role.gap.some(({ weight }) => weight > 0)) {
      problems.push({
        field: `workload.roles.${i}.gap`,
        message: `The gaps of "${role.name}" have no weight: at least one share must be above 0.`,
      });
    }
  });
  if (promptTokensPerMonth > MOST_TOKENS_PER_MONTH) {
    problems.push({
      field: 'workload.people',
      message: `${promptTokensPerMonth.toExponential(1)} prompt tokens a month are more than can be counted exactly (9.0e15): lower people, tasks, agents or turns.`,
    });
  }
  return problems;
}

/** Says what a field accepts, for messages: `a whole number from 1 to 100,000`. */
export function describeLimits({ min, max, whole, unit }: FieldLimits): string {
  const number = (value: number): string => limitFormat().format(value);
  return `${whole ? 'a whole number' : 'a number'} from ${number(min)} to ${number(max)}${unit ? ` ${unit}` : ''}`;
}

let madeFormat: Intl.NumberFormat | undefined;

/** Making one costs more than all it will ever write. */
function limitFormat(): Intl.NumberFormat {
  madeFormat ??= new Intl.NumberFormat('en-US', {
    maximumSignificantDigits: 12,
    maximumFractionDigits: 9,
    roundingPriority: 'lessPrecision',
  });
  return madeFormat;
}
