import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogSource } from '../src/engine/readers/read-logs.ts';
import { InputError } from './input-error.ts';

/** A file to read, with the name that its messages get. */
export interface NamedSource extends LogSource {
  readonly name: string;
}

const CHUNK_BYTES = 1_048_576;

/**
 * The files behind the arguments of a verb, in the order given; `-` is standard input. Folders are read whole, folders in
 * them too, in the order of their names; hidden files are passed over, and files in a folder may be no logs.
 */
export async function logFiles({
  paths,
  stdin,
}: {
  paths: readonly string[];
  stdin: AsyncIterable<Buffer | string>;
}): Promise<readonly NamedSource[]> {
  if (paths.filter((path) => path === '-').length > 1) throw new InputError('Standard input can be read once.');
  const found: NamedSource[] = [];
  for (const path of paths) {
    if (path === '-') {
      found.push({ name: 'standard input', chunks: () => bytesOf(stdin) });
      continue;
    }
    const facts = await stat(path).catch(() => null);
    if (facts?.isFile()) found.push(fileAt({ path, bytes: facts.size, mayBeOther: false }));
    else if (facts?.isDirectory()) found.push(...(await filesIn(path)));
    else throw new InputError(`"${path}" is neither a file nor a folder.`);
  }
  if (found.length === 0) throw new InputError(`There is no file in ${paths.map((path) => `"${path}"`).join(', ')}.`);
  return found;
}

async function filesIn(folder: string): Promise<readonly NamedSource[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith('.')).map(({ name }) => name);
  const found: NamedSource[] = [];
  for (const name of visible.sort()) {
    const path = join(folder, name);
    // Not the entry's own type: a link may lead to a file.
    const facts = await stat(path).catch(() => null);
    if (facts?.isFile()) found.push(fileAt({ path, bytes: facts.size, mayBeOther: true }));
    else if (facts?.isDirectory() && entries.some((entry) => entry.name === name && entry.isDirectory()))
      found.push(...(await filesIn(path)));
  }
  return found;
}

function fileAt({ path, bytes, mayBeOther }: { path: string; bytes: number; mayBeOther: boolean }): NamedSource {
  return { name: path, bytes, mayBeOther, chunks: () => createReadStream(path, { highWaterMark: CHUNK_BYTES }) };
}

async function* bytesOf(stdin: AsyncIterable<Buffer | string>): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
}
