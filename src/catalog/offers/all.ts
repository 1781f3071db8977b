import type { Offer } from '../../domain/offer/rate-card.ts';
import { ALIBABA_ALL } from './all/alibaba.ts';
import { ANTHROPIC_ALL } from './all/anthropic.ts';
import { AZURE_ALL } from './all/azure.ts';
import { BASETEN_ALL } from './all/baseten.ts';
import { BEDROCK_ALL } from './all/bedrock.ts';
import { CEREBRAS_ALL } from './all/cerebras.ts';
import { COHERE_ALL } from './all/cohere.ts';
import { DEEPSEEK_ALL } from './all/deepseek.ts';
import { FIREWORKS_ALL } from './all/fireworks.ts';
import { GOOGLE_ALL } from './all/google.ts';
import { GROQ_ALL } from './all/groq.ts';
import { META_ALL } from './all/meta.ts';
import { MINIMAX_ALL } from './all/minimax.ts';
import { MISTRAL_ALL } from './all/mistral.ts';
import { MOONSHOTAI_ALL } from './all/moonshotai.ts';
import { OPENAI_ALL } from './all/openai.ts';
import { STEPFUN_ALL } from './all/stepfun.ts';
import { TOGETHER_ALL } from './all/together.ts';
import { VOLCENGINE_ALL } from './all/volcengine.ts';
import { XAI_ALL } from './all/xai.ts';
import { XIAOMI_ALL } from './all/xiaomi.ts';
import { ZAI_ALL, ZHIPU_CN_ALL } from './all/zai.ts';

/**
 * Every offer there is, in full: modes, modifiers, hours, storage and the history of prices. Those of `index.ts` are here
 * again with what that list leaves out. Large, so pages load it when they need it.
 */
export const ALL_OFFERS: readonly Offer[] = [
  ...ANTHROPIC_ALL,
  ...OPENAI_ALL,
  ...GOOGLE_ALL,
  ...DEEPSEEK_ALL,
  ...XAI_ALL,
  ...MOONSHOTAI_ALL,
  ...MINIMAX_ALL,
  ...ZAI_ALL,
  ...ZHIPU_CN_ALL,
  ...ALIBABA_ALL,
  ...VOLCENGINE_ALL,
  ...STEPFUN_ALL,
  ...MISTRAL_ALL,
  ...COHERE_ALL,
  ...META_ALL,
  ...XIAOMI_ALL,
  ...BEDROCK_ALL,
  ...AZURE_ALL,
  ...FIREWORKS_ALL,
  ...TOGETHER_ALL,
  ...BASETEN_ALL,
  ...GROQ_ALL,
  ...CEREBRAS_ALL,
];

const BY_ID: ReadonlyMap<string, Offer> = new Map(ALL_OFFERS.map((offer) => [offer.id, offer]));

export function anyOfferById(id: string): Offer | undefined {
  return BY_ID.get(id);
}
