import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

/** A block of `public/_headers`: what it sets on its paths, and what earlier blocks set that it takes off first. */
interface HeaderRule {
  readonly matches: (path: string) => boolean;
  readonly set: readonly (readonly [name: string, value: string])[];
  readonly unset: readonly string[];
}

/**
 * The blocks of a `_headers` file, in order. `*` in a path stands for anything; `! Name` takes a header off. A value that is set
 * twice is sent as a list, as hosts do: two policies then hold both.
 */
function rulesIn(text: string): readonly HeaderRule[] {
  const rules: { path: string; set: [string, string][]; unset: string[] }[] = [];
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      rules.push({ path: line.trim(), set: [], unset: [] });
      continue;
    }
    const rule = rules.at(-1);
    const off = /^\s+!\s*(\S+)\s*$/.exec(line)?.[1];
    const colon = line.indexOf(':');
    if (off !== undefined) rule?.unset.push(off);
    else if (colon > 0) rule?.set.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
  }
  return rules.map(({ path, ...rule }) => ({ ...rule, matches: matcher(path) }));
}

function matcher(pattern: string): (path: string) => boolean {
  const parts = pattern.split('*').map((part) => part.replaceAll(/[.?+^$()[\]{}|\\]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join('.*')}$`);
  return (path) => expression.test(path);
}

/** The headers that `public/_headers` sets for a path of the site. */
export function readHeaders(file: string | URL, path = '/'): Record<string, string> {
  return headersIn({ text: readFileSync(file, 'utf8'), path });
}

/** The headers that the text of such a file sets for a path. */
export function headersIn({ text, path }: { text: string; path: string }): Record<string, string> {
  return headersOf({ rules: rulesIn(text), path });
}

function headersOf({ rules, path }: { rules: readonly HeaderRule[]; path: string }): Record<string, string> {
  const headers = new Map<string, string>();
  for (const { matches, set, unset } of rules) {
    if (!matches(path)) continue;
    for (const name of unset) headers.delete(name);
    for (const [name, value] of set) {
      const before = headers.get(name);
      headers.set(name, before === undefined ? value : `${before}, ${value}`);
    }
  }
  return Object.fromEntries(headers);
}

/** Sends them with the built site, path by path, as its host will. */
export function sendHeaders(file: string | URL): Plugin {
  return {
    name: 'tokenhouse:send-headers',
    configurePreviewServer({ middlewares }) {
      const rules = rulesIn(readFileSync(file, 'utf8'));
      middlewares.use((request, response, next) => {
        const { pathname } = new URL(request.url ?? '/', 'http://host');
        for (const [name, value] of Object.entries(headersOf({ rules, path: pathname })))
          response.setHeader(name, value);
        next();
      });
    },
  };
}
