import { describeStrategy } from '../../domain/offer/describe-strategy.ts';
import { rateOfPrice, type Offer, type PricePeriod } from '../../domain/offer/rate-card.ts';
import type { Strategy } from '../../domain/offer/strategy.ts';
import { createTally, totalUsd, type SpendLine } from '../../domain/spend/lines.ts';
import type { Ratio, Seconds, Tokens, Usd } from '../../domain/units.ts';
import type { LogFigures, LogReuse, LogWindow } from './log-figures.ts';
import { partsOf, readTokensOf, windowOf, type LogPart } from './log-parts.ts';
import type { LogStrategy } from './log-strategies.ts';

/** One way of caching with what the whole log costs under it. */
export interface LogOption {
  readonly strategy: Strategy;
  /** Keep-warm pings behind every request, at most. */
  readonly pings: number;
  readonly policy: string;
  readonly usd: Usd;
  /** Read ÷ prompt tokens; pings do not count. */
  readonly hitRatio: Ratio;
  readonly lines: readonly SpendLine[];
}

export type PricedLog =
  | { readonly status: 'priced'; readonly option: LogOption }
  | { readonly status: 'unavailable'; readonly strategy: Strategy; readonly reason: string };

/** All prompts as plain input. Example: 1,000,000 prompt and 10,000 output tokens at 4 and 20 USD per million: 4.2 USD. */
export function priceUncached({
  reuse,
  offer,
  period,
}: {
  reuse: LogReuse;
  offer: Offer;
  period: PricePeriod;
}): PricedLog {
  const tally = createTally();
  for (const { rates, promptTokens, outputTokens } of partsOf({ reuse, offer, period })) {
    tally.charge({ class: 'uncachedInput', tokens: promptTokens, rate: rateOfPrice(rates.input) });
    tally.charge({ class: 'output', tokens: outputTokens, rate: rateOfPrice(rates.output) });
  }
  return priced({ tally, strategy: { kind: 'none' }, pings: 0 });
}

/**
 * A log under one life, with as many pings as cost least: a ping reads the whole prompt when nothing has come for a life, and
 * starts it again, up to so many times after every request, an agent's last included.
 *
 *     read    = hit chance × (tokens read within (pings + 1) × life − what rounding loses)
 *     written = prompt − read,   in prompts of at least the minimum; shorter ones are plain input
 *     pinged  = Σ_{j=1…pings} prompts followed by more than j × life of silence
 *
 * Rounding loses half of granularity − 1 tokens of every read; that share of requests reads that the window lets read of
 * what could be read at all. Numbers of pings that the log was not asked about are not tried.
 * Example: prompts of 100,000 and 110,000 tokens 400 s apart, at 4, 5 (write) and 0.2 USD per million and 300 s: nothing is
 * read, 1.05 USD; with one ping 100,000 read and 110,000 written, and both prompts pinged once: 0.612 USD.
 * Ignores the order in which a hit chance strikes, and what a ping adds to a prompt.
 */
export function priceWithLife({ log, caching }: { log: LogFigures; caching: LogStrategy }): PricedLog {
  const { strategy, offer, period } = caching;
  const parts = partsOf({ reuse: log.reuse, offer, period });
  const lifeSeconds = strategy.ttl.seconds.value;
  const first = windowOf({ reuse: log.reuse, seconds: lifeSeconds });
  if (!first) return { status: 'unavailable', strategy, reason: 'the log was not asked about this life' };
  let best = priceAt({ caching, parts, window: first, pings: 0, pingedTokens: 0 });
  let pingedTokens = 0;
  for (let pings = 1; pings <= strategy.maxPings; pings++) {
    const due = pingedAt({ log, seconds: pings * lifeSeconds });
    if (due === null) break;
    pingedTokens += due;
    const window = windowOf({ reuse: log.reuse, seconds: (pings + 1) * lifeSeconds });
    if (!window || best.status !== 'priced') continue;
    const candidate = priceAt({ caching, parts, window, pings, pingedTokens });
    if (candidate.status === 'priced' && candidate.option.usd < best.option.usd) best = candidate;
  }
  return best;
}

