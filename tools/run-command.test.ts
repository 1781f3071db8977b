import { Readable } from 'node:stream';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { encodeSet } from '../src/scenario/codec-set.ts';
import { encodeScenario } from '../src/scenario/codec.ts';
import { BASE_SCENARIO } from '../src/scenario/base.ts';
import { globalOptions } from './global-options.ts';
import { InputError } from './input-error.ts';
import { FORMATS } from './report-format.ts';
import { runCommand, type Outcome } from './run-command.ts';
import { VERBS } from './verbs.ts';

const run = (args: readonly string[], stdin = ''): Promise<Outcome> =>
  runCommand({ args, stdin: Readable.from([stdin]) });
const refused = async (args: readonly string[], stdin = ''): Promise<string> => {
  const error: unknown = await run(args, stdin).catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`${args.join(' ')} was accepted: ${JSON.stringify(error)}`);
  return error.message;
};

const USAGE = JSON.stringify({ input: 1_000 });
const LOG = [
  { timestamp: 0, input_length: 1_024, output_length: 5, hash_ids: [0, 1] },
  { timestamp: 9, input_length: 1_536, output_length: 5, hash_ids: [0, 1, 2] },
]
  .map((row) => JSON.stringify(row))
  .join('\n');

/** One working call of every verb: a verb without one fails below. */
const CALLS: Readonly<Record<string, readonly [args: readonly string[], stdin?: string]>> = {
  scenario: [['scenario', 'v=1']],
  compare: [['compare', 'v=1', 'v=1&workload.people=60']],
  swarm: [['swarm', 'v=1']],
  replay: [['replay', '-'], LOG],
  kv: [['kv', 'v=1']],
  time: [['time', 'v=1']],
  cluster: [['cluster', 'v=1']],
  bill: [['bill', 'v=1', '--usage', '-'], USAGE],
  offers: [['offers', '--on', '2026-11-20']],
  claims: [['claims', '--topic', 'silicon']],
  'check-catalog': [['check-catalog', '--on', '2026-11-21']],
};

describe.each(Object.keys(VERBS))('tokenhouse %s', (verb) => {
  const [args, stdin] = CALLS[verb] ?? [[]];

  it('writes JSON, CSV and Markdown of the same answer', async () => {
    const [json = '', csv = '', md = ''] = await Promise.all(
      FORMATS.map(async (format) => {
        const { output, exitCode, messages } = await run([...args, '--format', format], stdin);
        expect([exitCode, messages]).toEqual([0, []]);
        return output;
      }),
    );
    expect(JSON.parse(json)).toEqual(expect.any(Object));
    const { data, errors } = Papa.parse<string[]>(csv.trimEnd(), { delimiter: ',' });
    expect(errors).toEqual([]);
    expect(data.length).toBeGreaterThan(4);
    expect(new Set(data.map((row) => row.length)).size).toBe(1);
    expect(md).toMatch(/^\| \S.* \|\n\| -{3}/m);
  });

  it('has a help of its own, with the options of every verb and no other verb', async () => {
    for (const asked of [
      [verb, '--help'],
      ['help', verb],
      [verb, '-h'],
    ]) {
      const { output, exitCode } = await run(asked);
      expect(exitCode).toBe(0);
      expect(output).toMatch(new RegExp(`^tokenhouse ${verb} ?`));
      expect(output).toContain('--fail-if CONDITION');
      for (const other of Object.keys(VERBS).filter((name) => name !== verb))
        expect(output).not.toMatch(new RegExp(`^(?:tokenhouse|  )? ?${other} [<(-]`, 'm'));
    }
  });

  it('names options that are like an unknown one', async () => {
    expect(await refused([...args, '--fial-if', 'a > 5'], stdin)).toMatch(
      /Unknown option --fial-if\. Did you mean --fail-if\?/,
    );
    expect(await refused([...args, '--format', 'yaml'], stdin)).toMatch(/--format yaml is not known: .*csv/);
  });
});

