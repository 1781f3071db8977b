import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';

/** The Traces page: logs made here are dropped, read, cancelled, priced and fitted. */

async function openTraces(page: Page): Promise<void> {
  await page.goto('./?page=traces');
  await expect(status(page)).toContainText(/Sample: .* requests\./);
}

const status = (page: Page): Locator => page.locator('[data-reading]').first();

/** A Mooncake trace: `sessions` of `turns` requests each, every prompt one block longer than the one before. */
function mooncake({ sessions, turns }: { sessions: number; turns: number }): string {
  const lines: { at: number; line: string }[] = [];
  let nextId = 1;
  for (let session = 0; session < sessions; session++) {
    const ids: number[] = [0];
    for (let turn = 0; turn < turns; turn++) {
      ids.push(nextId++);
      const at = session * 1_000 + turn * 20_000;
      lines.push({
        at,
        line: JSON.stringify({ timestamp: at, input_length: ids.length * 512, output_length: 40, hash_ids: [...ids] }),
      });
    }
  }
  return `${lines
    .toSorted((a, b) => a.at - b.at)
    .map(({ line }) => line)
    .join('\n')}\n`;
}

/** A Claude Code session of three requests: the cache is written, read, and after an hour written again. */
function claudeCode(): string {
  const request = ({ id, at, written, read }: { id: string; at: string; written: number; read: number }): string =>
    [
      { type: 'user', sessionId: 's', timestamp: at, message: { role: 'user', content: 'secret words' } },
      {
        type: 'assistant',
        sessionId: 's',
        requestId: `req_${id}`,
        timestamp: at,
        message: {
          id: `msg_${id}`,
          model: 'claude-opus-4-5',
          role: 'assistant',
          usage: {
            input_tokens: 10,
            output_tokens: 100,
            cache_read_input_tokens: read,
            cache_creation_input_tokens: written,
            cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
          },
        },
      },
    ]
      .map((line) => JSON.stringify(line))
      .join('\n');
  return [
    request({ id: '1', at: '2026-11-02T09:00:00.000Z', written: 50_000, read: 0 }),
    request({ id: '2', at: '2026-11-02T09:01:00.000Z', written: 1_000, read: 50_000 }),
    request({ id: '3', at: '2026-11-02T10:30:00.000Z', written: 52_000, read: 0 }),
    'not json',
  ].join('\n');
}

const choose = (page: Page, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> =>
  page.getByLabel('Choose files').setInputFiles([...files]);

const text = (name: string, content: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(content) });

test('a packed block trace is read, and its ceiling is computed to the block', async ({ page }) => {
  await openTraces(page);
  // 20 sessions of 10 turns of 2 … 11 blocks: 1,300 blocks, 201 of them for the first time.
  const packed = gzipSync(mooncake({ sessions: 20, turns: 10 }));
  await choose(page, [{ name: 'anything.bin', mimeType: 'application/gzip', buffer: packed }]);
  await expect(status(page)).toContainText(/^Read: .*200 requests/);
  const reuse = page.getByRole('region', { name: 'What of it is reuse' });
  await expect(reuse).toContainText('84.5 %');
  await expect(reuse.locator('[data-ground="observed"]')).toHaveCount(0);
});

test('a usage log shows what was observed, what is inferred, and the line it could not read', async ({ page }) => {
  await openTraces(page);
  await choose(page, [text('log.jsonl', claudeCode())]);
  await expect(status(page)).toContainText(/^Read: /);
  const reuse = page.getByRole('region', { name: 'What of it was reuse' });
  // 50,000 of 153,030 prompt tokens were read.
  await expect(reuse).toContainText('32.7 %');
  await expect(page.locator('[data-ground="inferred"]').first()).toBeVisible();
  await page.getByText('1 line was skipped.').click();
  await expect(page.getByText(/line 7/)).toBeVisible();
  await expect(page.getByRole('group', { name: 'Table: dearest gaps' })).toContainText('1.48 h');
  // Nothing of what was said is kept anywhere on the page or in its address.
  await expect(page.locator('body')).not.toContainText('secret words');
  expect(page.url()).not.toContain('secret');
});

test('what is no log, and two formats at once, are refused by name; the open log stays', async ({ page }) => {
  await openTraces(page);
  await choose(page, [text('log.jsonl', claudeCode())]);
  await expect(status(page)).toContainText(/^Read: /);
  await choose(page, [text('page.html', '<!doctype html><title>no</title>')]);
  await expect(status(page)).toContainText(/^Not read\..*Mooncake/);
  await choose(page, [text('a', claudeCode()), text('b', mooncake({ sessions: 2, turns: 2 }))]);
  await expect(status(page)).toContainText(/^Not read\./);
  await expect(page.getByRole('region', { name: 'What of it was reuse' })).toContainText('32.7 %');
});

test('a long reading shows how far it is and can be cancelled; the next one is read', async ({ page }, info) => {
  await openTraces(page);
  // 160 MB: too long to be over before it is cancelled.
  const long = info.outputPath('long.jsonl');
  const part = mooncake({ sessions: 100, turns: 150 });
  await writeFile(long, part.repeat(Math.ceil(160e6 / part.length)));
  await page.getByLabel('Choose files').setInputFiles(long);
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
  await expect(page.getByRole('progressbar', { name: 'Reading' })).toHaveCount(0);
  await choose(page, [text('short', mooncake({ sessions: 20, turns: 10 }))]);
  await expect(status(page)).toContainText(/^Read: .*200 requests/);
});

test('a swarm is fitted and becomes the scenario’s, in the link too; Back takes it back', async ({ page }) => {
  await openTraces(page);
  await choose(page, [text('trace', mooncake({ sessions: 40, turns: 12 }))]);
  await expect(status(page)).toContainText(/^Read: .*480 requests/);
  const before = page.url();
  await page.getByRole('button', { name: 'Fit a swarm to this log' }).click();
  await expect(page.getByRole('group', { name: 'Table: fitted swarm against the log' })).toContainText('5 min');
  await page.getByRole('button', { name: 'Use as the scenario’s swarm' }).click();
  await expect(page.getByText(/It is the scenario’s swarm now/)).toBeVisible();
  expect(page.url()).not.toBe(before);
  const fitted = page.url().split('#')[1] ?? '';
  await page.getByRole('link', { name: 'Spend', exact: true }).click();
  await expect(page.getByText('Without warehousing')).toBeVisible();
  await page.goto(`./?page=swarm#${fitted}`);
  await expect(page.getByLabel('Scenario name')).toHaveValue(/Fitted to a log of 480 requests/);
});

test('rules change the answer, and the page says which is in use', async ({ page }) => {
  await openTraces(page);
  await choose(page, [text('trace', mooncake({ sessions: 20, turns: 10 }))]);
  const reuse = page.getByRole('region', { name: 'What of it is reuse' });
  await expect(reuse).toContainText('84.5 %');
  await page.getByRole('radio', { name: '1 d', exact: true }).check({ force: true });
  await expect(reuse).toContainText('Hit rate at 1 d');
});
