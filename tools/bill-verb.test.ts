import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { BILL_HELP, BILL_USAGE, runBill, type BillReport } from './bill-verb.ts';
import { InputError } from './input-error.ts';

const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-bill-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function* input(text: string): AsyncGenerator<string> {
  yield text;
}

let files = 0;
function file(content: unknown): string {
  const path = join(folder, `${files++}.json`);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

const bill = (args: readonly string[], stdin = ''): Promise<BillReport> => runBill({ args, stdin: input(stdin) });
const atRates = (usage: unknown, rates: unknown) => bill(['--usage', file(usage), '--rates', file(rates)]);
const atOffer = (usage: unknown, ...args: readonly string[]) => bill(['--usage', file(usage), '--offer', ...args]);
async function refusal(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.catch((thrown: unknown) => thrown);
  if (!(error instanceof InputError)) throw new Error(`accepted: ${JSON.stringify(error)}`);
  return error.message;
}

const OPUS = { input: 5, cacheRead: 0.5, cacheWrite: { '5m': 6.25, '1h': 10 }, output: 25 };

describe('tokenhouse bill with rates', () => {
  it('prints exactly the figures other programs rely on', async () => {
    expect(await atRates({ input: 10_000, cacheRead: 40_000, output: 15_000 }, OPUS)).toEqual({
      usd: 0.445,
      nanoUsd: '445000000',
      lines: [
        expect.objectContaining({ class: 'input', tokens: 10_000, usdPerMTok: 5, usd: 0.05, why: 'base rates' }),
        expect.objectContaining({ class: 'cacheRead', tokens: 40_000, usdPerMTok: 0.5, usd: 0.02 }),
        expect.objectContaining({ class: 'output', tokens: 15_000, usdPerMTok: 25, usd: 0.375 }),
      ],
    });
  });

  it('reads usage or rates from standard input', async () => {
    const usage = JSON.stringify({ output: 1_000_000 });
    expect((await bill(['--usage', '-', '--rates', file(OPUS)], usage)).usd).toBe(25);
    expect((await bill(['--usage', file(usage), '--rates', '-'], JSON.stringify(OPUS))).usd).toBe(25);
    expect(await refusal(bill(['--usage', '-', '--rates', '-'], usage))).toContain('not several of them');
  });

  it('bills writes by life, storage by the token-hour and other things by the piece', async () => {
    const usage = {
      cacheWrite: { '5m': 100_000, '1h': 10_000 },
      storageTokenHours: 25_000,
      other: [{ name: 'session hour', quantity: 1, usdPerUnit: 0.08 }],
    };
    // 0.625 + 0.1 + 0.1125 + 0.08
    expect(await atRates(usage, { ...OPUS, storage: 4.5 })).toMatchObject({ usd: 0.9175, nanoUsd: '917500000' });
  });

  it('takes one write price for every life, and writes of no life where there is one price', async () => {
    expect((await atRates({ cacheWrite: { '5m': 10, '1h': 20 } }, { cacheWrite: 1 })).nanoUsd).toBe('30000');
    expect((await atRates({ cacheWrite: 30 }, { cacheWrite: 1 })).nanoUsd).toBe('30000');
    expect((await atRates({ cacheWrite: 30 }, { cacheWrite: { '1h': 2 } })).nanoUsd).toBe('60000');
    expect(await refusal(atRates({ cacheWrite: 30 }, OPUS))).toContain('5m and 1h have prices of their own');
  });

  it('reads numbers that a program computed', async () => {
    // 0.1 + 0.2 is 0.30000000000000004.
    expect((await atRates({ input: 1_000_000 }, { input: 0.1 + 0.2 })).nanoUsd).toBe('300000000');
  });

  it('bills nothing as nothing, and free as free', async () => {
    expect(await atRates({}, {})).toEqual({ usd: 0, nanoUsd: '0', lines: [] });
    const nulls = {
      input: null,
      cacheRead: null,
      cacheWrite: null,
      output: null,
      storageTokenHours: null,
      other: null,
    };
    expect(await atRates(nulls, {})).toEqual({ usd: 0, nanoUsd: '0', lines: [] });
    expect((await atRates({ input: 5 }, { input: 0 })).nanoUsd).toBe('0');
  });

  it('keeps every digit of a large bill', async () => {
    const { nanoUsd } = await atRates({ input: Number.MAX_SAFE_INTEGER }, { input: 1_000_000 });
    expect(nanoUsd).toBe('9007199254740991000000000');
  });
});

describe('tokenhouse bill at an offer', () => {
  it('chooses the rates of the day and the prompt, and says so', async () => {
    const { usd, lines } = await atOffer({ input: 200_001 }, 'anthropic/claude-opus-4-6', '--at', '2026-03-12');
    expect(usd).toBe(2.000_01);
    expect(lines[0]).toMatchObject({
      usdPerMTok: 10,
      why: 'band of a prompt of 200001 tokens; since 2026-02-05; until 2026-03-13, that day excluded',
      source: expect.stringContaining('platform.claude.com'),
      checkedOn: '2026-11-10',
    });
    expect((await atOffer({ input: 200_001 }, 'anthropic/claude-opus-4-6', '--at', '2026-03-13')).usd).toBe(1.000_005);
  });

  it('needs no time for prices that do not follow the clock', async () => {
    expect((await atOffer({ input: 1_000_000 }, 'groq/openai/gpt-oss-120b')).usd).toBe(0.15);
  });

  it('knows the one life of a write where the usage names none', async () => {
    expect((await atOffer({ cacheWrite: 1_000_000 }, 'groq/openai/gpt-oss-120b')).usd).toBe(0.15);
    expect(await refusal(atOffer({ cacheWrite: 1 }, 'anthropic/claude-opus-5-5'))).toContain('5m and 1h');
  });
});

describe('tokenhouse bill with conditions', () => {
  it('takes modes and modifiers', async () => {
    const opus = 'anthropic/claude-opus-5-5';
    expect((await atOffer({ input: 1_000_000 }, opus, '--mode', 'batch', '--modifier', 'us')).usd).toBe(2.2);
    expect((await atOffer({ output: 1_000_000 }, opus, '--mode', 'fast')).usd).toBe(40);
  });

  it('follows the clock, in the seller’s time zone', async () => {
    const at = async (time: string) =>
      (await atOffer({ input: 1_000_000 }, 'deepseek/deepseek-v4-pro', '--at', time)).usd;
    expect(await at('2026-11-23T09:30:00+08:00')).toBe(1.32);
    expect(await at('2026-11-23T12:30:00+08:00')).toBe(0.66);
    expect(await refusal(at('2026-11-23'))).toContain('follow the clock');
  });

  it('takes another of the offer’s caches', async () => {
    const qwen = 'alibaba/qwen3.8-max';
    expect((await atOffer({ cacheRead: 1_000_000 }, qwen)).usd).toBe(0.25);
    expect((await atOffer({ cacheRead: 1_000_000 }, qwen, '--cache', 'explicit')).usd).toBe(0.2);
    expect((await atOffer({ cacheWrite: 1_000_000 }, qwen, '--cache', 'explicit')).usd).toBe(2.5);
    expect(await refusal(atOffer({}, qwen, '--cache', 'disk'))).toContain('beside its own there is explicit');
  });

  it('bills yuan at the rate that is given, and not without one', async () => {
    const step = 'stepfun/step-5-preview';
    expect(await refusal(atOffer({ input: 1_000_000 }, step))).toContain('priced in CNY');
    expect((await atOffer({ input: 1_000_000 }, step, '--exchange', '0.14')).usd).toBe(0.98);
    for (const rate of ['0', '-1', 'x', ''])
      expect(await refusal(atOffer({ input: 1 }, step, `--exchange=${rate}`))).toContain('--exchange');
  });
});

describe('tokenhouse bill of a scenario', () => {
  const ofScenario = (usage: unknown, scenario: unknown, ...args: readonly string[]) =>
    bill(['--usage', file(usage), file(scenario), ...args]);
  const opus = 'anthropic/claude-opus-5-5';

  it('bills at its offer on its day', async () => {
    const usage = { input: 1_000_000, cacheRead: 2_000_000, output: 1_000 };
    expect(await ofScenario(usage, { offerId: opus })).toEqual(await atOffer(usage, opus, '--at', '2026-11-20'));
    const argon = 'google/gemini-4-argon';
    expect((await ofScenario({ input: 1_000_000 }, { offerId: argon, asOf: '2026-11-30' })).usd).toBe(2);
    expect((await ofScenario({ input: 1_000_000 }, { offerId: argon, asOf: '2026-12-01' })).usd).toBe(4);
  });

  it('takes the rates that the link carries, and says whose they are', async () => {
    const rates = { input: 3, output: 20, cacheRead: 0.2, cacheWrite: { '5m': 5, '1h': 8 } };
    const carriedRates = [{ offerId: opus, base: rates, bands: [] }];
    const { usd, lines } = await ofScenario({ input: 1_000_000 }, { offerId: opus, carriedRates });
    expect(usd).toBe(3);
    expect(lines[0]).toMatchObject({ source: 'carried by the link' });
  });

  it('takes its own prices, and another offer where one is named', async () => {
    const own = {
      id: 'own/1',
      name: 'Agreed',
      basedOn: opus,
      discountRatio: 0.25,
      rates: { input: null, output: 10, cacheRead: null, cacheWrite: null },
    };
    const scenario = { offerId: 'own/1', ownOffers: [own] };
    expect((await ofScenario({ input: 1_000_000, output: 1_000_000 }, scenario)).usd).toBe(3 + 10);
    expect((await ofScenario({ input: 1_000_000 }, scenario, '--offer', opus)).usd).toBe(4);
    expect(await refusal(ofScenario({ input: 1 }, scenario, '--offer', 'own/2'))).toContain(
      'There is no offer "own/2"',
    );
  });

  it('takes its rate of exchange, unless another is given', async () => {
    const step = { offerId: 'stepfun/step-5-preview' };
    const exchangeRates = [{ currency: 'CNY', usdPerUnit: 0.2, asOf: '2026-11-20' }];
    expect(await refusal(ofScenario({ input: 1_000_000 }, step))).toContain('CNY');
    expect((await ofScenario({ input: 1_000_000 }, { ...step, purchase: { exchangeRates } })).usd).toBe(1.4);
    expect((await ofScenario({ input: 1_000_000 }, step, '--exchange', '0.14')).usd).toBe(0.98);
    expect(await refusal(ofScenario({ input: 1 }, { offerId: opus }, '--exchange', '2'))).toContain(
      'nothing to exchange',
    );
  });

  it('leaves what the scenario buys on average to options', async () => {
    const purchase = {
      modeId: 'batch',
      modeRatio: 1,
      commitments: [{ seller: 'anthropic', discountRatio: 0.5, usdPerMonth: 0 }],
    };
    expect((await ofScenario({ input: 1_000_000 }, { offerId: opus, purchase })).usd).toBe(4);
    expect((await ofScenario({ input: 1_000_000 }, { offerId: opus, purchase }, '--mode', 'batch')).usd).toBe(2);
  });

  it('does not go together with rates given by hand', async () => {
    expect(await refusal(bill(['--usage', file({}), 'surplus']))).toContain('"surplus" is neither a link');
    expect(await refusal(bill(['--usage', file({}), '--rates', file({}), 'v=1']))).toContain('prices of its own');
  });
});

describe('tokenhouse bill refuses, naming what is wrong,', () => {
  it.each([
    [[], `Which usage? Usage: tokenhouse ${BILL_USAGE}`],
    [['--usage', 'u.json'], 'Either --offer or --rates, or a scenario.'],
    [['--usage', 'u.json', '--rates', 'r.json', '--offer', 'x'], 'Either --offer or --rates, or a scenario.'],
    [['--usage', 'u.json', '--offer', 'x', '--at', 'noon'], '--at noon is not accepted'],
    [['--usage', 'u.json', '--offer', 'x', '--at', '2026-11-23T09:30'], 'is not accepted'],
    [['--usage', join(folder, 'none.json'), '--offer', 'x'], 'there is no file'],
    [['--usage', folder, '--offer', 'x'], 'is not a file'],
    [['--what'], 'Unknown option'],
    [['--usage', 'u.json', '--offr', 'x'], 'Unknown option --offr. Did you mean --offer?'],
    [['--usage', '-', '-'], 'not several of them'],
  ] as const)('%j', async (args, expected) => {
    expect(await refusal(bill(args))).toContain(expected);
  });

  it.each([
    [{ input_tokens: 5 }, 'usage.input_tokens is not known. usage has: input, cacheRead, cacheWrite'],
    [{ input: -1 }, 'usage.input is -1; it must be a whole number of tokens'],
    [{ input: 1.5 }, 'usage.input is 1.5'],
    [{ input: '5' }, 'usage.input is "5"'],
    [{ cacheWrite: { '5m': null } }, 'usage.cacheWrite.5m is null'],
    [{ cacheWrite: [1] }, 'usage.cacheWrite is [1]'],
    [{ storageTokenHours: -0.5 }, 'usage.storageTokenHours is -0.5'],
    [{ other: {} }, 'usage.other is {}; it must be a list'],
    [{ other: [{ name: 'x', quantity: 1 }] }, 'usage.other[0].usdPerUnit is missing'],
    [{ other: [{ quantity: 1, usdPerUnit: 1 }] }, 'usage.other[0].name is missing'],
    [{ other: [3] }, 'usage.other[0] is 3'],
  ])('the usage %j', async (usage, expected) => {
    expect(await refusal(atRates(usage, OPUS))).toContain(expected);
  });

  it('what is no JSON object', async () => {
    expect(await refusal(atRates('', OPUS))).toContain('is empty');
    expect(await refusal(atRates('{', OPUS))).toContain('is not JSON');
    expect(await refusal(atRates('[]', OPUS))).toContain('holds no JSON object');
    expect(await refusal(atRates({}, { inputs: 5 }))).toContain('rates.inputs is not known');
    expect(await refusal(atRates({}, { input: -5 }))).toContain('rates.input is -5');
  });

  it('tokens of a class without a price', async () => {
    expect(await refusal(atRates({ cacheRead: 1 }, { input: 1 }))).toBe(
      'No bill: cacheRead: no rate given in rates.cacheRead',
    );
    expect(await refusal(atRates({ cacheWrite: { '7d': 1 } }, OPUS))).toBe('No bill: cacheWrite:7d: no price known');
  });

  it('offers, modes and days that do not exist', async () => {
    expect(await refusal(atOffer({ input: 1 }, 'glm-5.3'))).toContain('Did you mean zai/glm-5.3');
    expect(await refusal(atOffer({ input: 1 }, 'nobody/nothing'))).toContain('`tokenhouse offers` lists them');
    const opus = 'anthropic/claude-opus-4-6';
    expect(await refusal(atOffer({ input: 1 }, opus, '--mode', 'warp'))).toContain('Mode "warp" is not sold here');
    expect(await refusal(atOffer({ input: 1 }, opus, '--at', '2026-01-01'))).toContain('no price on 2026-01-01');
    expect(await refusal(atOffer({ input: 1 }, opus, '--exchange', '2'))).toContain('nothing to exchange');
  });

  it('conditions beside rates given by hand', async () => {
    expect(await refusal(bill(['--usage', file({}), '--rates', file({}), '--mode', 'batch']))).toContain('--mode');
  });
});

it('is explained by --help', () => {
  expect(BILL_HELP).toContain(BILL_USAGE);
});
