import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { headersIn } from './headers.ts';
import { caddyFile, nginxConfig } from './host-recipes.ts';

const headers = readFileSync(new URL('../public/_headers', import.meta.url), 'utf8');

/** What one block of a configuration sends. */
function sent({ text, opening, line }: { text: string; opening: string; line: RegExp }): Record<string, string> {
  const from = text.indexOf(`${opening} {\n`);
  expect(from).toBeGreaterThan(0);
  // The block ends with a brace at the depth it began at.
  const indent = ' '.repeat(from - text.lastIndexOf('\n', from) - 1);
  const block = text.slice(from, text.indexOf(`\n${indent}}`, from));
  return Object.fromEntries([...block.matchAll(line)].map(([, name = '', value = '']) => [name, value]));
}

describe('the recipes in docs/hosting are of today’s headers, and send what the preview sends', () => {
  test('nginx', async () => {
    const text = nginxConfig(headers);
    await expect(text).toMatchFileSnapshot('../docs/hosting/nginx.conf');
    const line = /add_header (\S+) "([^"]*)" always;/g;
    for (const [opening, path] of [
      ['location /', '/index.html'],
      ['location /assets/', '/assets/core-1.js'],
      ['location = /sw.js', '/sw.js'],
      ['location = /embed.html', '/embed.html'],
    ] as const)
      expect(sent({ text, opening, line })).toEqual(headersIn({ text: headers, path }));
  });

  test('Caddy', async () => {
    const text = caddyFile(headers);
    await expect(text).toMatchFileSnapshot('../docs/hosting/Caddyfile');
    const line = /^ {12}(\S+) "([^"]*)"$/gm;
    for (const [opening, path] of [
      ['handle', '/manifest.webmanifest'],
      ['handle /assets/*', '/assets/core-1.js'],
      ['handle /sw.js', '/sw.js'],
      ['handle /embed.html', '/embed.html'],
    ] as const)
      expect(sent({ text, opening, line })).toEqual(headersIn({ text: headers, path }));
  });

  test('no value would end its quotes, or be filled in by the server', () => {
    expect(headers).not.toMatch(/["$\\{}]/);
  });
});

test('every path that _headers names is in them', () => {
  const paths = [...headers.matchAll(/^(\/\S*)$/gm)].map(([, path]) => path);
  // Hosts that leave .html out know no other block for it.
  expect(paths).toEqual(['/*', '/assets/*', '/sw.js', '/embed.html', '/embed']);
});
