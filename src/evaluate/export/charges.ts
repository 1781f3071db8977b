import { boughtInMode, defaultStrategy, type Strategy } from '../../domain/offer/strategy.ts';
import { ratesForPrompt, type Price, type PricePeriod, type RateSet } from '../../domain/offer/rate-card.ts';
import { splitCeiling } from '../../domain/retention/ceiling.ts';
import { shortestPromptOver } from '../../domain/retention/turn-range.ts';
import { warehouseRung } from '../../domain/spend/ladder.ts';
import { orderOfClass, type SpendClass, type SpendLine } from '../../domain/spend/lines.ts';
import { contextOfStrategy, priceWithPings, type PricingContext } from '../../domain/spend/price-strategy.ts';
import type { RungName } from '../../domain/spend/rung.ts';
import type { OfferGroup } from '../spend.ts';

/** A price list of an offer: its own cache's or another's, at the base or at a band of long prompts. */
export interface ListPlace {
  /** `null`: the offer's own cache. */
  readonly cacheModeId: string | null;
  /** Place in the period's bands; `null` is the base. */
  readonly band: number | null;
}

/** Tokens of one class that one role is charged for at one price. */
export interface Charge extends ListPlace {
  /** Place in the evaluation's groups: whose offer. */
  readonly group: number;
  readonly roleName: string;
  readonly class: SpendClass;
  /** Tokens a month; of storage token-hours. */
  readonly tokens: number;
  /** Lists of the offer's other caches for the same prompts: the ceiling pays the lowest price of all. */
  readonly otherLists: readonly ListPlace[];
}

/**
 * What a rung is charged for, told apart as far as prices tell it: by offer, role, cache, price band and class. Rows of a
 * class stand together, and in it those of an offer.
 *
 * A bill is linear in its prices once the policy is chosen. So the tokens of a band are what the same policy costs where a
 * million tokens cost 1 in that band and nothing in all others: pricing itself says what it counts.
 * Example: prompts of 150,000 tokens, 10 of them, and a band above 200,000: all 1.5 M in the base.
 */
export function chargesOf({ groups, rung }: { groups: readonly OfferGroup[]; rung: RungName }): readonly Charge[] {
  const charges = groups.flatMap((group, place) => {
    const found = rung === 'ceiling' ? ceilingCharges(group) : rolesOf(group).flatMap((role) => role[rung]());
    return found.map((charge): Charge => ({ otherLists: [], ...charge, group: place }));
  });
  return merged(charges).toSorted(byPlace);
}

type GroupCharge = Omit<Charge, 'group' | 'otherLists'> & { readonly otherLists?: readonly ListPlace[] };

/** The charges of each role on its own, rung by rung: roles share no cache. */
function rolesOf(group: OfferGroup): readonly Record<Exclude<RungName, 'ceiling'>, () => readonly GroupCharge[]>[] {
  const { context, ladder } = group;
  return context.swarm.roles.map((role, i) => {
    const alone: PricingContext = {
      ...context,
      swarm: { ...context.swarm, roles: [role] },
      reuse: context.reuse.filter((chances) => chances.role === role),
    };
    const under = (strategy: Strategy, pings: number) => strategyCharges({ context: alone, strategy, pings });
    return {
      'no-cache': () => under({ kind: 'none' }, 0),
      'provider-default': () => under(defaultStrategy(context.offer), 0),
      'best-policy': () => {
        const choice = ladder.best.status === 'priced' ? ladder.best.choices[i] : undefined;
        return choice ? under(choice.strategy, choice.pings) : [];
      },
      warehouse: () => warehouseCharges({ context: alone, group }),
    };
  });
}

function strategyCharges({
  context: offered,
  strategy,
  pings,
}: {
  context: PricingContext;
  strategy: Strategy;
  pings: number;
}): readonly GroupCharge[] {
  const context = contextOfStrategy({ context: offered, strategy });
  if (context === null) return [];
  const cacheModeId = strategy.kind === 'none' ? null : (strategy.cacheModeId ?? null);
  // The context is that cache's already.
  const here: Strategy = strategy.kind === 'none' ? strategy : withoutMode(strategy);
  return bandsOf(context.period).flatMap((band) => {
    const priced = priceWithPings({
      context: { ...context, period: probe({ period: context.period, band }) },
      strategy: here,
      pings,
    });
    return priced.status === 'priced'
      ? lineCharges({ lines: priced.lines, place: { cacheModeId, band }, context })
      : [];
  });
}

function withoutMode<T extends { readonly cacheModeId?: string }>(strategy: T): T {
  const { cacheModeId: _here, ...rest } = strategy;
  return rest as T;
}

