import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** @typedef {import('@playwright/test').LaunchOptions} LaunchOptions */

const isRootOnLinux = process.platform === 'linux' && process.getuid?.() === 0;
// The sandbox refuses to start as root. QUIC only costs time on networks that drop it.
const args = ['--disable-quic', ...(isRootOnLinux ? ['--no-sandbox'] : [])];
const playwrightCli = () =>
  join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

/** @param {string} text */
const say = (text) => void process.stderr.write(`${text}\n`);

/**
 * A browser that is there may still not start, so each is started once.
 * @param {LaunchOptions} options
 */
async function starts(options) {
  const { chromium } = await import('@playwright/test');
  try {
    const browser = await chromium.launch({ ...options, timeout: 30_000 });
    try {
      const page = await browser.newPage();
      await page.goto('data:text/html,<title>ok</title>');
      return (await page.title()) === 'ok';
    } finally {
      await browser.close();
    }
  } catch {
    return false;
  }
}

const systemPaths = () =>
  process.platform === 'linux'
    ? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/snap/bin/chromium', '/usr/bin/google-chrome-stable']
    : process.platform === 'darwin'
      ? [
          '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
          '/Applications/Chromium.app/Contents/MacOS/Chromium',
        ]
      : [];

/** @param {LaunchOptions[]} candidates */
async function firstThatStarts(candidates) {
  for (const options of candidates) if (await starts({ ...options, args })) return { ...options, args };
  return undefined;
}

/** @param {string} command @param {string[]} parameters @param {Record<string, string>} [env] */
const ran = (command, parameters, env = {}) =>
  spawnSync(command, parameters, { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } }).status === 0;

/**
 * Finds a Chromium that starts; with `install`, gets one where none is found.
 * @param {{ install: boolean }} options
 * @returns {Promise<LaunchOptions>}
 */
export async function findBrowser({ install }) {
  for (const name of ['PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH', 'CHROME_PATH']) {
    const executablePath = process.env[name];
    if (!executablePath) continue;
    const found = await firstThatStarts([{ executablePath }]);
    if (found) return found;
    throw new Error(`${name} is ${executablePath}, which does not start.`);
  }

  const there = () =>
    firstThatStarts([
      {},
      ...systemPaths()
        .filter((path) => existsSync(path))
        .map((executablePath) => ({ executablePath })),
      { channel: 'chrome' },
      { channel: 'msedge' },
    ]);
  const found = await there();
  if (found) return found;

  if (install) {
    say("No Chromium found. Trying Playwright's own download …");
    const downloaded = ran(process.execPath, [playwrightCli(), 'install', 'chromium'], {
      PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '15000',
    });
    if (downloaded) {
      const own = await firstThatStarts([{}]);
      if (own) return own;
      if (isRootOnLinux && ran(process.execPath, [playwrightCli(), 'install-deps', 'chromium'])) {
        const withLibraries = await firstThatStarts([{}]);
        if (withLibraries) return withLibraries;
      }
    }
    if (isRootOnLinux && existsSync('/usr/bin/apt-get')) {
      say('Trying apt-get install chromium …');
      const env = { DEBIAN_FRONTEND: 'noninteractive' };
      ran('apt-get', ['update', '-q'], env);
      // Without a font of its own the browser draws every letter as a box.
      ran('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation'], env);
      const packaged = await there();
      if (packaged) return packaged;
    }
  }
  throw new Error(
    'No Chromium that starts. Install Chromium, Chrome or Edge, run `npx playwright install chromium`, ' +
      'or name one in PLAYWRIGHT_CHROMIUM_EXECUTABLE_PATH.',
  );
}
