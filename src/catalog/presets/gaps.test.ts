import { describe, expect, test } from 'vitest';
import {
  gapQuantileSeconds,
  gapsAtWindow,
  gapsByCause,
  meanGapSeconds,
  type GapCause,
  type GapMixture,
} from '../../domain/swarm/gap-mixture.ts';
import { AFTER_TOOL_GAP, BENCHMARK_GAP, CHAT_GAP, CODING_SESSION_GAP, RESEARCH_SESSION_GAP } from './gaps.ts';

function survival({ gap, windowSeconds }: { gap: GapMixture; windowSeconds: number }): number {
  return gapsAtWindow({ gap, windowSeconds }).survivalRatio;
}

function ofCause({ gap, cause }: { gap: GapMixture; cause: GapCause }): GapMixture {
  return gapsByCause({ gap, cause }).gap;
}

const AFTER_TOOLS = ofCause({ gap: CODING_SESSION_GAP.value, cause: 'tool' });
const AFTER_ANSWERS = ofCause({ gap: CODING_SESSION_GAP.value, cause: 'person' });

/** Name, mixture, window in seconds, share of recorded gaps that outlast it, largest difference. */
const RECORDED: readonly (readonly [string, GapMixture, number, number, number])[] = [
  ['all of coding sessions', CODING_SESSION_GAP.value, 30, 0.299, 0.005],
  ['all of coding sessions', CODING_SESSION_GAP.value, 60, 0.1757, 0.005],
  ['all of coding sessions', CODING_SESSION_GAP.value, 120, 0.106, 0.005],
  ['all of coding sessions', CODING_SESSION_GAP.value, 300, 0.0489, 0.001],
  ['all of coding sessions', CODING_SESSION_GAP.value, 600, 0.0296, 0.004],
  ['all of coding sessions', CODING_SESSION_GAP.value, 1_800, 0.0104, 0.002],
  ['all of coding sessions', CODING_SESSION_GAP.value, 3_600, 0.0035, 0.001],
  ['all of coding sessions', CODING_SESSION_GAP.value, 7_200, 0.0021, 0.001],
  ['after a tool call', AFTER_TOOLS, 11, 0.75, 0.005],
  ['after a tool call', AFTER_TOOLS, 17, 0.5, 0.005],
  ['after a tool call', AFTER_TOOLS, 34, 0.25, 0.005],
  ['after a tool call', AFTER_TOOLS, 167, 0.05, 0.004],
  ['after a tool call', AFTER_TOOLS, 300, 0.03, 0.002],
  ['after a tool call', AFTER_TOOLS, 627, 0.01, 0.002],
  ['after a tool call', AFTER_TOOLS, 3_600, 0.0006, 0.0002],
  ['after a finished answer', AFTER_ANSWERS, 63, 0.75, 0.02],
  ['after a finished answer', AFTER_ANSWERS, 205, 0.5, 0.02],
  ['after a finished answer', AFTER_ANSWERS, 300, 0.415, 0.02],
  ['after a finished answer', AFTER_ANSWERS, 783, 0.25, 0.01],
  ['after a finished answer', AFTER_ANSWERS, 900, 0.23, 0.01],
  ['after a finished answer', AFTER_ANSWERS, 2_572, 0.1, 0.01],
  ['after a finished answer', AFTER_ANSWERS, 3_600, 0.061, 0.01],
  ['after a finished answer', AFTER_ANSWERS, 5_055, 0.05, 0.005],
  ['of conversations', CHAT_GAP.value, 60, 0.785, 0.025],
  ['of conversations', CHAT_GAP.value, 300, 0.214, 0.025],
  ['of conversations', CHAT_GAP.value, 600, 0.054, 0.025],
];

test.each(RECORDED)('gaps %s: P(gap > T) as recorded (%#)', (_name, gap, windowSeconds, recorded, tolerance) => {
  expect(Math.abs(survival({ gap, windowSeconds }) - recorded)).toBeLessThan(tolerance);
});

describe('coding sessions', () => {
  test('wait for a person as often as answers were finished: 2,214 of 45,534 gaps', () => {
    expect(gapsByCause({ gap: CODING_SESSION_GAP.value, cause: 'person' }).ratio).toBeCloseTo(2_214 / 45_534, 3);
  });

  test('have the same gaps after tool calls as sub-agents, which have no others', () => {
    for (const windowSeconds of [5, 20, 60, 300, 3_600]) {
      const alone = survival({ gap: AFTER_TOOL_GAP.value, windowSeconds });
      expect(survival({ gap: AFTER_TOOLS, windowSeconds })).toBeCloseTo(alone, 3);
    }
    expect(gapsByCause({ gap: AFTER_TOOL_GAP.value, cause: 'tool' }).ratio).toBe(1);
  });

  test('have a mean gap within a sixth of the recorded 131 s', () => {
    expect(Math.abs(meanGapSeconds(CODING_SESSION_GAP.value) / 131 - 1)).toBeLessThan(1 / 6);
  });
});

describe('TraceLab', () => {
  const quantile = ({ cause, ratio }: { cause: GapCause; ratio: number }): number =>
    gapQuantileSeconds({ gap: ofCause({ gap: RESEARCH_SESSION_GAP.value, cause }), ratio });

  test('people take the published times, and the answer’s median of 5.7 s before', () => {
    // Median 1.4 min, ninetieth percentile 20.6 min, 99th 13.9 h.
    for (const [ratio, seconds] of [
      [0.5, 84],
      [0.9, 1_236],
      [0.99, 50_040],
    ] as const) {
      expect(quantile({ cause: 'person', ratio }) / (seconds + 5.7)).toBeGreaterThan(0.95);
      expect(quantile({ cause: 'person', ratio }) / (seconds + 5.7)).toBeLessThan(1.05);
    }
  });

  test('tools take decoding and running together', () => {
    // Both as lognormals through their published medians and ninetieth percentiles; runs cut at 55 min, which makes their
    // mean the published 16.8 s. Every quantile of one with every quantile of the other.
    const steps = 300;
    const NINETIETH = 1.2816;
    const levels = Array.from({ length: steps }, (_, i) => (i + 0.5) / steps);
    const spanOf = (medianSeconds: number, ninetiethSeconds: number): readonly number[] =>
      levels.map((ratio) =>
        gapQuantileSeconds({
          gap: [{ weight: 1, medianSeconds, logSigma: Math.log(ninetiethSeconds / medianSeconds) / NINETIETH }],
          ratio,
        }),
      );
    const running = spanOf(0.3, 13.6).map((seconds) => Math.min(seconds, 3_300));
    const sums = spanOf(5.7, 22.2).flatMap((decoding) => running.map((run) => decoding + run));
    for (const windowSeconds of [4, 8, 18, 38, 66, 313]) {
      const share = sums.filter((seconds) => seconds > windowSeconds).length / sums.length;
      const gap = ofCause({ gap: RESEARCH_SESSION_GAP.value, cause: 'tool' });
      expect(Math.abs(survival({ gap, windowSeconds }) - share)).toBeLessThan(0.012);
    }
  });
});

test('short agents have the mean of the 13 gaps looked at: 27.8 s in all', () => {
  expect(Math.abs(meanGapSeconds(BENCHMARK_GAP.value) / (27.8 / 13) - 1)).toBeLessThan(0.05);
});
