import { test, type BrowserContext, type Page, type Request } from '@playwright/test';
import { beforeGpuWorker, SHORT, start } from './bench-hooks.ts';
import { expect, openPage } from './fixtures.ts';
import { StaticHost } from './static-host.ts';

/** What the site asks for, what it lets in, and that it needs nothing of its host but files. */

/** Whole journeys, on machines that do other things too. */
const patient = expect.configure({ timeout: 20_000 });

/** Collects what the policy stops, also what code catches; in the page and in its workers. */
async function collectViolations(context: BrowserContext): Promise<() => Promise<readonly string[]>> {
  const found: string[] = [];
  await context.exposeBinding('reportViolation', (_source, text: string) => void found.push(text));
  await context.addInitScript(() => {
    document.addEventListener(
      'securitypolicyviolation',
      ({ violatedDirective, blockedURI, sourceFile, lineNumber }) => {
        const { reportViolation } = window as unknown as { reportViolation: (text: string) => void };
        reportViolation(`${violatedDirective}: ${blockedURI} (${sourceFile}:${lineNumber})`);
      },
    );
  });
  const readers: (() => Promise<readonly string[]>)[] = [];
  context.on('page', (page) =>
    page.on('worker', (worker) => {
      const started = worker
        .evaluate(() => {
          const scope = self as unknown as { violations: string[] };
          scope.violations = [];
          self.addEventListener('securitypolicyviolation', (event) =>
            scope.violations.push((event as SecurityPolicyViolationEvent).violatedDirective),
          );
        })
        // A worker that is done already has nothing to tell.
        .catch(() => undefined);
      readers.push(async () => {
        await started;
        return worker.evaluate(() => (self as unknown as { violations: string[] }).violations).catch(() => []);
      });
    }),
  );
  return async () => [...found, ...(await Promise.all(readers.map((read) => read()))).flat()];
}

async function download({ page, press }: { page: Page; press: () => Promise<void> }): Promise<void> {
  const [file] = await Promise.all([page.waitForEvent('download'), press()]);
  expect(await file.failure()).toBeNull();
}

