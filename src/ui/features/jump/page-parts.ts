import type { RoleInputs } from '../../../domain/swarm/workload.ts';
import { titleOf } from '../swarm/roles/role-words.ts';

/** A page or one of its parts, with the fields that stand in it and in no part before it. */
export interface PagePart {
  /** As `PAGES` has it. */
  readonly page: string;
  /** As the address has it; `null` for what a page opens with. */
  readonly view: string | null;
  /** What the choice on the page calls it; empty where a page has no parts. */
  readonly part: string;
  readonly keywords?: string;
  /** Names of fields, as `labelledInputs` reads them off the page. */
  readonly inputs: readonly string[];
}

/**
 * Fields of pages that are not open. What is open is read off the page itself, so this has what every scenario has; a
 * browser test walks all parts and fails where this says anything else than they show.
 */
export const PAGE_PARTS: readonly PagePart[] = [
  {
    page: 'spend',
    view: null,
    part: 'Buy: an API bill',
    keywords: 'cost ladder bill budget ranking retention projection sensitivity tornado',
    inputs: [
      'Buy tokens or run machines',
      'Budget per person and year, $',
      'Pay per person and year, $',
      'Tokens per request, ×',
      'Requests, ×',
      'Prices fall to 1 ÷, ÷',
      'Kept after last use, h',
      'Write price, $/M',
      'Read price, $/M',
      'Storage rent, $/M·h',
    ],
  },
  {
    page: 'spend',
    view: 'run',
    part: 'Run: own machines',
    keywords: 'gpu break-even volume own hardware',
    inputs: [
      'Licence, $/GB·month',
      'Network card with its port, a month, $',
      'Electricity, $/kWh',
      'Hours paid a month, h',
      'Model',
      'Accelerator',
      'Accelerator, an hour, $/h',
      'Prefill MFU, %',
      '“Without” is prefix caching in',
      'Warehouse in',
    ],
  },
  {
    page: 'swarm',
    view: null,
    part: '',
    keywords: 'workload roles agents turns gaps hit rate simulation',
    inputs: [
      'People',
      'Tasks per person and day',
      'Days per month, days',
      'Hours per day, h',
      'Launch of agents',
      'Day whose prices hold',
      'Role',
      'Cache capacity, tokens',
      'Kept after last use, h',
      'Replicas',
      'Kept on one replica, %',
      'Simulate',
      'Seed',
      'Losses under',
    ],
  },
  {
    page: 'kv',
    view: null,
    part: 'Size',
    keywords: 'bytes per token sequence geometry layers',
    inputs: [
      'Geometry from',
      'Model',
      'Precision',
      'Engine',
      'Tensor-parallel ranks',
      'Context, tokens',
      'Sequences',
      'Draft layers too',
    ],
  },
  {
    page: 'kv',
    view: 'accelerators',
    part: 'Accelerators',
    keywords: 'gpu fit memory hbm',
    inputs: ['Weights in', 'Memory the engine may use, %', 'Search accelerators by name or maker', 'Maker'],
  },
  {
    page: 'kv',
    view: 'storage',
    part: 'Storage',
    keywords: 'codec compression stored load',
    inputs: ['Storage bandwidth, GB/s', 'Transform codec’s ratio, ×'],
  },
  {
    page: 'kv',
    view: 'models',
    part: 'Models',
    keywords: 'compare attention designs reverse look-up',
    inputs: ['Search models by name, maker or attention', 'Looking for, GB'],
  },
  {
    page: 'kv',
    view: 'proof',
    part: 'Proof',
    keywords: 'published values',
    inputs: ['Search published values by model, size or source', 'Verdict', 'Precision of the published value'],
  },
  {
    page: 'cluster',
    view: null,
    part: 'Ladder',
    keywords: 'nodes fleet tiers energy power',
    inputs: [
      'Model',
      'Accelerator',
      'Warehouse in',
      'Accelerators per node',
      'Accelerators per instance',
      'Accelerator, an hour, $/h',
      'Prefill MFU, %',
      'Kept after last use, h',
      '“Without” is prefix caching in',
      'Prefixes are loaded',
      'Memory of the node',
      'Memory for cache per node, TB',
      'Hours paid a month, h',
      'Drawn per accelerator, W',
      'Electricity, $/kWh',
      'Power of the building ÷ of the machines, ×',
      'Carbon, g/kWh',
      'Memory is paid beside the accelerators',
    ],
  },
  {
    page: 'cluster',
    view: 'time',
    part: 'Time',
    keywords: 'ttft prefill decode latency crossover critical bandwidth',
    inputs: [
      'Weights',
      'Warehouse bandwidth per node, GB/s',
      'Storage reaches accelerators',
      'Memory bandwidth of a node, GB/s',
      'Loading hidden behind other work, %',
      'Attention is divided',
      'Output speed, at least, tokens/s',
    ],
  },
  {
    page: 'cluster',
    view: 'warehouse',
    part: 'Warehouse',
    keywords: 'capacity wear retention break-even interval',
    inputs: [
      'Warehouse capacity, TB',
      'The warehouse is',
      'Sessions that return to their node, %',
      'New prefixes taken in, chosen at random, %',
      'Fill, %',
      'Network card, GB/s',
      'Network card with its port, a month, $',
      'Rent of the warehouse, $/GB·month',
      'Licence, $/GB·month',
    ],
  },
  {
    page: 'cluster',
    view: 'sizing',
    part: 'Sizing',
    keywords: 'peak headroom queue spare',
    inputs: [
      'Busiest hour ÷ mean, ×',
      'Work that can wait, %',
      'Headroom, %',
      'Spare nodes',
      'TTFT, at most, s',
      'Requests that keep it, %',
      'Output speed, at least, tokens/s',
      'Spread of service times, ×',
      'Requests are routed',
      'Throughput lost to moving caches out, %',
    ],
  },
  {
    page: 'cluster',
    view: 'proof',
    part: 'Proof',
    keywords: 'published times measured',
    inputs: ['Search published times by model, machine or source', 'Kind of figure'],
  },
  {
    page: 'offers',
    view: null,
    part: 'Prices',
    keywords: 'sellers providers price table',
    inputs: ['Search offers by seller, model or id', 'Group by seller', 'Prices for how many tokens'],
  },
  {
    page: 'offers',
    view: 'buying',
    part: 'Buying',
    keywords: 'batch commitment discount exchange currency seats provisioned',
    inputs: [
      'Mode of some of the work',
      'Share sent that way, %',
      'Working day starts at, h',
      'US data residency',
      'Regional processing',
      'One CNY in dollars',
    ],
  },
  {
    page: 'offers',
    view: 'request',
    part: 'One request',
    keywords: 'exact bill usage body',
    inputs: [
      'Offer of this request',
      'Day of the request',
      'Mode',
      'US data residency',
      'Input, tokens',
      'Cache read, tokens',
      'Cache write 5m, tokens',
      'Cache write 1h, tokens',
      'Output, tokens',
      'Or paste what an API reported: a usage body, or the whole response',
    ],
  },
  {
    page: 'offers',
    view: 'reconcile',
    part: 'Reconcile',
    keywords: 'invoice explain difference',
    inputs: ['Invoice total, $', 'First day', 'Last day'],
  },
  {
    page: 'offers',
    view: 'own',
    part: 'Your prices',
    keywords: 'negotiated own offers refresh feeds corrections',
    inputs: [],
  },
  {
    page: 'compare',
    view: null,
    part: '',
    keywords: 'side by side scenarios differences',
    inputs: ['Add a preset workload', 'Add a file…', 'A link to a scenario, or to several'],
  },
  {
    page: 'traces',
    view: null,
    part: '',
    keywords: 'logs import usage drop files',
    inputs: [
      'Choose files',
      'Choose a folder',
      'Life of a cache',
      'or any: life of a cache',
      'Hit rate of',
      'Blocks of a prompt are touched',
      'Blocks counted',
    ],
  },
  {
    page: 'claims',
    view: null,
    part: 'Claims',
    keywords: 'vendors articles verdict memory wall',
    inputs: ['Search claims by words, figures or sources', 'Topic', 'Article'],
  },
  {
    page: 'claims',
    view: 'show.table',
    part: 'As a table',
    keywords: 'claims verdicts csv',
    inputs: [],
  },
  {
    page: 'claims',
    view: 'show.systems',
    part: 'Systems',
    keywords: 'published measurements lmcache mooncake dynamo 3fs weka kvtc',
    inputs: ['Search systems by name, maker, path or conditions', 'Figures to show'],
  },
  {
    page: 'bench',
    view: null,
    part: '',
    keywords: 'measure memory bandwidth webgpu',
    inputs: [
      'Graphics card (GPU)',
      'Processor (CPU)',
      'Array that is read, at most',
      'Model',
      'Weights in',
      'Context, tokens',
      'Draw machines with on-chip memory too: they are so far above that the others look level',
    ],
  },
];

/** The fields of a role on the Swarm page, by the names they have there. */
export function inputsOfRole({
  role: { name, launchedBy, compaction, gap },
  index,
}: {
  role: Pick<RoleInputs, 'name' | 'launchedBy' | 'compaction' | 'gap'>;
  index: number;
}): readonly string[] {
  const title = titleOf({ name, index });
  return [
    'Name',
    'Turns per agent',
    'Launched by',
    launchedBy === null ? 'Agents per task' : 'Agents each',
    `Offer of ${title}`,
    'Tool definitions, tokens',
    'System prompt, tokens',
    'Task prefix, tokens',
    'Own first input, tokens',
    'New input, tokens',
    'Output, tokens',
    'Reasoning, tokens',
    'reasoning re-enters the next prompt',
    'a long history is replaced by a summary',
    ...(compaction === null ? [] : ['Compacted above, tokens', 'Own part kept, tokens']),
    ...gap.flatMap((_, i) => [
      `Share of gaps, part ${i + 1} of ${title}`,
      `Median gap, part ${i + 1} of ${title}, s`,
      `Spread σ of ln(gap), part ${i + 1} of ${title}`,
      `What part ${i + 1} of the gaps of ${title} waits for`,
    ]),
  ];
}
