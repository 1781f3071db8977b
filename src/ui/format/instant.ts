import { PROSE_LOCALE } from './locale.ts';

const INSTANT = new Intl.DateTimeFormat(PROSE_LOCALE, { dateStyle: 'medium', timeStyle: 'short' });

/** 21 Nov 2026, 09:30, in the reader's time zone; the text itself where it is no instant. */
export function formatInstant(iso: string): string {
  const time = Date.parse(iso);
  return Number.isNaN(time) ? iso : INSTANT.format(time);
}
