import { regionOf, valueOf, type Verdict } from './verdict.ts';
import type { UnitCosts } from './unit-costs.ts';

/**
 * τ = (n (compute − read) − wear) ÷ rent: how long a token may lie in a tier and still be worth its n reads. The five-minute
 * rule of databases, for KV cache.
 *
 * Examples: Llama 3.1 70B on four H100s at $2, 16,000 tokens: 35 minutes in DRAM of mid-2026 ($0.65 per GB-month), 25 hours on
 * NVMe ($0.0152). GLM-5.2 in fp8: 19 hours and 815.
 * It answers "if it is known to return"; where that is not known, `best-retention.ts` does. Source: Gray and Putzolu 1987.
 */
export function breakEvenSeconds({ costs, reads = 1 }: { costs: UnitCosts; reads?: number }): Verdict {
  const { recomputeUsdPerToken, readUsdPerToken, rentUsdPerTokenSecond, wearUsdPerToken } = costs;
  const saved = recomputeUsdPerToken - readUsdPerToken;
  if (!(saved > 0))
    return regionOf({ status: 'never', reason: 'Reading a token costs no less than computing it again.' });
  const left = reads * saved - wearUsdPerToken;
  if (!(left > 0)) return regionOf({ status: 'never', reason: 'Writing a token wears out more than its reads save.' });
  if (rentUsdPerTokenSecond === 0)
    return regionOf({ status: 'always', reason: 'Rent is 0: whatever returns at all is worth keeping for ever.' });
  return valueOf(left / rentUsdPerTokenSecond);
}
