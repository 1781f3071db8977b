import { LogError } from '../../json-fields.ts';
import type { SkippedLine, UsageLog } from '../../log.ts';
import { createUsageReader, type UsageFormat, type UsageReaderOptions } from '../index.ts';

/** A log as read from whole texts, and the entries for which the reader threw. */
export interface ReadTexts {
  readonly log: UsageLog;
  readonly refused: readonly SkippedLine[];
}

/** Reads texts as files, entry by entry, as a reader of streams would. */
export function readTexts({
  format,
  texts,
  ...options
}: { format: UsageFormat; texts: readonly string[] } & UsageReaderOptions): ReadTexts {
  const reader = createUsageReader(format, options);
  const refused: SkippedLine[] = [];
  for (const [file, text] of texts.entries()) {
    const isLines = (reader.unitOf?.(text.slice(0, 65_536)) ?? reader.unit) === 'line';
    for (const [index, entry] of (isLines ? text.split(/\r?\n/) : [text]).entries()) {
      if (entry.trim() === '') continue;
      try {
        reader.read({ text: entry, line: index + 1, file });
      } catch (error) {
        if (!(error instanceof LogError)) throw error;
        refused.push({ file, line: index + 1, reason: error.message });
      }
    }
  }
  const log = reader.finish();
  if (log.evidence !== 'usage') throw new Error(`${format} gave ${log.evidence}`);
  return { log, refused };
}

/** Rows in words: start, input, read, writes for 5 minutes, an hour and otherwise, output. */
export function rowsOf({ columns }: UsageLog): readonly (readonly number[])[] {
  return Array.from(columns.startSeconds, (start, row) => [
    start,
    columns.inputTokens[row] ?? NaN,
    columns.cacheReadTokens[row] ?? NaN,
    columns.cacheWrite5mTokens[row] ?? NaN,
    columns.cacheWrite1hTokens[row] ?? NaN,
    columns.cacheWriteOtherTokens[row] ?? NaN,
    columns.outputTokens[row] ?? NaN,
  ]);
}

export const linesOf = (entries: readonly unknown[]): string =>
  entries.map((entry) => JSON.stringify(entry)).join('\n');