describe('--fail-if', () => {
  it('gives exit code 3 and says what crossed, and still writes the result', async () => {
    const { output, messages, exitCode } = await run([
      'scenario',
      'v=1',
      '--fail-if',
      'spend.with.usdPerMonth > 1_000',
    ]);
    expect(exitCode).toBe(3);
    expect(JSON.parse(output)).toMatchObject({ asOf: '2026-11-20' });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatch(/spend\.with\.usdPerMonth is \d+(\.\d+)?, which is above 1000\./);
  });

  it('is watched several times over, by name too', async () => {
    const conditions = [
      'spend.ladder.warehouse.usdPerMonth > 1e12',
      'spend.savingRatio < 2',
      'kv.marginalBytesPerToken > 1',
    ];
    const args = conditions.flatMap((condition) => ['--fail-if', condition]);
    const { messages, exitCode } = await run(['scenario', 'v=1', ...args]);
    expect(exitCode).toBe(3);
    expect(messages).toHaveLength(2);
    expect((await run(['scenario', 'v=1', `--fail-if=${conditions[0] ?? ''}`])).exitCode).toBe(0);
  });

  it('refuses what it does not understand, and figures that are not there', async () => {
    expect(await refused(['scenario', 'v=1', '--fail-if'])).toMatch(/needs a condition/);
    expect(await refused(['scenario', 'v=1', '--fail-if', 'much'])).toMatch(/is not understood/);
    expect(await refused(['scenario', 'v=1', '--fail-if', 'spend.with.usd > 5'])).toMatch(
      /has no spend\.with\.usd\. It has spend\.with\.usdPerMonth/,
    );
  });

  it('does not hide that a config was refused', async () => {
    const { exitCode } = await run(['kv', '--config', '-', '--fail-if', 'totalBytes > 1'], '{}');
    expect(exitCode).toBe(2);
  });
});

describe('a command', () => {
  it('may have options of every verb anywhere', async () => {
    const plain = await run(['scenario', 'v=1', '--format', 'csv']);
    expect(await run(['--format=csv', 'scenario', 'v=1'])).toEqual(plain);
    expect(await run(['scenario', '--format', 'csv', 'v=1'])).toEqual(plain);
    expect(await refused(['scenario', 'v=1', '--format', 'csv', '--format', 'md'])).toMatch(/given twice: csv and md/);
    expect(await refused(['scenario', 'v=1', '--format'])).toMatch(/--format needs one of: json, csv, md/);
  });

  it('leaves alone what stands behind --', () => {
    expect(globalOptions(['scenario', '--', '--help', '--format', 'csv'])).toEqual({
      format: null,
      thresholds: [],
      isHelp: false,
      rest: ['scenario', '--', '--help', '--format', 'csv'],
    });
  });

  it('is helped where no verb is known or named', async () => {
    expect(await refused(['scenrio', 'v=1'])).toMatch(/no verb "scenrio"\. Did you mean scenario\?/);
    expect(await refused(['constructor'])).toMatch(/no verb "constructor"\. `tokenhouse --help`/);
    expect((await run([])).exitCode).toBe(2);
    const { output, exitCode } = await run(['--help']);
    expect(exitCode).toBe(0);
    for (const verb of Object.keys(VERBS)) expect(output).toMatch(new RegExp(`^  ${verb}(?: |$)`, 'm'));
  });
});

describe('what a scenario is read from', () => {
  const people = (count: number) => ({ ...BASE_SCENARIO, workload: { ...BASE_SCENARIO.workload, people: count } });
  const peopleOf = ({ output }: Outcome) =>
    (JSON.parse(output) as { scenario: { workload: { people: number } } }).scenario.workload.people;

  it('is a link however it was mangled, with a word about it', async () => {
    const link = `https://example.org/#${encodeScenario(people(60))}`;
    for (const mangled of [`${link}.`, link.replaceAll('&', '&amp;'), `${link.slice(0, 40)}\n${link.slice(40)}`])
      expect(peopleOf(await run(['scenario', '-'], mangled))).toBe(60);
  });

  it('is JSON with a byte order mark too', async () => {
    expect(peopleOf(await run(['scenario', '-'], '\uFEFF{"v": 1, "workload": {"people": 7}}'))).toBe(7);
  });

  it('is one scenario, or for compare a set of several', async () => {
    const set = `https://example.org/#${encodeSet([people(60), people(120)])}`;
    expect(await refused(['scenario', set])).toMatch(/set of 2 scenarios: `tokenhouse compare` reads it/);
    const compared = await run(['compare', set]);
    expect(compared).toEqual(await run(['compare', encodeScenario(people(60)), encodeScenario(people(120))]));
    expect(await refused(['compare', set, set, 'v=1'])).toMatch(/here are 5/);
    expect(await refused(['compare', 'v=1'])).toMatch(/here is 1/);
    expect(await refused(['compare'])).toMatch(/Which scenarios/);
    expect(await refused(['compare', '-', '-'], 'v=1')).toMatch(/read once/);
  });

  it.each([
    ['{"tokenhouse": "library", "version": 1, "savedAt": "2026-11-20", "scenarios": []}', /a library of scenarios/],
    ['{"v": 1, "workload": ', /Standard input is not whole JSON/],
    ['hello', /neither JSON nor a link/],
    ['', /is empty/],
    ['[]', /one JSON object/],
    ['v=9', /newer Tokenhouse \(format 9/],
    ['v=1.zHXH&workload.people=6', /did not arrive as it was sent/],
    ['v=1&workload.people=0', /workload\.people must be/],
  ])('is not %s', async (text, message) => {
    const said = await refused(['scenario', '-'], text);
    expect(said).toMatch(message);
    expect(said).not.toContain('\n');
  });
});
