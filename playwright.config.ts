import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { defineConfig, type LaunchOptions } from '@playwright/test';
import { findBrowser } from './scripts/browser.mjs';

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

// Every worker reads this file again; what was chosen once is handed on in the environment.
process.env.TZ = 'UTC';
process.env.TOKENHOUSE_E2E_PORT ??= String(await freePort());
process.env.TOKENHOUSE_LAUNCH ??= JSON.stringify(await findBrowser({ install: false }));
const port = Number(process.env.TOKENHOUSE_E2E_PORT);
const report = process.env.TOKENHOUSE_E2E_REPORT;
const vite = fileURLToPath(new URL('node_modules/vite/bin/vite.js', import.meta.url));

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // How fast a machine is decides nothing here; what does not come still ends.
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: report === undefined ? [['list']] : [['list'], ['json', { outputFile: report }]],
  use: {
    baseURL: `http://127.0.0.1:${port}/`,
    locale: 'en-US',
    timezoneId: 'UTC',
    // Each test sees what the server sends; offline.spec.ts has the service worker.
    serviceWorkers: 'block',
    launchOptions: JSON.parse(process.env.TOKENHOUSE_LAUNCH) as LaunchOptions,
    screenshot: 'only-on-failure',
    // Recording every step takes a quarter of the time; a test that failed is run again with `--trace on`.
    trace: 'off',
  },
  webServer: {
    command: `"${process.execPath}" "${vite}" preview --host 127.0.0.1 --port ${port} --strictPort`,
    url: `http://127.0.0.1:${port}/`,
    reuseExistingServer: false,
    timeout: 30_000,
  },
});
