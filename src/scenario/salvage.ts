import type { Json } from './patch.ts';

/**
 * The pairs of a flat JSON object that ends too early, as far as they are whole.
 *
 * Example: `{"workload.people":60,"offerId":"anth` gives `workload.people` alone. A number at the very end may have lost digits and
 * is left out. Never throws.
 */
export function salvagedPairs(text: string): readonly (readonly [string, Json])[] {
  let end = text.length;
  // Every pair ends at a comma outside strings and brackets; from the last one back, the first cut that parses is the longest.
  for (const comma of commasOf(text).toReversed()) {
    end = comma;
    const pairs = pairsOf(`${text.slice(0, end)}}`);
    if (pairs) return pairs;
  }
  return [];
}

function pairsOf(text: string): readonly (readonly [string, Json])[] | undefined {
  try {
    const object: unknown = JSON.parse(text);
    return typeof object === 'object' && object !== null && !Array.isArray(object)
      ? Object.entries(object as Record<string, Json>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Places of commas between the pairs of the outermost object. */
function commasOf(text: string): readonly number[] {
  const commas: number[] = [];
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const symbol = text[at];
    if (isText) {
      if (symbol === '\\') at++;
      else if (symbol === '"') isText = false;
    } else if (symbol === '"') isText = true;
    else if (symbol === '{' || symbol === '[') depth++;
    else if (symbol === '}' || symbol === ']') depth--;
    else if (symbol === ',' && depth === 1) commas.push(at);
  }
  return commas;
}
