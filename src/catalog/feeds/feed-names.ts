import type { Offer } from '../../domain/offer/rate-card.ts';
import type { FeedClass, FeedName } from './feed.ts';

/** Where the offers of one seller stand in a feed. */
export interface FeedSeller {
  /** The feed's name of the seller. */
  readonly provider: string;
  /** What the feed writes before the model. */
  readonly prefix?: string;
  /** By our model id, the feed's other names of the same model. Nothing is taken for the same that is not listed. */
  readonly aliases?: Readonly<Record<string, readonly string[]>>;
  /** Our model ids whose price in the feed is another seller's. */
  readonly except?: readonly string[];
  /** Prices that mean something else in the feed. */
  readonly without?: readonly FeedClass[];
}

const MISTRAL_ALIASES = {
  // "Mistral Medium 3.5" and "Mistral Large 4" are their names; the API has dated ids beside them.
  'mistral-medium-2604': ['mistral-medium-3-5'],
  'mistral-large-4': ['mistral-large-4-0'],
};

const MODELS_DEV: Readonly<Record<string, FeedSeller>> = {
  anthropic: { provider: 'anthropic' },
  openai: { provider: 'openai' },
  google: { provider: 'google' },
  deepseek: { provider: 'deepseek' },
  xai: { provider: 'xai' },
  moonshotai: { provider: 'moonshotai' },
  minimax: { provider: 'minimax' },
  zai: { provider: 'zai' },
  alibaba: { provider: 'alibaba' },
  mistral: { provider: 'mistral', aliases: MISTRAL_ALIASES },
  cohere: {
    provider: 'cohere',
    // Cohere dates its ids MM-YYYY.
    aliases: { 'command-a': ['command-a-03-2025'], 'command-a-plus': ['command-a-plus-05-2026'] },
  },
  meta: { provider: 'meta' },
  xiaomi: { provider: 'xiaomi' },
  'aws-bedrock': { provider: 'amazon-bedrock' },
  azure: { provider: 'azure' },
  fireworks: {
    provider: 'fireworks-ai',
    prefix: 'accounts/fireworks/models/',
    // Fireworks writes a dot as p.
    aliases: { 'kimi-k3.1-pro': ['kimi-k3p1-pro'] },
  },
  together: { provider: 'togetherai' },
  baseten: { provider: 'baseten' },
  groq: { provider: 'groq' },
  cerebras: { provider: 'cerebras' },
  openrouter: { provider: 'openrouter' },
};

/**
 * OpenRouter sells what others serve, at the price of whoever is preferred at the moment. That is the maker's own price
 * only where nobody else may serve the model: so neither the makers of open weights (DeepSeek, Moonshot, MiniMax, Z.AI,
 * Xiaomi) nor clouds and hosts are here.
 */
const OPENROUTER: Readonly<Record<string, FeedSeller>> = {
  anthropic: { provider: 'openrouter', prefix: 'anthropic/' },
  openai: { provider: 'openrouter', prefix: 'openai/' },
  // The write of a Gemini is five minutes of its storage rent there, not the price of a written token.
  google: { provider: 'openrouter', prefix: 'google/', without: ['cacheWrite', 'cacheWrite1h'] },
  xai: { provider: 'openrouter', prefix: 'x-ai/' },
  alibaba: { provider: 'openrouter', prefix: 'qwen/' },
  mistral: {
    provider: 'openrouter',
    prefix: 'mistralai/',
    aliases: MISTRAL_ALIASES,
    except: ['mistral-small-2603', 'devstral-2512'],
  },
  cohere: { provider: 'openrouter', prefix: 'cohere/' },
  meta: { provider: 'openrouter', prefix: 'meta/', aliases: { 'muse-ember-1.0': ['muse-ember'] } },
  openrouter: { provider: 'openrouter' },
};

const SELLERS: Readonly<Record<FeedName, ReadonlyMap<string, FeedSeller>>> = {
  'models.dev': new Map(Object.entries(MODELS_DEV)),
  openrouter: new Map(Object.entries(OPENROUTER)),
};

/** Where a feed lists an offer's seller, or `undefined` where its prices there are nobody's or another's. */
export function feedSellerOf({ offer, feed }: { offer: Offer; feed: FeedName }): FeedSeller | undefined {
  const seller = SELLERS[feed].get(offer.seller);
  return seller?.except?.includes(modelIdOf(offer)) ? undefined : seller;
}

/** The names under which a feed may list an offer's model, the likeliest first, each with its prefix. */
export function feedModelsOf({ offer, seller }: { offer: Offer; seller: FeedSeller }): readonly string[] {
  const model = modelIdOf(offer);
  return [model, ...(seller.aliases?.[model] ?? [])].map((name) => `${seller.prefix ?? ''}${name}`);
}

function modelIdOf({ id, seller }: Offer): string {
  return id.slice(seller.length + 1);
}
