import { readFile } from 'node:fs/promises';
import type { BrowserContext, LaunchOptions, Page } from '@playwright/test';
import type { BenchRecord } from '../src/domain/bandwidth/measurement.ts';
import { expect } from './fixtures.ts';

/** What tests of the Bench page share: code that goes before that of its worker, and what a record must look like. */

const MIB = 2 ** 20;

/** The browser of the other tests, with WebGPU on the processor (SwiftShader) where there is no graphics card. */
export function launchWithWebGpu(): LaunchOptions {
  const usual = JSON.parse(process.env.TOKENHOUSE_LAUNCH ?? '{}') as LaunchOptions;
  return { ...usual, args: [...(usual.args ?? []), '--enable-unsafe-webgpu'] };
}

/** How much less is read than was asked for, so that software reads it in seconds. */
const LESS = 4;

/** The same protocol with samples so short, and arrays so small, that a test can wait for all of them. */
export const SHORT = `
  self.addEventListener('message', ({ data }) => {
    if (data.type !== 'measure') return;
    data.request.paceRatio = 0.02;
    data.request.mostBytes /= ${LESS};
  });
`;

/** Memory for buffers up to a size and no further, as the browser tells it to who asks. */
export const memoryUpTo = (mib: number): string => `
  let isShort = false;
  const create = GPUDevice.prototype.createBuffer;
  GPUDevice.prototype.createBuffer = function (descriptor) {
    isShort = descriptor.size >= ${MIB} && descriptor.size > ${mib * MIB};
    return create.call(this, isShort ? { ...descriptor, size: 4_096 } : descriptor);
  };
  const pop = GPUDevice.prototype.popErrorScope;
  GPUDevice.prototype.popErrorScope = async function () {
    const error = await pop.call(this);
    if (!isShort) return error;
    isShort = false;
    return new GPUOutOfMemoryError('There is no memory left.');
  };
`;

/** The device goes away in the middle of the run. */
export const LOSES_DEVICE = `
  let submissions = 0;
  let device;
  const request = GPUAdapter.prototype.requestDevice;
  GPUAdapter.prototype.requestDevice = async function (...asked) {
    return (device = await request.apply(this, asked));
  };
  const submit = GPUQueue.prototype.submit;
  GPUQueue.prototype.submit = function (...commands) {
    submit.apply(this, commands);
    if (++submissions === 30) device.destroy();
  };
`;

/** Another adapter's words about itself, and no clock: what older systems and other drivers have. */
export const adapterThatSays = (info: Readonly<Record<string, string>>): string => `
  const told = { vendor: '', architecture: '', device: '', description: '', isFallbackAdapter: false, ...${JSON.stringify(info)} };
  Object.defineProperty(GPUAdapter.prototype, 'info', { get: () => told });
  Object.defineProperty(GPUAdapter.prototype, 'features', { get: () => new Set() });
`;

export const NO_WEBGPU = `Object.defineProperty(WorkerNavigator.prototype, 'gpu', { get: () => undefined });`;

/** Puts code before that of the worker that measures the graphics card: scripts for pages do not run there. */
export async function beforeGpuWorker({
  on,
  code,
}: {
  on: Page | BrowserContext;
  code: readonly string[];
}): Promise<void> {
  await on.route('**/gpu-worker-*.js', async (route) => {
    const response = await route.fetch();
    // In braces, so that names of one do not meet those of another.
    const before = code.map((part) => `{${part}}`).join('\n');
    await route.fulfill({ response, body: `${before}\n${await response.text()}` });
  });
}

/** Opens the page and waits until its own content stands, however busy the machine is. */
export async function openBench({ page, hash = '' }: { page: Page; hash?: string }): Promise<void> {
  await page.goto(`./?page=bench${hash}`);
  await expect(page.locator('[data-bench]')).toBeAttached({ timeout: 20_000 });
}

