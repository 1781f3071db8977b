import { hasTime, isInstant } from '../../../domain/offer/schedule.ts';

/** Something that cannot be right, before it is said of which offer. */
export interface Finding {
  /** Path below the offer. */
  readonly where: string;
  readonly what: string;
}

/** Whether a text is a day that exists. */
export function isDay(text: string): boolean {
  return isInstant(text) && !hasTime(text);
}
