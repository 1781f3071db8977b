import { parseArgs, type ParseArgsConfig } from 'node:util';
import { GLOBAL_FLAGS } from './global-options.ts';
import { InputError } from './input-error.ts';
import { didYouMean, nearNames } from './near-names.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * `parseArgs` with our words: an option that does not exist is named with those that are like it. Throws `InputError` on anything it
 * does not understand.
 */
export function parseOptions<const T extends Options>({
  args,
  options,
  positionals = true,
  usage,
}: {
  args: readonly string[];
  options: T;
  /** Whether anything but options is taken. */
  positionals?: boolean;
  usage: string;
}): ReturnType<typeof parseArgs<{ args: string[]; options: T; allowPositionals: boolean }>> {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: positionals });
  } catch (error) {
    throw new InputError(`${wordsOf({ error, flags: Object.keys(options) })} Usage: tokenhouse ${usage}`);
  }
}

function wordsOf({ error, flags }: { error: unknown; flags: readonly string[] }): string {
  const message = error instanceof Error ? error.message : String(error);
  const unknown = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (unknown === undefined) return /[.?]$/.test(message) ? message : `${message}.`;
  const all = [...flags.map((flag) => `--${flag}`), ...GLOBAL_FLAGS];
  const near = nearNames({ text: unknown, names: all });
  const hint = near.length > 0 ? didYouMean(near) : ` There is ${all.join(', ')}.`;
  return `Unknown option ${unknown}.${hint}`;
}
