import type { Offer } from '../../domain/offer/rate-card.ts';
import { checkedAgainst, published } from '../provenance.ts';
import { GENAI_PRICES, MOONSHOT_CACHE_RULE, MOONSHOT_PRICES, PI_AI } from '../sources.ts';
import { always, atInputPrice, offer, rates, unknown } from './authoring.ts';
import { MOONSHOT_CACHE } from './cache-policies.ts';

const SELLER = { seller: 'moonshotai', sellerName: 'Moonshot AI' };

const KIMI_K3_1 = checkedAgainst(PI_AI, MOONSHOT_PRICES);
const KIMI_K2_6 = checkedAgainst(PI_AI, GENAI_PRICES);

export const MOONSHOTAI_OFFERS: readonly Offer[] = [
  offer({
    ...SELLER,
    model: 'kimi-k3.1-pro',
    name: 'Kimi K3.1 Pro',
    contextTokens: published(1_048_576, KIMI_K3_1),
    periods: always(rates({ input: 2, output: 10, read: 0.2, write: { '5m': 2, '1h': 4 }, from: KIMI_K3_1 })),
    cachePolicy: MOONSHOT_CACHE,
    notes: ['Standard mode only: batch (0.5×) and the high-speed model are left out.'],
  }),
  offer({
    ...SELLER,
    model: 'kimi-k2.6',
    name: 'Kimi K2.6',
    geometryId: 'Kimi K2.6',
    contextTokens: published(262_144, KIMI_K2_6),
    periods: always(
      rates({
        input: 0.95,
        output: 4,
        read: 0.16,
        write: {
          '5m': atInputPrice(0.95, MOONSHOT_CACHE_RULE),
          '1h': unknown('The 1-hour write (2 × input) is listed for the K3 models only.'),
        },
        from: KIMI_K2_6,
      }),
    ),
    cachePolicy: MOONSHOT_CACHE,
    notes: ['The price of a 1-hour write is not known for this model.'],
  }),
];
