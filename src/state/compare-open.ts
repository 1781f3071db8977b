import { BASE_SCENARIO } from '../scenario/base.ts';
import { encodeScenario } from '../scenario/codec.ts';
import { decodeSet, type DecodedSet } from '../scenario/codec-set.ts';
import type { OfferBook } from '../evaluate/offer-book.ts';
import { isSetLink } from '../scenario/set-link.ts';
import { withRatesInUse } from './scenario-hash.ts';
import type { Notice } from '../scenario/repair.ts';
import type { Scenario } from '../scenario/schema.ts';
import { decodeSetDocument, setDocument } from '../scenario/set-document.ts';

export type OpenedText =
  | { readonly status: 'opened'; readonly scenarios: readonly Scenario[]; readonly notices: readonly Notice[] }
  | { readonly status: 'refused'; readonly message: string };

/** More than any link may have, with what surrounds it. */
const MOST_LINK = 40_000;
/** A file of four scenarios weighs some 100 kB. */
export const MOST_FILE_BYTES = 2_000_000;

/**
 * The scenarios of what somebody pastes or hands over: a link, its hash, or the JSON of a scenario or of several. Never throws: what
 * is none of these is refused, with the reason.
 */
export function openText(text: string): OpenedText {
  const trimmed = text.trim();
  if (trimmed === '') return { status: 'refused', message: 'There is nothing in it.' };
  if (trimmed.startsWith('{') || trimmed.startsWith('[')) return openJson(trimmed);
  if (!/v(?:=|%3D)\d/i.test(trimmed))
    return {
      status: 'refused',
      message:
        'This is not a Tokenhouse link: it has no part such as #v=1… . Copy the whole address, or a JSON file’s text.',
    };
  return opened(decodeSet(trimmed));
}

function openJson(text: string): OpenedText {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch (error) {
    return { status: 'refused', message: `This is not whole JSON: ${error instanceof Error ? error.message : ''}` };
  }
  return opened(decodeSetDocument(document));
}

function opened({ scenarios, notices }: DecodedSet): OpenedText {
  const lost = notices.filter(({ field, kind }) => field === '' && kind !== 'repaired');
  // Nothing but what every scenario starts from: then nothing of it was read.
  if (lost.length > 0 && scenarios.every((scenario) => encodeScenario(scenario) === encodeScenario(BASE_SCENARIO)))
    return { status: 'refused', message: lost.map(({ message }) => message).join(' ') };
  return { status: 'opened', scenarios, notices };
}

/** Reads a file that holds several scenarios; `null` where it is something else. Never throws. */
export function readSetFile(text: string): OpenedText | null {
  const isSet = /^\s*\{/.test(text) ? /"compare"\s*:\s*\[/.test(text) : text.length <= MOST_LINK && isSetLink(text);
  const read = isSet ? openText(text) : null;
  return read?.status === 'opened' && read.scenarios.length < 2 ? null : read;
}

/** The scenarios as a file that opens again, with the rates of the offers in use. */
export function setFile({ scenarios, book }: { scenarios: readonly Scenario[]; book: OfferBook }): string {
  return `${JSON.stringify(setDocument(scenarios.map((scenario) => withRatesInUse(scenario, book))), null, 2)}\n`;
}
