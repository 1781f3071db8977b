import { InputError } from './input-error.ts';
import { FORMATS, type Format } from './report-format.ts';
import { parseThreshold, type Threshold } from './thresholds.ts';

/** Options that every verb takes. */
export const GLOBAL_FLAGS = ['--format', '--fail-if', '--help'];

export const GLOBAL_HELP = `of every verb:
      --format FORMAT  ${FORMATS.join(', ')}; json
      --fail-if CONDITION
                       exit code 3 where a figure of the result crosses a bound, and which one on standard error; may be given
                       several times. A path of the result, one of >= <= == != > <, and a number:
                       --fail-if 'spend.with.usdPerMonth > 100000'
      --help           this text`;

export interface GlobalOptions {
  /** `null`: as the verb writes it by itself. */
  readonly format: Format | null;
  readonly thresholds: readonly Threshold[];
  readonly isHelp: boolean;
  /** What is left: the verb and its own arguments. */
  readonly rest: readonly string[];
}

/**
 * Takes the options of every verb out of the arguments, wherever they stand before a `--`. A format that is none of ours is left to
 * the verb, which may have formats of its own.
 */
export function globalOptions(args: readonly string[]): GlobalOptions {
  const rest: string[] = [];
  const thresholds: Threshold[] = [];
  let format: Format | null = null;
  let isHelp = false;
  const all = args.slice(0, args.includes('--') ? args.indexOf('--') : args.length);
  for (let at = 0; at < all.length; at++) {
    const arg = all[at] ?? '';
    const [flag, value = all[at + 1]] = splitFlag(arg);
    const isJoined = arg !== flag;
    if (arg === '--help' || arg === '-h') isHelp = true;
    else if (flag === '--fail-if') {
      if (value === undefined) throw new InputError("--fail-if needs a condition: 'spend.with.usdPerMonth > 100000'.");
      thresholds.push(parseThreshold(value));
      if (!isJoined) at++;
    } else if (flag === '--format' && isFormat(value)) {
      if (format !== null && format !== value) throw new InputError(`--format is given twice: ${format} and ${value}.`);
      format = value;
      if (!isJoined) at++;
    } else rest.push(arg);
  }
  return { format, thresholds, isHelp, rest: [...rest, ...args.slice(all.length)] };
}

/** Refuses a format that no verb knows. */
export function noOtherFormat(args: readonly string[]): void {
  const at = args.findIndex((arg) => splitFlag(arg)[0] === '--format');
  if (at < 0) return;
  const [, value = args[at + 1]] = splitFlag(args[at] ?? '');
  throw new InputError(
    value === undefined
      ? `--format needs one of: ${FORMATS.join(', ')}.`
      : `--format ${value} is not known: ${FORMATS.join(', ')}.`,
  );
}

function splitFlag(arg: string): readonly [flag: string, value?: string] {
  const cut = arg.indexOf('=');
  return arg.startsWith('--') && cut > 0 ? [arg.slice(0, cut), arg.slice(cut + 1)] : [arg];
}

function isFormat(text: string | undefined): text is Format {
  return FORMATS.some((format) => format === text);
}
