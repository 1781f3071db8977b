import { readFileSync } from 'node:fs';

/** The headers that `public/_headers` sets for every path. */
export function readHeaders(file: string | URL): Record<string, string> {
  const headers: Record<string, string> = {};
  let inEveryPath = false;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    if (!/^\s/.test(line)) {
      inEveryPath = line.trim() === '/*';
      continue;
    }
    const colon = line.indexOf(':');
    if (inEveryPath && colon > 0) headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim();
  }
  return headers;
}
