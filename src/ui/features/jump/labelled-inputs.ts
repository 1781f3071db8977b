/** A field as a visitor finds it: by its name, in a card of its page. */
export interface LabelledInput {
  /** As a screen reader says it, without counts that change with the catalogue. */
  readonly label: string;
  /** The title of the card; `null` outside of any. */
  readonly card: string | null;
  readonly control: HTMLElement;
}

/**
 * Every field there is within an element, folded ones included. Radio buttons are one field under the name of their group.
 * Boxes to tick row by row in a table are no fields of their own, and neither is what cannot be changed.
 *
 * Self-contained: a browser test runs this very function in the page.
 */
export function labelledInputs(root: ParentNode): readonly LabelledInput[] {
  const found: LabelledInput[] = [];
  const groups = new Set<Element>();
  const textOf = (element: Element | null | undefined): string => {
    // Of a label with an explanation inside, its first words.
    const walker = element && document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let node = walker?.nextNode(); node; node = walker?.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      if (text !== '') return text;
    }
    return '';
  };
  for (const control of root.querySelectorAll<HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement>(
    'input:not([type=hidden]), select, textarea',
  )) {
    const isChoice = control.type === 'checkbox' || control.type === 'radio';
    if (isChoice && control.closest('table, [role=table], [role=grid]')) continue;
    const card = control.closest('section[aria-labelledby]')?.getAttribute('aria-labelledby');
    const group = control.type === 'radio' ? control.closest('fieldset') : null;
    if (group && groups.has(group)) continue;
    if (group) groups.add(group);
    const name = group
      ? textOf(group.querySelector('legend'))
      : (control.getAttribute('aria-label') ?? textOf(control.labels?.[0]));
    const label = name.replace(/, one of \d+$/, '').replace(/ · \d+ offers?$/, '');
    // The choice of a page’s parts, which are reached by names of their own.
    if (label === '' || label === 'Show') continue;
    found.push({
      label,
      card: card ? textOf(document.getElementById(card)) : null,
      control: group?.querySelector<HTMLElement>('input:checked') ?? control,
    });
  }
  return found;
}
