import { knownRate, type Offer, type PricePeriod } from './rate-card.ts';
import type { TtlOption } from './cache-policy.ts';

/**
 * A way of using one offer's prompt cache. Offer, mode, region and schedule stay as they are; only caching varies.
 *
 * - `none`: nothing is cached.
 * - `single`: one TTL, one mark at the end of the prompt. Reads an agent's own history; where the seller only reads back
 *   marked prefixes, agents share nothing.
 * - `shared`: one TTL, and the ends of the shared and task prefixes can be read back too.
 * - `prefixes`: only the shared and task prefixes are marked; each agent's own part is sent as plain input, without a
 *   write premium. What one-shot work does best.
 * - `mixed`: the long TTL for shared and task prefixes, the short one for each agent's own history.
 *
 * All but `none` may have keep-warm pings behind every request, one per TTL (per short TTL where two are mixed).
 */
export type Strategy =
  | { readonly kind: 'none' }
  | { readonly kind: 'single' | 'shared' | 'prefixes'; readonly ttl: TtlOption; readonly maxPings: number }
  | { readonly kind: 'mixed'; readonly prefixTtl: TtlOption; readonly ownTtl: TtlOption; readonly maxPings: number };

/** The strategies that cache something. */
export type CachingStrategy = Exclude<Strategy, { kind: 'none' }>;

/** Marks needed to keep shared prefix, task prefix and whole prompt apart. */
const MARKS_TO_SHARE_PREFIXES = 3;
/** Ends the search at a hostile price sheet; the dearest ratio on sale allows about 80. */
const MOST_PINGS = 300;
/** An automatic cache that shows no TTL of its own carries this id; it is what a buyer gets without asking. */
const AUTOMATIC_TTL_ID = 'auto';

/**
 * Most keep-warm pings behind a request that can pay: they do while idle < (w − r) ÷ r × TTL, one ping a TTL.
 *
 * Example: w = 1.25, r = 0.1 (times input), TTL 5 minutes: 57.5 minutes, so 11 pings.
 * 0 where a read does not start the life again, where the life is not known, or where a rate is missing.
 */
export function mostPings({ ttl, period }: { ttl: TtlOption; period: PricePeriod }): number {
  if (!ttl.refreshedByRead || ttl.semantics === 'best-effort') return 0;
  const bandRates = [period.base, ...period.bands.map((band) => band.rates)];
  return Math.max(
    0,
    ...bandRates.map((rates) => {
      const write = knownRate(rates.cacheWrite[ttl.id]);
      const read = knownRate(rates.cacheRead);
      // A free read would let pings pay for ever; no seller gives one, and an unbounded search must not hang.
      if (write === undefined || read === undefined || read <= 0) return 0;
      return Math.min(MOST_PINGS, Math.floor((write - read) / read));
    }),
  );
}

/** What a buyer gets who does nothing clever: automatic caching, else one mark at the shortest TTL. */
export function defaultStrategy(offer: Offer): Strategy {
  const { trigger, ttls, match } = offer.cachePolicy;
  const ttl = (trigger === 'automatic' ? ttls.find(({ id }) => id === AUTOMATIC_TTL_ID) : undefined) ?? ttls[0];
  if (trigger === 'none' || !ttl) return { kind: 'none' };
  return { kind: match === 'any-prefix' ? 'shared' : 'single', ttl, maxPings: 0 };
}

/** Every strategy the offer allows, no caching included. */
export function strategiesOf({ offer, period }: { offer: Offer; period: PricePeriod }): readonly Strategy[] {
  const { trigger, ttls, match, maxBreakpoints } = offer.cachePolicy;
  if (trigger === 'none') return [{ kind: 'none' }];
  const marksPrefixes = match === 'breakpoints' && maxBreakpoints >= MARKS_TO_SHARE_PREFIXES;
  const strategies: Strategy[] = [{ kind: 'none' }];
  for (const ttl of ttls) {
    const maxPings = mostPings({ ttl, period });
    if (match === 'breakpoints') strategies.push({ kind: 'single', ttl, maxPings });
    if (match === 'any-prefix' || marksPrefixes) strategies.push({ kind: 'shared', ttl, maxPings });
    if (marksPrefixes) strategies.push({ kind: 'prefixes', ttl, maxPings });
  }
  if (marksPrefixes) {
    for (const prefixTtl of ttls) {
      for (const ownTtl of ttls) {
        if (prefixTtl.seconds.value > ownTtl.seconds.value)
          strategies.push({ kind: 'mixed', prefixTtl, ownTtl, maxPings: mostPings({ ttl: ownTtl, period }) });
      }
    }
  }
  return strategies;
}
