/** How numbers are written, on every page and in every file that is read by people. */
export const LOCALE = 'en-US';

/** How days are named and names are listed: 21 Nov 2026 · a, b and c. */
export const PROSE_LOCALE = 'en-GB';

// Formatters are made once: building one per cell is slow.
const cache = new Map<string, Intl.NumberFormat>();

/** Of numbers, in the one locale. */
export function formatter(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = JSON.stringify(options);
  let found = cache.get(key);
  if (!found) {
    found = new Intl.NumberFormat(LOCALE, options);
    cache.set(key, found);
  }
  return found;
}

/** a · a and b · a, b and c. */
export function formatList(names: readonly string[]): string {
  return new Intl.ListFormat(PROSE_LOCALE).format(names);
}
