import { expect, test } from 'vitest';
import { isOwnScript, trustOwnScripts } from './trusted-scripts.ts';

const PAGE = 'https://host.example/plan/index.html?page=spend#v=1';

test.each([
  'https://host.example/plan/assets/simulation-worker-ZbAVj-OJ.js',
  'https://host.example/plan/assets/a_b.layer-1.js?x=1',
  'https://host.example/plan/sw.js',
  'assets/a.js',
  './sw.js',
])('%s is of this build', (url) => expect(isOwnScript({ url, pageUrl: PAGE })).toBe(true));

test.each([
  'https://evil.example/plan/assets/a.js',
  'http://host.example/plan/assets/a.js',
  'https://host.example/assets/a.js',
  'https://host.example/plan/assets/../../upload/a.js',
  'https://host.example/plan/assets/..%2f..%2fupload/a.js',
  'https://host.example/plan/assets/deep/a.js',
  'https://host.example/plan/uploads.js',
  'https://host.example/plan/assets/a.svg',
  '//evil.example/plan/sw.js',
  'data:text/javascript,1',
  'blob:https://host.example/1',
  'javascript:1',
  'https://',
  '',
])('%s is not', (url) => expect(isOwnScript({ url, pageUrl: PAGE })).toBe(false));

test('makes one policy where the browser has such, and nothing where not', () => {
  const made: [string, { createScriptURL: (url: string) => string | null }][] = [];
  const createPolicy = (...policy: (typeof made)[number]): void => void made.push(policy);
  trustOwnScripts({ location: { href: PAGE }, trustedTypes: { createPolicy } });
  trustOwnScripts({ location: { href: PAGE } });
  expect(made.map(([name, rules]) => [name, Object.keys(rules)])).toEqual([['default', ['createScriptURL']]]);
  expect(made[0]?.[1].createScriptURL('./sw.js')).toBe('./sw.js');
  expect(made[0]?.[1].createScriptURL('https://evil.example/sw.js')).toBeNull();
});
