import type { Unit } from '../../domain/explain.ts';
import { marked } from './exact.ts';
import {
  formatBytes,
  formatNumber,
  formatPercent,
  formatSeconds,
  formatSignificant,
  formatTokens,
  formatUsd,
} from './number.ts';
import { formatPrice, formatPriceTo, shownMoney } from './money.ts';

/** What the core's units are called in files, where figures stand as the core has them. */
const UNIT_WORDS: Readonly<Partial<Record<Unit, string>>> = {
  usd: 'USD',
  usdPerMonth: 'USD per month',
  usdPerMTok: 'USD per M tokens',
  usdPerMTokHour: 'USD per M token-hours',
  usdPerByteHour: 'USD per byte-hour',
  tokensPerMonth: 'tokens per month',
  tokenHours: 'token-hours',
  bytesPerToken: 'bytes per token',
  bytesPerElement: 'bytes',
  seconds: 's',
  bytesPerSecond: 'bytes/s',
  tokensPerSecond: 'tokens/s',
  flops: 'FLOP',
  flopsPerSecond: 'FLOP/s',
  watts: 'W',
  joulesPerToken: 'J per token',
  usdPerHour: 'USD per hour',
  usdPerGbMonth: 'USD per GB-month',
  usdPerKwh: 'USD per kWh',
  count: '',
};

/** Any figure of the core with its unit, in words. */
export function formatQuantity({ value, unit }: { value: number; unit: Unit }): string {
  const words = UNIT_WORDS[unit] ?? unit;
  const { currency, unitsPerUsd } = shownMoney();
  return marked({
    value: words.startsWith('USD') ? value * unitsPerUsd : value,
    unit: words.replace(/^USD/, currency),
    text: () => quantityText({ value, unit }),
  });
}

function quantityText({ value, unit }: { value: number; unit: Unit }): string {
  switch (unit) {
    case 'usd':
      return formatUsd(value);
    case 'usdPerMonth':
      return `${formatUsd(value)} a month`;
    case 'usdPerMTok':
      return `${formatPrice(value)} per M tokens`;
    case 'usdPerMTokHour':
      return `${formatPriceTo({ usd: value, digits: 3 })} per M token-hours`;
    case 'usdPerByteHour':
      return `${formatPriceTo({ usd: value * 1e9, digits: 3 })} per GB-hour`;
    case 'tokens':
      return `${formatTokens(value)} tokens`;
    case 'tokensPerMonth':
      return `${formatTokens(value)} tokens a month`;
    case 'tokenHours':
      return `${formatTokens(value)} token-hours`;
    case 'bytes':
      return formatBytes(value);
    case 'bytesPerToken':
      return `${formatNumber(value, 0)} B per token`;
    case 'bytesPerElement':
      return `${formatNumber(value, 5)} B`;
    case 'seconds':
      return formatSeconds(value);
    case 'bytesPerSecond':
      return `${formatBytes(value)}/s`;
    case 'tokensPerSecond':
      return `${formatTokens(value)} tokens/s`;
    case 'flops':
      return flopsText(value);
    case 'flopsPerSecond':
      return `${formatSignificant(value / 1e12, 3)} TFLOP/s`;
    case 'watts':
      return value >= 10_000 ? `${formatSignificant(value / 1e3, 3)} kW` : `${formatSignificant(value, 3)} W`;
    case 'joulesPerToken':
      return `${formatSignificant(value, 3)} J per token`;
    case 'usdPerHour':
      return `${formatPriceTo({ usd: value, digits: 3 })} an hour`;
    case 'usdPerGbMonth':
      return `${formatPriceTo({ usd: value, digits: 3 })} per GB-month`;
    case 'usdPerKwh':
      return `${formatPriceTo({ usd: value, digits: 3 })} per kWh`;
    case 'ratio':
      return formatPercent(value);
    case 'count':
      return formatNumber(value, 2);
  }
}

/** Work from one token of a small model to a day of a fleet. */
const FLOP_SCALES = [
  { flops: 1e18, unit: 'EFLOP' },
  { flops: 1e15, unit: 'PFLOP' },
  { flops: 1e12, unit: 'TFLOP' },
  { flops: 1e9, unit: 'GFLOP' },
] as const;

function flopsText(value: number): string {
  const scale = FLOP_SCALES.find(({ flops }) => Math.abs(value) >= flops);
  return scale ? `${formatSignificant(value / scale.flops, 3)} ${scale.unit}` : `${formatSignificant(value, 3)} FLOP`;
}
