import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import type { GpuMeasurement } from '../../domain/bandwidth/measurement.ts';
import { sumOfArray, sumOfWords } from './checksum.ts';
import { MEBIBYTE } from './environment.ts';

const SCRIPT = fileURLToPath(new URL('../../../scripts/bench-gpu.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tokenhouse-gpu-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A process of its own: where the graphics loader looks is settled when one begins. */
const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [SCRIPT, '--software', ...args], { encoding: 'utf8', timeout: 280_000 });

// Exit code 2: no driver, no SwiftShader, or a system that the package does not run on.
const probe = run('--probe');
const absence = probe.status === 0 ? '' : ` (skipped: ${probe.stderr.trim().split('\n').at(-1) ?? 'no driver'})`;
const suite = absence === '' ? describe : describe.skip;

suite(`the kernels on a processor that stands in for a graphics card${absence}`, () => {
  test('come to what plain arithmetic comes to, in every shape, whole and in parts', () => {
    const { stdout, status } = run('--check');
    expect(stdout).toMatch(/^\d{2,} compared, 0 wrong$/m);
    expect(status).toBe(0);
  }, 300_000);

  test('are measured from end to end, and nobody takes the figure for a graphics card’s', () => {
    const file = join(folder, 'found.json');
    const { status } = run('--size', '64', '--pace', '0.2', '--json', file);
    expect(status).toBe(0);
    const { result }: { result: GpuMeasurement } = JSON.parse(readFileSync(file, 'utf8'));
    expect(result).toMatchObject({ status: 'measured', bufferBytes: 64 * MEBIBYTE });
    expect(result.warnings).toContain('software-adapter');
    expect(result.checksum.found).toBe(result.checksum.expected);
    expect(result.sweep).toHaveLength(7);
    expect(Object.keys(result.secondary)).toHaveLength(4);
    expect(result.read.medianBytesPerSecond).toBeGreaterThan(0);
    expect(result.read.medianBytesPerSecond).toBeLessThan(200e9);
  }, 300_000);
});

test('the table of sums holds up to 4 GiB', () => {
  let sum = 0;
  let from = 0;
  for (let bytes = MEBIBYTE; bytes <= 4_096 * MEBIBYTE; bytes *= 2) {
    sum = (sum + sumOfWords({ fromWord: from, toWord: bytes / 4 })) >>> 0;
    from = bytes / 4;
    expect({ bytes, sum }).toEqual({ bytes, sum: sumOfArray(bytes) });
  }
}, 300_000);
