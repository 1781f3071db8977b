/**
 * Figures as they are read, with what they are exactly beside them: how a table on the page becomes one in a file without
 * losing digits. While `withMarks` runs, every display format wraps its text as `<text|value|unit>`, in characters that no
 * text holds; `unmarked` and `figuresIn` read them back.
 */

// Of the private use area: they mean nothing anywhere else.
const OPEN = '\uE000';
const VALUE = '\uE001';
const UNIT = '\uE002';
const CLOSE = '\uE003';
const MARKED = new RegExp(`${OPEN}([^${VALUE}]*)${VALUE}([^${UNIT}]*)${UNIT}([^${CLOSE}]*)${CLOSE}`, 'g');

/** A figure that a text shows. */
export interface ShownFigure {
  /** As it stands on the page. */
  readonly shown: string;
  /** All its digits. */
  readonly value: number;
  /** What it counts: `USD`, `tokens`, `s`; empty for a plain number. */
  readonly unit: string;
}

let isMarking = false;

/** What a display format returns: its text, and while marks are asked for the value with it. */
export function marked({ value, unit, text }: { value: number; unit: string; text: () => string }): string {
  if (!isMarking) return text();
  // A format made of others is one figure.
  isMarking = false;
  try {
    return `${OPEN}${text()}${VALUE}${value}${UNIT}${unit}${CLOSE}`;
  } finally {
    isMarking = true;
  }
}

/** Runs something that formats figures, with their values marked. Not to be shown to anybody as it is. */
export function withMarks<T>(run: () => T): T {
  isMarking = true;
  try {
    return run();
  } finally {
    isMarking = false;
  }
}

/** A text as the page shows it. */
export function unmarked(text: string): string {
  return text.replaceAll(MARKED, '$1');
}

/** The figures of a text in their order, and what stands around them. */
export function figuresIn(text: string): { readonly figures: readonly ShownFigure[]; readonly around: string } {
  const figures = [...text.matchAll(MARKED)].map(([, shown = '', value = '', unit = '']): ShownFigure => ({
    shown,
    value: Number(value),
    unit,
  }));
  return { figures, around: text.replaceAll(MARKED, ' ').replaceAll(/\s+/g, ' ').trim() };
}
