import type { Offer, Price } from '../../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../../provenance.ts';
import { GENAI_PRICES, PI_AI, ZAI_CACHE_RULE, type Source } from '../../sources.ts';
import { above, always, atInputPrice, offer, priced, rates } from '../authoring.ts';
import { ZAI_CACHE } from '../best-effort-caches.ts';
import { completed, withTerms, type ListedRates } from './authoring.ts';
import { MODEL_BANK } from './sources.ts';

const SELLER = { seller: 'zai', sellerName: 'Z.AI' };
const CHINA = { seller: 'zhipu-cn', sellerName: 'Zhipu AI (China)', currency: 'CNY' };
const LISTED = checkedAgainst(PI_AI, GENAI_PRICES);

const FREE_STORAGE: Price = priced(published(0, ZAI_CACHE_RULE, 'Free “for a limited time”; no end is stated.'));
const STORAGE_NOTE = 'Cache storage is free “for a limited time”, with no end stated.';
const STORED = { storage: FREE_STORAGE };

function set({ input, output, read, from }: ListedRates & { from: Source }) {
  return rates({ input, output, read, write: { auto: atInputPrice(input, ZAI_CACHE_RULE) }, from });
}

export const ZAI_ALL: readonly Offer[] = [
  completed('zai/glm-5.3', STORED),
  offer({
    ...SELLER,
    model: 'glm-5.3-flash',
    name: 'GLM-5.3-Flash',
    contextTokens: published(1_000_000, LISTED),
    periods: withTerms(always(set({ input: 0.15, output: 0.5, read: 0.03, from: LISTED })), STORED),
    cachePolicy: ZAI_CACHE,
    notes: [STORAGE_NOTE],
  }),
  offer({
    ...SELLER,
    model: 'glm-5-turbo',
    name: 'GLM-5-Turbo',
    contextTokens: published(200_000, PI_AI),
    periods: withTerms(always(set({ input: 1.2, output: 4, read: 0.24, from: PI_AI })), STORED),
    cachePolicy: ZAI_CACHE,
    notes: [STORAGE_NOTE],
  }),
];

const CHINESE_LIST = 'The seller’s list for China, in yuan; the international one is sold by Z.AI in dollars.';

export const ZHIPU_CN_ALL: readonly Offer[] = [
  offer({
    ...CHINA,
    model: 'glm-5.3',
    name: 'GLM-5.3 (China)',
    geometryId: 'GLM-5.3',
    contextTokens: published(1_048_576, MODEL_BANK),
    periods: withTerms(always(set({ input: 8, output: 28, read: 2, from: MODEL_BANK })), STORED),
    cachePolicy: ZAI_CACHE,
    notes: [CHINESE_LIST, STORAGE_NOTE],
  }),
  offer({
    ...CHINA,
    model: 'glm-4.7',
    name: 'GLM-4.7 (China)',
    geometryId: 'GLM-4.7',
    contextTokens: published(200_000, MODEL_BANK),
    periods: withTerms(
      always(set({ input: 2, output: 8, read: 0.4, from: MODEL_BANK }), [
        { ...above(0, set({ input: 3, output: 14, read: 0.6, from: MODEL_BANK })), outputAboveTokens: 200 },
        above(32_000, set({ input: 4, output: 16, read: 0.8, from: MODEL_BANK })),
      ]),
      STORED,
    ),
    cachePolicy: ZAI_CACHE,
    notes: [
      CHINESE_LIST,
      'Three price lists: prompts up to 32,000 tokens with answers up to 200, the same with longer answers, and longer ' +
        'prompts.',
    ],
  }),
];
