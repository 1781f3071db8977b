import { decodeScenario } from '../scenario/codec.ts';
import type { Scenario } from '../scenario/schema.ts';

/** The scenario of an address that shows one figure of it, or why it is not shown. */
export type EmbeddedScenario =
  | { readonly status: 'ok'; readonly scenario: Scenario }
  /** `messages`: what could not be read, one sentence each. */
  | { readonly status: 'unreadable'; readonly messages: readonly string[] };

/**
 * Reads the hash of an address, without `#`, for a figure that stands alone. Never throws.
 *
 * Stricter than a page: nobody who sees one figure can see which of its inputs were lost on the way, so a link that was not read in
 * full gives none. One that was only mangled and could be mended is read as it was sent.
 */
export function embeddedScenario(hash: string): EmbeddedScenario {
  if (hash.trim() === '')
    return { status: 'unreadable', messages: ['The address holds no scenario: what follows # is missing.'] };
  const { scenario, notices } = decodeScenario(hash);
  const lost = notices.filter(({ kind }) => kind !== 'repaired').map(({ message }) => message);
  return lost.length === 0 ? { status: 'ok', scenario } : { status: 'unreadable', messages: [...new Set(lost)] };
}
