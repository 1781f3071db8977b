import type { Offer } from '../../domain/offer/rate-card.ts';
import { assumed, checkedAgainst, published } from '../provenance.ts';
import { APIDOG_TERRA, GENAI_PRICES, OPENAI_CACHE_RULE_PRE_56, PI_AI } from '../sources.ts';
import { above, always, atInputPrice, offer, priced, rates, unknown } from './authoring.ts';
import { OPENAI_CACHE, OPENAI_CACHE_24H } from './cache-policies.ts';

const SELLER = { seller: 'openai', sellerName: 'OpenAI' };
const LEFT_OUT =
  'Standard mode only: batch and flex (0.5×), fast or priority (2×) and regional processing (1.1×) are left out.';
const LONG_CONTEXT_TOKENS = 272_000;

const GPT_6_1 = checkedAgainst(PI_AI, APIDOG_TERRA);
const GPT_5_5 = checkedAgainst(PI_AI, GENAI_PRICES);

const SOL_12H = unknown(
  'The API accepts ttl 12h for this model, but its write price is listed for GPT-6.1 Terra only (2.5 × input there).',
);

/** 1,050,000 is the seller's limit; some catalogues stop at 272,000 on purpose, to stay below the surcharge. */
const CONTEXT_TOKENS = 1_050_000;

export const OPENAI_OFFERS: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'gpt-6.1-sol',
    name: 'GPT-6.1 Sol',
    contextTokens: published(CONTEXT_TOKENS, GPT_6_1),
    periods: always(rates({ input: 2, output: 10, read: 0.1, write: { '30m': 2.5, '12h': SOL_12H }, from: GPT_6_1 }), [
      above(
        LONG_CONTEXT_TOKENS,
        rates({ input: 4, output: 15, read: 0.2, write: { '30m': 5, '12h': SOL_12H }, from: GPT_6_1 }),
      ),
    ]),
    cachePolicy: OPENAI_CACHE,
    notes: [LEFT_OUT, 'The price of a 12-hour write is not known for this model.'],
  }),
  offer({
    ...SELLER,
    model: 'gpt-6.1-terra',
    name: 'GPT-6.1 Terra',
    contextTokens: published(CONTEXT_TOKENS, GPT_6_1),
    periods: always(rates({ input: 1, output: 5, read: 0.05, write: { '30m': 1.25, '12h': 2.5 }, from: GPT_6_1 }), [
      above(
        LONG_CONTEXT_TOKENS,
        rates({
          input: 2,
          output: 7.5,
          read: 0.1,
          write: {
            '30m': 2.5,
            '12h': priced(
              assumed(
                5,
                'No list prints it. The long-context rule doubles input and cache prices, and the read and the 30-minute ' +
                  'write follow it exactly, so twice 2.50.',
              ),
            ),
          },
          from: GPT_6_1,
        }),
      ),
    ]),
    cachePolicy: OPENAI_CACHE,
    notes: [
      LEFT_OUT,
      'The 12-hour write above 272,000 tokens is assumed to double as everything else of the cache does.',
    ],
  }),
  offer({
    ...SELLER,
    model: 'gpt-5.5',
    name: 'GPT-5.5',
    contextTokens: published(CONTEXT_TOKENS, GPT_5_5),
    periods: always(
      rates({
        input: 5,
        output: 30,
        read: 0.5,
        write: { '24h': atInputPrice(5, OPENAI_CACHE_RULE_PRE_56) },
        from: GPT_5_5,
      }),
      [
        above(
          LONG_CONTEXT_TOKENS,
          rates({
            input: 10,
            output: 45,
            read: 1,
            write: { '24h': atInputPrice(10, OPENAI_CACHE_RULE_PRE_56) },
            from: GPT_5_5,
          }),
        ),
      ],
    ),
    cachePolicy: OPENAI_CACHE_24H,
    notes: [
      'Standard mode only: batch and flex (0.5×), fast or priority (2.5×) and regional processing (1.1×) are left out.',
      'A prompt of exactly 272,000 tokens is disputed: most bill it short, one price library bills it long.',
    ],
  }),
];
