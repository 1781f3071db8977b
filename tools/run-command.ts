import { GLOBAL_HELP, globalOptions, noOtherFormat } from './global-options.ts';
import { InputError } from './input-error.ts';
import { didYouMean, nearNames } from './near-names.ts';
import type { Stdin } from './read-scenario.ts';
import { reportOf, writtenAnswer } from './report-format.ts';
import { crossedInWords, crossedThresholds, EXIT_THRESHOLD } from './thresholds.ts';
import { VERBS } from './verbs.ts';

export const EXIT_BAD_INPUT = 2;

const EXIT_CODES = `Exit code 2 and one line on standard error where the input is not understood, 3 where a --fail-if holds; results go to
standard output either way. A config that is refused is bad input too: its JSON then has "status": "refused" and the reason.`;

const INDENT = '\n\n  ';

const HELP = `tokenhouse <verb> [arguments]

  ${Object.values(VERBS)
    .map(({ help }) => help)
    .join(INDENT)}

  ${GLOBAL_HELP}

${EXIT_CODES}
`;

/** What a command does to the outside: what it writes, line by line, and how it ends. */
export interface Outcome {
  readonly output: string;
  /** For standard error. */
  readonly messages: readonly string[];
  readonly exitCode: number;
}

/** Runs one command. Throws `InputError` on what is not understood; then nothing is written. */
export async function runCommand({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<Outcome> {
  const { format, thresholds, isHelp, rest } = globalOptions(args);
  const [first, ...others] = rest;
  const name = first === 'help' ? others[0] : first;
  if (name === undefined)
    return { output: HELP, messages: [], exitCode: isHelp || first === 'help' ? 0 : EXIT_BAD_INPUT };
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (!verb) {
    const near = didYouMean(nearNames({ text: name, names: Object.keys(VERBS) }));
    throw new InputError(`There is no verb "${name}".${near} \`tokenhouse --help\` lists them.`);
  }
  if (isHelp || first === 'help') return { output: `${helpOf(verb.help)}\n`, messages: [], exitCode: 0 };
  if (verb.hasOwnFormats !== true) noOtherFormat(others);

  const answer = await verb.run({ args: others, stdin });
  const report = reportOf(answer);
  const output = `${writtenAnswer({ answer, format })}\n`;
  if ('status' in report && report.status === 'refused' && 'reason' in report)
    return { output, messages: [String(report.reason)], exitCode: EXIT_BAD_INPUT };
  const crossed = crossedThresholds({ report, thresholds });
  return { output, messages: crossed.map(crossedInWords), exitCode: crossed.length > 0 ? EXIT_THRESHOLD : 0 };
}

function helpOf(help: string): string {
  return `tokenhouse ${help}\n\n  ${GLOBAL_HELP}`;
}
