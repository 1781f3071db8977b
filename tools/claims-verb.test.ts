import { describe, expect, it } from 'vitest';
import { CLAIMS } from '../src/catalog/claims/index.ts';
import { BASE_SCENARIO } from '../src/scenario/base.ts';
import { decodeScenario } from '../src/scenario/codec.ts';
import { runClaims } from './claims-verb.ts';
import { InputError } from './input-error.ts';
import { writtenAnswer } from './report-format.ts';

async function lines(...args: readonly string[]): Promise<readonly string[]> {
  return (await runClaims({ args })).text.split('\n');
}

async function refusal(...args: readonly string[]): Promise<string> {
  try {
    await runClaims({ args });
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
  throw new Error('accepted');
}

describe('tokenhouse claims', () => {
  it('lists what is said beside what comes of it', async () => {
    const [heading, ...rows] = await lines('prompt-150-gb', 'thirty-times-slower');
    expect(heading?.split(/\s{2,}/)).toEqual(['id', 'verdict', 'said', 'computed', 'unit']);
    expect(rows.map((row) => row.split(/\s{2,}/))).toEqual([
      ['prompt-150-gb', 'right-arithmetic', '150000000000', '153600000000', 'bytes'],
      ['thirty-times-slower', 'wrong', '30', '24', 'times'],
    ]);
  });

  it('keeps to a topic and a verdict', async () => {
    const wanted = CLAIMS.filter(({ topic, verdict }) => topic === 'price' && verdict === 'right');
    const { report } = await runClaims({ args: ['--topic', 'price', '--verdict', 'right'] });
    expect(report).toMatchObject({ claims: wanted.map(({ id }) => ({ id, agrees: true })) });
    expect(wanted.length).toBeGreaterThan(0);
  });

  it('gives the scenario that shows it as a link can carry it', async () => {
    const answer = await runClaims({ args: ['cheaper-tokens-dearer-ai'] });
    const { claims } = JSON.parse(writtenAnswer({ answer, format: 'json' })) as {
      claims: { look: { page: string; view: string | null; hash: string } }[];
    };
    expect(claims[0]?.look).toMatchObject({ page: 'spend', view: null });
    const { scenario, notices } = decodeScenario(claims[0]?.look.hash ?? '');
    expect(notices).toEqual([]);
    expect(scenario.budget).toEqual({
      ...BASE_SCENARIO.budget,
      reasoningFactor: 100,
      agentsFactor: 100,
      priceDeclineFactor: 1_000,
    });
  });

  it('writes a line for each into a spreadsheet, blank where nothing is said', async () => {
    const answer = await runClaims({ args: ['uncached-insane'] });
    const [heading, row] = writtenAnswer({ answer, format: 'csv' }).split('\n');
    expect(heading).toBe('id,article,topic,verdict,title,agrees,said,computed,unit,what,page,hash,sources');
    expect(row).toMatch(/^uncached-insane,no-memory-no-margin,price,right,.*,true,,5\.06\d*,times,/);
  });

  it('says of each source when it was read, and which are only remembered', async () => {
    const answer = await runClaims({ args: ['layer-16-kb'] });
    const { claims } = JSON.parse(writtenAnswer({ answer, format: 'json' })) as {
      claims: { sources: { kind: string; checkedOn: string | null; standing: string }[] }[];
    };
    expect(claims[0]?.sources.map(({ standing }) => standing)).toEqual([
      'remembered, not opened again',
      'published, checked 2026-11-20',
      'published, checked 2026-11-20',
    ]);
    expect(writtenAnswer({ answer, format: 'csv' })).toContain('1706.03762, remembered, not opened again)');
  });

  it('names what it does not know', async () => {
    expect(await refusal('prompt-150-g')).toBe('There is no claim "prompt-150-g". Did you mean prompt-150-gb?');
    expect(await refusal('--topic', 'memory')).toContain('--topic memory is not accepted: one of size, time, cache');
    expect(await refusal('--verdict', 'true')).toContain('one of right, right-in-its-day');
  });
});
