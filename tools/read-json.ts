import { readFile, stat } from 'node:fs/promises';
import { InputError } from './input-error.ts';

const MOST_BYTES = 1_000_000;

/** A JSON object from a file, or from standard input where the file is `-`. `name` is what errors call it. */
export async function readJsonObject({
  file,
  name,
  stdin,
}: {
  file: string;
  name: string;
  stdin: AsyncIterable<Buffer | string>;
}): Promise<Readonly<Record<string, unknown>>> {
  const text = file === '-' ? await collect({ stdin, name }) : await readText({ file, name });
  const where = file === '-' ? 'standard input' : `"${file}"`;
  if (text.trim() === '') throw new InputError(`${name}: ${where} is empty.`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new InputError(`${name}: ${where} is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  if (!isObject(parsed)) throw new InputError(`${name}: ${where} holds no JSON object.`);
  return parsed;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

async function readText({ file, name }: { file: string; name: string }): Promise<string> {
  const found = await stat(file).catch(() => null);
  if (!found) throw new InputError(`${name}: there is no file "${file}".`);
  if (!found.isFile()) throw new InputError(`${name}: "${file}" is not a file.`);
  if (found.size > MOST_BYTES) throw tooLong(name);
  return readFile(file, 'utf8');
}

async function collect({ stdin, name }: { stdin: AsyncIterable<Buffer | string>; name: string }): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stdin) {
    const buffer = Buffer.from(chunk);
    chunks.push(buffer);
    bytes += buffer.length;
    if (bytes > MOST_BYTES) throw tooLong(name);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function tooLong(name: string): InputError {
  return new InputError(`${name}: more than ${MOST_BYTES.toLocaleString('en-US')} bytes.`);
}
