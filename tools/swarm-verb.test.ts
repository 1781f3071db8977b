import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SwarmReport } from '../src/evaluate/swarm-report.ts';
import { InputError } from './input-error.ts';
import { runScenario } from './scenario-verb.ts';
import { runSwarm, SWARM_HELP, SWARM_USAGE } from './swarm-verb.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-swarm-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* input(text: string): AsyncGenerator<string> {
  yield text;
}

const run = (args: readonly string[], stdin = ''): Promise<SwarmReport> => runSwarm({ args, stdin: input(stdin) });
const swarm = (args: string, stdin = ''): Promise<SwarmReport> => run(args.split(' ').filter(Boolean), stdin);
async function refused(args: string): Promise<string> {
  const error: unknown = await swarm(args).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`${args} was accepted: ${String(error)}`);
  return error.message;
}

const RATIO: unknown = expect.any(Number);
const ratios = (...keys: readonly string[]) => Object.fromEntries(keys.map((key) => [key, RATIO]));
const WINDOWS = ['60', '180', '300', '600', '1800', '3600', '86400'];
const CAPACITIES = ['1000000', '2000000', '4000000', '8000000', '16000000', '32000000'];

describe('tokenhouse swarm', () => {
  it('has exactly the figures other programs rely on, without a simulation', async () => {
    const report = await swarm('v=0');
    expect(report).toEqual({
      logicalRatio: RATIO,
      closedForm: {
        ttl: ratios(...WINDOWS),
        capacity: ratios(...CAPACITIES),
        rough: { ttl: ['60'], capacity: ['1000000', '2000000'] },
      },
      simulated: null,
      missAmplification: RATIO,
      ladder: expect.any(Array),
    });
    // 2 tasks a day of 40 people: the default swarm.
    expect(report.logicalRatio).toBeCloseTo(0.9515, 4);
    expect(report.closedForm.ttl['300']).toBeCloseTo(0.9084, 4);
  });

  it('and exactly those with one', async () => {
    const { simulated, logicalRatio, closedForm } = await swarm('v=0 --simulate --requests 20k --seed 3');
    expect(simulated).toEqual({
      ttl: ratios(...WINDOWS),
      capacity: ratios(...CAPACITIES),
      logicalRatio: RATIO,
      unlimitedRatio: RATIO,
      // 30 tasks of 20 + 50 × 13.
      requests: 20_100,
      seed: 3,
    });
    expect(Math.abs((simulated?.logicalRatio ?? 0) - logicalRatio)).toBeLessThan(0.01);
    expect(Math.abs((simulated?.ttl['3600'] ?? 0) - (closedForm.ttl['3600'] ?? 0))).toBeLessThan(0.01);
  });

  it('gives the same for the same seed, 1 unless told otherwise', async () => {
    const one = await swarm('v=0 --simulate --requests 5k');
    expect(await swarm('v=0 --simulate --requests 5k --seed 1')).toEqual(one);
    expect((await swarm('v=0 --simulate --requests 5k --seed 2')).simulated?.ttl).not.toEqual(one.simulated?.ttl);
    expect(await swarm('v=0 --simulate --requests 0')).toMatchObject({ simulated: { requests: 670 } });
  });

  it('has the ladder of the `scenario` verb', async () => {
    const link = 'v=0&workload.people=3';
    const { spend } = await runScenario({ args: [link], stdin: input('') });
    expect((await swarm(link)).ladder).toEqual(spend.ladder);
  });

  it('takes a link, a file and standard input alike', async () => {
    const json = JSON.stringify({ v: 0, workload: { people: 3 } });
    const path = join(folder, 'a.json');
    writeFileSync(path, json);
    const expected = await swarm('v=0&workload.people=3');
    expect(await swarm('https://example.org/?page=swarm#v=0&workload.people=3')).toEqual(expected);
    expect(await run([path])).toEqual(expected);
    expect(await swarm('-', json)).toEqual(expected);
  });

  it('answers for the windows and capacities asked for, under the numbers asked for', async () => {
    const { closedForm, simulated } = await swarm(
      'v=0 --ttl 3600,90,300.5 --capacity-tokens 8.2M,500k,4.1g,1B,640 --simulate --requests 1k',
    );
    for (const found of [closedForm, simulated]) {
      expect(found?.ttl).toEqual(ratios('3600', '90', '300.5'));
      expect(found?.capacity).toEqual(ratios('8200000', '500000', '4100000000', '1000000000', '640'));
    }
    expect(closedForm.rough.ttl).toEqual(['90']);
    expect(await swarm('v=0 --ttl 300,300')).toMatchObject({ closedForm: { ttl: ratios('300') } });
    expect((await run(['v=0', '--ttl', '60, 300'])).closedForm.ttl).toEqual(ratios('60', '300'));
  });

  it('reads every decimal with a suffix as the whole number it is', async () => {
    const millions = ['4.1', '8.2', '16.1', '2.01', '0.07'];
    const { closedForm } = await swarm(`v=0 --capacity-tokens ${millions.map((value) => `${value}M`).join(',')}`);
    expect(Object.keys(closedForm.capacity)).toEqual(['70000', '2010000', '4100000', '8200000', '16100000']);
  });

  it.each([
    ['', /Which scenario\?/],
    ['v=0 v=0', /one too many/],
    ['nowhere.json', /neither a link/],
    ['v=9', /\w/],
    ['v=0&workload.people=many', /\w/],
    ['v=0&workload.roles.1.compaction=null&workload.roles.1.turnsPerAgent=90000', /\w/],
    ['v=0 --colour red', /--colour/],
    ['v=0 --simulate=yes', /--simulate/],
    ['v=0 --ttl', /--ttl/],
    ['v=0 --ttl=', /--ttl/],
    ['v=0 --ttl 0', /--ttl 0 is not accepted/],
    ['v=0 --ttl -5', /--ttl/],
    ['v=0 --ttl=-5', /--ttl -5/],
    ['v=0 --ttl 300,', /--ttl 300, is not accepted/],
    ['v=0 --ttl 300;600', /--ttl/],
    ['v=0 --ttl 1e3', /--ttl/],
    ['v=0 --ttl Infinity', /--ttl/],
    // Five minutes to a person, five million seconds to a suffix.
    ['v=0 --ttl 5m', /--ttl 5m is not accepted/],
    ['v=0 --ttl 1h', /--ttl/],
    [`v=0 --ttl ${'1,'.repeat(64)}1`, /at most 64/],
    ['v=0 --capacity-tokens 0.5', /--capacity-tokens 0.5/],
    ['v=0 --capacity-tokens 1.0005k', /--capacity-tokens/],
    ['v=0 --capacity-tokens 0', /--capacity-tokens/],
    ['v=0 --capacity-tokens 4MM', /--capacity-tokens/],
    ['v=0 --capacity-tokens M', /--capacity-tokens/],
    ['v=0 --seed -1', /--seed/],
    ['v=0 --seed=-1', /--seed -1/],
    ['v=0 --seed 1.5', /--seed 1.5 is not accepted: a whole number/],
    ['v=0 --seed 2147483648', /2,147,483,647/],
    ['v=0 --seed', /--seed/],
    ['v=0 --requests many', /--requests/],
    ['v=0 --requests 2B', /--requests 2B/],
  ])('"%s" is refused in one line', async (args, message) => {
    const said = await refused(args);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });

  it('names its flags where it is asked for help', () => {
    expect(SWARM_HELP).toContain(SWARM_USAGE);
    for (const flag of ['--ttl', '--capacity-tokens', '--simulate', '--seed', '--requests'])
      expect(SWARM_HELP).toContain(flag);
  });
});

