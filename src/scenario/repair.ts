import { scenarioSchema, type Scenario } from './schema.ts';
import { replaceAt, valueAt, type Json } from './patch.ts';

/** Something a link or file held that could not be kept, in words a person can act on. */
export interface Notice {
  /** Path of the input concerned; empty for the document as a whole. */
  readonly field: string;
  readonly message: string;
  /** Nothing is lost: the link was mended, and its check says rightly so. */
  readonly kind?: 'repaired';
}

/** Repairs stop here; a document with more faults than this opens as the default. */
const MOST_REPAIRS = 200;

/**
 * Makes a valid scenario of a document that may not be one: whatever the schema refuses goes back to the base's value,
 * and is named. Never throws; the base itself is valid, so there is always an end.
 */
export function repair({ document, base }: { document: Json; base: Scenario }): {
  scenario: Scenario;
  notices: readonly Notice[];
} {
  const baseJson = base as unknown as Json;
  const notices: Notice[] = [];
  let value = document;
  for (let i = 0; i < MOST_REPAIRS; i++) {
    const parsed = scenarioSchema.safeParse(value);
    if (parsed.success) return { scenario: parsed.data, notices };
    const issue = parsed.error.issues[0];
    const keys = (issue?.path ?? []).map(String);
    const restored = restore({ value, base: baseJson, keys });
    notices.push({
      field: keys.join('.'),
      message: `${keys.join('.') || 'The document'} ${wordsOf(issue?.message)}.`,
    });
    if (restored === undefined) break;
    value = restored;
  }
  return { scenario: base, notices: [...notices, { field: '', message: 'Too little of it could be read.' }] };
}

/** The schema's own sentence, or plain words where the library has only its own. */
function wordsOf(message: string | undefined): string {
  return message === undefined || message.startsWith('Invalid') ? 'is not of the kind expected there' : message;
}

/** Puts the base's value back at the path, or at the nearest parent the base has too. */
function restore({ value, base, keys }: { value: Json; base: Json; keys: readonly string[] }): Json | undefined {
  for (let length = keys.length; length > 0; length--) {
    const path = keys.slice(0, length);
    const original = valueAt({ value: base, keys: path });
    // The base's value failing again in the same place means that the parent's shape is at fault.
    if (original === undefined || JSON.stringify(valueAt({ value, keys: path })) === JSON.stringify(original)) continue;
    const restored = replaceAt({ value, keys: path, leaf: original });
    if (restored !== undefined) return restored;
  }
  return undefined;
}
