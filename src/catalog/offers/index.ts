import type { Offer } from '../../domain/offer/rate-card.ts';
import { ALIBABA_OFFERS } from './alibaba.ts';
import { ANTHROPIC_OFFERS } from './anthropic.ts';
import { CEREBRAS_OFFERS } from './cerebras.ts';
import { COHERE_OFFERS } from './cohere.ts';
import { FIREWORKS_OFFERS } from './fireworks.ts';
import { GOOGLE_OFFERS } from './google.ts';
import { GROQ_OFFERS } from './groq.ts';
import { MINIMAX_OFFERS } from './minimax.ts';
import { MISTRAL_OFFERS } from './mistral.ts';
import { MOONSHOTAI_OFFERS } from './moonshotai.ts';
import { OPENAI_OFFERS } from './openai.ts';
import { TOGETHER_OFFERS } from './together.ts';
import { XAI_OFFERS } from './xai.ts';
import { ZAI_OFFERS } from './zai.ts';

/** Every offer of the catalogue, sellers in the order in which lists show them. */
export const OFFERS: readonly Offer[] = [
  ...ANTHROPIC_OFFERS,
  ...OPENAI_OFFERS,
  ...GOOGLE_OFFERS,
  ...MOONSHOTAI_OFFERS,
  ...ZAI_OFFERS,
  ...MINIMAX_OFFERS,
  ...XAI_OFFERS,
  ...MISTRAL_OFFERS,
  ...ALIBABA_OFFERS,
  ...GROQ_OFFERS,
  ...CEREBRAS_OFFERS,
  ...COHERE_OFFERS,
  ...FIREWORKS_OFFERS,
  ...TOGETHER_OFFERS,
];

const BY_ID: ReadonlyMap<string, Offer> = new Map(OFFERS.map((offer) => [offer.id, offer]));

export function offerById(id: string): Offer | undefined {
  return BY_ID.get(id);
}
