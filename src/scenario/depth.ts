/** No document of ours goes deeper than ten; what walks through documents calls itself once per level. */
const MOST_LEVELS = 64;

/** Whether a parsed document is nested deeper than any scenario: text of brackets alone would break whoever walks through it. */
export function isTooDeep(document: unknown): boolean {
  const open: { readonly value: unknown; readonly level: number }[] = [{ value: document, level: 0 }];
  for (let at = open.pop(); at; at = open.pop()) {
    if (typeof at.value !== 'object' || at.value === null) continue;
    if (at.level >= MOST_LEVELS) return true;
    for (const value of Object.values(at.value)) open.push({ value, level: at.level + 1 });
  }
  return false;
}
