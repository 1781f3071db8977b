import type { Band, PricePeriod, RateSet } from '../offer/rate-card.ts';
import { UNKNOWN, priced } from './builders.ts';

/** The rates at which published bills were worked out. */

const NO_RATES: RateSet = { input: UNKNOWN, output: UNKNOWN, cacheRead: UNKNOWN, cacheWrite: {} };

export const OPUS = ratesOf({ input: 5, read: 0.5, output: 25, write: { '5m': 6.25, '1h': 10 } });
export const SONNET = ratesOf({ input: 3, read: 0.3, output: 15, write: { '5m': 3.75, '1h': 6 } });
const SONNET_LONG = ratesOf({ input: 6, read: 0.6, output: 22.5, write: { '5m': 7.5, '1h': 12 } });
const OVER_200K: readonly Band[] = [{ thresholdTokens: 200_000, comparison: 'gt', rates: SONNET_LONG }];
export const SONNET_4_5 = { base: SONNET, bands: OVER_200K };
export const GPT_4_1 = { base: ratesOf({ input: 2, read: 0.5, output: 8 }) };
export const GPT_5_6_LUNA = {
  base: ratesOf({ input: 0.2, read: 0.02, output: 1.2, write: { '30m': 0.25 } }),
  bands: [
    {
      thresholdTokens: 272_000,
      comparison: 'gt',
      rates: ratesOf({ input: 0.4, read: 0.04, output: 1.8, write: { '30m': 0.5 } }),
    },
  ],
} as const;
export const GPT_5_6_TERRA = {
  base: ratesOf({ input: 2, read: 0.2, output: 12, write: { '30m': 2.5 } }),
  bands: [
    {
      thresholdTokens: 272_000,
      comparison: 'gt',
      rates: ratesOf({ input: 4, read: 0.4, output: 18, write: { '30m': 5 } }),
    },
  ],
} as const;
/** All-or-nothing tiers as OpenRouter lists them: up to 32,000 tokens, and above. */
export const TIERED = {
  base: ratesOf({ input: 0.46, output: 2.3 }),
  bands: [{ thresholdTokens: 32_000, comparison: 'gt', rates: ratesOf({ input: 0.7, output: 3.5 }) }],
} as const;
/** 1.25, 2 and 0.1 USD per token. */
export const BY_THE_TOKEN = ratesOf({ read: 100_000, write: { '5m': 1_250_000, '1h': 2_000_000 } });
export const DEEPSEEK_V4_PRO: Partial<PricePeriod> = {
  base: ratesOf({ input: 1.32, read: 0.044, output: 3.96 }),
  schedules: [
    {
      name: 'off-peak hours',
      timeZone: 'Asia/Shanghai',
      weekdays: [1, 2, 3, 4, 5],
      windows: [
        { from: '09:00', to: '12:00' },
        { from: '14:00', to: '18:00' },
      ],
      holidays: null,
      applies: 'outside',
      multiplier: {
        ratio: { value: 0.5, kind: 'published', source: 'the price page', checkedOn: '2026-11-15' },
        classes: ['input', 'output', 'cacheRead'],
      },
    },
  ],
};

export function ratesOf({
  input,
  output,
  read,
  write = {},
}: {
  input?: number;
  output?: number;
  read?: number;
  write?: Readonly<Record<string, number>>;
}): RateSet {
  return {
    ...NO_RATES,
    ...(input !== undefined && { input: priced(input) }),
    ...(output !== undefined && { output: priced(output) }),
    ...(read !== undefined && { cacheRead: priced(read) }),
    cacheWrite: Object.fromEntries(Object.entries(write).map(([ttlId, rate]) => [ttlId, priced(rate)])),
  };
}
