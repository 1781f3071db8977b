import { readFile, stat } from 'node:fs/promises';
import { decodeDocument, decodeScenario, type Decoded } from '../src/scenario/codec.ts';
import type { Scenario } from '../src/scenario/schema.ts';
import { InputError } from './input-error.ts';

/** A scenario is a few kilobytes; what is larger is something else. */
const MOST_BYTES = 1_000_000;

/**
 * A scenario from a link, a JSON file, a file holding a link, or standard input (`-`). Strict where the page is lenient:
 * a program must not go on with a default in place of what it was given.
 */
export async function readScenario({
  source,
  stdin,
}: {
  source: string;
  stdin: AsyncIterable<Buffer | string>;
}): Promise<Scenario> {
  const decoded = await decode({ source, stdin });
  // What was mended on its way is what was sent: its check says so.
  const [first, ...others] = decoded.notices.filter(({ kind }) => kind !== 'repaired');
  if (first) {
    const more = others.length;
    throw new InputError(`${first.message}${more > 0 ? ` (and ${more} more)` : ''}`);
  }
  return decoded.scenario;
}

async function decode({ source, stdin }: { source: string; stdin: AsyncIterable<Buffer | string> }): Promise<Decoded> {
  if (source === '-') return fromText({ text: await collect(stdin), name: 'standard input' });
  if (looksLikeLink(source)) return fromLink(source);
  const found = await stat(source).catch(() => null);
  if (!found?.isFile()) throw new InputError(`"${source}" is neither a link (…#v=1…) nor a file.`);
  if (found.size > MOST_BYTES)
    throw new InputError(
      `"${source}" has ${found.size.toLocaleString('en-US')} bytes; a scenario has at most ${MOST_BYTES.toLocaleString('en-US')}.`,
    );
  return fromText({ text: await readFile(source, 'utf8'), name: source });
}

function looksLikeLink(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(text) || text.includes('#') || /^v=\d+(&|$)/.test(text);
}

function fromLink(link: string): Decoded {
  // A bare address opens the default scenario in a browser; on a command line it is more likely a link cut short.
  if (!link.includes('#') && !link.startsWith('v='))
    throw new InputError('The link holds no scenario: it has nothing after a #. In a shell, put links in quotes.');
  return decodeScenario(link.trim());
}

function fromText({ text, name }: { text: string; name: string }): Decoded {
  const trimmed = text.trim();
  if (trimmed === '') throw new InputError(`${name} is empty.`);
  if (!trimmed.startsWith('{') && looksLikeLink(trimmed)) return fromLink(trimmed);
  try {
    return decodeDocument(unwrap(JSON.parse(trimmed)));
  } catch {
    throw new InputError(`${name} is neither JSON nor a link.`);
  }
}

/** What the `scenario` verb prints holds the scenario beside its figures. */
function unwrap(document: unknown): unknown {
  return typeof document === 'object' && document !== null && 'scenario' in document && 'spend' in document
    ? document.scenario
    : document;
}

async function collect(stdin: AsyncIterable<Buffer | string>): Promise<string> {
  let text = '';
  for await (const chunk of stdin) {
    text += String(chunk);
    if (text.length > MOST_BYTES)
      throw new InputError(`Standard input is longer than ${MOST_BYTES.toLocaleString('en-US')} characters.`);
  }
  return text;
}
