import type { ProofPrompt, TimeComputation, Waiting } from '../../catalog/time-proof/case.ts';
import { addEstimates, exactly, invertEstimate, mapEstimate, type Estimate } from '../../domain/serving/estimate.ts';
import { prefillSeconds } from '../../domain/serving/prefill-time.ts';
import { usdOf } from '../../domain/units.ts';
import { crossoverTokens } from '../../domain/warehouse/critical-bandwidth.ts';
import { fleetLoad } from '../../domain/warehouse/fleet.ts';
import { fleetSpeedUp, throughputAtHitRatio } from '../../domain/warehouse/throughput.ts';
import {
  firstTokenSeconds,
  proofServer,
  tierBytesPerSecond,
  type ProofServer,
  type Reckoning,
} from './time-proof-server.ts';

/**
 * Computes what a case of the proof asks for, with its band; a figure that has none has equal bounds.
 *
 *     waiting   in-flight n: n × time        all-at-once n: (n + 1) ÷ 2 × time
 *     speed-up  computing ÷ (computing ÷ factor of HBM + bytes ÷ β)
 *     gain      (floor + bytes ÷ β) ÷ computing − 1
 *
 * Example: 50 prompts of 0.324 s at once: the first token comes after 8.3 s on average. The rest are the functions that every
 * other page uses.
 */
export function computeTime({
  computation,
  reckoning,
}: {
  computation: TimeComputation;
  reckoning: Reckoning;
}): Estimate {
  switch (computation.kind) {
    case 'ttft': {
      const { machine, prompts, waiting } = computation;
      const total = totalSeconds({ server: proofServer({ machine, reckoning }), prompts });
      return times(total, waitingFactor(waiting) / prompts.length);
    }
    case 'finish': {
      const { machine, prompts } = computation;
      return totalSeconds({ server: proofServer({ machine, reckoning }), prompts });
    }
    case 'rate': {
      const { machine, prompts, per } = computation;
      const total = totalSeconds({ server: withoutFloors(proofServer({ machine, reckoning })), prompts });
      const done =
        per === 'request' ? prompts.length : prompts.reduce((sum, { promptTokens }) => sum + promptTokens, 0);
      return invertEstimate(total, (seconds) => done / seconds);
    }
    case 'load': {
      const { machine, promptTokens } = computation;
      const server = proofServer({ machine, reckoning });
      return firstTokenSeconds({ server, prompt: { promptTokens, cachedTokens: promptTokens } });
    }
    case 'speed-up': {
      const { machine, promptTokens, hbmFactor, tierId, asks } = computation;
      const server = proofServer({ machine, reckoning });
      const loading = tierId === null ? 0 : server.bytes(promptTokens) / tierBytesPerSecond({ machine, tierId });
      const computing = firstTokenSeconds({ server, prompt: { promptTokens, cachedTokens: 0 } });
      return mapEstimate(computing, (seconds) => {
        const stored = seconds / hbmFactor + loading;
        return asks === 'seconds' ? stored : seconds / stored;
      });
    }
    case 'gain': {
      const { machine, promptTokens, floorSeconds, bytesPerSecond } = computation;
      const server = proofServer({ machine, reckoning });
      const loading = floorSeconds + server.bytes(promptTokens) / bytesPerSecond;
      const computing = firstTokenSeconds({ server, prompt: { promptTokens, cachedTokens: 0 } });
      return invertEstimate(computing, (seconds) => loading / seconds - 1);
    }
    case 'claim': {
      const { machine, promptTokens, mfuRatio, loadSeconds, asks } = computation;
      const server = proofServer({ machine, reckoning });
      const seconds = prefillSeconds({
        flops: server.flops({ contextTokens: promptTokens, cachedTokens: 0 }),
        machine: { ...server.machine, mfuRatio, errorRatio: 0 },
      });
      return asks === 'seconds' ? seconds : times(seconds, 1 / loadSeconds);
    }
    default:
      return computeFleet(computation);
  }
}

type FleetComputation = Exclude<
  TimeComputation,
  { kind: 'ttft' | 'finish' | 'rate' | 'load' | 'speed-up' | 'gain' | 'claim' }
>;

