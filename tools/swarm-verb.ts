import { parseArgs } from 'node:util';
import { finish } from '../src/engine/run-control.ts';
import { simulateSwarmSteps, simulationBytes, tasksFor } from '../src/engine/simulate-swarm.ts';
import { requestsOfTasks } from '../src/engine/swarm-stream.ts';
import { swarmReport, type SwarmReport } from '../src/evaluate/swarm-report.ts';
import { InputError } from './input-error.ts';
import { readScenario } from './read-scenario.ts';

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

/** The `swarm` verb: logical and physical hit rates of a scenario's workload. */
export async function runSwarm({
  args,
  stdin,
}: {
  args: readonly string[];
  stdin: AsyncIterable<Buffer | string>;
}): Promise<SwarmReport> {
  const { values, positionals } = parse(args);
  const [source, ...surplus] = positionals;
  if (source === undefined) throw new InputError(`Which scenario? Usage: tokenhouse ${SWARM_USAGE}`);
  if (surplus.length > 0) throw new InputError(`One link or file at a time; "${surplus[0]}" is one too many.`);
  const scenario = await readScenario({ source, stdin });
  const windowsSeconds = list({ text: values.ttl ?? WINDOWS, flag: '--ttl', whole: false });
  const capacitiesTokens = list({
    text: values['capacity-tokens'] ?? CAPACITIES,
    flag: '--capacity-tokens',
    whole: true,
  });
  const seed = number({ text: values.seed ?? '1', flag: '--seed', most: 2 ** 31 - 1 });
  const leastRequests = number({ text: values.requests ?? LEAST_REQUESTS, flag: '--requests', most: 1e9 });
  const report = swarmReport({ scenario, windowsSeconds, capacitiesTokens });
  if ('problems' in report) throw new InputError(report.problems.map(({ message }) => message).join(' '));
  if (!values.simulate) return report.withSimulation(null);
  const { swarm } = report;
  const requests = requestsOfTasks({ swarm, tasks: tasksFor({ swarm, leastRequests }) });
  if (simulationBytes(requests) > MOST_BYTES)
    throw new InputError(
      `Simulating ${requests.toLocaleString('en-US')} requests takes about ${(simulationBytes(requests) / 1e9).toFixed(1)} GB of memory; ${(MOST_BYTES / 1e9).toFixed(1)} GB are allowed. Ask for at most --requests ${Math.floor(MOST_BYTES / simulationBytes(1)).toLocaleString('en-US')}${requests > 2 * leastRequests ? ', or simulate a smaller swarm: one task alone is more than that' : ''}.`,
    );
  return report.withSimulation(
    finish(simulateSwarmSteps({ swarm, seed, leastRequests, windowsSeconds, capacitiesTokens })),
  );
}

const TEXT = { type: 'string' } as const;

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        ttl: TEXT,
        'capacity-tokens': TEXT,
        seed: TEXT,
        requests: TEXT,
        simulate: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new InputError(`${error instanceof Error ? error.message : String(error)} Usage: tokenhouse ${SWARM_USAGE}`);
  }
}

const SUFFIX: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, g: 1e9, b: 1e9 };

function valueOf(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmgb])?$/i.exec(text.trim());
  return match ? Number(match[1]) * (SUFFIX[match[2]?.toLowerCase() ?? ''] ?? 1) : Number.NaN;
}

function list({ text, flag, whole }: { text: string; flag: string; whole: boolean }): readonly number[] {
  const values = text.split(',').map(valueOf);
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
