import { afterSpace } from './id-lists.ts';

/** A JSON object's list, cut into the texts of its elements without being parsed. */
export interface CutList {
  readonly elements: readonly string[];
  /** The object with that list empty. */
  readonly rest: string;
  /** The object with that list empty and nothing after it. */
  readonly head: string;
  /** Whether the text went on to the list's end; the element it ended in is left out. */
  readonly isWhole: boolean;
}

/** Characters cut between two steps. */
const STEP = 4_000_000;

/**
 * Cuts the list `name` of the object that a text holds into its elements, so that a large document can be parsed in
 * steps, and one that was cut off as far as it goes. `undefined` where the text is no object with such a list.
 * Example: `{"a": 1, "list": [{"b": [2]}, 3], "c": 4}` gives `{"b": [2]}` and `3`, with the rest
 * `{"a": 1, "list": [], "c": 4}`.
 * Ignores: whether the text is valid JSON. Where every element and the rest are, so is the text, and the cuts are right:
 * no JSON object or list begins with another. Else the cuts may be wrong and the text still valid: parse it whole.
 */
export function* cutList({ text, name }: { text: string; name: string }): Generator<void, CutList | undefined> {
  let at = afterSpace(text, 0);
  if (text[at] !== '{') return undefined;
  at = afterSpace(text, at + 1);
  while (text[at] === '"') {
    const end = endOfValue(text, at);
    if (end < 0) return undefined;
    const isList = text.slice(at, end) === `"${name}"`;
    at = afterSpace(text, end);
    if (text[at] !== ':') return undefined;
    at = afterSpace(text, at + 1);
    if (isList && text[at] === '[') return yield* cutElements({ text, open: at });
    at = endOfValue(text, at);
    if (at < 0) return undefined;
    at = afterSpace(text, at);
    if (text[at] !== ',') return undefined;
    at = afterSpace(text, at + 1);
  }
  return undefined;
}

function* cutElements({ text, open }: { text: string; open: number }): Generator<void, CutList | undefined> {
  const elements: string[] = [];
  const head = `${text.slice(0, open + 1)}]}`;
  const truncated = (): CutList => ({ elements, rest: head, head, isWhole: false });
  let at = afterSpace(text, open + 1);
  let stepEnd = at + STEP;
  if (text[at] !== ']')
    for (;;) {
      const end = endOfElement(text, at);
      if (end < 0) return truncated();
      elements.push(text.slice(at, end));
      if (end > stepEnd) {
        yield;
        stepEnd = end + STEP;
      }
      at = afterSpace(text, end);
      if (text[at] === ']') break;
      if (at >= text.length) return truncated();
      if (text[at] !== ',') return undefined;
      at = afterSpace(text, at + 1);
    }
  return { elements, rest: text.slice(0, open + 1) + text.slice(at), head, isWhole: true };
}

const QUOTE = 34;
const COMMA = 44;
const BACKSLASH = 92;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** The index after a value; −1 where the text ends first. */
const endOfValue = (text: string, from: number): number => endOf({ text, from, takesNumbersForAll: false });

/** The same, and quick at lists of numbers; wrong where such a list also holds other brackets. */
const endOfElement = (text: string, from: number): number => endOf({ text, from, takesNumbersForAll: true });

function endOf({
  text,
  from,
  takesNumbersForAll,
}: {
  text: string;
  from: number;
  takesNumbersForAll: boolean;
}): number {
  const { length } = text;
  let depth = 0;
  let at = from;
  while (at < length) {
    const code = text.charCodeAt(at);
    if (code === QUOTE) {
      at = endOfString(text, at);
      if (at < 0) return -1;
      if (depth === 0) return at;
      continue;
    }
    if (code === OPEN_LIST || code === OPEN_OBJECT) {
      depth++;
      if (takesNumbersForAll && code === OPEN_LIST && isDigit(text.charCodeAt(afterSpace(text, at + 1))))
        at = text.indexOf(']', at) - 1;
      if (at < 0) return -1;
    } else if (code === CLOSE_LIST || code === CLOSE_OBJECT) {
      if (depth <= 1) return depth === 0 ? at : at + 1;
      depth--;
    } else if (code === COMMA && depth === 0) return at;
    at++;
  }
  return -1;
}

function endOfString(text: string, from: number): number {
  let end = from;
  do {
    end = text.indexOf('"', end + 1);
    if (end < 0) return -1;
  } while (isEscaped(text, end));
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let before = at - 1;
  while (text.charCodeAt(before) === BACKSLASH) before--;
  return (at - before) % 2 === 0;
}
