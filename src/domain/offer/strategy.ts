import { knownRate, type Offer, type PricePeriod } from './rate-card.ts';
import { inCacheMode } from './cache-mode.ts';
import type { TtlOption } from './cache-policy.ts';
import { SECONDS_PER_HOUR, type Seconds } from '../units.ts';

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
 * - `stored`: a prefix is created as an object, rented by the token-hour and named in each request; one object per
 *   request. `holds` says whether that is the shared prefix alone, or shared and task prefix together, one per task. The
 *   rest of the prompt is plain input. The buyer keeps it for `keptSeconds` after its last use, extending its life.
 *
 * All but `none` and `stored` may have keep-warm pings behind every request, one per TTL (per short TTL where two are
 * mixed). `cacheModeId` is set where the cache is another than the offer's own.
 */
export type Strategy =
  | { readonly kind: 'none' }
  | (InCacheMode & {
      readonly kind: 'single' | 'shared' | 'prefixes';
      readonly ttl: TtlOption;
      readonly maxPings: number;
    })
  | (InCacheMode & {
      readonly kind: 'mixed';
      readonly prefixTtl: TtlOption;
      readonly ownTtl: TtlOption;
      readonly maxPings: number;
    })
  | StoredStrategy;

interface InCacheMode {
  readonly cacheModeId?: string;
}

export interface StoredStrategy extends InCacheMode {
  readonly kind: 'stored';
  readonly ttl: TtlOption;
  readonly holds: 'shared' | 'task';
  readonly keptSeconds: Seconds;
}

/** The strategies whose prefixes live for a time that the seller sets. */
export type CachingStrategy = Exclude<Strategy, { kind: 'none' | 'stored' }>;

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
  const { trigger, ttls, match, storageObject } = offer.cachePolicy;
  const ttl = (trigger === 'automatic' ? ttls.find(({ id }) => id === AUTOMATIC_TTL_ID) : undefined) ?? ttls[0];
  if (trigger === 'none' || !ttl || storageObject !== undefined) return { kind: 'none' };
  return { kind: match === 'any-prefix' ? 'shared' : 'single', ttl, maxPings: 0 };
}

/** How long an object may be kept after its last use; what is best depends on the workload, so each is tried. */
const KEPT_HOURS = [0.25, 1, 4, 24, 168] as const;

/**
 * Every strategy the offer allows, no caching included: those of its own cache, then those of each cache sold beside it.
 *
 * Example: an offer with lives of 5 minutes and 1 hour and marks to share prefixes has eight: none, three for each life,
 * and the two mixed.
 */
export function strategiesOf({ offer, period }: { offer: Offer; period: PricePeriod }): readonly Strategy[] {
  const ofModes = (offer.cacheModes ?? []).flatMap(({ id }) => {
    const inMode = boughtInMode({ offer, period, cacheModeId: id });
    return inMode ? cachingStrategies(inMode).map((strategy): Strategy => ({ ...strategy, cacheModeId: id })) : [];
  });
  return [{ kind: 'none' }, ...cachingStrategies({ offer, period }), ...ofModes];
}

/** An offer and its period in another of its caches, on the same day; `undefined` where that cache has none. */
export function boughtInMode({
  offer,
  period,
  cacheModeId,
}: {
  offer: Offer;
  period: PricePeriod;
  cacheModeId: string;
}): { readonly offer: Offer; readonly period: PricePeriod } | undefined {
  const inMode = inCacheMode({ offer, id: cacheModeId });
  const sameDays = inMode?.periods.find(({ from, to }) => from === period.from && to === period.to);
  return inMode && sameDays && { offer: inMode, period: sameDays };
}

function cachingStrategies({
  offer,
  period,
}: {
  offer: Offer;
  period: PricePeriod;
}): readonly Exclude<Strategy, { kind: 'none' }>[] {
  const { trigger, ttls, match, maxBreakpoints, storageObject } = offer.cachePolicy;
  if (trigger === 'none') return [];
  if (storageObject !== undefined) {
    return ttls.flatMap((ttl) =>
      (['shared', 'task'] as const).flatMap((holds) =>
        KEPT_HOURS.map((hours): StoredStrategy => ({
          kind: 'stored',
          ttl,
          holds,
          keptSeconds: hours * SECONDS_PER_HOUR,
        })),
      ),
    );
  }
  const marksPrefixes = match === 'breakpoints' && maxBreakpoints >= MARKS_TO_SHARE_PREFIXES;
  const strategies: CachingStrategy[] = [];
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
