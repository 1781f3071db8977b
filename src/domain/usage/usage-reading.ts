import type { RequestUsage } from '../offer/bill.ts';
import type { Tokens } from '../units.ts';

/** The ways in which sellers report what a request used. */
export type UsageShape =
  /** Anthropic Messages: three addends of the prompt. */
  | 'anthropic'
  /** Amazon Bedrock Converse: the same in other words. */
  | 'bedrock'
  /** OpenAI Responses: cached tokens are a part of the input. */
  | 'openai-responses'
  /** Chat completions, as OpenAI, DeepSeek, Mistral, Groq, xAI, Moonshot, OpenRouter and most others speak them. */
  | 'chat-completions'
  /** Gemini: cached tokens are a part of the prompt, thoughts are beside the answer. */
  | 'google'
  /** Cohere: billed units beside tokens. */
  | 'cohere';

/** A usage object taken apart, or why it cannot be. */
export type UsageReading =
  | ({
      readonly status: 'read';
      readonly shape: UsageShape;
      /** Tokens of the stated total that no class tells of: thoughts that some sellers bill and do not show. */
      readonly untoldTokens: Tokens;
    } & ReadUsage)
  | { readonly status: 'refused'; readonly reason: string };

/** What an adapter makes of a usage object. */
export interface ReadUsage {
  readonly usage: RequestUsage;
  /** What the seller says all classes come to; `null` where it does not say. Compared with the classes where it does. */
  readonly reportedTokens: Tokens | null;
  /** The service tier that really served the request, which is the one billed; `null` where it is not said. */
  readonly serviceTier: string | null;
  /** What a bill by the token leaves out: searches, modalities with prices of their own, assumptions made. */
  readonly notes: readonly string[];
}

/** All tokens of a usage: every class once. */
export function allTokens({ inputTokens, cacheReadTokens, cacheWriteTokens, outputTokens }: RequestUsage): Tokens {
  return Object.values(cacheWriteTokens).reduce(
    (sum, tokens) => sum + tokens,
    inputTokens + cacheReadTokens + outputTokens,
  );
}

/** Writes by life, without the lives that nothing was written for. */
export function writesOf(byLife: Readonly<Record<string, Tokens>>): Readonly<Record<string, Tokens>> {
  return Object.fromEntries(Object.entries(byLife).filter(([, tokens]) => tokens > 0));
}
