import { describe, expect, it } from 'vitest';
import { ALL_OFFERS } from '../src/catalog/offers/all.ts';
import { runCheckCatalog } from './check-catalog.ts';
import { InputError } from './input-error.ts';
import { runOffers } from './offers-verb.ts';
import { reportOf, TableReport, writtenAnswer } from './report-format.ts';

async function table(...args: readonly string[]): Promise<readonly string[]> {
  const result = await runOffers({ args });
  if (!(result instanceof TableReport)) throw new Error('not a table');
  return result.text.split('\n');
}

async function refusal(run: () => Promise<unknown>): Promise<string> {
  try {
    await run();
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('tokenhouse offers', () => {
  it('lists every offer with its rates, the missing ones by name', async () => {
    const lines = await table('--on', '2026-11-20');
    expect(lines.length).toBe(ALL_OFFERS.length + 1);
    const cellsOf = (id: string) => lines.find((line) => line.startsWith(`${id} `))?.split(/\s{2,}/);
    expect(cellsOf('anthropic/claude-opus-5-5')).toEqual([
      'anthropic/claude-opus-5-5',
      'USD',
      '4',
      '20',
      '0.2',
      '5m 5, 1h 8',
      'batch, fast',
    ]);
    expect(cellsOf('cohere/command-a')).toEqual(['cohere/command-a', 'USD', '2.5', '10', 'not-sold']);
    expect(cellsOf('deepseek/deepseek-flash')?.at(-1)).toBe('off-peak hours');
    expect(cellsOf('stepfun/step-5-preview')?.[1]).toBe('CNY');
  });

  it('takes the prices of a day', async () => {
    const argon = async (day: string) => (await table('--on', day)).find((line) => line.includes('gemini-4-argon'));
    expect(await argon('2026-11-30')).toMatch(/USD\s+2\s+10\s/);
    expect(await argon('2026-12-01')).toMatch(/USD\s+4\s+20\s/);
    expect((await table('--on', '2025-01-01')).join('\n')).toContain('no price on 2025-01-01');
  });

  it('gives the same rates one by one, what is missing by name', async () => {
    const result = await runOffers({ args: ['--on', '2026-11-20'] });
    expect(reportOf(result)).toMatchObject({ on: '2026-11-20' });
    const json = JSON.parse(writtenAnswer({ answer: result, format: 'json' })) as { offers: { id: string }[] };
    expect(json.offers).toHaveLength(ALL_OFFERS.length);
    expect(json.offers.find(({ id }) => id === 'anthropic/claude-opus-5-5')).toEqual({
      id: 'anthropic/claude-opus-5-5',
      currency: 'USD',
      input: 4,
      output: 20,
      cacheRead: 0.2,
      cacheWrite: '5m 5, 1h 8',
      modes: 'batch, fast',
      missing: '',
    });
    expect(json.offers.find(({ id }) => id === 'cohere/command-a')).toMatchObject({
      cacheRead: null,
      missing: 'cacheRead not-sold',
    });
  });

  it('has a line for each offer in CSV', async () => {
    const csv = writtenAnswer({ answer: await runOffers({ args: ['--on', '2026-11-20'] }), format: 'csv' }).split('\n');
    expect(csv).toHaveLength(ALL_OFFERS.length + 1);
    expect(csv[0]).toBe('id,currency,input,output,cacheRead,cacheWrite,modes,missing');
    expect(csv).toContain('anthropic/claude-opus-5-5,USD,4,20,0.2,"5m 5, 1h 8","batch, fast",');
  });

  it('gives everything as JSON', async () => {
    const result = await runOffers({ args: ['--json'] });
    expect(JSON.parse(JSON.stringify(result))).toEqual({ offers: JSON.parse(JSON.stringify(ALL_OFFERS)) as unknown });
  });

  it('refuses what it does not understand', async () => {
    expect(await refusal(() => table('--on', 'noon'))).toContain('--on noon is not accepted');
    expect(await refusal(() => table('--yaml'))).toContain('Unknown option');
  });
});

describe('tokenhouse check-catalog', () => {
  it('finds nothing wrong, and nothing old on the day after the research', async () => {
    expect(await runCheckCatalog({ args: ['--on', '2026-11-21'] })).toEqual({
      status: 'sound',
      reason: '',
      on: '2026-11-21',
      offers: ALL_OFFERS.length,
      problems: [],
      stale: [],
    });
  });

  it('lists what is old without calling it wrong', async () => {
    const { status, stale } = await runCheckCatalog({ args: ['--on', '2026-12-25', '--stale-days', '30'] });
    expect(status).toBe('sound');
    expect(stale[0]?.oldest).toBe('2026-09-20');
  });

  it('says what is wrong, and refuses', async () => {
    // Seen from the day before, everything has been checked in the future.
    const report = await runCheckCatalog({ args: ['--on', '2026-01-01'] });
    expect(report.status).toBe('refused');
    expect(report.reason).toContain('problems in the catalogue; the first: anthropic/claude-fable-5-2');
  });

  it('refuses days and ages that are none', async () => {
    expect(await refusal(() => runCheckCatalog({ args: ['--on', '2026-11-21T10:00Z'] }))).toContain('--on');
    expect(await refusal(() => runCheckCatalog({ args: ['--stale-days', '0'] }))).toContain('--stale-days 0');
  });
});