test('through all pages, charts, workers, files and a measurement: no request leaves the site, and nothing breaks its policy', async ({
  context,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const violations = await collectViolations(context);
  const requests: Request[] = [];
  context.on('request', (request) => requests.push(request));
  const elsewhere = (): readonly string[] =>
    requests
      .map((request) => request.url())
      .filter((url) => !url.startsWith(baseURL ?? '') && !url.startsWith('blob:') && !url.startsWith('data:'));
  const page = await context.newPage();

  await openPage({ page, name: 'spend' });
  for (const link of await page.getByRole('navigation').getByRole('link').all()) {
    await link.click();
    await patient(page.locator('main section').first()).toBeVisible();
  }
  await page.getByRole('link', { name: 'Spend' }).click();
  await patient(page.locator('.recharts-surface').first()).toBeVisible();
  await page.getByRole('button', { name: 'Export ▾' }).click();
  await download({ page, press: () => page.getByRole('button', { name: /^Workbook/ }).click() });
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Export: What is paid for?' }).click();
  await download({ page, press: () => page.getByRole('button', { name: 'Download CSV' }).first().click() });
  await page.keyboard.press('Escape');

  await page.getByRole('link', { name: 'Swarm' }).click();
  await patient(page.getByText(/^Closed form \(lines\), and simulated \(dots\)/).first()).toBeVisible();

  await beforeGpuWorker({ on: page, code: [SHORT] });
  await page.getByRole('link', { name: 'Bench' }).click();
  await start({ page, parts: ['gpu', 'cpu'] });
  await patient(page.locator('[data-bench="done"]')).toBeVisible({ timeout: 60_000 });
  expect(elsewhere()).toEqual([]);
  expect(requests.length).toBeGreaterThan(50);

  // What somebody asks for goes where it says, and carries nothing along.
  await context.route('https://**', (route) =>
    route.fulfill({ headers: { 'access-control-allow-origin': '*' }, contentType: 'application/json', body: '{}' }),
  );
  await page.goto('./?page=offers&view=own#v=1&name=Secret');
  for (const feed of ['models.dev', 'OpenRouter']) {
    await page.getByRole('button', { name: `Compare with ${feed}` }).click();
    await patient(page.getByRole('region', { name: 'Refresh prices' }).getByRole('status')).toContainText(/\.$/);
  }
  expect(elsewhere()).toEqual(['https://models.dev/api.json', 'https://openrouter.ai/api/v1/models']);
  const left = requests.filter((request) => request.url().startsWith('https://'));
  for (const request of left) {
    const headers = await request.allHeaders();
    expect([request.method(), request.postData(), headers['referer'], headers['cookie']]).toEqual([
      'GET',
      null,
      undefined,
      undefined,
    ]);
  }
  expect(await violations()).toEqual([]);
});

test.describe('what the policy stops', () => {
  for (const [what, address] of [
    ['the app', './?page=spend'],
    ['the figure for other sites', './embed.html?show=saving#v=1&workload.people=7'],
  ] as const)
    test(what, async ({ page }) => {
      await page.goto(address);
      await expect(page.getByText(/\$\d/).first()).toBeVisible();
      const stopped = await page.evaluate(async () => {
        const tries: Record<string, () => unknown> = {
          markup: () => {
            document.createElement('p').innerHTML = '<b>x</b>';
          },
          // Later, because what runs for the test itself may make code.
          code: () =>
            new Promise<void>((resolve, reject) =>
              setTimeout(() => {
                try {
                  // eslint-disable-next-line no-new-func
                  resolve(new Function('return 1')() as undefined);
                } catch (error) {
                  reject(error as Error);
                }
              }),
            ),
          'a worker from elsewhere': () => new Worker('https://evil.example/assets/a.js'),
          'a worker made here': () => new Worker(URL.createObjectURL(new Blob(['1'], { type: 'text/javascript' }))),
          'a script from elsewhere': () => {
            document.createElement('script').src = 'https://evil.example/a.js';
          },
          'a policy of one’s own': () =>
            (
              window as unknown as { trustedTypes: { createPolicy: (name: string, rules: object) => void } }
            ).trustedTypes.createPolicy('mine', { createHTML: (text: string) => text }),
          'a request elsewhere': () => fetch('https://evil.example/'),
        };
        const results: Record<string, boolean> = {};
        for (const [name, attempt] of Object.entries(tries)) {
          try {
            await attempt();
            results[name] = false;
          } catch {
            results[name] = true;
          }
        }
        return results;
      });
      expect(Object.entries(stopped).filter(([, isStopped]) => !isStopped)).toEqual([]);
      expect(Object.keys(stopped)).toHaveLength(7);
    });
});

test.describe('on a host that sends no headers, under a path of its own', () => {
  test.setTimeout(90_000);
  let host: StaticHost;
  test.beforeEach(async () => {
    host = new StaticHost({ base: '/teams/ai%20costs/', sendsHeaders: false });
    await host.start();
  });
  test.afterEach(() => host.stop());

  test('figures, charts, workers, links and the figure for other sites work; the page’s own policy holds', async ({
    page,
  }) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${host.url}?page=spend#v=1&workload.people=7`);
    await patient(page.locator('.recharts-surface').first()).toBeVisible();
    await patient(page.getByRole('textbox', { name: 'People' })).toHaveValue('7');
    expect(await page.evaluate(() => window.crossOriginIsolated)).toBe(false);
    await page.getByRole('textbox', { name: 'People' }).fill('8');
    await expect(page).toHaveURL(/people=8/);
    await page.reload();
    await patient(page.getByRole('textbox', { name: 'People' })).toHaveValue('8');

    await page.getByRole('button', { name: 'Embed', exact: true }).click();
    const code = await page.getByRole('textbox', { name: 'Embed code' }).inputValue();
    expect(code).toContain(`src="${host.url}embed.html?`);
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Swarm' }).click();
    await patient(page.getByText(/^Closed form \(lines\), and simulated \(dots\)/).first()).toBeVisible();
    expect(page.url()).toContain(host.base);
    const refused = await page.evaluate(() =>
      fetch('https://evil.example/').then(
        () => false,
        () => true,
      ),
    );
    expect(refused).toBe(true);
    // Without isolation workers share no memory: the measurement says so, and measures.
    await page.getByRole('link', { name: 'Bench' }).click();
    await start({ page, parts: ['cpu'] });
    await patient(page.locator('[data-bench="done"]')).toBeVisible({ timeout: 60_000 });
    await patient(page.getByText(/page not isolated/)).toBeVisible();

    await page.goto(`${host.url}embed.html?show=saving#v=1&workload.people=8`);
    await patient(page.getByTestId('figure')).toContainText(/\d/);
    expect(complaints).toEqual([]);
    expect(host.asked.filter((path) => path.startsWith('/sw')).length).toBeLessThanOrEqual(1);
  });
});
