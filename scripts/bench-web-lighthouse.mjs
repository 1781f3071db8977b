import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { median } from './bench-web-report.mjs';

/** @import { Row } from './bench-web-report.mjs' */

// Not a dependency: it brings two hundred packages. The newest that runs on Node 20 without a warning.
const LIGHTHOUSE = 'lighthouse@12.8.2';
const FORMS = /** @type {const} */ (['desktop', 'mobile']);
const CATEGORIES = /** @type {const} */ (['performance', 'accessibility', 'best-practices', 'seo']);
/** What is promised; the goal for a phone is 90. */
const BARS = { desktop: 95, mobile: 75 };
const MOBILE_GOAL = 90;

/**
 * @typedef {{ numericValue?: number, score: number | null, displayValue?: string, title: string, details?: {
 *   items?: { url?: string, duration?: number, startTime?: number, node?: { selector?: string } }[] } }} Audit
 * @typedef {{ categories: Record<string, { score: number | null, auditRefs: { id: string, weight: number }[] }>,
 *   audits: Record<string, Audit>, environment: { benchmarkIndex: number }, lighthouseVersion: string }} Report
 */

/**
 * @param {{ url: string, form: 'desktop' | 'mobile', chromePath: string, chromeArgs: readonly string[], dir: string }} options
 * @returns {Promise<Report>}
 */
async function lighthouse({ url, form, chromePath, chromeArgs, dir }) {
  const file = join(dir, 'report.json');
  const args = ['--yes', LIGHTHOUSE, url, '--quiet', '--output=json', `--output-path=${file}`];
  args.push(`--chrome-flags=--headless=new ${chromeArgs.join(' ')}`);
  if (form === 'desktop') args.push('--preset=desktop');
  await promisify(execFile)(process.platform === 'win32' ? 'npx.cmd' : 'npx', args, {
    env: { ...process.env, CHROME_PATH: chromePath },
    maxBuffer: 2 ** 28,
  });
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** What costs points on a phone: each metric that is not full, and the longest tasks behind it. @param {Report} report */
function obstacles({ categories, audits }) {
  const metrics = (categories.performance?.auditRefs ?? [])
    .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
    .map(({ id, weight }) => {
      const audit = audits[id];
      return `${audit?.title} ${audit?.displayValue} (${(weight * (1 - (audit?.score ?? 0))).toFixed(0)} points)`;
    });
  const tasks = (audits['long-tasks']?.details?.items ?? [])
    .toSorted((a, b) => (b.duration ?? 0) - (a.duration ?? 0))
    .slice(0, 4)
    .map(({ url = '', duration = 0, startTime = 0 }) => {
      const name = url.split('/').at(-1)?.split('?')[0] || 'the page';
      return `${Math.round(duration)} ms at ${Math.round(startTime)} ms in ${name}`;
    });
  return [...metrics, ...(tasks.length > 0 ? [`longest tasks: ${tasks.join('; ')}`] : [])];
}

/** What is wrong in the categories that must be full. @param {Report} report */
function faults({ categories, audits }) {
  return CATEGORIES.slice(1).flatMap((category) =>
    (categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 1)
      .map(
        ({ id }) => `${category}: ${id}, ${audits[id]?.title} ${audits[id]?.details?.items?.[0]?.node?.selector ?? ''}`,
      ),
  );
}

/**
 * Lighthouse's four categories on the built site, as the middle of several runs.
 * @param {{ url: string, pages: readonly string[], runs: number, chromePath: string, chromeArgs: readonly string[],
 *   say: (line: string) => void }} options
 * @returns {Promise<{ rows: Row[], notes: string[] }>}
 */
export async function measureLighthouse({ url, pages, runs, chromePath, chromeArgs, say }) {
  /** @type {Row[]} */
  const rows = [];
  /** @type {Set<string>} */
  const notes = new Set();
  const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-lighthouse-'));
  try {
    for (const form of FORMS)
      for (const page of pages) {
        /** @type {Report[]} */
        const reports = [];
        for (let i = 0; i < runs; i++)
          reports.push(await lighthouse({ url: `${url}?page=${page}`, form, chromePath, chromeArgs, dir }));
        const scoreOf = (/** @type {Report} */ report, /** @type {string} */ category) =>
          100 * (report.categories[category]?.score ?? Number.NaN);
        const audit = (/** @type {string} */ id) =>
          median(reports.map(({ audits }) => audits[id]?.numericValue ?? Number.NaN));
        for (const category of CATEGORIES) {
          const scores = reports.map((report) => scoreOf(report, category));
          const isPerformance = category === 'performance';
          rows.push({
            what: `${page}, ${form}: ${category}`,
            value: median(scores),
            unit: 'points',
            atLeast: isPerformance ? BARS[form] : 100,
            ...(isPerformance && {
              note: `of ${scores.map((score) => score.toFixed(0)).join(', ')}; FCP ${audit('first-contentful-paint').toFixed(0)} ms, LCP ${audit('largest-contentful-paint').toFixed(0)} ms, TBT ${audit('total-blocking-time').toFixed(0)} ms, CLS ${audit('cumulative-layout-shift').toFixed(3)}, SI ${audit('speed-index').toFixed(0)} ms`,
            }),
          });
        }
        const middle = reports.toSorted((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'))[runs >> 1];
        if (middle) {
          for (const fault of faults(middle)) notes.add(fault);
          if (form === 'mobile' && scoreOf(middle, 'performance') < MOBILE_GOAL)
            notes.add(`in the way of ${MOBILE_GOAL} on ${page}: ${obstacles(middle).join(', ')}`);
          notes.add(
            `speed of this machine by Lighthouse, ${form} ${page}: ${middle.environment.benchmarkIndex.toFixed(0)}`,
          );
        }
        say(`  ${form} ${page}: ${reports.map((report) => scoreOf(report, 'performance').toFixed(0)).join(', ')}`);
      }
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  return { rows, notes: [...notes] };
}