function pingedAt({ log: { pings }, seconds }: { log: LogFigures; seconds: Seconds }): Tokens | null {
  return pings?.find(({ gapSeconds }) => gapSeconds === seconds)?.promptTokens ?? null;
}

function priceAt({
  caching: { strategy, offer },
  parts,
  window,
  pings,
  pingedTokens,
}: {
  caching: LogStrategy;
  parts: readonly LogPart[];
  /** Of (pings + 1) lives. */
  window: LogWindow;
  pings: number;
  /** In the log's tokens, of prompts of every length. */
  pingedTokens: Tokens;
}): PricedLog {
  const { id } = strategy.ttl;
  const factor = offer.tokenizerFactor.value;
  const promptTokens = parts.reduce((sum, part) => sum + part.promptTokens, 0);
  const tally = createTally();
  for (const part of parts) {
    const { rates, isCacheable } = part;
    const withinTokens = readTokensOf({ part, window, factor });
    const readTokens = isCacheable ? foundTokens({ part, offer, withinTokens }) : 0;
    const written = isCacheable ? part.promptTokens - readTokens : 0;
    tally.charge({
      class: 'uncachedInput',
      tokens: part.promptTokens - readTokens - written,
      rate: rateOfPrice(rates.input),
    });
    tally.charge({ class: `cacheWrite:${id}`, tokens: written, rate: rateOfPrice(rates.cacheWrite[id]) });
    tally.charge({ class: 'cacheRead', tokens: readTokens, rate: rateOfPrice(rates.cacheRead) });
    // The log says how much pings read of all prompts, not of which length they were.
    const share = promptTokens > 0 ? part.promptTokens / promptTokens : 0;
    tally.charge({
      class: 'pings',
      tokens: isCacheable ? factor * pingedTokens * share : 0,
      rate: rateOfPrice(rates.cacheRead),
    });
    tally.charge({ class: 'output', tokens: part.outputTokens, rate: rateOfPrice(rates.output) });
  }
  return priced({ tally, strategy, pings });
}

function foundTokens({
  part: { requests, reusableTokens },
  offer: { cachePolicy },
  withinTokens,
}: {
  part: LogPart;
  offer: Offer;
  withinTokens: Tokens;
}): Tokens {
  if (reusableTokens === 0) return 0;
  const reads = requests * (withinTokens / reusableTokens);
  const lost = (reads * (cachePolicy.granularityTokens.value - 1)) / 2;
  return Math.max(0, withinTokens - lost) * cachePolicy.hitRatio.value;
}

const IN_PROMPT: ReadonlySet<string> = new Set(['uncachedInput', 'cacheWrite', 'cacheRead']);

/** Whether tokens of a line are the log's own prompts. */
export function isOfPrompt({ class: spendClass }: SpendLine): boolean {
  return IN_PROMPT.has(spendClass.split(':')[0] ?? '');
}

function priced({
  tally,
  strategy,
  pings,
}: {
  tally: ReturnType<typeof createTally>;
  strategy: Strategy;
  pings: number;
}): PricedLog {
  const [reason] = tally.missing();
  if (reason !== undefined) return { status: 'unavailable', strategy, reason };
  const lines = tally.lines();
  return {
    status: 'priced',
    option: {
      strategy,
      pings,
      policy: describeStrategy({ strategy, pings }),
      usd: totalUsd(lines),
      hitRatio: hitRatioOfLines(lines),
      lines,
    },
  };
}

/** Read ÷ prompt tokens of a bill; 0 of an empty one. */
export function hitRatioOfLines(lines: readonly SpendLine[]): Ratio {
  const prompt = lines.filter(isOfPrompt);
  const tokens = prompt.reduce((sum, line) => sum + (line.tokens ?? 0), 0);
  const read = prompt.reduce((sum, line) => sum + (line.class === 'cacheRead' ? (line.tokens ?? 0) : 0), 0);
  return tokens > 0 ? read / tokens : 0;
}
