import type { Swarm } from '../src/domain/swarm/swarm.ts';
import { finish } from '../src/engine/run-control.ts';
import { simulateSwarmSteps, simulationBytes, tasksFor } from '../src/engine/simulate-swarm.ts';
import { requestsOfTasks, uniqueBlocksOfTasks } from '../src/engine/swarm-stream.ts';
import { hitRateError } from '../src/evaluate/sample-error.ts';
import { WHOLE_BOOK } from '../src/evaluate/whole-book.ts';
import { swarmReport, type SwarmReport } from '../src/evaluate/swarm-report.ts';
import { InputError } from './input-error.ts';
import { parseOptions } from './parse-options.ts';
import { scenarioArgument, type Stdin } from './read-scenario.ts';

export const SWARM_USAGE = 'swarm <link-or-file> [--simulate] [--seed N] [--ttl S,…] [--capacity-tokens N,…]';

export const SWARM_HELP = `${SWARM_USAGE}
      what share of a swarm's tokens could be reused, and what share is, as JSON
      --ttl S,…                windows in seconds; 60,180,300,600,1800,3600,86400
      --capacity-tokens N,…    sizes of a cache shared by all; 1M,2M,4M,8M,16M,32M
      --simulate               draw the requests and replay them exactly beside the closed form
      --seed N                 of the simulation; 1
      --requests N             at least so many requests, in whole tasks; 200000`;

const WINDOWS = '60,180,300,600,1800,3600,86400';
const CAPACITIES = '1M,2M,4M,8M,16M,32M';
const LEAST_REQUESTS = '200000';
const MOST_VALUES = 64;
/** What a process of Node may hold without being told otherwise, with room to spare. */
const MOST_BYTES = 1.5e9;
/** Counts of a replay are 32-bit integers. */
const MOST_BLOCKS = 2 ** 31 - 1;

/** The `swarm` verb: logical and physical hit rates of a scenario's workload. */
export async function runSwarm({ args, stdin }: { args: readonly string[]; stdin: Stdin }): Promise<SwarmReport> {
  const { values, positionals } = parse(args);
  const scenario = await scenarioArgument({ sources: positionals, usage: SWARM_USAGE, stdin });
  const windowsSeconds = list({ text: values.ttl ?? WINDOWS, flag: '--ttl', whole: false });
  const capacitiesTokens = list({
    text: values['capacity-tokens'] ?? CAPACITIES,
    flag: '--capacity-tokens',
    whole: true,
  });
  const seed = number({ text: values.seed ?? '1', flag: '--seed', most: 2 ** 31 - 1 });
  const leastRequests = number({ text: values.requests ?? LEAST_REQUESTS, flag: '--requests', most: 1e9 });
  const report = swarmReport({ scenario, book: WHOLE_BOOK, windowsSeconds, capacitiesTokens });
  if ('problems' in report) throw new InputError(report.problems.map(({ message }) => message).join(' '));
  if (!values.simulate) return report.withSimulation(null);
  const { swarm, routing } = report;
  mustBePossible({ swarm, leastRequests });
  return report.withSimulation(
    finish(simulateSwarmSteps({ swarm, seed, leastRequests, windowsSeconds, capacitiesTokens, ...routing })),
  );
}

/** Refuses what cannot be simulated before anything is drawn. */
function mustBePossible({ swarm, leastRequests }: { swarm: Swarm; leastRequests: number }): void {
  const tasks = tasksFor({ swarm, leastRequests });
  const requests = requestsOfTasks({ swarm, tasks });
  const perTask = requestsOfTasks({ swarm, tasks: 1 });
  const bytes = simulationBytes(requests);
  const mostTasks = Math.floor(MOST_BYTES / simulationBytes(perTask));
  if (bytes > MOST_BYTES)
    throw new InputError(
      `Simulating ${count(requests)} requests takes about ${gigabytes(bytes)} of memory; ${gigabytes(MOST_BYTES)} are allowed. ${
        mostTasks > 0
          ? `Ask for at most --requests ${mostTasks * perTask}: standard error ${errorInPoints({ swarm, requests: mostTasks * perTask })} points at 5 minutes.`
          : `One task of this swarm is ${count(perTask)} requests: simulate a smaller swarm.`
      }`,
    );
  const blocks = uniqueBlocksOfTasks({ swarm, tasks });
  if (blocks > MOST_BLOCKS)
    throw new InputError(
      `Simulating ${count(requests)} requests means counting ${count(blocks)} distinct blocks of prompts; ${count(MOST_BLOCKS)} can be counted. Ask for fewer --requests, or simulate a swarm with shorter prompts.`,
    );
}

/** What another seed would change, give or take, in points of hit rate. */
function errorInPoints({ swarm, requests }: { swarm: Swarm; requests: number }): string {
  return (100 * hitRateError({ swarm, windowSeconds: 300, requests })).toPrecision(1);
}

const count = (value: number): string => value.toLocaleString('en-US');
const gigabytes = (bytes: number): string => `${(Math.ceil(bytes / 1e8) / 10).toFixed(1)} GB`;

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]) {
  return parseOptions({
    args,
    options: {
      ttl: TEXT,
      'capacity-tokens': TEXT,
      seed: TEXT,
      requests: TEXT,
      simulate: { type: 'boolean', default: false },
    },
    usage: SWARM_USAGE,
  });
}

/** Powers of ten. */
const SUFFIX: Readonly<Record<string, number>> = { k: 3, m: 6, g: 9, b: 9 };

function valueOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmgb])?$/i.exec(text.trim());
  // Read as one decimal number: 8.2 × 1e6 is no whole number.
  return match ? Number(`${match[1]}e${SUFFIX[match[2]?.toLowerCase() ?? ''] ?? 0}`) : Number.NaN;
}

function secondsOf(text: string): number {
  return /[a-z]/i.test(text) ? Number.NaN : valueOf(text);
}

function list({ text, flag, whole }: { text: string; flag: string; whole: boolean }): readonly number[] {
  // Of seconds no suffix: 5m would be taken for minutes.
  const values = text.split(',').map((value) => (whole ? valueOf(value) : secondsOf(value)));
  if (values.length > MOST_VALUES) throw new InputError(`${flag} takes at most ${MOST_VALUES} values.`);
  if (values.some((value) => !(value > 0) || (whole && !Number.isInteger(value))))
    throw new InputError(`${flag} ${text} is not accepted: numbers above 0, separated by commas, such as 300,3600.`);
  return values;
}

function number({ text, flag, most }: { text: string; flag: string; most: number }): number {
  const value = valueOf(text);
  if (!Number.isInteger(value) || value < 0 || value > most)
    throw new InputError(`${flag} ${text} is not accepted: a whole number from 0 to ${most.toLocaleString('en-US')}.`);
  return value;
}