/** Asks for parts and a size, starts, and leaves it running. */
export async function start({
  page,
  parts,
  mib = 64,
}: {
  page: Page;
  parts: readonly ('gpu' | 'cpu')[];
  mib?: number;
}): Promise<void> {
  await page.getByLabel('Graphics card (GPU)').setChecked(parts.includes('gpu'));
  await page.getByLabel('Processor (CPU)').setChecked(parts.includes('cpu'));
  await page.getByLabel('Array that is read, at most').selectOption(String(mib * MIB));
  await page.getByRole('button', { name: 'Measure', exact: true }).click();
}

export async function ended(page: Page): Promise<void> {
  await expect(page.locator('[data-bench="done"]')).toBeVisible({ timeout: 50_000 });
}

/** The card of one part. */
export const partOf = ({ page, part }: { page: Page; part: 'gpu' | 'cpu' | 'link' }) =>
  page.locator(`[data-part="${part}"]`);

/** Saves the raw record and reads the file. */
export async function savedRecord(page: Page): Promise<BenchRecord> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the raw record (JSON)' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^tokenhouse-bench-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.json$/);
  return JSON.parse(await readFile(await download.path(), 'utf8')) as BenchRecord;
}

const positive = (value: unknown): void => {
  expect(value).toEqual(expect.any(Number));
  expect(value).toBeGreaterThan(0);
};

function expectSpread(spread: Record<string, number>): void {
  const { worstBytesPerSecond, lowerQuartileBytesPerSecond, medianBytesPerSecond } = spread;
  const { upperQuartileBytesPerSecond, bestBytesPerSecond, samples } = spread;
  const ascending = [
    worstBytesPerSecond,
    lowerQuartileBytesPerSecond,
    medianBytesPerSecond,
    upperQuartileBytesPerSecond,
    bestBytesPerSecond,
  ];
  for (const value of ascending) positive(value);
  expect(ascending).toEqual(ascending.toSorted((a = 0, b = 0) => a - b));
  positive(samples);
}

/** Every field of a record in which both parts were measured, as the types have them. How fast is nobody's to say here. */
export function expectWholeRecord(record: BenchRecord): void {
  expect(Object.keys(record).toSorted()).toEqual(['cpu', 'environment', 'gpu', 'schema', 'startedAt']);
  expect(record).toMatchObject({
    schema: 'tokenhouse-bench/1',
    startedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/) as unknown,
    environment: {
      userAgent: expect.stringContaining('Chrome') as unknown,
      isCrossOriginIsolated: expect.any(Boolean) as unknown,
      logicalCores: expect.any(Number) as unknown,
    },
    gpu: { status: 'measured', bufferBytes: (64 / LESS) * MIB, askedBytes: (64 / LESS) * MIB },
    cpu: { status: 'measured' },
  });
  const { gpu, cpu } = record;
  if (gpu?.status !== 'measured' || cpu?.status !== 'measured') throw new Error('Both parts were measured');
  expectSpread({ ...gpu.read });
  expectSpread({ ...cpu.read });
  for (const spread of [...Object.values(gpu.secondary), ...Object.values(cpu.secondary)]) expectSpread({ ...spread });
  expect(['timestamp', 'wall']).toContain(gpu.timer);
  expect(gpu.checksum.found).toBe(gpu.checksum.expected);
  expect(cpu.checksum.found).toBe(cpu.checksum.expected);
  // Every loop that was tried, and more beside.
  expect(gpu.checksum.kernelsChecked).toBeGreaterThan(gpu.tuned.length);
  expect(gpu.tuned.map(({ shape }) => shape)).toContainEqual(gpu.kernel);
  expect(gpu.sweep.map(({ bufferBytes }) => bufferBytes)).toEqual([1, 2, 4, 8, 16].map((mib) => mib * MIB));
  for (const { medianBytesPerSecond } of gpu.sweep) positive(medianBytesPerSecond);
  const purposes = new Set(gpu.samples.map(({ purpose }) => purpose));
  for (const purpose of ['tune', 'headline', 'secondary', 'sweep'] as const) expect(purposes).toContain(purpose);
  for (const { wallSeconds, bytesMoved, passes } of gpu.samples)
    for (const value of [wallSeconds, bytesMoved, passes]) positive(value);
  for (const { bytesPerSecond, workers } of cpu.samples) for (const value of [bytesPerSecond, workers]) positive(value);
}
