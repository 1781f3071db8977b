import process, { stderr, stdin, stdout } from 'node:process';
import { BILL_HELP, runBill } from './bill-verb.ts';
import { CHECK_CATALOG_HELP, runCheckCatalog } from './check-catalog.ts';
import { CLUSTER_HELP, runCluster } from './cluster-verb.ts';
import { InputError } from './input-error.ts';
import { KV_HELP, runKv } from './kv-verb.ts';
import { OFFERS_HELP, runOffers } from './offers-verb.ts';
import { REPLAY_HELP, runReplay } from './replay-verb.ts';
import { runScenario, SCENARIO_USAGE } from './scenario-verb.ts';
import { runSwarm, SWARM_HELP } from './swarm-verb.ts';
import { runTime, TIME_HELP } from './time-verb.ts';

/**
 * The `tokenhouse` command line: a second consumer of the same core, so that a figure on a page can be had by a program.
 * Results go to standard output as one JSON object, or a table where that was asked for; everything else to standard error. Exit codes: 0 done, 2 bad input.
 */

const HELP = `tokenhouse <verb> [arguments]

  ${SCENARIO_USAGE}
      what a workload costs a month without and with a token warehouse, as JSON
      A link is what "Copy link" gives; a file is a scenario as JSON, whole or in part; - reads either from standard input.

  ${SWARM_HELP}

  ${REPLAY_HELP}

  ${KV_HELP}

  ${TIME_HELP}

  ${CLUSTER_HELP}

  ${BILL_HELP}

  ${OFFERS_HELP}

  ${CHECK_CATALOG_HELP}

  --help
      this text

Exit code 2 and one line on standard error where the input is not understood. A config that is refused is that too: its
JSON then has "status": "refused" and the reason.
`;

type Verb = (request: { args: readonly string[]; stdin: AsyncIterable<Buffer | string> }) => Promise<object | string>;

const VERBS: Readonly<Record<string, Verb>> = {
  scenario: runScenario,
  swarm: runSwarm,
  replay: runReplay,
  kv: runKv,
  time: runTime,
  cluster: runCluster,
  bill: runBill,
  offers: runOffers,
  'check-catalog': runCheckCatalog,
};

async function main(args: readonly string[]): Promise<number> {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === '--help' || verb === '-h' || verb === 'help') {
    stdout.write(HELP);
    return verb === undefined ? 2 : 0;
  }
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  if (!run) throw new InputError(`There is no verb "${verb}". \`tokenhouse --help\` lists them.`);
  if (rest.includes('--help') || rest.includes('-h')) {
    stdout.write(HELP);
    return 0;
  }
  const result = await run({ args: rest, stdin });
  stdout.write(`${typeof result === 'string' ? result : JSON.stringify(result, null, 2)}\n`);
  if (typeof result !== 'string' && 'status' in result && result.status === 'refused' && 'reason' in result) {
    stderr.write(`tokenhouse: ${String(result.reason)}\n`);
    return 2;
  }
  return 0;
}

try {
  // Not exit(): what was written may still be on its way through a pipe.
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof InputError)) throw error;
  stderr.write(`tokenhouse: ${error.message}\n`);
  process.exitCode = 2;
}
