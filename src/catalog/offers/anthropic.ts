import type { Fact } from '../../domain/fact.ts';
import type { Offer } from '../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, published } from '../provenance.ts';
import {
  ANTHROPIC_LAUNCH_LIST,
  ANTHROPIC_MINIMUMS,
  ANTHROPIC_PAGES,
  GENAI_PRICES,
  PI_AI,
  PI_AI_VERCEL,
} from '../sources.ts';
import { above, always, offer, rates } from './authoring.ts';
import { anthropicCache } from './cache-policies.ts';

const SELLER = {
  seller: 'anthropic',
  sellerName: 'Anthropic',
  tokenizerNote:
    'Claude 4.7 and later make about 1.3 times the tokens of older Claude for the same text. No factor against a common ' +
    'reference is measured, so none is applied; compare across sellers with care.',
};
const LEFT_OUT = 'Standard mode only: batch (0.5×) and US data residency (1.1×) are left out.';
const LEFT_OUT_FAST = 'Standard mode only: batch (0.5×), fast mode (2×) and US data residency (1.1×) are left out.';

function likePredecessor(tokens: number, predecessor: string): Fact<number> {
  return assumed(
    tokens,
    `The minimum of this generation is not published; ${tokens} is that of ${predecessor}, and minimums do not follow a trend.`,
  );
}

const FABLE_5_2 = checkedAgainst(PI_AI, PI_AI_VERCEL);
const OPUS_5_5 = checkedAgainst(PI_AI, ANTHROPIC_PAGES, GENAI_PRICES, PI_AI_VERCEL);
const LISTED = checkedAgainst(PI_AI, ANTHROPIC_PAGES);
const OPUS_4_6 = checkedAgainst(PI_AI, ANTHROPIC_PAGES, GENAI_PRICES);

export const ANTHROPIC_OFFERS: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'claude-fable-5-2',
    name: 'Claude Fable 5.2',
    contextTokens: published(1_000_000, FABLE_5_2),
    periods: always(rates({ input: 8, output: 40, read: 0.2, write: { '5m': 10, '1h': 16 }, from: FABLE_5_2 })),
    cachePolicy: anthropicCache({ minPrefixTokens: likePredecessor(512, 'Claude Fable 5') }),
    notes: [LEFT_OUT_FAST, 'A cache read costs 0.025 of input, the usual ratio being 0.1.'],
  }),
  offer({
    ...SELLER,
    model: 'claude-opus-5-5',
    name: 'Claude Opus 5.5',
    contextTokens: published(1_000_000, OPUS_5_5),
    periods: always(rates({ input: 4, output: 20, read: 0.2, write: { '5m': 5, '1h': 8 }, from: OPUS_5_5 })),
    cachePolicy: anthropicCache({ minPrefixTokens: likePredecessor(512, 'Claude Opus 5') }),
    notes: [LEFT_OUT_FAST],
  }),
  offer({
    ...SELLER,
    model: 'claude-opus-5',
    name: 'Claude Opus 5',
    contextTokens: published(1_000_000, LISTED),
    periods: always(rates({ input: 5, output: 25, read: 0.5, write: { '5m': 6.25, '1h': 10 }, from: LISTED })),
    cachePolicy: anthropicCache({ minPrefixTokens: published(512, ANTHROPIC_MINIMUMS) }),
    notes: [LEFT_OUT_FAST],
  }),
  offer({
    ...SELLER,
    model: 'claude-opus-4-6',
    name: 'Claude Opus 4.6',
    contextTokens: published(1_000_000, OPUS_4_6),
    periods: [
      {
        from: '2026-02-05',
        to: '2026-03-13',
        base: rates({ input: 5, output: 25, read: 0.5, write: { '5m': 6.25, '1h': 10 }, from: ANTHROPIC_LAUNCH_LIST }),
        bands: [
          above(
            200_000,
            rates({ input: 10, output: 37.5, read: 1, write: { '5m': 12.5, '1h': 20 }, from: ANTHROPIC_LAUNCH_LIST }),
          ),
        ],
      },
      {
        from: '2026-03-13',
        to: null,
        base: rates({ input: 5, output: 25, read: 0.5, write: { '5m': 6.25, '1h': 10 }, from: OPUS_4_6 }),
        bands: [],
      },
    ],
    cachePolicy: anthropicCache({ minPrefixTokens: published(4_096, ANTHROPIC_MINIMUMS) }),
    notes: [
      LEFT_OUT,
      'The long-context surcharge ended on 2026-03-13. Fast mode, above 200K tokens sold at 60 / 225 / 6 until then, is left ' +
        'out.',
    ],
  }),
  offer({
    ...SELLER,
    model: 'claude-sonnet-5-5',
    name: 'Claude Sonnet 5.5',
    contextTokens: published(1_000_000, LISTED),
    periods: always(rates({ input: 2, output: 10, read: 0.1, write: { '5m': 2.5, '1h': 4 }, from: LISTED })),
    cachePolicy: anthropicCache({ minPrefixTokens: likePredecessor(1_024, 'Claude Sonnet 5') }),
    notes: [LEFT_OUT, 'The cache read was cut from 0.20 to 0.10 on 2026-10-07; only the price since then is kept.'],
  }),
  offer({
    ...SELLER,
    model: 'claude-haiku-5-5',
    name: 'Claude Haiku 5.5',
    contextTokens: published(1_000_000, LISTED),
    periods: always(rates({ input: 0.1, output: 0.5, read: 0.01, write: { '5m': 0.125, '1h': 0.2 }, from: LISTED }), [
      above(100_000, rates({ input: 0.5, output: 2.5, read: 0.05, write: { '5m': 0.625, '1h': 1 }, from: LISTED })),
    ]),
    cachePolicy: anthropicCache({ minPrefixTokens: likePredecessor(4_096, 'Claude Haiku 4.5') }),
    notes: [LEFT_OUT, 'Above 100,000 prompt tokens, cached ones included, the whole request costs five times as much.'],
  }),
];
