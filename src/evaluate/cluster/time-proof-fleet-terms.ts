import type { TimeComputation } from '../../catalog/time-proof/case.ts';
import { bandwidthTerm, bytesTerm, countTerm, pathTerms, type Told } from './time-proof-told.ts';

/** The same for fleets, money and laws, which are not of one machine. */
export function fleetTerms(
  computation: Exclude<TimeComputation, { kind: 'ttft' | 'finish' | 'rate' | 'load' | 'speed-up' | 'gain' | 'claim' }>,
): Told {
  switch (computation.kind) {
    case 'crossover':
    case 'pull-gain': {
      const { floorSeconds, prefillTokensPerSecond: rate, bytesPerToken, bytesPerSecond } = computation;
      const isCrossover = computation.kind === 'crossover';
      return {
        formula: isCrossover ? 'ℓ R ÷ (1 − b R ÷ β)' : '(ℓ + N b ÷ β) ÷ (N ÷ R) − 1',
        terms: [
          ...pathTerms({ floorSeconds: (floorSeconds.low + floorSeconds.high) / 2, bytesPerSecond }),
          {
            symbol: 'R',
            meaning: 'tokens computed, between two published rates',
            value: (rate.low + rate.high) / 2,
            unit: 'tokensPerSecond',
          },
          { symbol: 'b', meaning: 'stored bytes', value: bytesPerToken, unit: 'bytesPerToken' },
          ...(isCrossover
            ? []
            : [{ symbol: 'N', meaning: 'prompt', value: computation.promptTokens, unit: 'tokens' } as const]),
        ],
      };
    }
    case 'restore':
      return {
        formula: 'bytes ÷ β',
        terms: [bytesTerm(computation.bytes), bandwidthTerm(computation.bytesPerSecond)],
      };
    case 'nodes': {
      const { inputTokens, hitTokens, outputTokens, inputTokensPerSecond, outputTokensPerSecond } = computation;
      return {
        formula: computation.isCacheUsed
          ? '(IN − H) ÷ R ÷ day + OUT ÷ D ÷ day, R = r × (1 − H ÷ IN)'
          : 'IN ÷ R ÷ day + OUT ÷ D ÷ day, R = r × (1 − H ÷ IN)',
        terms: [
          { symbol: 'IN', meaning: 'tokens in', value: inputTokens, unit: 'tokens' },
          { symbol: 'H', meaning: 'of them from disk', value: hitTokens, unit: 'tokens' },
          { symbol: 'OUT', meaning: 'tokens out', value: outputTokens, unit: 'tokens' },
          {
            symbol: 'r',
            meaning: 'tokens in, hits included, per node',
            value: inputTokensPerSecond,
            unit: 'tokensPerSecond',
          },
          { symbol: 'D', meaning: 'tokens out per node', value: outputTokensPerSecond, unit: 'tokensPerSecond' },
        ],
      };
    }
    case 'revenue':
      return {
        formula: computation.lines.map((_, i) => `N${i + 1} × p${i + 1}`).join(' + '),
        terms: computation.lines.flatMap(({ tokens, usdPerMTok }, i) => [
          { symbol: `N${i + 1}`, meaning: 'tokens', value: tokens, unit: 'tokens' },
          { symbol: `p${i + 1}`, meaning: 'price', value: usdPerMTok, unit: 'usdPerMTok' },
        ]),
      };
    case 'rent':
    case 'usd-per-mtok': {
      const isRent = computation.kind === 'rent';
      return {
        formula: isRent ? 'G × p × hours' : 'G × p ÷ (3,600 × r) × 10⁶',
        terms: [
          countTerm({ symbol: 'G', meaning: 'accelerators', value: computation.gpus }),
          { symbol: 'p', meaning: 'rent of one', value: computation.usdPerGpuHour, unit: 'usdPerHour' },
          isRent
            ? countTerm({ symbol: 'hours', meaning: 'hours', value: computation.hours })
            : { symbol: 'r', meaning: 'tokens', value: computation.tokensPerSecond, unit: 'tokensPerSecond' },
        ],
      };
    }
    case 'harmonic':
      return {
        formula: '1 ÷ ((1 − h) ÷ M + h ÷ H)',
        terms: [
          { symbol: 'M', meaning: 'no hits', value: computation.missTokensPerSecond, unit: 'tokensPerSecond' },
          { symbol: 'H', meaning: 'all hits', value: computation.hitTokensPerSecond, unit: 'tokensPerSecond' },
          { symbol: 'h', meaning: 'hit rate', value: computation.hitRatio, unit: 'ratio' },
        ],
      };
    case 'fleet-speed-up':
      return {
        formula: '1 ÷ (1 − f + f × (1 − b) ÷ (1 − a))',
        terms: [
          {
            symbol: 'f',
            meaning: 'share of machine time that is prefill',
            value: computation.prefillRatio,
            unit: 'ratio',
          },
          { symbol: 'a', meaning: 'hit rate without', value: computation.hitRatioBefore, unit: 'ratio' },
          { symbol: 'b', meaning: 'hit rate with', value: computation.hitRatioAfter, unit: 'ratio' },
        ],
      };
  }
}
