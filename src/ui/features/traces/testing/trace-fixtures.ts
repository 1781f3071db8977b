import type { HitRates, SurfacePoint, TraceSummary } from '../../../../state/trace-types.ts';

/** A point of a surface with the given share of tokens; other denominators differ from it, as they do in life. */
export function surfacePoint({
  windowSeconds = Infinity,
  capacityTokens = Infinity,
  ratio,
}: {
  windowSeconds?: number;
  capacityTokens?: number;
  ratio: number;
}): SurfacePoint {
  const rates: HitRates = {
    ofTokens: ratio,
    ofBlocks: ratio * 0.99,
    ofFullBlocks: ratio * 0.98,
    meanOfTokenRatios: ratio * 0.9,
    meanOfBlockRatios: ratio * 0.89,
    ofRequests: Math.sqrt(ratio),
  };
  return { windowSeconds, capacityTokens, rates, missedTokens: 1_000 * (1 - ratio), amplification: (1 - ratio) / 0.3 };
}

/** A spread whose median is given. */
export function spread(p50: number): NonNullable<TraceSummary['prompt']> {
  return { count: 10, mean: p50, p10: p50 / 2, p50, p90: 2 * p50, p99: 3 * p50, max: 4 * p50 };
}

/** A log of usage in a few words, of two sessions unless said otherwise. */
export function summaryWith(change: Partial<TraceSummary>): TraceSummary {
  return {
    format: 'claude-code',
    evidence: 'usage',
    answers: { ceiling: 'inferred', physical: 'observed', capacity: 'no', bill: 'computed' },
    files: 1,
    requests: 10,
    isPerRequest: true,
    sessions: 2,
    agents: 2,
    firstSeconds: 0,
    lastSeconds: 600,
    spanSeconds: 600,
    promptTokens: 10_000,
    outputTokens: 500,
    prompt: spread(1_000),
    output: spread(50),
    turnsPerAgent: spread(5),
    gaps: { all: spread(30), afterTool: null, afterPerson: null, unknown: spread(30) },
    models: [],
    duplicates: 0,
    duplicatesKept: false,
    skippedLines: 0,
    skipped: [],
    notes: [],
    ...change,
  };
}
