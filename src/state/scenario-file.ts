import type { OfferBook } from '../evaluate/offer-book.ts';
import { decodeDocument, decodeScenario, scenarioDocument, type Decoded } from '../scenario/codec.ts';
import { isLibraryFile, isNothingRead, MOST_FILE_CHARACTERS } from '../scenario/library-file.ts';
import type { Scenario } from '../scenario/schema.ts';
import { withRatesInUse } from './scenario-hash.ts';

/** What a file that was chosen or dropped turned out to be. */
export type OpenedFile =
  | { readonly kind: 'scenario'; readonly decoded: Decoded }
  | { readonly kind: 'library' }
  | { readonly kind: 'refused'; readonly message: string };

/** A scenario as a file: the whole document, with the rates of the offers in use. */
export function scenarioFile({ scenario, book }: { scenario: Scenario; book: OfferBook }): {
  readonly text: string;
  readonly fileName: string;
} {
  return {
    text: `${JSON.stringify(scenarioDocument(withRatesInUse(scenario, book)), null, 2)}\n`,
    fileName: `tokenhouse-${plainName(scenario.name)}.json`,
  };
}

/** Reads a scenario's JSON, a text that holds its link, or a whole library. Never throws; what is none of them is told apart. */
export function readScenarioFile(text: string): OpenedFile {
  if (text.length > MOST_FILE_CHARACTERS)
    return refused(`The file is larger than ${MOST_FILE_CHARACTERS.toLocaleString('en-US')} characters.`);
  const document = parsedJson(text);
  if (document === undefined) return readLinkText(text);
  if (isLibraryFile(document)) return { kind: 'library' };
  const decoded = decodeDocument(document);
  if (!isNothingRead(decoded)) return { kind: 'scenario', decoded };
  const message = decoded.notices[0]?.message ?? 'This JSON is not a Tokenhouse scenario.';
  return refused(
    isModelConfig(document) ? `${message} It looks like the config.json of a model.${MODEL_HINT}` : message,
  );
}

const MODEL_HINT = ' The KV cache page reads those: drop it on the card with the model there.';

function isModelConfig(document: unknown): boolean {
  return (
    typeof document === 'object' &&
    document !== null &&
    (Object.hasOwn(document, 'model_type') || Object.hasOwn(document, 'architectures'))
  );
}

function readLinkText(text: string): OpenedFile {
  const isLink = text.length <= 40_000 && /(?:^|[#&\s"])v(?:=|%3D)\d/i.test(text);
  if (!isLink) return refused('The file is no scenario: it is neither JSON nor a link. It may be cut short.');
  const decoded = decodeScenario(text.trim());
  return isNothingRead(decoded)
    ? refused(decoded.notices[0]?.message ?? 'The link in the file could not be read.')
    : { kind: 'scenario', decoded };
}

/** What every file system takes. */
function plainName(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .toLowerCase()
    .slice(0, 60);
  return plain === '' ? 'scenario' : plain;
}

function refused(message: string): OpenedFile {
  return { kind: 'refused', message };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
