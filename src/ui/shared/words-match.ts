/** Whether every word of a search stands in the text, in any order and whatever the case. Nothing typed matches all. */
export function wordsMatch({ query, text }: { query: string; text: string }): boolean {
  const searched = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched.includes(word));
}
