import type { ExactUsd, NanoUsd } from '../../../../domain/money.ts';
import type { BillLine, RequestUsage } from '../../../../domain/offer/bill.ts';
import type { UsageShape } from '../../../../domain/usage/usage-reading.ts';
import type { ScheduleHeld } from '../../../../evaluate/request-bill.ts';
import { formatNumber } from '../../../format/number.ts';
import { inSentence } from '../../../shared/in-sentence.ts';
import { ttlText } from '../words.ts';
import { LOCALE, formatList } from '../../../format/locale.ts';

const EXACT_DECIMALS = 30;
const EXACT_PER_NANO = 10n ** 21n;
const EXACT_PER_USD = 10n ** 30n;
const LEAST_DECIMALS = 2;
export const NANO_DECIMALS = 9;
/** Rates and quantities have no more. */
const MOST_RATE_DECIMALS = 12;

/** Decimals that an exact amount needs, two at least. Example: 0.0500 USD needs 2, a nano-dollar 9. */
export function decimalsOf(exactUsd: ExactUsd): number {
  return Math.max(LEAST_DECIMALS, fractionOf(exactUsd).length);
}

/** An exact amount with every digit that counts, and zeros up to so many decimals: −1,234.50. */
export function exactText({ exactUsd, decimals }: { exactUsd: ExactUsd; decimals: number }): string {
  const size = exactUsd < 0n ? -exactUsd : exactUsd;
  const whole = (size / EXACT_PER_USD).toLocaleString(LOCALE);
  return `${exactUsd < 0n ? '−' : ''}${whole}.${fractionOf(size).padEnd(decimals, '0')}`;
}

/** A sum in USD to the nano-dollar, without zeros that say nothing: 0.445 · −0.18. */
export function nanoText(nanoUsd: NanoUsd): string {
  return totalText({ nanoUsd, decimals: LEAST_DECIMALS });
}

/** The same under amounts of so many decimals; its own end at the nano-dollar. */
export function totalText({ nanoUsd, decimals }: { nanoUsd: NanoUsd; decimals: number }): string {
  return exactText({ exactUsd: nanoUsd * EXACT_PER_NANO, decimals: Math.min(decimals, NANO_DECIMALS) });
}

function fractionOf(exactUsd: ExactUsd): string {
  const size = exactUsd < 0n ? -exactUsd : exactUsd;
  return (size % EXACT_PER_USD).toString().padStart(EXACT_DECIMALS, '0').replace(/0+$/, '');
}

/** A rate with all its digits, two decimals at least: 5.00 · 0.00396. */
export function rateDigits(value: number): string {
  const text = formatNumber(value, MOST_RATE_DECIMALS);
  const decimals = text.split('.')[1]?.length ?? 0;
  if (decimals >= LEAST_DECIMALS) return text;
  return decimals === 0 ? `${text}.00` : `${text}0`;
}

/** cacheWrite:5m → Cache write 5m. Names that a person gave stay as they are. */
export function classText(name: string): string {
  const known = CLASS_WORDS[name];
  if (known !== undefined) return known;
  return name.startsWith(WRITE) ? `Cache write ${ttlText(name.slice(WRITE.length))}` : name;
}

const WRITE = 'cacheWrite:';
const CLASS_WORDS: Readonly<Record<string, string>> = {
  input: 'Input',
  cacheRead: 'Cache read',
  output: 'Output',
  storage: 'Storage',
};

/** A reason with its class in words: `cacheWrite:1h: no price known` → `Cache write 1h: no price known.` */
export function reasonText(reason: string): string {
  const told = reason.replace(
    /^(input|cacheRead|output|storage|cacheWrite:[^\s:]+): /,
    (_, name: string) => `${classText(name)}: `,
  );
  return /[.!?]$/.test(told) ? told : `${told}.`;
}

/** What a line bills: 40,000 tokens · 25,000 token-hours · 2. */
export function quantityText(line: BillLine): string {
  if ('tokens' in line) return `${formatNumber(line.tokens, 0)} tokens`;
  if ('tokenHours' in line) return `${formatNumber(line.tokenHours, MOST_RATE_DECIMALS)} token-hours`;
  return formatNumber(line.quantity, MOST_RATE_DECIMALS);
}

/** The rate of a line and what it is for: 5.00 per M tokens. */
export function lineRate(line: BillLine): { readonly digits: string; readonly unit: string } {
  if ('tokens' in line) return { digits: rateDigits(line.usdPerMTok), unit: 'per M tokens' };
  if ('tokenHours' in line) return { digits: rateDigits(line.usdPerMTokHour), unit: 'per M token-hours' };
  return { digits: rateDigits(line.usdPerUnit), unit: 'each' };
}

/** Which schedule held: `Within off-peak hours: Friday 20:00 in Asia/Shanghai, outside 09:00–12:00.` */
export function scheduleText({ name, holds, why }: ScheduleHeld): string {
  return `${holds ? 'Within' : 'Not within'} ${name}: ${why}.`;
}

export const SHAPE_WORDS: Readonly<Record<UsageShape, string>> = {
  anthropic: 'Anthropic Messages',
  bedrock: 'Amazon Bedrock Converse',
  'openai-responses': 'OpenAI Responses',
  'chat-completions': 'chat completions (OpenAI, DeepSeek, Mistral, xAI and others)',
  google: 'Gemini',
  cohere: 'Cohere',
};

/** Read as Anthropic Messages: 21 input, 188,086 cache write 5m and 393 output tokens. */
export function readingText({ shape, usage }: { shape: UsageShape; usage: RequestUsage }): string {
  const classes: readonly (readonly [string, number])[] = [
    ['input', usage.inputTokens],
    ['cacheRead', usage.cacheReadTokens],
    ...Object.entries(usage.cacheWriteTokens).map(([life, tokens]) => [`${WRITE}${life}`, tokens] as const),
    ['output', usage.outputTokens],
  ];
  const told = classes
    .filter(([, tokens]) => tokens > 0)
    .map(([name, tokens]) => `${formatNumber(tokens, 0)} ${inSentence(classText(name))}`);
  return `Read as ${SHAPE_WORDS[shape]}: ${told.length === 0 ? 'no' : formatList(told)} tokens.`;
}
