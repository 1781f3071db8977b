import * as z from 'zod/mini';
import { decodeScenario, encodeScenario, type Decoded } from './codec.ts';
import { shortText } from './fields.ts';

/**
 * Scenarios that are kept in a browser, and the file a whole library travels in. Each is kept as the text of its link, so that
 * one of an old version is upgraded when it is opened, like any link.
 */

/** Of the stored entries; a later shape reads this one. */
export const LIBRARY_SCHEMA = 1;
/** More is not read: the file of a thousand scenarios weighs about half a megabyte. */
export const MOST_FILE_CHARACTERS = 10_000_000;
export const MOST_LIBRARY_ENTRIES = 1_000;
const MOST_LINK_CHARACTERS = 32_768;
const MOST_BROKEN_NAMED = 100;

const instant = z.string().check(
  z.maxLength(40, 'must be an instant such as 2026-11-20T09:30:00Z'),
  z.refine((text) => !Number.isNaN(Date.parse(text)), 'must be an instant such as 2026-11-20T09:30:00Z'),
);
const finite = z.number().check(z.refine((value) => Number.isFinite(value), 'must be a finite number'));
const name = shortText.check(z.refine((text) => text.trim() !== '', 'must not be empty'));
const link = z
  .string()
  .check(
    z.minLength(1, 'must not be empty'),
    z.maxLength(MOST_LINK_CHARACTERS, `must be at most ${MOST_LINK_CHARACTERS} characters`),
  );

/** What the scenario came to on the day it was kept: to be read in a list, and not computed again. */
const figuresSchema = z.strictObject({
  withoutUsdPerMonth: finite,
  withUsdPerMonth: z.nullable(finite),
  savingRatio: z.nullable(finite),
});

const keptSchema = z.strictObject({ name, savedAt: instant, link, figures: z.nullable(figuresSchema) });

const entrySchema = z.strictObject({
  schema: z.literal(LIBRARY_SCHEMA),
  id: z.string().check(z.minLength(1), z.maxLength(64)),
  /** One more with every change, so that a change made elsewhere meanwhile is noticed. */
  revision: z.number().check(z.refine((value) => Number.isSafeInteger(value) && value >= 1, 'must be a whole number')),
  ...keptSchema.shape,
});

const fileSchema = z.strictObject({
  tokenhouse: z.literal('library'),
  version: z.literal(1),
  savedAt: instant,
  scenarios: z.array(z.unknown()),
});

const recentSchema = z.strictObject({ schema: z.literal(LIBRARY_SCHEMA), name: shortText, changedAt: instant, link });

export type KeptScenario = Readonly<z.infer<typeof keptSchema>>;
export type KeptFigures = NonNullable<KeptScenario['figures']>;
export type LibraryEntry = Readonly<z.infer<typeof entrySchema>>;
/** A scenario that was open and changed, and that nobody has saved. */
export type RecentScenario = Readonly<z.infer<typeof recentSchema>>;

/** A stored value as an entry; `null` for what is none, or is one of a later Tokenhouse. */
export function readEntry(stored: unknown): LibraryEntry | null {
  const parsed = entrySchema.safeParse(stored);
  return parsed.success ? parsed.data : null;
}

export function readRecent(text: string): RecentScenario | null {
  const parsed = recentSchema.safeParse(parsedJson(text));
  return parsed.success ? parsed.data : null;
}

export function writeLibraryFile({ entries, savedAt }: { entries: readonly KeptScenario[]; savedAt: string }): string {
  const scenarios = entries.map((entry): KeptScenario => ({
    name: entry.name,
    savedAt: entry.savedAt,
    link: entry.link,
    figures: entry.figures,
  }));
  return `${JSON.stringify({ tokenhouse: 'library', version: 1, savedAt, scenarios }, null, 2)}\n`;
}

/** An entry of a file that cannot be kept, by its name or its place, and why. */
export interface BrokenEntry {
  readonly name: string;
  readonly reason: string;
}

