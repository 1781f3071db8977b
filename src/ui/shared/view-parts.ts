/**
 * How a page is looked at, as a short text for the address: parts `key.value*value` with a space between them, in the address
 * a `+`. Separators inside a value are escaped; the address escapes the rest itself.
 *
 * Example: `[['verdict', ['wrong', 'contested']], ['q', ['50 GB']]]` is `verdict.wrong*contested q.50%20GB`.
 */
export function printViewParts(parts: readonly (readonly [string, readonly string[]])[]): string {
  return parts
    .filter(([, values]) => values.length > 0)
    .map(([key, values]) => `${key}.${values.map(escaped).join('*')}`)
    .join(' ');
}

/** The parts of such a text. What has no key is left out; of a key that comes twice, the last counts. */
export function parseViewParts(text: string): ReadonlyMap<string, readonly string[]> {
  const parts = new Map<string, readonly string[]>();
  for (const part of text.split(' ')) {
    const dot = part.indexOf('.');
    if (dot > 0)
      parts.set(
        part.slice(0, dot),
        part
          .slice(dot + 1)
          .split('*')
          .map(unescaped)
          .filter((value) => value !== ''),
      );
  }
  return parts;
}

function escaped(value: string): string {
  return value.replace(/[%* ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function unescaped(value: string): string {
  return value.replace(/%(25|2A|20)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
