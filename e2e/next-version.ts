import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DIST } from './static-host.ts';

/** What the next version changes: its entry, and a page that is loaded later. */
const CHANGED = /^(?:index|KvCachePage)-[\w-]{8}\.js$/;

/**
 * A copy of the built site as its next version would be: two scripts have other names and content, the old ones are gone, and
 * `<html data-version="2">` tells it from this one.
 */
export function nextVersion(): string {
  const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-next-'));
  cpSync(DIST, dir, { recursive: true });
  const scripts = readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));
  const renamed = scripts
    .filter((name) => CHANGED.test(name))
    .map((name) => [name, name.replace(/.{3}\.js$/, 'v-2.js')] as const);
  const freshName = (text: string): string => renamed.reduce((all, [old, fresh]) => all.replaceAll(old, fresh), text);

  let worker = freshName(readFileSync(join(DIST, 'sw.js'), 'utf8'));
  const write = ({ path, edit }: { path: string; edit: (text: string) => string }): void => {
    const before = readFileSync(join(DIST, path));
    const after = edit(freshName(before.toString('utf8')));
    rmSync(join(dir, path));
    writeFileSync(join(dir, freshName(path)), after);
    worker = worker.replace(hashOf(before), hashOf(after));
  };
  for (const name of scripts)
    write({ path: `assets/${name}`, edit: (text) => (CHANGED.test(name) ? `${text}\n// 2\n` : text) });
  write({ path: 'index.html', edit: (text) => text.replace('<html ', '<html data-version="2" ') });
  // The page has no name of its own that its content makes.
  worker = worker.replace(/(revision:.)[0-9a-f]{16}(.,url:.index\.html)/, '$10000000000000002$2');
  writeFileSync(join(dir, 'sw.js'), worker);
  return dir;
}

function hashOf(content: string | Buffer): string {
  return `sha384-${createHash('sha384').update(content).digest('base64')}`;
}
