import { readFile, stat } from 'node:fs/promises';
import { stderr } from 'node:process';
import { decodeSet, isSetLink, type DecodedSet } from '../src/scenario/codec-set.ts';
import { isLibraryFile } from '../src/scenario/library-file.ts';
import type { Notice } from '../src/scenario/repair.ts';
import type { Scenario } from '../src/scenario/schema.ts';
import { decodeSetDocument } from '../src/scenario/set-document.ts';
import { InputError } from './input-error.ts';

/** A scenario is a few kilobytes; what is larger is something else. */
const MOST_BYTES = 1_000_000;

export type Stdin = AsyncIterable<Buffer | string>;

interface Source {
  readonly source: string;
  readonly stdin: Stdin;
  /** Told what was mended. */
  readonly note?: (line: string) => void;
}

/**
 * A scenario from a link, a JSON file, a file holding a link, or standard input (`-`). Strict where the page is lenient:
 * a program must not go on with a default in place of what it was given.
 */
export async function readScenario(source: Source): Promise<Scenario> {
  const [scenario, ...others] = await readScenarios(source);
  if (!scenario || others.length > 0)
    throw new InputError(`This is a set of ${others.length + 1} scenarios: \`tokenhouse compare\` reads it.`);
  return scenario;
}

/** The same, of one scenario or of a set of several. */
export async function readScenarios({
  source,
  stdin,
  note = (line) => void stderr.write(`tokenhouse: ${line}\n`),
}: Source): Promise<readonly Scenario[]> {
  const { scenarios, notices } = await decode({ source, stdin });
  const isMended = ({ kind }: Notice): boolean => kind === 'repaired';
  const [first, ...others] = notices.filter((notice) => !isMended(notice));
  if (first) {
    const more = others.length;
    throw new InputError(`${first.message}${more > 0 ? ` (and ${more} more)` : ''}`);
  }
  // What was mended on its way is what was sent: its check says so.
  for (const { message } of notices.filter(isMended)) note(message);
  return scenarios;
}

/** The one link or file of a verb's arguments; `undefined` where there is none. */
export function onlySource(sources: readonly string[]): string | undefined {
  const [source, ...surplus] = sources;
  if (surplus.length > 0)
    throw new InputError(
      `One link or file at a time; "${surplus[0]}" is one too many.${surplus.some((arg) => arg.includes('=')) ? ' A link with & in it needs quotes.' : ''}`,
    );
  return source;
}

/** The one scenario that a verb needs. */
export async function scenarioArgument({
  sources,
  usage,
  stdin,
}: {
  sources: readonly string[];
  usage: string;
  stdin: Stdin;
}): Promise<Scenario> {
  const source = onlySource(sources);
  if (source === undefined) throw new InputError(`Which scenario? Usage: tokenhouse ${usage}`);
  return readScenario({ source, stdin });
}

async function decode({ source, stdin }: Source): Promise<DecodedSet> {
  if (source === '-') return fromText({ text: await collect(stdin), name: 'Standard input' });
  if (looksLikeLink(source)) return fromLink(source);
  const found = await stat(source).catch(() => null);
  if (!found?.isFile()) throw new InputError(`"${source}" is neither a link (…#v=1…) nor a file.`);
  if (found.size > MOST_BYTES)
    throw new InputError(
      `"${source}" has ${found.size.toLocaleString('en-US')} bytes; a scenario has at most ${MOST_BYTES.toLocaleString('en-US')}.`,
    );
  return fromText({ text: await readFile(source, 'utf8'), name: `"${source}"` });
}

function looksLikeLink(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.includes('#') || /^v(=|%3D)\d/i.test(text);
}

function fromLink(link: string): DecodedSet {
  // A bare address opens the default scenario in a browser; on a command line it is more likely a link cut short.
  if (!link.includes('#') && !isBareHash(link))
    throw new InputError('The link holds no scenario: it has nothing after a #. In a shell, put links in quotes.');
  return decodeSet(link.trim());
}

function isBareHash(text: string): boolean {
  return /^v(=|%3D)/i.test(text) || isSetLink(text);
}

function fromText({ text, name }: { text: string; name: string }): DecodedSet {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  if (trimmed === '') throw new InputError(`${name} is empty.`);
  if (!/^[[{]/.test(trimmed) && looksLikeLink(trimmed)) return fromLink(trimmed);
  return decodeSetDocument(unwrap(parsed({ text: trimmed, name })));
}

function parsed({ text, name }: { text: string; name: string }): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      /^[[{]/.test(text)
        ? `${name} is not whole JSON: ${error instanceof Error ? error.message : String(error)}.`
        : `${name} is neither JSON nor a link.`,
    );
  }
}

/** What the `scenario` verb prints holds the scenario beside its figures. */
function unwrap(document: unknown): unknown {
  if (isLibraryFile(document))
    throw new InputError('This file holds a library of scenarios. Save one of them as a file, or copy its link.');
  return typeof document === 'object' && document !== null && 'scenario' in document && 'spend' in document
    ? document.scenario
    : document;
}

async function collect(stdin: Stdin): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const buffer = Buffer.from(chunk);
    chunks.push(buffer);
    bytes += buffer.length;
    if (bytes > MOST_BYTES)
      throw new InputError(`Standard input is longer than ${MOST_BYTES.toLocaleString('en-US')} bytes.`);
  }
  return Buffer.concat(chunks).toString('utf8');
}