describe('a simulation that is too large', () => {
  it('is refused before it starts, with the most that is accepted', async () => {
    const since = performance.now();
    const said = await refused('v=0 --simulate --requests 500M');
    expect(performance.now() - since).toBeLessThan(1_000);
    expect(said).toMatch(/500,000,230 requests takes about 60\.1 GB of memory; 1\.5 GB are allowed/);
    const most = Number(/at most --requests (\d+)/.exec(said)?.[1]);
    // Whole tasks of 670 requests and 120 bytes each in 1.5 GB; the next task is too many.
    expect(most).toBe(Math.floor(1.5e9 / 120 / 670) * 670);
    expect(await refused(`v=0 --simulate --requests ${most + 1}`)).toContain(`--requests ${most}`);
    expect(said).not.toContain('\n');
  });

  it('is refused where one task is too large already, without advice that does not help', async () => {
    const said = await refused('v=0&workload.roles.1.fanOut=100000&workload.roles.1.turnsPerAgent=200 --simulate');
    expect(said).toMatch(/One task of this swarm is 20,000,020 requests/);
    expect(said).not.toContain('--requests');
    expect(said).not.toContain('\n');
  });

  it('is refused where prompts have more distinct blocks than can be counted', async () => {
    const roles = [0, 1].map(
      (role) => `workload.roles.${role}.turnsPerAgent=1&workload.roles.${role}.firstInputTokens=900000`,
    );
    const link = `v=0&workload.roles.1.fanOut=1&${roles.join('&')}`;
    const said = await refused(`${link} --simulate`);
    expect(said).toMatch(/2,875,\d{3},\d{3} distinct blocks/);
    expect(said).not.toContain('\n');
    expect(await swarm(`${link} --simulate --requests 1k`)).toMatchObject({ simulated: { requests: 1_000 } });
    // What is not simulated is not refused.
    expect(await swarm(link)).toMatchObject({ simulated: null });
  });
});
