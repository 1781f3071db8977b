import { countAt, countUnder, needed, noOtherCaches, objectAt, rest, UsageError, type Json } from './fields.ts';
import { writesOf, type ReadUsage } from './usage-reading.ts';

/** The life of a write where OpenAI names none: what the API gives unasked. */
const OPENAI_LIFE = '30m';
/** A write at a seller whose lives are not known from the usage. */
const UNNAMED_LIFE = 'auto';
const TTL_SPLIT = /^ttl_(\w+)_tokens$/;
const TTL_DETAILS = 'cache_write_tokens_details';
const DETAIL_KEYS = ['cached_tokens', 'cache_write_tokens', TTL_DETAILS];
const CHAT_KEYS = ['cached_tokens', 'num_cached_tokens', 'prompt_cache_hit_tokens', 'prompt_cache_miss_tokens'];

/**
 * OpenAI Responses: cached_tokens and cache_write_tokens are disjoint parts of input_tokens, reasoning is part of
 * output_tokens. Writes are split by life in cache_write_tokens_details.
 *
 * Example: input 2,600, cached 2,000, written 400: 200 ordinary tokens.
 */
export function readOpenAiResponses(json: Json): ReadUsage {
  const details = objectAt({ json, key: 'input_tokens_details' });
  noOtherCaches({ json, read: [] });
  return subsets({
    json,
    details,
    wholeName: 'input_tokens',
    inputTokens: needed({ json, key: 'input_tokens' }),
    outputTokens: countAt({ json, key: 'output_tokens' }) ?? 0,
    read: countAt({ json: details, key: 'cached_tokens' }) ?? 0,
  });
}

/**
 * Chat completions: cached tokens are a part of prompt_tokens and stand in prompt_tokens_details (OpenAI and most), at
 * the top as cached_tokens (Moonshot), or as prompt_cache_hit_tokens (DeepSeek).
 *
 * Reasoning is part of completion_tokens, except at xAI, where it comes on top: the total tells.
 * Mistral's num_cached_tokens is what its engine found, blocks shorter than those it sells included (9 of 10 tokens have
 * been recorded where 64 are the least): it is told and not billed.
 * Example: prompt 563, hit 512, miss 51, completion 116 with 60 of reasoning, total 679: input 51, output 116.
 */
export function readChatCompletions(json: Json): ReadUsage {
  const details = objectAt({ json, key: 'prompt_tokens_details' });
  noOtherCaches({ json, read: CHAT_KEYS });
  const prompt = needed({ json, key: 'prompt_tokens' });
  const completion = countAt({ json, key: 'completion_tokens' }) ?? 0;
  const reasoning =
    countAt({ json: objectAt({ json, key: 'completion_tokens_details' }), key: 'reasoning_tokens' }) ?? 0;
  const total = countAt({ json, key: 'total_tokens' });
  const comesOnTop = reasoning > 0 && total === prompt + completion + reasoning;
  const read =
    countUnder([
      { json: details, key: 'cached_tokens' },
      // Mistral spells it without an s, too.
      { json: objectAt({ json, key: 'prompt_token_details' }), key: 'cached_tokens' },
      { json, key: 'prompt_cache_hit_tokens' },
      { json, key: 'cached_tokens' },
    ]) ?? 0;
  const miss = countAt({ json, key: 'prompt_cache_miss_tokens' });
  if (miss !== undefined && miss + read !== prompt)
    throw new UsageError(`prompt_tokens is ${prompt}, but hit and miss come to ${miss + read}.`);
  return subsets({
    json,
    details,
    wholeName: 'prompt_tokens',
    inputTokens: prompt,
    outputTokens: completion + (comesOnTop ? reasoning : 0),
    read,
    notes: engineNotes(json),
  });
}

function engineNotes(json: Json): readonly string[] {
  const found = countAt({ json, key: 'num_cached_tokens' }) ?? 0;
  return found > 0 ? [`${found} tokens were found by the engine (num_cached_tokens), which is not what is billed`] : [];
}

function subsets({
  json,
  details,
  wholeName,
  inputTokens,
  outputTokens,
  read,
  notes = [],
}: {
  json: Json;
  details: Json;
  wholeName: string;
  inputTokens: number;
  outputTokens: number;
  read: number;
  notes?: readonly string[];
}): ReadUsage {
  noOtherCaches({ json: details, read: DETAIL_KEYS });
  const written = countAt({ json: details, key: 'cache_write_tokens' }) ?? 0;
  const byLife = lives(objectAt({ json: details, key: TTL_DETAILS }));
  const detailed = Object.values(byLife).reduce((sum, tokens) => sum + tokens, 0);
  if (detailed > 0 && detailed !== written)
    throw new UsageError(`cache_write_tokens is ${written}, but its split comes to ${detailed}.`);
  // OpenRouter reports what a request cost, and whose key paid for it.
  const isRouted = 'is_byok' in json || 'cost_details' in json;
  const life = isRouted ? UNNAMED_LIFE : OPENAI_LIFE;
  const tier = json['service_tier'];
  return {
    usage: {
      inputTokens: rest({
        whole: inputTokens,
        wholeName,
        parts: { cached_tokens: read, cache_write_tokens: written },
      }),
      cacheReadTokens: read,
      cacheWriteTokens: writesOf(detailed > 0 ? byLife : { [life]: written }),
      outputTokens,
    },
    reportedTokens: countAt({ json, key: 'total_tokens' }) ?? null,
    serviceTier: typeof tier === 'string' ? tier : null,
    notes: [
      ...(detailed === 0 && written > 0
        ? [`the life of ${written} written tokens is not said; taken for ${life}`]
        : []),
      ...audioNotes(details),
      ...notes,
    ],
  };
}

function lives(split: Json): Readonly<Record<string, number>> {
  const byLife: Record<string, number> = {};
  for (const key of Object.keys(split)) {
    const life = TTL_SPLIT.exec(key)?.[1];
    const tokens = countAt({ json: split, key }) ?? 0;
    if (life !== undefined) byLife[life] = tokens;
    else if (tokens > 0) throw new UsageError(`${TTL_DETAILS}.${key} is not a life that is known.`);
  }
  return byLife;
}

function audioNotes(details: Json): readonly string[] {
  const audio = countAt({ json: details, key: 'audio_tokens' }) ?? 0;
  return audio > 0 ? [`${audio} of the prompt’s tokens are audio, which may have a price of its own`] : [];
}
