import type { Seconds } from '../../domain/units.ts';
import { prompt, timeCase } from './authoring.ts';
import type { ProofPrompt, TimeComputation, TimeProofCase, Waiting } from './case.ts';
import { QWEN_235B_8_H800, QWEN_8B_A100 } from './machines.ts';
import { MOONCAKE_HICACHE, MOONCAKE_SSD } from './sources.ts';

/** Conversations with a fixed number of requests under way, as Mooncake measured them. */

const RULE =
  'The published mean holds waiting. Reckoned here with a rule of thumb: prompts one after the other, so many at a time.';

function whyRound({ promptTokens, hitRatio }: { promptTokens: number; hitRatio: number }): string {
  if (hitRatio > 0.5)
    return 'What was found came through copies of Mooncake’s and over PCIe 4, more slowly than reckoned.';
  return promptTokens === 4_096
    ? 'In the first round requests come in one by one, so not each waits for three others.'
    : 'With longer prompts this engine reached less of its A100 than the default.';
}

/** Rounds of a conversation, 4,096 tokens longer each: 20 clients, four at a time, one token of output. */
function mooncakeSsd(): readonly TimeProofCase[] {
  const waiting: Waiting = { kind: 'in-flight', requests: 4 };
  const common = {
    model: 'Qwen3-8B',
    settings: 'bf16, one A100 of 40 GB, 20 clients, four at a time; SGLang with Triton attention',
    source: MOONCAKE_SSD,
    group: 'busy',
    comparison: 'waits',
  } as const;
  const ttft = (prompts: readonly ProofPrompt[]): TimeComputation => ({
    kind: 'ttft',
    machine: QWEN_8B_A100,
    prompts,
    waiting,
  });
  const round = ({
    pointId,
    promptTokens,
    rows,
  }: {
    pointId: string;
    promptTokens: number;
    rows: readonly (readonly [figure: string, name: string, seconds: Seconds, hitRatio: number])[];
  }) =>
    rows.map(([figure, name, seconds, hitRatio]) =>
      timeCase({
        ...common,
        pointId,
        figure,
        quantity: `Mean time to first token, ${name}`,
        promptTokens,
        concurrency: 4,
        published: seconds,
        unit: 'seconds',
        grade: 'chart',
        note: `Read off the chart to ± 0.2 s; ${hitRatio === 0 ? 'no' : `${Math.round(hitRatio * 100)} %`} hits.`,
        computation: ttft([prompt(promptTokens, Math.round(promptTokens * hitRatio))]),
        why: `${RULE} ${whyRound({ promptTokens, hitRatio })}`,
      }),
    );
  const overall = (
    [
      ['gpu', 'GPU only', 10.55, 6_402],
      ['host', 'with host memory', 9.49, 7_057],
      ['mooncake', 'with 80 GB of Mooncake', 6.82, 9_829],
      ['drives', 'with drives too', 4.52, 15_307],
    ] as const
  ).flatMap(([figure, name, seconds, tokensPerSecond]) => {
    const rounds = Array.from({ length: 10 }, (_, i) => prompt(4_096 * (i + 1)));
    const isComputed = figure === 'gpu';
    const why = isComputed
      ? `${RULE} As if nothing were found again, which is nearly so with the GPU alone.`
      : 'Hit rates of the ten rounds are not all published.';
    const row = {
      ...common,
      pointId: 'mc-ssd-overall',
      grade: 'chart',
      note: 'A label on a bar.',
      concurrency: 4,
      comparison: isComputed ? 'waits' : 'none',
      why,
    } as const;
    return [
      timeCase({
        ...row,
        figure: `${figure}-seconds`,
        quantity: `Mean time to first token over ten rounds, ${name}`,
        published: seconds,
        unit: 'seconds',
        computation: isComputed ? ttft(rounds) : null,
      }),
      timeCase({
        ...row,
        figure: `${figure}-rate`,
        quantity: `Input tokens a second over ten rounds, ${name}`,
        published: tokensPerSecond,
        unit: 'tokensPerSecond',
        computation: isComputed ? { kind: 'rate', machine: QWEN_8B_A100, prompts: rounds, per: 'token' } : null,
      }),
    ];
  });
  return [
    ...round({
      pointId: 'mc-ssd-r0',
      promptTokens: 4_096,
      rows: [
        ['gpu', 'GPU only', 1.1, 0],
        ['mooncake', 'with 80 GB of Mooncake', 1.2, 0],
        ['drives', 'with drives too', 1.2, 0],
      ],
    }),
    ...round({
      pointId: 'mc-ssd-r4',
      promptTokens: 20_480,
      rows: [
        ['gpu', 'GPU only', 10.4, 0.04],
        ['mooncake', 'with 80 GB of Mooncake', 5, 0.8],
        ['drives', 'with drives too', 5, 0.8],
      ],
    }),
    ...overall,
  ];
}

function hiCache(): readonly TimeProofCase[] {
  return (
    [
      ['hicache-q235-r8', 16_384, 3.51, 0.7, 0.875],
      ['hicache-q235-r10', 20_480, 4.47, 0.82, 0.9],
    ] as const
  ).flatMap(([pointId, promptTokens, computedSeconds, loadedSeconds, hitRatio]) => {
    const ask = (cachedTokens: number): TimeComputation => ({
      kind: 'ttft',
      machine: QWEN_235B_8_H800,
      prompts: [prompt(promptTokens, cachedTokens)],
      waiting: { kind: 'in-flight', requests: 4 },
    });
    const common = {
      pointId,
      group: 'busy',
      model: 'Qwen3-235B-A22B-Instruct-2507',
      settings: 'bf16, eight H800s, 80 clients, four at a time, one token of output',
      promptTokens,
      concurrency: 4,
      unit: 'seconds',
      grade: 'chart',
      source: MOONCAKE_HICACHE,
      comparison: 'waits',
    } as const;
    return [
      timeCase({
        ...common,
        figure: 'computed',
        quantity: 'Mean time to first token, GPU only',
        published: computedSeconds,
        note: 'Read off the chart to ± 0.05 s.',
        computation: ask(0),
        why: `${RULE} An engine of 2025 with tensor parallelism over eight: 0.16 of peak, in the lower part of the range.`,
      }),
      timeCase({
        ...common,
        figure: 'loaded',
        quantity: 'Mean time to first token, with remote memory',
        published: loadedSeconds,
        note: `Read off the chart to ± 0.05 s; ${hitRatio * 100} % hits.`,
        computation: ask(promptTokens * hitRatio),
        why: `${RULE} The rest behind a long prefix is short, and short prompts reach less of the peak.`,
      }),
    ];
  });
}

export const MOONCAKE_CASES: readonly TimeProofCase[] = [...mooncakeSsd(), ...hiCache()];
