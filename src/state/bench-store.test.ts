import { describe, expect, test } from 'vitest';
import { createBenchStore, firstRequest } from './bench-store.ts';
import { ADAPTER, benchRecord, gpuMeasurement } from './bench-testing.ts';
import type { BenchPort, BenchProgress, BenchRecord, BenchRequest } from './bench-types.ts';

/** All that follows from answers already given has happened. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

interface Run {
  readonly request: BenchRequest;
  readonly onProgress: (progress: BenchProgress) => void;
  readonly end: (record: BenchRecord) => Promise<void>;
  cancels: number;
}

/** A store whose port the test answers for. */
function begin({ load }: { load?: (port: BenchPort) => Promise<BenchPort> } = {}) {
  const runs: Run[] = [];
  const port: BenchPort = {
    run(request, onProgress) {
      let resolve: (record: BenchRecord) => void = () => undefined;
      const record = new Promise<BenchRecord>((given) => void (resolve = given));
      const run: Run = {
        request,
        onProgress,
        cancels: 0,
        end(found) {
          resolve(found);
          return settled();
        },
      };
      runs.push(run);
      return { record, cancel: () => void run.cancels++ };
    },
  };
  const store = createBenchStore({
    port: () => (load ? load(port) : Promise.resolve(port)),
    request: firstRequest({ isPhone: false }),
  });
  const lastRun = (): Run => {
    const run = runs.at(-1);
    if (!run) throw new Error('Nothing was started');
    return run;
  };
  return { state: () => store.getState(), runs, lastRun };
}

const STEP: BenchProgress = { part: 'gpu', step: 'tune', doneRatio: 0.4 };

test('a phone is asked for a quarter', () => {
  expect(firstRequest({ isPhone: false })).toEqual({ parts: ['gpu', 'cpu'], mostBytes: 2 ** 30 });
  expect(firstRequest({ isPhone: true }).mostBytes).toBe(2 ** 28);
});

describe('a run', () => {
  test('asks for what is set, says how far it is, and leaves its record', async () => {
    const { state, lastRun } = begin();
    state().setRequest({ mostBytes: 2 ** 26 });
    state().start();
    expect(state().running).toEqual({ progress: null });
    await settled();
    expect(lastRun().request).toEqual({ parts: ['gpu', 'cpu'], mostBytes: 2 ** 26 });
    lastRun().onProgress(STEP);
    expect(state().running).toEqual({ progress: STEP });
    const record = benchRecord();
    await lastRun().end(record);
    expect(state()).toMatchObject({ running: null, record, problem: null });
    expect(state().record).toBe(record);
  });

  test('is one at a time, and begins with no part', async () => {
    const { state, runs } = begin();
    state().setRequest({ parts: [] });
    state().start();
    expect(state().running).toBeNull();
    state().setRequest({ parts: ['cpu'] });
    state().start();
    state().start();
    await settled();
    state().start();
    await settled();
    expect(runs).toHaveLength(1);
  });

  test('progress that comes after the end changes nothing', async () => {
    const { state, lastRun } = begin();
    state().start();
    await settled();
    await lastRun().end(benchRecord());
    lastRun().onProgress(STEP);
    expect(state().running).toBeNull();
  });

  test('that cannot be loaded says why, keeps the record before it, and can be tried again', async () => {
    let isBroken = false;
    const { state, runs, lastRun } = begin({
      load: (port) => (isBroken ? Promise.reject(new Error('Failed to fetch')) : Promise.resolve(port)),
    });
    state().start();
    await settled();
    await lastRun().end(benchRecord());
    const { record } = state();
    isBroken = true;
    state().start();
    await settled();
    expect(state()).toMatchObject({ running: null, problem: 'Failed to fetch' });
    expect(state().record).toBe(record);
    isBroken = false;
    state().start();
    expect(state().problem).toBeNull();
    await settled();
    expect(runs).toHaveLength(2);
  });
});

describe('cancelling', () => {
  test('asks the port once, and what was found until then is the record', async () => {
    const { state, lastRun } = begin();
    state().start();
    await settled();
    state().cancel();
    state().cancel();
    expect(lastRun().cancels).toBe(1);
    expect(state()).toMatchObject({ running: { progress: null }, isCancelling: true });
    const record = benchRecord({
      cpu: { status: 'failed', failure: 'cancelled', detail: '' },
    });
    await lastRun().end(record);
    expect(state()).toMatchObject({ running: null, isCancelling: false, record });
  });

  test('before the port is there: nothing is run at all', async () => {
    const { state, runs } = begin();
    state().start();
    state().cancel();
    await settled();
    expect(runs).toHaveLength(0);
    expect(state()).toMatchObject({ running: null, isCancelling: false, record: null });
    state().start();
    await settled();
    expect(runs).toHaveLength(1);
  });

  test('without a run: nothing happens', () => {
    const { state } = begin();
    state().cancel();
    expect(state()).toMatchObject({ running: null, isCancelling: false });
  });
});

describe('the confirmed card', () => {
  const measureWith = async ({ state, lastRun }: ReturnType<typeof begin>, record: BenchRecord): Promise<void> => {
    state().start();
    await settled();
    await lastRun().end(record);
  };

  test('holds while the same adapter answers, also where it then failed', async () => {
    const bench = begin();
    await measureWith(bench, benchRecord());
    bench.state().confirmCard('rtx-4090');
    const lost = { status: 'failed', failure: 'device-lost', detail: '', adapter: ADAPTER, samples: [] } as const;
    await measureWith(bench, benchRecord({ gpu: lost }));
    expect(bench.state().confirmedCardId).toBe('rtx-4090');
  });

  test('is asked for again once another answers', async () => {
    const bench = begin();
    await measureWith(bench, benchRecord());
    bench.state().confirmCard('rtx-4090');
    const other = gpuMeasurement({ adapter: { ...ADAPTER, vendor: 'intel', architecture: 'xe-lpg' } });
    await measureWith(bench, benchRecord({ gpu: other }));
    expect(bench.state().confirmedCardId).toBeNull();
  });
});
