import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { headersIn, readHeaders } from './headers.ts';

const file = new URL('../public/_headers', import.meta.url);
const headers = readHeaders(file);
const csp = headers['Content-Security-Policy'] ?? '';

test('the page and the server send the same policy', () => {
  const html = readFileSync(new URL('../index.html', import.meta.url), 'utf8');
  const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  // A meta element cannot forbid framing.
  expect(csp).toBe(`${meta}; frame-ancestors 'none'`);
});

test('the policy allows nothing inline, and to compile WebAssembly but no text', () => {
  expect(csp).toContain("default-src 'none'");
  expect(csp).toContain("script-src 'self' 'wasm-unsafe-eval';");
  expect(csp.replace("'wasm-unsafe-eval'", '')).not.toMatch(/unsafe-/);
});

test('the page is isolated from others, so that workers may share memory', () => {
  expect(headers['Cross-Origin-Opener-Policy']).toBe('same-origin');
  expect(headers['Cross-Origin-Embedder-Policy']).toBe('require-corp');
  expect(headers['Cross-Origin-Resource-Policy']).toBe('same-origin');
});

test('the other headers are there', () => {
  expect(headers['X-Content-Type-Options']).toBe('nosniff');
  expect(headers['Referrer-Policy']).toBe('no-referrer');
  expect(headers['Permissions-Policy']).toContain('camera=()');
});

test('it connects to the price feeds and the hub, which a visitor may ask, and to nobody else', () => {
  const sources = /connect-src ([^;]+)/.exec(csp)?.[1]?.split(' ');
  const feeds = readFileSync(new URL('../src/platform/price-feed.ts', import.meta.url), 'utf8');
  const addresses = [...feeds.matchAll(/address: '([^']+)'/g)].map(([, address]) => address);
  expect(addresses).toHaveLength(2);
  expect(sources).toEqual(["'self'", 'https://huggingface.co', ...addresses]);
});

test('no text becomes markup or code, and of scripts only this build’s may be named by text', () => {
  expect(csp).toContain("require-trusted-types-for 'script'; trusted-types default;");
});

test('only what is named by its content is kept without asking', () => {
  const cacheOf = (path: string): string | undefined => readHeaders(file, path)['Cache-Control'];
  expect(cacheOf('/assets/first-CDthZGce.js')).toBe('public, max-age=31536000, immutable');
  for (const path of ['/', '/index.html', '/embed.html', '/sw.js', '/manifest.webmanifest', '/color-scheme.js'])
    expect(cacheOf(path)).toBe('no-cache');
});

test('the service worker may ask for the site’s own files alone', () => {
  expect(readHeaders(file, '/sw.js')['Content-Security-Policy']).toBe(
    "default-src 'none'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  );
});

test.each(['/embed.html', '/embed'])('%s alone may be framed, by isolated pages too', (path) => {
  const embed = readHeaders(file, path);
  const policy = embed['Content-Security-Policy'] ?? '';
  const html = readFileSync(new URL('../embed.html', import.meta.url), 'utf8');
  const meta = /http-equiv="Content-Security-Policy"\s+content="([^"]+)"/.exec(html)?.[1];
  expect(policy).toBe(`${meta}; frame-ancestors *`);
  // Stricter than the app's in all else: no request for data, no worker, no compiled code.
  expect(policy).not.toMatch(/unsafe-|connect-src|worker-src|https:/);
  expect(embed['Cross-Origin-Opener-Policy']).toBeUndefined();
  expect(embed['Cross-Origin-Embedder-Policy']).toBe('require-corp');
  expect(embed['Cross-Origin-Resource-Policy']).toBe('cross-origin');
  expect(embed['X-Content-Type-Options']).toBe('nosniff');
});

test.each(['/index.html', '/embed.html/', '/embedded', '/assets/embed.js', '/a/embed.html'])(
  '%s has what every page has',
  (path) => {
    const { 'Cache-Control': cache, ...sent } = readHeaders(file, path);
    expect({ 'Cache-Control': 'no-cache', ...sent }).toEqual(headers);
    expect(cache).toBeDefined();
  },
);

test('blocks add to each other, and take off what they say', () => {
  const text = '/*\n  A: 1\n  B: 2:3\n/x*.html\n  ! A\n  B: 4\n  C: 5\n# D\n/y\n  ! Absent\n  A: 6\n';
  expect(headersIn({ text, path: '/' })).toEqual({ A: '1', B: '2:3' });
  expect(headersIn({ text, path: '/x/z.html' })).toEqual({ B: '2:3, 4', C: '5' });
  expect(headersIn({ text, path: '/xzhtml' })).toEqual({ A: '1', B: '2:3' });
  expect(headersIn({ text, path: '/y' })).toEqual({ A: '1, 6', B: '2:3' });
});

test('the installed app has a name, its own path, and icons of the sizes it says', () => {
  const at = (path: string): URL => new URL(`../public/${path}`, import.meta.url);
  const manifest = JSON.parse(readFileSync(at('manifest.webmanifest'), 'utf8')) as {
    start_url: string;
    scope: string;
    icons: readonly { src: string; sizes: string; type: string; purpose?: string }[];
  };
  // Relative, so that it holds under any path.
  expect([manifest.start_url, manifest.scope]).toEqual(['./', './']);
  for (const { src, sizes, type } of manifest.icons) {
    expect(existsSync(at(src))).toBe(true);
    if (type !== 'image/png') continue;
    // A PNG says its width and height at bytes 16 and 20.
    const png = readFileSync(at(src));
    expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
  }
  expect(manifest.icons.filter(({ purpose }) => purpose === 'maskable')).toHaveLength(1);
  expect(manifest.icons.map(({ sizes }) => sizes)).toEqual(expect.arrayContaining(['192x192', '512x512']));
});
