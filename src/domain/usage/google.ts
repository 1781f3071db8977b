import { countAt, isJson, needed, noOtherCaches, rest, type Json } from './fields.ts';
import type { ReadUsage } from './usage-reading.ts';

const READ = ['cachedContentTokenCount', 'cacheTokensDetails'];

/**
 * Gemini: cachedContentTokenCount is a part of promptTokenCount; what tools put into the prompt comes on top of it, and
 * thoughts on top of the candidates, at the output price.
 *
 * Example: prompt 209, tools 286, candidates 206, thoughts 131, total 832: input 495, output 337.
 */
export function readGoogle(json: Json): ReadUsage {
  noOtherCaches({ json, read: READ });
  const read = countAt({ json, key: 'cachedContentTokenCount' }) ?? 0;
  const prompt = needed({ json, key: 'promptTokenCount' });
  const tools = countAt({ json, key: 'toolUsePromptTokenCount' }) ?? 0;
  const tier = json['serviceTier'];
  return {
    usage: {
      inputTokens:
        rest({ whole: prompt, wholeName: 'promptTokenCount', parts: { cachedContentTokenCount: read } }) + tools,
      cacheReadTokens: read,
      cacheWriteTokens: {},
      outputTokens:
        (countAt({ json, key: 'candidatesTokenCount' }) ?? 0) + (countAt({ json, key: 'thoughtsTokenCount' }) ?? 0),
    },
    reportedTokens: countAt({ json, key: 'totalTokenCount' }) ?? null,
    serviceTier: typeof tier === 'string' ? tier : null,
    notes: modalityNotes(json),
  };
}

function modalityNotes(json: Json): readonly string[] {
  const details = json['promptTokensDetails'];
  if (!Array.isArray(details)) return [];
  return details
    .filter(isJson)
    .filter(({ modality }) => modality === 'AUDIO')
    .map(({ tokenCount }) => `${String(tokenCount)} of the prompt’s tokens are audio, which has a price of its own`);
}
