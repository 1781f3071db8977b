import type { OpenLog, Reading, ReadProgress, SkippedLine } from '../../../../state/trace-types.ts';
import { formatBytes } from '../../../format/number.ts';
import { counted, formatName } from '../trace-words.ts';

/** `12.50 MB of 157.3 MB` · `12.50 MB`, where a packed file does not say what it holds. */
export function progressText({ doneBytes, bytes }: ReadProgress): string {
  return bytes === null ? formatBytes(doneBytes) : `${formatBytes(doneBytes)} of ${formatBytes(bytes)}`;
}

/** Done of all, for a bar; `undefined` where that is not known. */
export function progressRatio(progress: ReadProgress | null): number | undefined {
  if (!progress) return 0;
  if (progress.bytes === null) return undefined;
  return progress.bytes === 0 ? 1 : Math.min(1, progress.doneBytes / progress.bytes);
}

/** What comes of the last reading and which log is open, in sentences that are said aloud when they change. */
export function statusInWords({ reading, log }: { reading: Reading; log: OpenLog | null }): string {
  switch (reading.status) {
    case 'reading':
      return reading.files === 0
        ? 'Generating the sample…'
        : `Reading ${counted({ count: reading.files, one: 'file' })}…`;
    case 'refused':
      return `Not read. ${reading.reason}${log ? ` ${stillOpen(log)}` : ''}`;
    case 'failed':
      return `Reading failed. ${reading.message}${log ? ` ${stillOpen(log)}` : ''}`;
    case 'idle':
      return log ? openInWords(log) : 'No log is open.';
  }
}

function stillOpen({ isSample }: OpenLog): string {
  return isSample ? 'The sample is still open.' : 'The log before it is still open.';
}

function openInWords({ summary, isSample }: OpenLog): string {
  const requests = counted({ count: summary.requests, one: 'request' });
  if (isSample) return `Sample: the scenario’s own swarm, generated. ${requests}.`;
  const parts = [
    formatName(summary.format),
    counted({ count: summary.files, one: 'file' }),
    summary.requests === 0 && !summary.isPerRequest ? 'requests not counted' : requests,
    ...(summary.sessions === null ? [] : [counted({ count: summary.sessions, one: 'session' })]),
  ];
  return `Read: ${parts.join(', ')}.`;
}

/** `3 lines were skipped.` · nothing where none was. */
export function skippedInWords({ skippedLines }: { skippedLines: number }): string {
  if (skippedLines === 0) return '';
  return `${counted({ count: skippedLines, one: 'line' })} ${skippedLines === 1 ? 'was' : 'were'} skipped.`;
}

/** Where a line stands: the file by its number, where there are several. */
export function skippedLineText({
  skipped: { file, line, reason },
  files,
}: {
  skipped: SkippedLine;
  files: number;
}): string {
  const where = files > 1 ? `file ${file + 1}, line ${line}` : `line ${line}`;
  return `${where}: ${reason}`;
}

export function duplicatesInWords({
  duplicates,
  duplicatesKept,
}: {
  duplicates: number;
  duplicatesKept: boolean;
}): string {
  if (duplicates === 0) return 'No duplicates were found.';
  const found = counted({ count: duplicates, one: 'duplicate was', many: 'duplicates were' });
  return `${found} found and ${duplicatesKept ? 'kept' : 'dropped'}.`;
}

/** Of a folder with more files than are taken. */
export function cutInWords(mostFiles: number): string {
  return `Only the first ${counted({ count: mostFiles, one: 'file' })} are read: there are more in the folder.`;
}

export function unreadableInWords(unreadable: number): string {
  if (unreadable === 0) return '';
  return `${counted({ count: unreadable, one: 'file' })} could not be opened by the browser.`;
}
