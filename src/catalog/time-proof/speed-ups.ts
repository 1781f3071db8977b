import { timeCase } from './authoring.ts';
import type { TimeProofCase } from './case.ts';
import { LLAMA_33_70B_8_H100, LLAMA_70B_4_H100 } from './machines.ts';
import { LLM_D_FILES, LMCACHE_GKE } from './sources.ts';

/** How much sooner a stored prompt answers, where publishers give ratios and no times. */

const ENGINE_TIME =
  'An engine with the whole prompt in HBM still takes a seventh to a twentieth of computing it here (0.15 s at 16,384 tokens): far above the floor of 10 ms, and growing with length. It is an input to the other two.';

interface FilesRow {
  readonly tokens: number;
  readonly hbm: number;
  readonly memory: number;
  readonly files: number;
  readonly filesSeconds: number;
}

function filesPoint({ tokens, hbm, memory, files, filesSeconds }: FilesRow): readonly TimeProofCase[] {
  const common = {
    pointId: `fs-l70-${tokens}`,
    group: 'speed-up',
    model: 'Llama-3.1-70B',
    settings: 'bf16, four H100s, IBM Storage Scale',
    promptTokens: tokens,
    concurrency: 1,
    source: LLM_D_FILES,
  } as const;
  const ratio = { ...common, unit: 'factor', grade: 'chart', note: 'Read off the chart to ± 0.2.' } as const;
  const asked = { kind: 'speed-up', machine: LLAMA_70B_4_H100, promptTokens: tokens, hbmFactor: hbm } as const;
  return [
    timeCase({
      ...ratio,
      figure: 'hbm',
      quantity: 'Computing ÷ what HBM holds',
      published: hbm,
      comparison: 'none',
      computation: null,
      why: ENGINE_TIME,
    }),
    timeCase({
      ...ratio,
      figure: 'memory',
      quantity: 'Computing ÷ loading from memory',
      published: memory,
      computation: { ...asked, tierId: 'dram_ddr5', asks: 'factor' },
      why: 'The catalogue’s 126 GB/s to four GPUs were worked out of the other test of the same article; this one reached about 145.',
    }),
    timeCase({
      ...ratio,
      figure: 'files',
      quantity: 'Computing ÷ loading from files',
      published: files,
      computation: { ...asked, tierId: 'net_fs_scale', asks: 'factor' },
      why: 'With one share of peak for both; 0.52, which the rate of the same machine comes to, is nearer.',
    }),
    timeCase({
      ...common,
      figure: 'files-seconds',
      quantity: 'First token, prompt loaded from files',
      published: filesSeconds,
      unit: 'seconds',
      grade: 'worked-out',
      note: 'Computing at a share of 0.52, divided by the published factor.',
      computation: { ...asked, tierId: 'net_fs_scale', asks: 'seconds' },
      why: null,
    }),
  ];
}

interface GkeRow {
  readonly tokens: number;
  /** Time to first token, throughput, whole answer: change against HBM alone. */
  readonly memory: readonly [number, number, number];
  readonly spill: readonly [number, number, number];
}

const UNDER_LOAD =
  'A change of the mean under up to 200 requests at once; hits, waiting and absolute times are not published. Whether loading beats computing can be compared, not by how much.';
const GKE_NOTE = 'The best setup of that row is memory alone, without the drives.';
const NOT_ASKED = 'It follows from hits and waiting, which are not published.';

/** Sixteen local drives of the machine: 1.6 million reads of 4 KiB a second (Google Cloud, local SSD). */
const LOCAL_SSD = { floorSeconds: 0.01, bytesPerSecond: 1.6e6 * 4_096 };
/** What four GPUs take from memory of the node at least; eight were not measured. */
const MEMORY = { floorSeconds: 0.0127, bytesPerSecond: 126e9 };

function gkePoint({ tokens, memory, spill }: GkeRow): readonly TimeProofCase[] {
  const common = {
    pointId: `gke-${tokens}`,
    group: 'speed-up',
    model: 'Llama-3.3-70B',
    settings: 'bf16, eight H100s, system prompt of that length shared by 20 requests',
    promptTokens: tokens,
    concurrency: 200,
    unit: 'change',
    grade: 'table',
    source: LMCACHE_GKE,
  } as const;
  const rows = [
    { where: 'memory', name: 'caches fit into memory', changes: memory, tier: MEMORY },
    {
      where: 'ssd',
      name: 'caches spill to local drives',
      changes: spill,
      // The best setup at 5,000 tokens was without drives, and that is what the table shows.
      tier: tokens === 5_000 ? MEMORY : LOCAL_SSD,
    },
  ];
  return rows.flatMap(({ where, name, changes: [ttft, throughput, whole], tier }) => [
    timeCase({
      ...common,
      figure: `${where}-ttft`,
      quantity: `Time to first token, ${name}`,
      published: ttft,
      comparison: 'sign',
      computation: { kind: 'gain', machine: LLAMA_33_70B_8_H100, promptTokens: tokens, ...tier },
      ...(where === 'ssd' && tokens === 5_000 && { note: GKE_NOTE }),
      why: UNDER_LOAD,
    }),
    timeCase({
      ...common,
      figure: `${where}-throughput`,
      quantity: `Input throughput, ${name}`,
      published: throughput,
      comparison: 'none',
      computation: null,
      why: NOT_ASKED,
    }),
    timeCase({
      ...common,
      figure: `${where}-answer`,
      quantity: `Whole answer, ${name}`,
      published: whole,
      comparison: 'none',
      computation: null,
      why: NOT_ASKED,
    }),
  ]);
}

export const SPEED_UP_CASES: readonly TimeProofCase[] = [
  ...filesPoint({ tokens: 16_384, hbm: 7.2, memory: 6.2, files: 4.8, filesSeconds: 0.27 }),
  ...filesPoint({ tokens: 65_536, hbm: 23.4, memory: 16.1, files: 10.6, filesSeconds: 0.67 }),
  ...gkePoint({ tokens: 5_000, memory: [-0.18, 0.16, -0.14], spill: [-0.06, 0.27, -0.21] }),
  ...gkePoint({ tokens: 50_000, memory: [-0.68, 1.79, -0.64], spill: [0.48, 0.69, -0.41] }),
  ...gkePoint({ tokens: 100_000, memory: [-0.79, 2.64, -0.73], spill: [-0.03, 1.3, -0.57] }),
];
