import type { Bytes, Seconds, Tokens } from '../units.ts';
import { regionOf, valueOf, type Verdict } from './verdict.ts';

/**
 * B* = bytes per token × prefill tokens per second: the bandwidth at which loading takes as long as computing, floors aside. A
 * tier must give an instance more than this to save time on long prompts.
 *
 * Example: Llama 3.1 70B in bf16 (327,680 B) on four H100s at 13,100 tokens a second: 4.3 GB/s. GLM-5.2 in fp8 on eight H200s:
 * 0.35 GB/s.
 * Ignores overlap of loading with computing. A model that keeps only a state of fixed size grows by nothing: any tier will do.
 */
export function criticalBandwidth({
  bytesPerToken,
  prefillTokensPerSecond,
}: {
  bytesPerToken: Bytes;
  prefillTokensPerSecond: number;
}): Verdict {
  if (bytesPerToken === 0)
    return regionOf({ status: 'always', reason: 'A longer prompt stores no more bytes, so any bandwidth will do.' });
  if (!Number.isFinite(prefillTokensPerSecond))
    return regionOf({ status: 'never', reason: 'Prefill takes no time, so no tier is faster.' });
  return valueOf(bytesPerToken * prefillTokensPerSecond);
}

/**
 * N* = ℓ R ÷ (1 − B* ÷ β): from this prompt length on, loading is faster than computing at a steady R tokens a second. The
 * request's own floor is paid either way.
 *
 * Examples: GLM-5.2 on eight H200s, ℓ 1.2 to 1.3 s, R 7,900, B* 0.35 GB/s, β 38.5 GB/s: 9,600 to 10,400 tokens (published
 * 8,700). gpt-oss-120b, ℓ 22 ms, R 26,000: 650 (published: below 2,000).
 * Never where the tier is not faster than B*. Where attention is full R falls with length: `crossoverOnCurves` then answers
 * more exactly.
 */
export function crossoverTokens({
  floorSeconds,
  bytesPerToken,
  prefillTokensPerSecond,
  tierBytesPerSecond,
}: {
  floorSeconds: Seconds;
  bytesPerToken: Bytes;
  prefillTokensPerSecond: number;
  tierBytesPerSecond: number;
}): Verdict {
  const share = (bytesPerToken * prefillTokensPerSecond) / tierBytesPerSecond;
  if (!(share < 1)) return slowerTier();
  if (floorSeconds === 0)
    return regionOf({ status: 'always', reason: 'A fetch has no floor and the tier is faster than computing.' });
  return valueOf((floorSeconds * prefillTokensPerSecond) / (1 - share));
}

function slowerTier(): Verdict {
  return regionOf({ status: 'never', reason: 'The tier is slower than computing the prompt again.' });
}

const SHORTEST_TOKENS = 1;
const HALVINGS = 60;

/**
 * The length from which on loading is faster, on whole curves of time against length, up to `mostTokens`.
 *
 * Both grow, and computing at least as fast with length as before (attention of any kind looks at no fewer tokens later on),
 * so loading that has once become faster stays so: the length is found by doubling and bisection.
 * Example: Llama 3.1 70B on eight H100s and 6.55 GB/s: not at 10,000 tokens, from 52,000 on.
 * Ignores: chunked attention, whose cost per token falls at the start of a chunk; there the first crossing is given.
 */
export function crossoverOnCurves({
  recomputeSeconds,
  loadSeconds,
  mostTokens,
}: {
  recomputeSeconds: (tokens: Tokens) => Seconds;
  loadSeconds: (tokens: Tokens) => Seconds;
  mostTokens: Tokens;
}): Verdict {
  const gain = (tokens: Tokens): Seconds => recomputeSeconds(tokens) - loadSeconds(tokens);
  if (gain(SHORTEST_TOKENS) > 0) return regionOf({ status: 'always', reason: 'Loading is faster at any length.' });
  let low = SHORTEST_TOKENS;
  let high = SHORTEST_TOKENS;
  while (gain(high) <= 0) {
    if (high >= mostTokens)
      return regionOf({
        status: 'never',
        reason: `Computing is as fast as the tier up to ${mostTokens} tokens, the longest prompt looked at.`,
      });
    low = high;
    high = Math.min(mostTokens, high * 2);
  }
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (gain(middle) > 0) high = middle;
    else low = middle;
  }
  return valueOf(high);
}