function computeFleet(computation: FleetComputation): Estimate {
  switch (computation.kind) {
    case 'crossover':
      return betweenRates(computation, ({ floorSeconds, prefillTokensPerSecond }) => {
        const { bytesPerToken, bytesPerSecond } = computation;
        const verdict = crossoverTokens({
          floorSeconds,
          bytesPerToken,
          prefillTokensPerSecond,
          tierBytesPerSecond: bytesPerSecond,
        });
        return 'value' in verdict ? verdict.value : Number.NaN;
      });
    case 'pull-gain':
      return betweenRates(computation, ({ floorSeconds, prefillTokensPerSecond }) => {
        const { bytesPerToken, bytesPerSecond, promptTokens } = computation;
        const pull = floorSeconds + (promptTokens * bytesPerToken) / bytesPerSecond;
        return (pull * prefillTokensPerSecond) / promptTokens - 1;
      });
    case 'restore':
      return exactly(computation.bytes / computation.bytesPerSecond);
    case 'nodes':
      return exactly(nodesOf(computation));
    case 'revenue':
      return exactly(computation.lines.reduce((sum, line) => sum + usdOf(line), 0));
    case 'rent':
      return exactly(computation.gpus * computation.usdPerGpuHour * computation.hours);
    case 'usd-per-mtok': {
      const { gpus, usdPerGpuHour, tokensPerSecond } = computation;
      return exactly(((gpus * usdPerGpuHour) / (tokensPerSecond * SECONDS_PER_HOUR)) * TOKENS_PER_MTOK);
    }
    case 'harmonic':
      return exactly(throughputAtHitRatio(computation));
    case 'fleet-speed-up':
      return exactly(fleetSpeedUp(computation));
  }
}

const SECONDS_PER_HOUR = 3_600;
const TOKENS_PER_MTOK = 1e6;

function nodesOf({
  inputTokens,
  hitTokens,
  outputTokens,
  periodSeconds,
  inputTokensPerSecond,
  outputTokensPerSecond,
  isCacheUsed,
}: Extract<TimeComputation, { kind: 'nodes' }>): number {
  const hitRatio = hitTokens / inputTokens;
  return fleetLoad({
    demand: {
      // Only floors depend on it, and none is counted.
      requestsPerSecond: 1,
      inputTokensPerSecond: inputTokens / periodSeconds,
      outputTokensPerSecond: outputTokens / periodSeconds,
    },
    speed: {
      prefillTokensPerSecond: inputTokensPerSecond * (1 - hitRatio),
      decodeTokensPerSecond: outputTokensPerSecond,
      requestFloorSeconds: 0,
    },
    tiers: isCacheUsed
      ? [
          {
            id: 'disk',
            hitRatio,
            bytesPerToken: 0,
            bytesPerSecondPerNode: Infinity,
            fetchFloorSeconds: 0,
            overlapRatio: 0,
          },
        ]
      : [],
    loads: 'always',
    penaltyRatio: 0,
  }).nodes;
}

interface Rates {
  readonly floorSeconds: number;
  readonly prefillTokensPerSecond: number;
}

/** Between the two published rates and floors; both rise with either. */
function betweenRates(
  {
    floorSeconds: floor,
    prefillTokensPerSecond: rate,
  }: Pick<Extract<TimeComputation, { kind: 'crossover' }>, 'floorSeconds' | 'prefillTokensPerSecond'>,
  at: (rates: Rates) => number,
): Estimate {
  return {
    low: at({ floorSeconds: floor.low, prefillTokensPerSecond: rate.low }),
    typical: at({
      floorSeconds: (floor.low + floor.high) / 2,
      prefillTokensPerSecond: (rate.low + rate.high) / 2,
    }),
    high: at({ floorSeconds: floor.high, prefillTokensPerSecond: rate.high }),
  };
}

function totalSeconds({ server, prompts }: { server: ProofServer; prompts: readonly ProofPrompt[] }): Estimate {
  return addEstimates(...prompts.map((prompt) => firstTokenSeconds({ server, prompt })));
}

/** A machine that is never idle pays its floors beside other work. */
function withoutFloors(server: ProofServer): ProofServer {
  return {
    ...server,
    machine: { ...server.machine, floorSeconds: 0 },
    path: server.path && { ...server.path, floorSeconds: 0 },
  };
}

function waitingFactor(waiting: Waiting | null): number {
  if (waiting === null) return 1;
  return waiting.kind === 'in-flight' ? waiting.requests : (waiting.requests + 1) / 2;
}

function times(estimate: Estimate, factor: number): Estimate {
  return mapEstimate(estimate, (value) => value * factor);
}
