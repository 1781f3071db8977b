/**
 * What messengers and mail programs do to links, undone: each way gives a text to try. Which of them is right the link's own check
 * says.
 */
export interface Unmangled {
  readonly text: string;
  /** What was undone, for the reader. */
  readonly what: string;
}

const WAYS: readonly { readonly what: string; readonly undo: (text: string) => string }[] = [
  {
    what: 'line breaks and spaces were taken out',
    undo: (text) => text.replaceAll(/(?:\s|%0[ad]|%20(?=\s|$))+/gi, ''),
  },
  { what: '&amp; was turned back into &', undo: (text) => text.replaceAll(/&(?:amp;)+/gi, '&') },
  {
    what: 'punctuation after the link was taken off',
    undo: (text) => text.replace(/(?:[.,;:!?'")\]>»”’*_]|&gt;|&quot;)+$/i, ''),
  },
  { what: 'a second encoding was undone', undo: (text) => text.replaceAll(/%25([0-9a-f]{2})/gi, '%$1') },
  { what: 'encoded separators were turned back', undo: separatorsBack },
  { what: 'quotation marks of a reply were taken out', undo: (text) => text.replaceAll(/[\r\n]+\s*(?:>\s*)+/g, '') },
];

/** A whole hash that was encoded once more: `v%3D1%26…`. */
function separatorsBack(text: string): string {
  if (!/^v%3D/i.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/**
 * Texts that the link may have been before it was sent, likeliest first: each way of mangling undone on its own, then one after the
 * other. Without those that change nothing.
 */
export function unmangled(text: string): readonly Unmangled[] {
  const tries: Unmangled[] = [];
  const seen = new Set([text]);
  const add = (candidate: Unmangled): void => {
    if (seen.has(candidate.text)) return;
    seen.add(candidate.text);
    tries.push(candidate);
  };
  for (const { what, undo } of WAYS) add({ what, text: undo(text) });
  let all = text;
  const done: string[] = [];
  for (const { what, undo } of [...WAYS.slice(-1), ...WAYS.slice(0, -1), ...WAYS]) {
    const next = undo(all);
    if (next === all) continue;
    all = next;
    if (!done.includes(what)) done.push(what);
    add({ what: done.join('; '), text: all });
  }
  return tries;
}
