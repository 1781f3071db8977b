import type { Seconds } from '../../domain/units.ts';
import { Digest, Repeats } from './digest.ts';
import type { FormatReader, LogEntry, ReaderOptions } from './format-reader.ts';
import { LogError } from './json-fields.ts';
import { LengthLogBuilder } from './length-log.ts';
import type { LengthLog } from './log.ts';

const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d(?:\.\d+)?)(?:Z|([+-])(\d\d):?(\d\d))?$/;

interface Columns {
  readonly time: number;
  readonly input: number;
  readonly output: number;
}

/**
 * Azure LLM inference traces: CSV of TIMESTAMP, ContextTokens and GeneratedTokens. Lengths only: nothing says which
 * prompts have a beginning in common. Times may have seven decimals of a second and an offset from UTC; without one they
 * are taken for UTC. Equal rows may be two requests and are kept unless told otherwise.
 * Source: Azure/AzurePublicDataset.
 */
export class AzureReader implements FormatReader {
  readonly unit = 'line';
  readonly #log = new LengthLogBuilder();
  readonly #repeats = new Repeats();
  readonly #keeps: boolean;
  #file = -1;
  #columns: Columns | undefined;

  constructor({ keepDuplicates = true }: ReaderOptions = {}) {
    this.#keeps = keepDuplicates;
  }

  read({ text, file }: LogEntry): void {
    const cells = text.split(',').map((cell) => cell.trim().replaceAll(/^"|"$/g, ''));
    if (file !== this.#file) {
      this.#file = file;
      this.#columns = undefined;
    }
    if (!this.#columns) {
      this.#columns = columnsOf(cells);
      return;
    }
    const { time, input, output } = this.#columns;
    const startSeconds = secondsOf(cells[time] ?? '');
    const inputTokens = countOf({ cell: cells[input] ?? '', name: 'ContextTokens' });
    const outputTokens = countOf({ cell: cells[output] ?? '', name: 'GeneratedTokens' });
    const digest = new Digest().number(startSeconds).number(inputTokens).number(outputTokens);
    if (this.#repeats.meet(digest.key()) && !this.#keeps) return;
    this.#log.add({ startSeconds, inputTokens, outputTokens });
  }

  finish(): LengthLog {
    return this.#log.finish({
      format: 'azure-llm',
      duplicates: this.#repeats.count,
      duplicatesKept: this.#keeps,
      notes: ['The log has lengths and no contents: load and cost without a cache can be computed, reuse cannot.'],
    });
  }
}

function columnsOf(cells: readonly string[]): Columns {
  const names = cells.map((cell) => cell.toLowerCase());
  const at = (name: string): number => {
    const index = names.indexOf(name);
    if (index < 0) throw new LogError(`The first line names no column ${name}`);
    return index;
  };
  return { time: at('timestamp'), input: at('contexttokens'), output: at('generatedtokens') };
}

function countOf({ cell, name }: { cell: string; name: string }): number {
  if (!/^\d+(?:\.0*)?$/.test(cell)) throw new LogError(`${name} is not a whole number from 0`);
  return Number(cell);
}

/** Seconds since 1970. `Date` keeps milliseconds only, so seconds are added apart. */
function secondsOf(cell: string): Seconds {
  const match = TIME.exec(cell);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match?.slice(1, 7).map(Number) ?? [];
  if (!match || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59 || second >= 61)
    throw new LogError('TIMESTAMP is not a time such as 2023-11-16 18:17:03.9799600');
  const offsetMinutes = Number(match[8] ?? 0) * 60 + Number(match[9] ?? 0);
  const minutes = minute - (match[7] === '-' ? -offsetMinutes : offsetMinutes);
  return Date.UTC(year, month - 1, day, hour, minutes) / 1_000 + second;
}
