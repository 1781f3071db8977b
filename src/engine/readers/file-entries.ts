import type { LogUnit } from './format-reader.ts';

/** Of a line, in UTF-16 units: twice the longest prompt there is as block ids of 16 tokens, ten times that as text. */
export const MOST_LINE_CHARACTERS = 16_000_000;
/** Of a document that is read in one piece. Engines hold strings up to 2²⁹ − 24 units. */
export const MOST_DOCUMENT_CHARACTERS = 512_000_000;

/** What a file's text is cut into. */
export type FileEntry =
  | { readonly kind: 'entry'; readonly text: string; readonly line: number }
  | { readonly kind: 'too-long'; readonly line: number };

/**
 * Cuts the text of a file, given in pieces, into lines or into one document. Lines end with LF or CRLF; blank ones are
 * counted and not given. A line or document above the limit is given as too long, once, and not kept.
 */
export class FileEntries {
  readonly #unit: LogUnit;
  readonly #most: number;
  #text = '';
  #characters = 0;
  #line = 1;

  constructor({ unit, mostCharacters }: { unit: LogUnit; mostCharacters?: number }) {
    this.#unit = unit;
    this.#most = mostCharacters ?? (unit === 'line' ? MOST_LINE_CHARACTERS : MOST_DOCUMENT_CHARACTERS);
  }

  *push(piece: string): Generator<FileEntry, void> {
    let from = 0;
    if (this.#unit === 'line')
      for (let end = piece.indexOf('\n'); end >= 0; end = piece.indexOf('\n', from)) {
        this.#keep(piece.slice(from, end));
        const entry = this.#taken();
        if (entry) yield entry;
        this.#line++;
        from = end + 1;
      }
    if (from < piece.length) this.#keep(from === 0 ? piece : piece.slice(from));
  }

  /** What is left, after the last piece. */
  *end(): Generator<FileEntry, void> {
    const entry = this.#taken();
    if (entry) yield entry;
  }

  #taken(): FileEntry | undefined {
    const whole = this.#text;
    const line = this.#line;
    const isTooLong = this.#characters > this.#most;
    this.#text = '';
    this.#characters = 0;
    if (isTooLong) return { kind: 'too-long', line };
    const text = this.#unit === 'line' && whole.endsWith('\r') ? whole.slice(0, -1) : whole;
    return isBlank(text) ? undefined : { kind: 'entry', text, line };
  }

  #keep(part: string): void {
    this.#characters += part.length;
    // Engines put pieces together only once the whole is looked at.
    this.#text = this.#characters > this.#most ? '' : this.#text + part;
  }
}

/** Looks at the first characters only, but for a text of nothing but spaces. */
function isBlank(text: string): boolean {
  return !/\S/.test(text);
}
