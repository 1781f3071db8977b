import { exit, stderr, stdin, stdout } from 'node:process';
import { InputError } from './input-error.ts';
import { runScenario, SCENARIO_USAGE } from './scenario-verb.ts';

/**
 * The `tokenhouse` command line: a second consumer of the same core, so that a figure on a page can be had by a program.
 * Results go to standard output as one JSON object; everything else to standard error. Exit codes: 0 done, 2 bad input.
 */

const HELP = `tokenhouse <verb> [arguments]

  ${SCENARIO_USAGE}
      what a workload costs a month without and with a token warehouse, as JSON

  --help
      this text

A link is what "Copy link" gives; a file is a scenario as JSON, whole or in part; - reads either from standard input.
Exit code 2 and one line on standard error where the input is not understood.
`;

async function main(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    stdout.write(HELP);
    return verb === undefined ? 2 : 0;
  }
  if (verb === 'scenario' && (rest.includes('--help') || rest.includes('-h'))) {
    stdout.write(HELP);
    return 0;
  }
  if (verb !== 'scenario') throw new InputError(`There is no verb "${verb}". \`tokenhouse --help\` lists them.`);
  stdout.write(`${JSON.stringify(await runScenario({ args: rest, stdin }), null, 2)}\n`);
  return 0;
}

try {
  const code = await main(process.argv.slice(2));
  if (code !== 0) exit(code);
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  stderr.write(`tokenhouse: ${error.message}\n`);
  exit(2);
}