export type LibraryFileAnswer =
  | {
      readonly status: 'read';
      readonly entries: readonly KeptScenario[];
      readonly broken: readonly BrokenEntry[];
      /** Broken ones beyond those that are named. */
      readonly moreBroken: number;
    }
  | { readonly status: 'refused'; readonly message: string };

/** Whether a parsed JSON means to be a library, of whatever version. */
export function isLibraryFile(document: unknown): boolean {
  return typeof document === 'object' && document !== null && Object.hasOwn(document, 'tokenhouse');
}

/** Reads a file that writeLibraryFile made. Never throws; entries that cannot be kept are named and left out. */
export function readLibraryFile(text: string): LibraryFileAnswer {
  if (text.length > MOST_FILE_CHARACTERS)
    return refused(`The file is larger than ${MOST_FILE_CHARACTERS.toLocaleString('en-US')} characters.`);
  const document = parsedJson(text);
  if (document === undefined) return refused('The file is not JSON, or it is cut short.');
  if (!isLibraryFile(document))
    return refused('This JSON is not a library of scenarios: it does not say "tokenhouse": "library".');
  const { version } = document as { version?: unknown };
  if (typeof version === 'number' && version > 1)
    return refused(
      `The library was written by a newer Tokenhouse (version ${version}; this one reads version 1). Reload the page to get the newest.`,
    );
  const file = fileSchema.safeParse(document);
  if (!file.success) return refused(`The library cannot be read: ${wordsOf(file.error)}.`);
  const { scenarios } = file.data;
  if (scenarios.length > MOST_LIBRARY_ENTRIES)
    return refused(
      `The library holds ${scenarios.length.toLocaleString('en-US')} scenarios; at most ${MOST_LIBRARY_ENTRIES.toLocaleString('en-US')} are read.`,
    );
  const entries: KeptScenario[] = [];
  const broken: BrokenEntry[] = [];
  scenarios.forEach((item, i) => {
    const parsed = keptSchema.safeParse(item);
    const reason = parsed.success ? unreadableLink(parsed.data.link) : wordsOf(parsed.error);
    if (parsed.success && reason === null) entries.push(parsed.data);
    else broken.push({ name: nameOf({ item, index: i }), reason: reason ?? 'cannot be read' });
  });
  return {
    status: 'read',
    entries,
    broken: broken.slice(0, MOST_BROKEN_NAMED),
    moreBroken: Math.max(0, broken.length - MOST_BROKEN_NAMED),
  };
}

/** Why nothing at all of a link can be opened; `null` where something can, with notices or without. */
export function unreadableLink(text: string): string | null {
  const decoded = decodeScenario(text);
  return isNothingRead(decoded) ? (decoded.notices[0]?.message.replace(/\.$/, '') ?? null) : null;
}

/** Nothing but the defaults, and notices that say why. */
export function isNothingRead({ scenario, notices }: Decoded): boolean {
  return notices.some(({ kind }) => kind !== 'repaired') && encodeScenario(scenario) === NOTHING;
}

const NOTHING = encodeScenario(decodeScenario('').scenario);

function nameOf({ item, index }: { item: unknown; index: number }): string {
  const found: unknown = typeof item === 'object' && item !== null && 'name' in item ? item.name : undefined;
  return typeof found === 'string' && found.trim() !== '' ? found.slice(0, 120) : `Scenario ${index + 1} of the file`;
}

function wordsOf(error: { readonly issues: readonly { path: readonly PropertyKey[]; message: string }[] }): string {
  const issue = error.issues[0];
  const path = issue?.path.join('.') ?? '';
  const message = issue === undefined || issue.message.startsWith('Invalid') ? 'is not as expected' : issue.message;
  return path === '' ? `its form ${message}` : `${path} ${message}`;
}

function refused(message: string): LibraryFileAnswer {
  return { status: 'refused', message };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
