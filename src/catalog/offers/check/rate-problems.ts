import type { CachePolicy } from '../../../domain/offer/cache-policy.ts';
import { knownRate, type Band, type PricePeriod, type RateSet } from '../../../domain/offer/rate-card.ts';
import type { Finding } from './finding.ts';

/** Bounds that every list read so far keeps, with room to spare. A slip of a digit leaves them. */
const RATIOS = {
  /** 2 to 8.4 on every list; 0.005 to 1 for reads; 0.6 (a fast model with a slow one's write) to 2.5 for writes. */
  output: { least: 1, most: 12 },
  read: { least: 0.005, most: 1 },
  write: { least: 0.5, most: 3 },
} as const;
const SHORTEST_REASON = 10;

/** What is wrong with the prices of a period: gaps, bands out of order, ratios no seller has. */
export function rateProblems({
  period,
  cachePolicy,
}: {
  period: Pick<PricePeriod, 'base' | 'bands'>;
  cachePolicy: CachePolicy;
}): readonly Finding[] {
  return [
    ...setProblems({ rates: period.base, where: 'base' }),
    ...lifeProblems({ rates: period.base, cachePolicy, where: 'base' }),
    ...(knownRate(period.base.input) === undefined || knownRate(period.base.output) === undefined
      ? [{ where: 'base', what: 'has no price for input or output' }]
      : []),
    ...period.bands.flatMap(({ rates }, index) => [
      ...setProblems({ rates, where: `bands.${index}` }),
      ...lifeProblems({ rates, cachePolicy, where: `bands.${index}` }),
    ]),
    ...bandProblems(period.bands),
  ];
}

/** The same of one list, without asking which lives it must price. */
export function setProblems({ rates, where }: { rates: RateSet; where: string }): readonly Finding[] {
  const found: Finding[] = [];
  const input = knownRate(rates.input);
  const classes = [
    ['input', rates.input],
    ['output', rates.output],
    ['cacheRead', rates.cacheRead],
    ...Object.entries(rates.cacheWrite).map(([ttlId, price]) => [`cacheWrite.${ttlId}`, price] as const),
    ...(rates.storage ? [['storage', rates.storage] as const] : []),
  ] as const;
  for (const [name, price] of classes) {
    if (price.state !== 'priced' && price.reason.trim().length < SHORTEST_REASON)
      found.push({ where: `${where}.${name}`, what: `is ${price.state} without a reason` });
    // Rent can be free; a token never is, on any list read so far.
    if (price.state === 'priced' && price.perMTok.value === 0 && name !== 'storage')
      found.push({ where: `${where}.${name}`, what: 'is free, which more likely means missing' });
  }
  const ratio = (name: string, value: number | undefined, { least, most }: { least: number; most: number }): void => {
    if (input === undefined || input === 0 || value === undefined) return;
    const times = value / input;
    if (times < least || times > most)
      found.push({
        where: `${where}.${name}`,
        what: `is ${Number(times.toPrecision(3))} × input; ${least} to ${most} is plausible`,
      });
  };
  ratio('output', knownRate(rates.output), RATIOS.output);
  ratio('cacheRead', knownRate(rates.cacheRead), RATIOS.read);
  for (const [ttlId, price] of Object.entries(rates.cacheWrite))
    ratio(`cacheWrite.${ttlId}`, knownRate(price), RATIOS.write);
  return found;
}

function lifeProblems({
  rates,
  cachePolicy,
  where,
}: {
  rates: RateSet;
  cachePolicy: CachePolicy;
  where: string;
}): readonly Finding[] {
  const lives = cachePolicy.ttls.map(({ id }) => id).toSorted();
  const pricedLives = Object.keys(rates.cacheWrite).toSorted();
  const found: Finding[] = [];
  if (lives.join() !== pricedLives.join())
    found.push({
      where: `${where}.cacheWrite`,
      what: `prices ${pricedLives.join(', ') || 'nothing'}, the cache has ${lives.join(', ') || 'no life'}`,
    });
  if ((cachePolicy.trigger === 'none') !== (rates.cacheRead.state === 'not-sold'))
    found.push({ where: `${where}.cacheRead`, what: 'must be not sold exactly where there is no cache' });
  return found;
}

export function bandProblems(bands: readonly Band[]): readonly Finding[] {
  return bands.flatMap(({ thresholdTokens, outputAboveTokens }, index) => {
    const before = bands[index - 1];
    const where = `bands.${index}`;
    const isNumber = Number.isInteger(thresholdTokens) && thresholdTokens >= 0;
    if (!isNumber) return [{ where, what: `begins at ${thresholdTokens}, which is no length` }];
    if (before && thresholdTokens <= before.thresholdTokens && outputAboveTokens === before.outputAboveTokens)
      return [{ where, what: `begins at ${thresholdTokens}, not above the one before` }];
    return [];
  });
}
