import { execFileSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { runBill } from '../../../../../tools/bill-verb.ts';
import { anyOfferById } from '../../../../catalog/offers/all.ts';
import { costRequest, type BilledRequest } from '../../../../evaluate/request-bill.ts';
import { billCommand, billJson } from './repeat-bill.ts';

function requestAt(id: string, changes: Partial<BilledRequest> = {}): BilledRequest {
  const offer = anyOfferById(id);
  if (!offer) throw new Error(`no offer ${id}`);
  const usage = { inputTokens: 10_000, cacheReadTokens: 40_000, cacheWriteTokens: {}, outputTokens: 15_000 };
  const conditions = { cacheId: null, at: '2026-11-20', mode: 'standard', modifiers: [], usdPerUnit: null };
  return { offer, ...conditions, usage, ...changes };
}

/** What a shell makes of a command: standard input and arguments of `tokenhouse`, each ended by NUL. */
function inShell(command: string): { readonly stdin: string; readonly args: readonly string[] } {
  const script = `tokenhouse() { cat; for word in "$@"; do printf '\\0%s' "$word"; done; }; ${command}`;
  const [stdin = '', verb, ...args] = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split('\0');
  expect(verb).toBe('bill');
  return { stdin, args };
}

const NAME = String.raw`it's a "search", \n $HOME`;

describe('the command prints what the page copies', () => {
  test.each<[string, BilledRequest]>([
    ['as it stands', requestAt('anthropic/claude-opus-5-5')],
    [
      'in batch with a modifier, at an hour that does not matter',
      requestAt('anthropic/claude-opus-5-5', { mode: 'batch', modifiers: ['us'], at: '2026-11-20T12:00+05:30' }),
    ],
    ['by the clock', requestAt('deepseek/deepseek-v4-pro', { at: '2026-11-23T09:30+08:00' })],
    ['at a rate of exchange', requestAt('stepfun/step-5-preview', { usdPerUnit: 0.000_001 })],
    ['at an id with a colon', requestAt('aws-bedrock/us.amazon.nova-2-lite-v1:0')],
    [
      'of writes, storage and other things at another cache',
      requestAt('google/gemini-2.5-pro', {
        cacheId: 'explicit',
        usage: {
          inputTokens: 0,
          cacheReadTokens: 1,
          cacheWriteTokens: { object: 7, auto: 0 },
          outputTokens: 0,
          storageTokenHours: 0.000_001,
          other: [{ name: NAME, quantity: 2, usdPerUnit: 0.01 }],
        },
      }),
    ],
  ])('%s', async (_what, request) => {
    const { bill } = costRequest(request);
    if (bill.status === 'unavailable') throw new Error(bill.reason);
    const { stdin, args } = inShell(billCommand(request));
    const printed = await runBill({ args, stdin: Readable.from([stdin]) });
    expect(billJson(bill)).toBe(`${JSON.stringify(printed, null, 2)}\n`);
  });
});

test('the command leaves out what is not said', () => {
  const cost = {
    usdPerUnit: 0.14,
    usage: { inputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: {}, outputTokens: 5 },
  };
  expect(billCommand(requestAt('groq/openai/gpt-oss-120b', cost))).toBe(
    `printf '%s' '{"output":5}' | tokenhouse bill --usage - --offer groq/openai/gpt-oss-120b --at 2026-11-20`,
  );
});
