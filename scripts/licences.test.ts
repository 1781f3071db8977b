import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { notices, noticesText } from './licences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const all = notices(root);

test('every package that is shipped has its notice, those behind them included', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const names = new Set(all.map(({ name }) => name));
  for (const name of [...Object.keys(dependencies), 'serwist', 'scheduler', 'd3-scale']) expect(names).toContain(name);
  for (const { name, text } of all) expect(`${name}: ${text}`).toMatch(/copyright|permission|licen[cs]e/i);
  expect(names).not.toContain('vite');
});

test('each stands once, with its terms', () => {
  const text = noticesText(all);
  expect(text.match(/^react \d.*\(MIT\)$/gm)).toHaveLength(1);
  expect(new Set(all.map(({ name, version }) => `${name} ${version}`)).size).toBe(all.length);
});
