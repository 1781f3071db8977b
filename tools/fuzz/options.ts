import { InputError } from '../input-error.ts';
import { parseOptions } from '../parse-options.ts';

export const FUZZ_HELP = `npm run fuzz -- [--seconds N | --documents N --strings N] [--seed N]
  what links and files promise, tried on random input: a scenario reads as it was written; any text and any JSON opens as a valid
  scenario that can be shared in its turn, and nothing throws; an older version is upgraded once
  --documents N   random scenarios; 100000
  --strings N     random texts; 1000000
  --seconds N     instead: both in turn for so long
  --seed N        of a run that is to be repeated; by the clock`;

const DOCUMENTS = 100_000;
const STRINGS = 1_000_000;
const MOST_SEED = 2 ** 31 - 1;

export interface FuzzSize {
  readonly seed: number;
  /** How many of each; `null` where time is the limit. */
  readonly documents: number | null;
  readonly strings: number | null;
  readonly seconds: number | null;
}

export function fuzzOptions(args: readonly string[]): FuzzSize | 'help' {
  if (args.includes('--help') || args.includes('-h')) return 'help';
  const text = { type: 'string' } as const;
  const { values } = parseOptions({
    args,
    positionals: false,
    options: { documents: text, strings: text, seconds: text, seed: text },
    usage: 'fuzz',
  });
  const number = (flag: keyof typeof values, most: number): number | undefined => {
    const given = values[flag];
    if (given === undefined) return undefined;
    const value = Number(given.replaceAll('_', ''));
    if (!/^[\d_]+$/.test(given) || value > most)
      throw new InputError(`--${flag} ${given} is not accepted: a whole number up to ${most.toLocaleString('en-US')}.`);
    return value;
  };
  const seed = number('seed', MOST_SEED) ?? Date.now() % MOST_SEED;
  const seconds = number('seconds', 86_400);
  const documents = number('documents', 1e9);
  const strings = number('strings', 1e9);
  if (seconds === undefined) {
    const isAsked = documents !== undefined || strings !== undefined;
    return {
      seed,
      seconds: null,
      documents: documents ?? (isAsked ? 0 : DOCUMENTS),
      strings: strings ?? (isAsked ? 0 : STRINGS),
    };
  }
  if (documents !== undefined || strings !== undefined)
    throw new InputError('--seconds takes the place of --documents and --strings.');
  return { seed, seconds, documents: null, strings: null };
}
