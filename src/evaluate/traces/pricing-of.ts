import type { LengthThreshold } from '../../domain/retention/turn-range.ts';
import type { Seconds } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { OfferBook } from '../offer-book.ts';
import { isProblem } from '../resolve.ts';
import { offersToChoose, resolveOffer } from '../resolve-offer.ts';
import { inLogTokens } from './log-figures.ts';
import { logStrategiesOf } from './log-strategies.ts';

/** What a log is asked so that every offer can be priced for it. */
export interface LogPricing {
  readonly pricedSeconds: readonly Seconds[];
  readonly thresholds: readonly LengthThreshold[];
  readonly pingSeconds: readonly Seconds[];
}

const MOST_VALUES = 200;
/** Every number of pings up to here is tried, and above it steps of an eighth. */
const DENSE_PINGS = 12;
const PING_STEP = 1.125;

/**
 * Lives, prompt lengths and idle times that matter to any offer of a scenario on its day: lives that are sold and what pings
 * make of them; where bands begin, where caching does and where contexts end; and when pings are due.
 *
 * Lengths are in the log's tokens: a seller whose tokenizer makes 1.3 times as many reaches its band at a 1.3th of it. Bands
 * are there as counted, too, for what was reported (`asReported`).
 * Pings go as far as they can pay at that offer (`mostPings`). At most 200 lives and 200 idle times: short lives and few
 * pings first. Offers without a price on the day are passed over.
 * Example: a life of 300 s that up to 2 pings can extend: lives 300, 600 and 900 s, pings after 300 and 600 s.
 */
export function pricingOf(scenario: Scenario, book: OfferBook): LogPricing {
  const lives = new Set<Seconds>();
  const extended: { readonly pings: number; readonly seconds: Seconds }[] = [];
  const due: { readonly pings: number; readonly seconds: Seconds }[] = [];
  const thresholds = new Map<string, LengthThreshold>();
  for (const { id } of offersToChoose(scenario, book)) {
    const resolved = resolveOffer({ ...scenario, offerId: id }, book);
    if (isProblem(resolved)) continue;
    const factor = resolved.offer.tokenizerFactor.value;
    const cutAt = (own: LengthThreshold): void => {
      thresholds.set(`${own.comparison} ${own.thresholdTokens}`, own);
    };
    const cut = ({ thresholdTokens, comparison }: LengthThreshold): void =>
      cutAt({ thresholdTokens: inLogTokens({ tokens: thresholdTokens, factor }), comparison });
    /** Also as counted: what was reported is priced without the factor. */
    const cutBand = ({ thresholdTokens, comparison }: LengthThreshold): void => {
      cut({ thresholdTokens, comparison });
      cutAt({ thresholdTokens, comparison });
    };
    cut({ thresholdTokens: resolved.offer.contextTokens.value, comparison: 'gt' });
    for (const band of resolved.period.bands) cutBand(band);
    for (const { strategy, offer, period } of logStrategiesOf(resolved)) {
      const { minPrefixTokens } = offer.cachePolicy;
      if (minPrefixTokens.value > 1) cut({ thresholdTokens: minPrefixTokens.value, comparison: 'gte' });
      for (const band of period.bands) cutBand(band);
      const seconds = strategy.ttl.seconds.value;
      lives.add(seconds);
      for (const pings of pingCounts(strategy.maxPings)) extended.push({ pings, seconds: (pings + 1) * seconds });
      for (let pings = 1; pings <= strategy.maxPings; pings++) due.push({ pings, seconds: pings * seconds });
    }
  }
  const { retentionSeconds } = scenario.warehouse;
  return {
    pricedSeconds: firstOf({ sure: [...lives, retentionSeconds], more: extended }),
    thresholds: [...thresholds.values()].toSorted((a, b) => a.thresholdTokens - b.thresholdTokens),
    pingSeconds: firstOf({ sure: [], more: due }),
  };
}

/** Numbers of pings worth trying. Example: of at most 20: 1 … 12, 14, 16, 18 and 20. */
export function pingCounts(mostPings: number): readonly number[] {
  const counts: number[] = [];
  for (let pings = 1; pings <= mostPings; pings = pings < DENSE_PINGS ? pings + 1 : Math.ceil(pings * PING_STEP))
    counts.push(pings);
  return counts;
}

function firstOf({
  sure,
  more,
}: {
  sure: readonly Seconds[];
  more: readonly { readonly pings: number; readonly seconds: Seconds }[];
}): readonly Seconds[] {
  const chosen = new Set(sure);
  for (const { seconds } of more.toSorted((a, b) => a.pings - b.pings || a.seconds - b.seconds)) {
    if (chosen.size >= MOST_VALUES) break;
    chosen.add(seconds);
  }
  return [...chosen].toSorted((a, b) => a - b);
}
