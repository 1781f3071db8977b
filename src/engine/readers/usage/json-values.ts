import { LogError } from '../json-fields.ts';
import type { LogUnit } from '../format-reader.ts';

/** A value of a text of JSON, or that there is something at this place which is none. */
export type JsonEntry = { readonly value: unknown } | { readonly isBroken: true };

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text);
  } catch {
    throw new LogError('it is not JSON');
  }
}

/**
 * The values of a text that is one JSON value, or several: one per line, or one after another as pages of an API that
 * were put into one file. What is no JSON becomes a broken entry, and reading goes on behind it.
 */
export function jsonEntriesOf(text: string): readonly JsonEntry[] {
  const whole = entryOf(text);
  if ('value' in whole) return [whole];
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const [first] = lines;
  // Pretty-printed pages begin with a bracket alone, which is no value.
  if (first !== undefined && 'value' in entryOf(first)) return lines.map(entryOf);
  return concatenated(text);
}

/** Whether a file of JSON that begins so has one value per line. A plain table has one row per line. */
export function unitOfJson(head: string): LogUnit {
  const text = head.trimStart();
  if (!/^\uFEFF?[[{]/.test(text)) return 'line';
  const [first = '', second] = text.split('\n').filter((line) => line.trim() !== '');
  return second !== undefined && 'value' in entryOf(first) ? 'line' : 'document';
}

function entryOf(text: string): JsonEntry {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    return { isBroken: true };
  }
}

/** Objects and lists at the top of a text, by counting brackets outside of strings. */
function concatenated(text: string): readonly JsonEntry[] {
  const entries: JsonEntry[] = [];
  let depth = 0;
  let begin = 0;
  let isString = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (isString) {
      if (character === '\\') at++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') {
      if (depth === 0) {
        if (text.slice(begin, at).replaceAll(',', '').trim() !== '') entries.push({ isBroken: true });
        begin = at;
      }
      depth++;
    } else if ((character === '}' || character === ']') && depth > 0) {
      depth--;
      if (depth > 0) continue;
      entries.push(entryOf(text.slice(begin, at + 1)));
      begin = at + 1;
    }
  }
  if (text.slice(begin).replaceAll(',', '').trim() !== '') entries.push({ isBroken: true });
  return entries;
}