function warehouseCharges({ context, group }: { context: PricingContext; group: OfferGroup }): readonly GroupCharge[] {
  return bandsOf(context.period).flatMap((band) => {
    const rung = warehouseRung({
      context: { ...context, period: probe({ period: context.period, band }) },
      // Prices of its own would not tell bands apart.
      warehouse: { ...group.warehouse, writeUsdPerMTok: null, readUsdPerMTok: null },
    });
    return rung.status === 'priced'
      ? lineCharges({ lines: rung.lines, place: { cacheModeId: null, band }, context })
      : [];
  });
}

/** Rent does not know bands: it is taken once, with the base. */
function lineCharges({
  lines,
  place,
  context,
}: {
  lines: readonly SpendLine[];
  place: ListPlace;
  context: PricingContext;
}): readonly GroupCharge[] {
  const roleName = context.swarm.roles[0]?.name ?? '';
  return lines.flatMap((line): readonly GroupCharge[] => {
    const tokens = line.tokens === null ? (place.band === null ? (line.tokenHours ?? 0) : 0) : line.usd * 1e6;
    return tokens > 0 ? [{ ...place, roleName, class: line.class, tokens }] : [];
  });
}

function ceilingCharges({ context }: OfferGroup): readonly GroupCharge[] {
  const { offer, period, swarm } = context;
  const modes = (offer.cacheModes ?? []).flatMap(({ id }) => {
    const inMode = boughtInMode({ offer, period, cacheModeId: id });
    return inMode ? [{ id, period: inMode.period }] : [];
  });
  return splitCeiling({ swarm, thresholds: period.bands }).flatMap((split) => {
    const promptTokens = shortestPromptOver(split);
    const place: ListPlace = { cacheModeId: null, band: bandFor({ period, promptTokens }) };
    const otherLists = modes.map((mode): ListPlace => ({
      cacheModeId: mode.id,
      band: bandFor({ period: mode.period, promptTokens }),
    }));
    const parts: readonly (readonly [SpendClass, number])[] = [
      ['uncachedInput', split.uncachedTokens],
      ['cacheRead', split.readTokens],
      ['output', split.outputTokens],
    ];
    return parts
      .filter(([, tokens]) => tokens > 0)
      .map(([spendClass, tokens]) => ({ ...place, roleName: split.role.name, class: spendClass, tokens, otherLists }));
  });
}

/** The base first, then each band's place. */
export function bandsOf(period: Pick<PricePeriod, 'bands'>): readonly (number | null)[] {
  return [null, ...period.bands.keys()];
}

/** The rates of a place in a period. */
export function ratesAt({ period, band }: { period: PricePeriod; band: number | null }): RateSet {
  return band === null ? period.base : (period.bands[band]?.rates ?? period.base);
}

function bandFor({ period, promptTokens }: { period: PricePeriod; promptTokens: number }): number | null {
  const rates = ratesForPrompt({ period, promptTokens });
  const at = period.bands.findIndex((band) => band.rates === rates);
  return at < 0 ? null : at;
}

/** The same period where a million tokens cost 1 in one band and nothing in the others. Rent stays. */
function probe({ period, band }: { period: PricePeriod; band: number | null }): PricePeriod {
  const price = (usdPerMTok: number): Price => ({
    state: 'priced',
    perMTok: { value: usdPerMTok, kind: 'derived', source: 'counts tokens', checkedOn: '1970-01-01' },
  });
  const unit = (rates: RateSet, at: number | null): RateSet => {
    const one = price(at === band ? 1 : 0);
    return {
      input: one,
      output: one,
      cacheRead: one,
      cacheWrite: Object.fromEntries(Object.keys(rates.cacheWrite).map((ttl) => [ttl, one])),
      ...(rates.storage && { storage: rates.storage }),
    };
  };
  return {
    ...period,
    base: unit(period.base, null),
    bands: period.bands.map((old, at) => ({ ...old, rates: unit(old.rates, at) })),
  };
}

function keyOf({ group, roleName, class: spendClass, cacheModeId, band, otherLists }: Charge): string {
  return JSON.stringify([group, roleName, spendClass, cacheModeId, band, otherLists]);
}

function merged(charges: readonly Charge[]): readonly Charge[] {
  const byKey = new Map<string, Charge>();
  for (const charge of charges) {
    const known = byKey.get(keyOf(charge));
    byKey.set(keyOf(charge), known ? { ...known, tokens: known.tokens + charge.tokens } : charge);
  }
  return [...byKey.values()];
}

function byPlace(a: Charge, b: Charge): number {
  return (
    orderOfClass(a.class) - orderOfClass(b.class) ||
    a.group - b.group ||
    compare(a.class, b.class) ||
    compare(a.cacheModeId ?? '', b.cacheModeId ?? '') ||
    (a.band ?? -1) - (b.band ?? -1) ||
    compare(JSON.stringify(a.otherLists), JSON.stringify(b.otherLists))
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
