import { strToU8 } from 'fflate';
import { cellOf } from '../../hit-grid.ts';
import { replay } from '../../replay.ts';
import { readLogs, type LogSource, type ReadLogsRequest, type ReadLogsResult } from '../read-logs.ts';
import type { BlockLog, LengthLog, ReadLog } from '../log.ts';

export const utf8 = (text: string): Uint8Array => strToU8(text);

/** A file of these bytes, in chunks of these sizes over and over. */
export function sourceOf({
  content,
  chunkBytes = [1_000_000],
  mayBeOther,
}: {
  content: string | Uint8Array;
  chunkBytes?: readonly number[];
  mayBeOther?: boolean;
}): LogSource {
  const bytes = typeof content === 'string' ? utf8(content) : content;
  return {
    bytes: bytes.length,
    mayBeOther,
    *chunks() {
      let chunk = 0;
      for (let from = 0; from < bytes.length; chunk++) {
        const size = chunkBytes[chunk % chunkBytes.length] ?? 1;
        yield bytes.subarray(from, from + size);
        from += size;
      }
    },
  };
}

export function readTexts({
  texts,
  ...options
}: { texts: readonly (string | Uint8Array)[] } & Omit<ReadLogsRequest, 'files'>): Promise<ReadLogsResult> {
  return readLogs({ ...options, files: texts.map((content) => sourceOf({ content })) });
}

/** The log of texts that must be readable. */
export async function logOf(...texts: readonly (string | Uint8Array)[]): Promise<ReadLog> {
  return readable(await readTexts({ texts }));
}

export function readable(result: ReadLogsResult): ReadLog {
  if (result.state === 'refused') throw new Error(result.reason);
  return result.log;
}

export async function blockLogOf(...texts: readonly (string | Uint8Array)[]): Promise<BlockLog> {
  const log = await logOf(...texts);
  if (log.evidence !== 'blocks') throw new Error(`${log.format} gave ${log.evidence}`);
  return log;
}

export async function lengthLogOf(...texts: readonly (string | Uint8Array)[]): Promise<LengthLog> {
  const log = await logOf(...texts);
  if (log.evidence !== 'lengths') throw new Error(`${log.format} gave ${log.evidence}`);
  return log;
}

/** JSON lines. */
export const linesOf = (...rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join('');

/** Blocks that a cache without limits would serve. */
export function hitBlocksOf({ stream }: BlockLog): number {
  const { grid } = replay({ stream });
  return cellOf({ grid, windowSeconds: Infinity, capacityBlocks: Infinity }).hitBlocks;
}
