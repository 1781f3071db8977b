import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import type { Offer, PricePeriod } from '../../../domain/offer/rate-card.ts';
import { factsIn } from './facts-in.ts';
import { isDay, type Finding } from './finding.ts';
import { rateProblems } from './rate-problems.ts';
import { termProblems } from './term-problems.ts';

/** Something in the catalogue that cannot be right. */
export interface Problem extends Finding {
  readonly offerId: string;
}

const KINDS: readonly string[] = ['published', 'measured', 'derived', 'assumed'];
/** A reason shorter than this explains nothing. */
const SHORTEST_REASON = 10;

/**
 * Everything that is wrong with a list of offers as seen on a day: ids, sources, dates, periods, prices, modes, hours and
 * cache policies. Empty where nothing is.
 */
export function offerProblems({
  offers,
  on,
  hasGeometry,
}: {
  offers: readonly Offer[];
  on: string;
  hasGeometry: (id: string) => boolean;
}): readonly Problem[] {
  const seen = new Set<string>();
  return offers.flatMap((offer) => {
    const twice = seen.has(offer.id) ? [{ where: 'id', what: 'another offer has the same one' }] : [];
    seen.add(offer.id);
    return [
      ...twice,
      ...headProblems({ offer, hasGeometry }),
      ...factProblems({ offer, on }),
      ...sheetProblems({ sheet: offer, where: '' }),
      ...(offer.cacheModes ?? []).flatMap((mode) => sheetProblems({ sheet: mode, where: `cacheModes.${mode.id}.` })),
    ].map((finding) => ({ offerId: offer.id, ...finding }));
  });
}

function headProblems({
  offer,
  hasGeometry,
}: {
  offer: Offer;
  hasGeometry: (id: string) => boolean;
}): readonly Finding[] {
  const found: Finding[] = [];
  const check = (holds: boolean, where: string, what: string): void => {
    if (!holds) found.push({ where, what });
  };
  check(offer.id.startsWith(`${offer.seller}/`), 'id', `does not begin with its seller, ${offer.seller}`);
  check(!/\s/.test(offer.id), 'id', 'holds a space, so it is no id of an API');
  check(/^[A-Z]{3}$/.test(offer.currency), 'currency', `"${offer.currency}" is no ISO 4217 code`);
  check(offer.geometryId === null || hasGeometry(offer.geometryId), 'geometryId', `no model ${offer.geometryId ?? ''}`);
  check(Number.isInteger(offer.contextTokens.value) && offer.contextTokens.value > 0, 'contextTokens', 'is no length');
  check(offer.tokenizerFactor.value > 0, 'tokenizerFactor', 'is not above 0');
  const modeIds = (offer.cacheModes ?? []).map(({ id }) => id);
  check(new Set(modeIds).size === modeIds.length, 'cacheModes', 'two have the same id');
  return found;
}

function factProblems({ offer, on }: { offer: Offer; on: string }): readonly Finding[] {
  return factsIn(offer).flatMap(({ path, provenance: { kind, source, checkedOn, note }, value }) => {
    const found: Finding[] = [];
    if (!KINDS.includes(kind)) found.push({ where: path, what: `is of the unknown kind "${kind}"` });
    if (source.trim() === '') found.push({ where: path, what: 'has no source' });
    if (!isDay(checkedOn)) found.push({ where: path, what: `was checked on "${checkedOn}", which is no day` });
    else if (checkedOn > on) found.push({ where: path, what: `was checked on ${checkedOn}, after ${on}` });
    if (kind === 'assumed' && (note ?? '').length < SHORTEST_REASON)
      found.push({ where: path, what: 'is assumed without a reason' });
    if (typeof value === 'number' && !(Number.isFinite(value) && value >= 0))
      found.push({ where: path, what: `is ${value}, which is no quantity` });
    return found;
  });
}

function sheetProblems({
  sheet: { periods, cachePolicy },
  where,
}: {
  sheet: { readonly periods: readonly PricePeriod[]; readonly cachePolicy: CachePolicy };
  where: string;
}): readonly Finding[] {
  return [
    ...periodProblems(periods),
    ...policyProblems(cachePolicy),
    ...periods.flatMap((period, index) =>
      [...rateProblems({ period, cachePolicy }), ...termProblems(period)].map((finding) => ({
        ...finding,
        where: `periods.${index}.${finding.where}`,
      })),
    ),
  ].map((finding) => ({ ...finding, where: `${where}${finding.where}` }));
}

function periodProblems(periods: readonly PricePeriod[]): readonly Finding[] {
  const found: Finding[] = periods.length === 0 ? [{ where: 'periods', what: 'there is none' }] : [];
  for (const [index, { from, to }] of periods.entries()) {
    const where = `periods.${index}`;
    for (const day of [from, to]) if (day !== null && !isDay(day)) found.push({ where, what: `"${day}" is no day` });
    if (from !== null && to !== null && from >= to) found.push({ where, what: `ends on ${to}, before it begins` });
    const next = periods[index + 1];
    if (next && (to === null || next.from !== to))
      found.push({ where, what: `ends on ${to ?? 'no day'}, and the next begins on ${next.from ?? 'no day'}` });
  }
  return found;
}

function policyProblems({ trigger, ttls, match, maxBreakpoints, hitRatio, ...rest }: CachePolicy): readonly Finding[] {
  const found: Finding[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) found.push({ where: 'cachePolicy', what });
  };
  const seconds = ttls.map((ttl) => ttl.seconds.value);
  check((trigger === 'none') === (ttls.length === 0), 'sells a cache without a life, or a life without a cache');
  check(new Set(ttls.map(({ id }) => id)).size === ttls.length, 'two lives have the same id');
  check(
    seconds.every((value, index) => value > 0 && value >= (seconds[index - 1] ?? 0)),
    'lives are not in order',
  );
  check(Number.isInteger(maxBreakpoints) && maxBreakpoints >= 1, 'allows no mark');
  check(match === 'breakpoints' || maxBreakpoints === 1, 'has marks, but finds every prefix');
  check(rest.granularityTokens.value >= 1, 'has a granularity below one token');
  check(rest.minPrefixTokens.value >= rest.granularityTokens.value, 'has a minimum shorter than one block');
  check(hitRatio.value <= 1, 'finds more than it holds');
  check(
    hitRatio.value < 1 || (hitRatio.kind !== 'assumed' && ttls.every(({ semantics }) => semantics !== 'best-effort')),
    'is certain of hits that nobody promises',
  );
  return found;
}
