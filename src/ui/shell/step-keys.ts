type Pressed = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

/** What a key combination asks for: Ctrl-Z or ⌘Z undoes, with Shift, or Ctrl-Y, redoes. */
export function stepOfKey({ key, code, ctrlKey, metaKey, shiftKey, altKey }: Pressed): 'undo' | 'redo' | null {
  if (altKey || ctrlKey === metaKey) return null;
  // A keyboard of another script still has its Z where it says so.
  const letter = /^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, '').toLowerCase();
  if (letter === 'z') return shiftKey ? 'redo' : 'undo';
  return letter === 'y' && !shiftKey ? 'redo' : null;
}

/** Fields that have an undo of their own while something is typed. */
export function isTextField(element: Element | null): element is HTMLElement {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && !NO_TEXT.has(element.type);
}

const NO_TEXT: ReadonlySet<string> = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'file', 'color']);

/** A field shows what was typed while it has the focus; without it, the scenario's value. Returns the field. */
export function endTyping(): HTMLElement | null {
  const field = document.activeElement;
  if (!isTextField(field)) return null;
  field.blur();
  return field;
}
