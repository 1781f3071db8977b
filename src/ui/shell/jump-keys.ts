type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** What opens from the keyboard alone: the search for everything, and the list of keys. */
export type JumpTarget = 'search' | 'keys';

/**
 * What a key asks for: Ctrl-K or ⌘K searches from anywhere, `/` searches and `?` lists the keys where nothing is being typed.
 */
export function jumpOfKey({
  pressed: { key, code, ctrlKey, metaKey, shiftKey, altKey },
  isTyping,
}: {
  pressed: Pressed;
  /** In a field that takes letters. */
  isTyping: boolean;
}): JumpTarget | null {
  if (ctrlKey !== metaKey) {
    // A keyboard of another script still has its K where it says so.
    const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
    return letter === 'k' && !shiftKey && !altKey ? 'search' : null;
  }
  if (isTyping || ctrlKey) return null;
  // Where these stand differs from keyboard to keyboard, and may need Shift or Alt.
  if (key === '/') return 'search';
  return key === '?' ? 'keys' : null;
}
