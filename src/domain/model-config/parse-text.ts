import { grouped } from './refusal.ts';

/** Some quantised checkpoints list every tensor they leave alone: 3 MB for MiniMax-M3. */
const MOST_CHARACTERS = 8 * 1024 * 1024;

export type ParsedText = { readonly value: unknown } | { readonly reason: string };

/**
 * The value of a pasted file, or one sentence on what it is instead. Python's `Infinity` and `NaN`, which
 * `transformers` writes into files (Nemotron 3 Super: `time_step_limit`), are read as null.
 */
export function parseText(pasted: string): ParsedText {
  if (pasted.length > MOST_CHARACTERS) {
    return {
      reason: `The text has ${grouped(pasted.length)} characters: a config.json has less than ${grouped(MOST_CHARACTERS)}.`,
    };
  }
  const text = pasted.replace(/^\uFEFF/, '').trim();
  if (text === '') return { reason: 'There is no text: paste a model’s config.json.' };
  if (text.startsWith('GGUF') || text.includes('\u0000')) {
    return { reason: 'This is a file of weights, not text: give the config.json of the repository it was made from.' };
  }
  if (text.startsWith('<')) {
    return { reason: 'This is a web page: open config.json itself (its "raw" view) and give that.' };
  }
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Only a second try pays for looking at every character.
  }
  try {
    return { value: JSON.parse(withoutPythonNumbers(text)) as unknown };
  } catch {
    return { reason: 'This is not JSON: give the whole of config.json, from its first brace to its last.' };
  }
}

/** Strings are matched first, so that the words inside them stay. */
function withoutPythonNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\bInfinity\b|\bNaN\b/g, (match) => (match.startsWith('"') ? match : 'null'));
}
