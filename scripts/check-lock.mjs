// npm writes a lock file without the platform packages it could not see, and `npm ci` then fails,
// on other platforms only. Every dependency named in the lock must have an entry of its own.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

/**
 * @typedef {{ dependencies?: Record<string, string>, devDependencies?: Record<string, string>,
 *   optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string>,
 *   peerDependenciesMeta?: Record<string, { optional?: boolean }>, version?: string, integrity?: string,
 *   link?: boolean, hasInstallScript?: boolean, optional?: boolean }} Entry
 */

/**
 * @param {{ packages: Record<string, Entry> }} lock
 * @returns {string[]} what is wrong, in words
 */
export function holes(lock) {
  /** @type {string[]} */
  const found = [];
  for (const [path, entry] of Object.entries(lock.packages)) {
    const optionalPeers = entry.peerDependenciesMeta ?? {};
    const needed = [
      ...Object.keys(entry.dependencies ?? {}),
      ...Object.keys(entry.optionalDependencies ?? {}),
      ...(path === '' ? Object.keys(entry.devDependencies ?? {}) : []),
      ...Object.keys(entry.peerDependencies ?? {}).filter((name) => !optionalPeers[name]?.optional),
    ];
    for (const name of new Set(needed)) {
      let from = path;
      let hit = false;
      for (;;) {
        const candidate = `${from === '' ? '' : `${from}/`}node_modules/${name}`;
        if (lock.packages[candidate] !== undefined) {
          hit = true;
          break;
        }
        if (from === '') break;
        const up = from.lastIndexOf('node_modules/');
        from = up <= 0 ? '' : from.slice(0, up - 1);
      }
      if (!hit) found.push(`${path === '' ? 'package.json' : path} needs ${name}, which has no entry`);
    }
    if (path !== '' && !entry.link && entry.integrity === undefined) found.push(`${path} has no integrity`);
  }
  return found;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const file = process.argv[2] ?? new URL('../package-lock.json', import.meta.url);
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const wrong = holes(lock);
  for (const line of wrong) console.error(`lock file: ${line}`);
  if (wrong.length > 0) {
    console.error('Regenerate it: rm -rf node_modules package-lock.json && npm install');
    process.exitCode = 1;
  } else console.log(`lock file: ${Object.keys(lock.packages).length - 1} entries, none missing`);
}
