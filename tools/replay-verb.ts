import { stderr } from 'node:process';
import { LOG_FORMATS, type LogFormat } from '../src/engine/readers/log.ts';
import { readLogs } from '../src/engine/readers/read-logs.ts';
import { InputError } from './input-error.ts';
import { logFiles, type NamedSource } from './log-files.ts';
import { countList, secondsList } from './number-list.ts';
import { parseOptions } from './parse-options.ts';
import { replayReport, type ReplayQuestions, type ReplayReport } from './replay-report.ts';

export const REPLAY_USAGE =
  'replay <file-or-folder>… [--ttl S,…] [--capacity-tokens N,…] [--slots N] [--log-format NAME]';

export const REPLAY_HELP = `${REPLAY_USAGE}
      what a cache would have served of recorded requests, counted exactly, as JSON
      Formats are told by contents; packed files (gzip) are unpacked, folders read whole; - reads standard input.
      --ttl S,…                windows in seconds, from access to access; 60,180,300,600,1800,3600,86400
      --capacity-tokens N,…    sizes of a cache shared by all, in whole blocks; 1M,2M,4M,8M,16M,32M
      --slots N                of sessions that each begin at 0: so many are open at once, played back to back
      --order ORDER            in which a prompt's blocks count as used: leaf-first, as engines do, or sequential, as
                               cache simulators do; leaf-first
      --keep-duplicates        count rows and sessions again that repeat one another
      --log-format NAME        of the logs, where their contents do not tell:
                               ${LOG_FORMATS.slice(0, 7).join(', ')},
                               ${LOG_FORMATS.slice(7).join(', ')}`;

const WINDOWS = '60,180,300,600,1800,3600,86400';
const CAPACITIES = '1M,2M,4M,8M,16M,32M';
const ORDERS = ['leaf-first', 'sequential'] as const;

/** The `replay` verb: hit rates of recorded requests. */
export async function runReplay({
  args,
  stdin,
  note = (line) => void stderr.write(`tokenhouse: ${line}\n`),
}: {
  args: readonly string[];
  stdin: AsyncIterable<Buffer | string>;
  /** Told what a careful reader should know. */
  note?: (line: string) => void;
}): Promise<ReplayReport> {
  const { values, positionals } = parse(args);
  if (positionals.length === 0) throw new InputError(`Which files? Usage: tokenhouse ${REPLAY_USAGE}`);
  const questions: ReplayQuestions = {
    windowsSeconds: secondsList({ text: values.ttl ?? WINDOWS, flag: '--ttl' }),
    capacitiesTokens: countList({ text: values['capacity-tokens'] ?? CAPACITIES, flag: '--capacity-tokens' }),
    slots: values.slots === undefined ? undefined : slotsOf(values.slots),
    order: oneOf({ text: values.order ?? 'leaf-first', flag: '--order', known: ORDERS }),
  };
  const format = formatOf({ log: values['log-format'], old: values.format });
  const files = await logFiles({ paths: positionals, stdin });
  const since = performance.now();
  const result = await readLogs({
    files,
    format,
    keepDuplicates: values['keep-duplicates'] === true ? true : undefined,
  });
  const read = (performance.now() - since) / 1_000;
  if (result.state === 'refused') throw new InputError(named({ text: result.reason, files }));
  const { log } = result;
  for (const line of log.notes) note(named({ text: line, files }));
  const [skipped] = log.skipped;
  if (skipped) {
    const where = named({ text: `file ${skipped.file + 1}`, files });
    note(`${log.skippedLines} skipped, the first in ${where}, line ${skipped.line}: ${skipped.reason}`);
  }
  return replayReport({ log, questions, read });
}

/** Puts the names of files in the place of their numbers. */
function named({ text, files }: { text: string; files: readonly NamedSource[] }): string {
  return text.replaceAll(
    /\bfile (\d+)(?: of \d+)?\b/gi,
    (whole, number: string) => files[Number(number) - 1]?.name ?? whole,
  );
}

function slotsOf(text: string): number {
  const slots = Number(text);
  if (!/^\d+$/.test(text) || slots < 1 || slots > 1e6)
    throw new InputError(`--slots ${text} is not accepted: a whole number from 1 to 1,000,000.`);
  return slots;
}

function oneOf<T extends string>({ text, flag, known }: { text: string; flag: string; known: readonly T[] }): T {
  const found = known.find((name) => name === text);
  if (found === undefined) throw new InputError(`${flag} ${text} is not known: ${known.join(', ')}.`);
  return found;
}

const TEXT = { type: 'string' } as const;
const SWITCH = { type: 'boolean', default: false } as const;

function parse(args: readonly string[]) {
  return parseOptions({
    args,
    options: {
      ttl: TEXT,
      'capacity-tokens': TEXT,
      slots: TEXT,
      order: TEXT,
      'log-format': TEXT,
      // As it was called before every verb had a format of its result.
      format: TEXT,
      'keep-duplicates': SWITCH,
    },
    usage: REPLAY_USAGE,
  });
}

/** Of the log. Only a name that is none of a result's formats still arrives as `--format`. */
function formatOf({ log, old }: { log: string | undefined; old: string | undefined }): LogFormat | undefined {
  if (log !== undefined) return oneOf({ text: log, flag: '--log-format', known: LOG_FORMATS });
  return old === undefined ? undefined : oneOf({ text: old, flag: '--format', known: LOG_FORMATS });
}
