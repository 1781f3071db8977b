import { computed, prompt, timeCase } from './authoring.ts';
import type { ProofPrompt, TimeComputation, TimeProofCase, Waiting } from './case.ts';
import { GPT_OSS_H100, QWEN_72B_8_H800 } from './machines.ts';
import { LLM_D_GPT_OSS, LLM_D_PEERS_DRAFT, LMCACHE_GPT_OSS, LMCACHE_MOONCAKE } from './sources.ts';

/** Times under load, of fleets and of requests sent together: what is computed waits for what came before it. */

function lmcacheMooncake(): readonly TimeProofCase[] {
  const tokens = 9_728;
  const waiting: Waiting = { kind: 'all-at-once', requests: 50 };
  const common = {
    pointId: 'lmc-mooncake-72b',
    model: 'Qwen2.5-72B-Instruct',
    settings: 'bf16, eight H800s, 50 requests at once, 64 tokens of output; from remote memory',
    promptTokens: tokens,
    concurrency: 50,
    grade: 'table',
    source: LMCACHE_MOONCAKE,
  } as const;
  const ttft = (cachedTokens: number): TimeComputation => ({
    kind: 'ttft',
    machine: QWEN_72B_8_H800,
    prompts: [prompt(tokens, cachedTokens)],
    waiting,
  });
  const rate = (cachedTokens: number): TimeComputation => ({
    kind: 'rate',
    machine: QWEN_72B_8_H800,
    prompts: [prompt(tokens, cachedTokens)],
    per: 'request',
  });
  const ownRate = 'All 50 wait for each other: 51 ÷ 2 ÷ its own rate is about what was measured.';
  return [
    timeCase({
      ...common,
      figure: 'computed',
      group: 'busy',
      quantity: 'Mean time to first token, computed',
      published: 21.708,
      unit: 'seconds',
      comparison: 'waits',
      computation: ttft(0),
      why: `${ownRate} 1.11 requests a second are 0.21 of peak, answers included: this stack of May 2025 is well below the range.`,
    }),
    timeCase({
      ...common,
      figure: 'loaded',
      group: 'busy',
      quantity: 'Mean time to first token, loaded',
      published: 6.708,
      unit: 'seconds',
      comparison: 'waits',
      computation: ttft(tokens),
      why: `${ownRate} A load of 3.2 GB takes 38 ms with the defaults; generating 64 tokens for each of 50 takes the rest.`,
    }),
    timeCase({
      ...common,
      figure: 'rate-computed',
      group: 'busy',
      quantity: 'Requests a second, computed',
      published: 1.11,
      unit: 'requestsPerSecond',
      comparison: 'waits',
      computation: rate(0),
      why: 'Prompts alone; the published rate generates 64 tokens for each beside them.',
    }),
    timeCase({
      ...common,
      figure: 'rate-loaded',
      group: 'busy',
      quantity: 'Requests a second, loaded',
      published: 3.23,
      unit: 'requestsPerSecond',
      comparison: 'waits',
      computation: rate(tokens),
      why: 'Loads alone; with nothing left to compute, generating the answers sets the published rate.',
    }),
  ];
}

function lmcacheGptOss(): readonly TimeProofCase[] {
  const tokens = 20_000;
  const common = {
    pointId: 'lmc-gptoss',
    model: 'gpt-oss-120b',
    settings: '20 documents of 20,000 tokens, “a single A100/H100”; from memory of the node',
    promptTokens: tokens,
    unit: 'seconds',
    grade: 'table',
    source: LMCACHE_GPT_OSS,
    comparison: 'waits',
    group: 'busy',
  } as const;
  const twenty = (cachedTokens: number): readonly ProofPrompt[] =>
    Array.from({ length: 20 }, () => prompt(tokens, cachedTokens));
  const how = 'Which GPU it was, and how many requests at once, is not said; an H100 with one at a time is taken.';
  return [
    timeCase({
      ...common,
      figure: 'computed',
      quantity: 'Mean time to first token, computed',
      published: 1.2,
      computation: computed(GPT_OSS_H100, tokens),
      why: `${how} 15.7 s for twenty are 0.79 s each, so 1.2 s hold some waiting, and not that for nineteen others.`,
    }),
    timeCase({
      ...common,
      figure: 'loaded',
      quantity: 'Mean time to first token, loaded',
      published: 0.39,
      computation: { kind: 'load', machine: GPT_OSS_H100, promptTokens: tokens },
      why: `${how} Loads wait for the answers of others too.`,
    }),
    timeCase({
      ...common,
      figure: 'finish-computed',
      quantity: 'All twenty, computed',
      published: 15.7,
      computation: { kind: 'finish', machine: GPT_OSS_H100, prompts: twenty(0) },
      why: `${how} 50 tokens of output each are not in it.`,
    }),
    timeCase({
      ...common,
      figure: 'finish-loaded',
      quantity: 'All twenty, loaded',
      published: 7.73,
      computation: { kind: 'finish', machine: GPT_OSS_H100, prompts: twenty(tokens) },
      why: `${how} Twenty answers of 50 tokens take most of it, and are not counted here.`,
    }),
  ];
}

