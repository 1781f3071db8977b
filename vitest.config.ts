import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

process.env.TZ = 'UTC';

export default defineConfig({
  test: {
    environment: 'node',
    // The code under test keeps no state of its own, so files may share what they have loaded: half the time.
    pool: 'threads',
    isolate: false,
    maxWorkers: availableParallelism(),
    include: ['src/**/*.test.{ts,tsx}', 'tools/**/*.test.ts', 'scripts/**/*.test.ts'],
    benchmark: { include: ['src/**/*.bench.ts'] },
    env: { TZ: 'UTC' },
    setupFiles: ['scripts/property-seed.ts'],
    restoreMocks: true,
    passWithNoTests: true,
    // How fast a machine is decides nothing here; a test that hangs still ends.
    testTimeout: 60_000,
  },
});
