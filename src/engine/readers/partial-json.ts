/** Deeper values are cut off. */
const MOST_DEPTH = 32;
const SCALAR = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;
const SPACE = /[ \t\r\n]*/y;

/**
 * The JSON values at the head of a text, one after another, as far as the text goes: the last may be cut off, and then
 * holds what was there of it. What is not JSON is passed over up to the next line; of lists of numbers only the first is
 * given.
 * Example: `{"a": [1, 2` gives {a: [1]}; `{"a": 1}⏎nonsense⏎{"b": 2}` gives {a: 1} and {b: 2}.
 * Ignores: errors that a full parser would report, since these values only tell formats apart.
 */
export function valuesAtHead({ text, most }: { text: string; most: number }): readonly unknown[] {
  const reader = new HeadReader(text);
  const values: unknown[] = [];
  while (values.length < most) {
    const value = reader.next();
    if (value === undefined) break;
    values.push(value);
  }
  return values;
}

class HeadReader {
  readonly #text: string;
  #at = 0;
  #state: 'reading' | 'ended' | 'broken' = 'reading';

  constructor(text: string) {
    this.#text = text;
  }

  /** The next value, `undefined` at the end. */
  next(): unknown {
    while (this.#state !== 'ended') {
      this.#state = 'reading';
      const value = this.#value(0);
      this.#passBroken();
      if (value !== undefined) return value;
    }
    return undefined;
  }

  /** After what is not JSON, goes on with the next line. */
  #passBroken(): void {
    if (this.#state !== 'broken') return;
    const line = this.#text.indexOf('\n', this.#at);
    if (line < 0) this.#state = 'ended';
    else this.#at = line + 1;
  }

  #value(depth: number): unknown {
    const first = this.#peek();
    if (first === '') return undefined;
    if (depth < MOST_DEPTH && first === '{') return this.#object(depth);
    if (depth < MOST_DEPTH && first === '[') return this.#array(depth);
    if (first === '"') return this.#string();
    SCALAR.lastIndex = this.#at;
    const scalar = SCALAR.exec(this.#text)?.[0];
    if (scalar === undefined) return this.#break();
    this.#at += scalar.length;
    return JSON.parse(scalar) as unknown;
  }

  #object(depth: number): Readonly<Record<string, unknown>> {
    const fields: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    this.#at++;
    if (this.#peek() === '}') this.#at++;
    else
      do {
        if (this.#peek() !== '"') {
          this.#break();
          break;
        }
        const name = this.#string();
        if (this.#state !== 'reading' || !this.#skip(':')) break;
        const value = this.#value(depth + 1);
        if (value !== undefined && name !== undefined) fields[name] = value;
      } while (this.#state === 'reading' && this.#goesOn('}'));
    return fields;
  }

  #array(depth: number): readonly unknown[] {
    const list: unknown[] = [];
    this.#at++;
    const first = this.#peek();
    // Of a list of numbers, most of a trace, the first is enough.
    if (/[-\d]/.test(first)) {
      const end = this.#text.indexOf(']', this.#at);
      const number = this.#value(depth + 1);
      if (end < 0) this.#state = 'ended';
      else this.#at = end + 1;
      return [number];
    }
    if (first === ']') this.#at++;
    else
      do {
        const value = this.#value(depth + 1);
        if (value !== undefined) list.push(value);
      } while (this.#state === 'reading' && this.#goesOn(']'));
    return list;
  }

  #string(): string | undefined {
    let end = this.#at;
    do {
      end = this.#text.indexOf('"', end + 1);
      if (end < 0) {
        this.#state = 'ended';
        return undefined;
      }
    } while (this.#isEscaped(end));
    const quoted = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    try {
      return JSON.parse(quoted) as string;
    } catch {
      return this.#break();
    }
  }

  #isEscaped(at: number): boolean {
    let before = at - 1;
    while (this.#text[before] === '\\') before--;
    return (at - before) % 2 === 0;
  }

  /** Whether another member follows; passes the comma or the closing bracket. */
  #goesOn(close: string): boolean {
    const next = this.#peek();
    if (next === ',') {
      this.#at++;
      return true;
    }
    if (next === close) this.#at++;
    else if (next !== '') this.#break();
    return false;
  }

  #skip(char: string): boolean {
    if (this.#peek() !== char) {
      if (this.#state === 'reading') this.#break();
      return false;
    }
    this.#at++;
    return true;
  }

  /** The next character that is no space; '' at the end, which ends reading. */
  #peek(): string {
    SPACE.lastIndex = this.#at;
    this.#at += SPACE.exec(this.#text)?.[0].length ?? 0;
    const char = this.#text[this.#at] ?? '';
    if (char === '') this.#state = 'ended';
    return char;
  }

  #break(): undefined {
    this.#state = 'broken';
    return undefined;
  }
}