/** Mean prompt of the workload: 162,353 input tokens a second ÷ 9.69 requests a second of the same report. */
const MEAN_PROMPT = 16_755;

function gptOssFleet(): readonly TimeProofCase[] {
  const rows = [
    { qps: 5, computed: 0.45, offloaded: 0.43, output: [1_983, 1_738] },
    { qps: 40, computed: 24.78, offloaded: 4.24, output: [6_722, 11_742] },
  ] as const;
  return rows.flatMap(({ qps, computed: without, offloaded, output }) => {
    const isLow = qps === 5;
    const common = {
      pointId: `oss-cpu-${qps}qps`,
      group: 'busy',
      model: 'gpt-oss-120b',
      settings: `16 H100s, one a server, ${qps} requests a second`,
      promptTokens: MEAN_PROMPT,
      grade: 'table',
      source: LLM_D_GPT_OSS,
      note: 'The prompt is worked out of the report’s tokens and requests a second.',
    } as const;
    const endless =
      'More comes than the servers get through, so the queue grows for as long as the test lasts: there is no mean to compute.';
    const decided = isLow
      ? 'Output is what was asked for, at any speed: see the doubts.'
      : 'Output of a full fleet follows from hits, which differ from stage to stage and are not published.';
    return [
      timeCase({
        ...common,
        figure: 'ttft',
        quantity: 'Mean time to first token, HBM alone',
        published: without,
        unit: 'seconds',
        comparison: isLow ? 'waits' : 'none',
        computation: isLow ? computed(GPT_OSS_H100, MEAN_PROMPT) : null,
        why: isLow
          ? 'Every prompt as if computed, and none waiting. The published mean is 0.44 of peak then, more than an H200 reaches alone: part of the prompts was probably found in HBM.'
          : endless,
      }),
      timeCase({
        ...common,
        figure: 'ttft-offload',
        quantity: 'Mean time to first token, with memory of the node',
        published: offloaded,
        unit: 'seconds',
        comparison: 'none',
        computation: null,
        why: isLow ? 'Hits of this stage are not published.' : endless,
      }),
      ...output.map((tokensPerSecond, i) =>
        timeCase({
          ...common,
          figure: i === 0 ? 'output' : 'output-offload',
          quantity: i === 0 ? 'Output, HBM alone' : 'Output, with memory of the node',
          published: tokensPerSecond,
          unit: 'tokensPerSecond',
          comparison: 'none',
          computation: null,
          why: decided,
        }),
      ),
    ];
  });
}

/** The draft's figures of a fleet of which every prompt shares a prefix of about 70,000 tokens. */
function glmSpill(): readonly TimeProofCase[] {
  const common = {
    pointId: 'glm-ttft-isolated',
    group: 'busy',
    model: 'GLM-5.2-FP8',
    settings: '32 H200s: 16 compute prompts, 16 answer; a shared prefix of about 70,000 tokens',
    grade: 'table',
    source: LLM_D_PEERS_DRAFT,
    comparison: 'none',
    computation: null,
  } as const;
  const why =
    '“Isolated” are the policies, not a request: a mean over hits, pulls, prompts computed and their waiting, in shares that are not published.';
  return [
    timeCase({
      ...common,
      figure: 'computed',
      quantity: 'Mean time to first token, no pulls',
      published: 7.85,
      unit: 'seconds',
      why,
    }),
    timeCase({
      ...common,
      figure: 'pulled',
      quantity: 'Mean time to first token, with pulls',
      published: 2.56,
      unit: 'seconds',
      why,
    }),
    timeCase({
      ...common,
      figure: 'rate-computed',
      quantity: 'Requests a second, no pulls',
      published: 3.8,
      unit: 'requestsPerSecond',
      why,
    }),
    timeCase({
      ...common,
      figure: 'rate-pulled',
      quantity: 'Requests a second, with pulls',
      published: 10.1,
      unit: 'requestsPerSecond',
      why,
    }),
  ];
}

export const BUSY_CASES: readonly TimeProofCase[] = [
  ...lmcacheMooncake(),
  ...lmcacheGptOss(),
  ...gptOssFleet(),
  ...glmSpill(),
];
