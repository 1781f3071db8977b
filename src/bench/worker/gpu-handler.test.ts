import { expect, test } from 'vitest';
import type { BandwidthSample, BenchProgress, GpuResult } from '../../domain/bandwidth/measurement.ts';
import type { measureGpu } from '../gpu/measure-gpu.ts';
import { createGpuHandler } from './gpu-handler.ts';
import type { FromGpuWorker } from './protocol.ts';

const RESULT = { status: 'failed', failure: 'no-adapter', detail: '', adapter: null, samples: [] } as const;
const ADAPTER = {
  vendor: 'acme',
  architecture: '',
  device: '',
  description: '',
  isFallback: false,
  renderer: null,
} as const;
const SAMPLE = { kernel: 'read', passes: 1 } as BandwidthSample;

function start(measure: typeof measureGpu) {
  const posted: FromGpuWorker[] = [];
  let seconds = 0;
  const handle = createGpuHandler({
    environment: { gpu: undefined, isSecureContext: true, now: () => seconds },
    measure,
    post: (answer) => void posted.push(answer),
  });
  return { posted, handle, advance: (by: number) => void (seconds += by) };
}

test('passes on what is found at once, and the result last', async () => {
  const { posted, handle } = start(async ({ request, listener }) => {
    expect(request).toEqual({ mostBytes: 1_024, paceRatio: 0.5 });
    listener?.onAdapter?.(ADAPTER);
    listener?.onSample?.(SAMPLE);
    return RESULT;
  });
  await handle({ type: 'measure', request: { mostBytes: 1_024, paceRatio: 0.5 } });
  expect(posted).toEqual([
    { type: 'adapter', adapter: ADAPTER },
    { type: 'sample', sample: SAMPLE },
    { type: 'done', result: RESULT },
  ]);
});

test('tells every step, and within a step at most 20 times a second', async () => {
  const progress = (step: BenchProgress['step'], doneRatio: number): BenchProgress => ({
    part: 'gpu',
    step,
    doneRatio,
  });
  const { posted, handle, advance } = start(async ({ listener }) => {
    for (let i = 0; i < 100; i += 1) {
      listener?.onProgress?.(progress('fill', i / 200));
      advance(0.01);
    }
    listener?.onProgress?.(progress('check', 0.5));
    return RESULT;
  });
  await handle({ type: 'measure', request: { mostBytes: 1 } });
  const told = posted.flatMap((answer) => (answer.type === 'progress' ? [answer.progress] : []));
  // 1 s of filling: one at the beginning and one each 0.05 s, as clocks round.
  expect(told.filter(({ step }) => step === 'fill').length).toBeGreaterThanOrEqual(16);
  expect(told.filter(({ step }) => step === 'fill').length).toBeLessThanOrEqual(21);
  expect(told.at(-1)).toEqual(progress('check', 0.5));
});

test('a cancel reaches the measurement under way', async () => {
  const cancelled: GpuResult = { ...RESULT, failure: 'cancelled' };
  const { posted, handle } = start(
    ({ signal }) =>
      new Promise((resolve) => {
        signal.addEventListener('abort', () => resolve(cancelled));
      }),
  );
  const answered = handle({ type: 'measure', request: { mostBytes: 1 } });
  await handle({ type: 'cancel' });
  await answered;
  expect(posted).toEqual([{ type: 'done', result: cancelled }]);
});
