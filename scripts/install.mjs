import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps what was said for people apart from what a program wrote. */
const say = (/** @type {string} */ text) => void process.stderr.write(`${text}\n`);

/** The same range as `engines.node` in package.json; vite and oxlint start with nothing older. */
export function assertNodeVersion() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if ((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22) return;
  say(`Tokenhouse needs Node 20.19 or newer, or 22.12 or newer. This is ${process.version}.`);
  process.exit(1);
}

/**
 * Installs what the lock file says, unless that has been done already.
 * @param {string} root
 */
export function ensureInstalled(root) {
  const stampFile = join(root, 'node_modules', '.lock-stamp');
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update([process.platform, process.arch, process.versions.modules].join(' '))
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;

  say('Installing packages (npm ci) …');
  // NODE_ENV=production would leave out the build tools.
  const args = ['ci', '--include=dev', '--no-audit', '--no-fund'];
  const npm = process.env.npm_execpath;
  /** @type {import('node:child_process').SpawnSyncOptions} */
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const result =
    npm !== undefined && /npm-cli\.c?js$/.test(npm)
      ? spawnSync(process.execPath, [npm, ...args], options)
      : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' });
  if (result.status !== 0) {
    say(`npm ci failed${result.error ? `: ${result.error.message}` : ''}. Nothing was started.`);
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
}
