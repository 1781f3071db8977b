import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readHeaders } from './headers.ts';

const headers = readHeaders(new URL('../public/_headers', import.meta.url));
const csp = headers['Content-Security-Policy'] ?? '';

test('the page and the server send the same policy', () => {
  const html = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
  const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  // A meta element cannot forbid framing.
  expect(csp).toBe(`${meta}; frame-ancestors 'none'`);
});

test('the policy allows nothing inline', () => {
  expect(csp).toContain("default-src 'none'");
  expect(csp).not.toMatch(/unsafe-/);
});

test('the other headers are there', () => {
  expect(headers['X-Content-Type-Options']).toBe('nosniff');
  expect(headers['Referrer-Policy']).toBe('no-referrer');
  expect(headers['Permissions-Policy']).toContain('camera=()');
});
