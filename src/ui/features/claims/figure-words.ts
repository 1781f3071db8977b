import type { SystemFigure, SystemUnit } from '../../../catalog/systems/index.ts';
import type { ClaimFigure, ClaimUnit } from '../../../evaluate/claims/claim-view.ts';
import { marked } from '../../format/exact.ts';
import { formatLoadSeconds } from '../../format/load-seconds.ts';
import {
  formatBytes,
  formatNumber,
  formatPercent,
  formatSignificant,
  formatTokens,
  formatUsd,
} from '../../format/number.ts';
import { formatQuantity } from '../../format/quantity.ts';
import { formatRoughBytes } from '../../format/rough-bytes.ts';
import { formatPrice } from '../../format/money.ts';

const DIGITS = 3;

/** A figure of a claim with its unit: 153.6 GB · 24× · 3.9 min. */
export function claimFigureText({ value, unit }: Pick<ClaimFigure, 'value' | 'unit'>): string {
  return marked({ value, unit: FILE_UNITS[unit], text: () => claimText({ value, unit }) });
}

const FILE_UNITS: Readonly<Record<ClaimUnit, string>> = {
  bytes: 'bytes',
  'bytes-per-token': 'bytes per token',
  'bytes-per-second': 'bytes/s',
  seconds: 's',
  ratio: 'ratio',
  times: 'times',
  usd: 'USD',
  'usd-per-month': 'USD per month',
  'usd-per-hour': 'USD per hour',
  'usd-per-mtok': 'USD per M tokens',
  'usd-per-mtok-hour': 'USD per M token-hours',
  'usd-per-gb-month': 'USD per GB-month',
  tokens: 'tokens',
  'tokens-per-day': 'tokens per day',
  'tokens-per-month': 'tokens per month',
  'tokens-per-second': 'tokens/s',
  'tokens-per-joule': 'tokens per J',
  'flops-per-second': 'FLOP/s',
  'flops-per-byte': 'FLOP per byte',
  watts: 'W',
  joules: 'J',
  nodes: 'nodes',
  count: '',
};

function claimText({ value, unit }: Pick<ClaimFigure, 'value' | 'unit'>): string {
  switch (unit) {
    case 'bytes':
      return formatBytes(value);
    case 'bytes-per-token':
      return `${formatNumber(value, 0)} B per token`;
    case 'bytes-per-second':
      return `${formatBytes(value)}/s`;
    case 'seconds':
      return formatLoadSeconds(value);
    case 'ratio':
      return formatPercent(value);
    case 'times':
      return timesText(value);
    case 'usd':
      return formatUsd(value);
    case 'usd-per-month':
      return `${formatUsd(value)} a month`;
    case 'usd-per-hour':
      return formatQuantity({ value, unit: 'usdPerHour' });
    case 'usd-per-mtok':
      return `${formatPrice(value)} per M tokens`;
    case 'usd-per-mtok-hour':
      return formatQuantity({ value, unit: 'usdPerMTokHour' });
    case 'usd-per-gb-month':
      return formatQuantity({ value, unit: 'usdPerGbMonth' });
    case 'tokens':
      return `${formatTokens(value)} tokens`;
    case 'tokens-per-day':
      return `${formatTokens(value)} tokens a day`;
    case 'tokens-per-month':
      return `${formatTokens(value)} tokens a month`;
    case 'tokens-per-second':
      return `${formatTokens(value)} tokens/s`;
    case 'tokens-per-joule':
      return `${formatSignificant(value, DIGITS)} tokens per J`;
    case 'flops-per-second':
      return formatQuantity({ value, unit: 'flopsPerSecond' });
    case 'flops-per-byte':
      return `${formatSignificant(value, DIGITS)} FLOP per byte`;
    case 'watts':
      return formatQuantity({ value, unit: 'watts' });
    case 'joules':
      return joulesText(value);
    case 'nodes':
      return `${formatNumber(value, 1)} nodes`;
    case 'count':
      return formatNumber(value, 2);
  }
}

function timesText(value: number): string {
  return `${value >= 1_000 ? formatNumber(value, 0) : formatSignificant(value, DIGITS)}×`;
}

function joulesText(value: number): string {
  return value >= 1_000 ? `${formatSignificant(value / 1_000, DIGITS)} kJ` : `${formatSignificant(value, DIGITS)} J`;
}

/** A published figure of a system: 0.39 s · +56 % · 20×. */
export function systemValueText({ value, unit }: { value: number; unit: SystemUnit }): string {
  switch (unit) {
    case 'times':
      return marked({ value, unit: 'times', text: () => timesText(value) });
    case 'change':
      return marked({ value, unit: 'change', text: () => changeText(value) });
    case 'share':
      return formatPercent(value);
    case 'seconds':
      return formatLoadSeconds(value);
    case 'bytes':
      return formatRoughBytes(value);
    case 'bytes-per-second':
      return `${formatRoughBytes(value)}/s`;
    case 'tokens':
      return `${formatTokens(value)} tokens`;
    case 'tokens-per-second':
      return `${formatTokens(value)} tokens/s`;
    case 'flops-per-second':
      return formatQuantity({ value, unit: 'flopsPerSecond' });
    case 'usd-per-mtok':
      return `${formatPrice(value)} per M tokens`;
    case 'count':
      return formatNumber(value, 2);
  }
}

function changeText(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatSignificant(Math.abs(value) * 100, DIGITS)} %`;
}

/** A figure, and the one without the system: `null` where only one is published. */
export function systemFigureTexts({ published, without, unit }: SystemFigure): readonly [string, string | null] {
  return [
    systemValueText({ value: published.value, unit }),
    without === null ? null : systemValueText({ value: without, unit }),
  ];
}
