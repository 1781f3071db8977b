import { afterEach, describe, expect, test, vi } from 'vitest';
import { failureOf, measureOn, MIB } from './testing/measure-on.ts';

afterEach(() => vi.useRealTimers());

describe('no figure', () => {
  test('without vectors, and nothing is started', async () => {
    const { result, machine } = await measureOn({ change: { hasSimd: () => false } });
    expect(failureOf(result)).toBe('no-wasm-simd');
    expect(machine.counts().started).toBe(0);
  });

  test('without workers', async () => {
    const startWorker = () => {
      throw new ReferenceError('Worker is not defined');
    };
    expect((await measureOn({ change: { startWorker } })).result).toEqual({
      status: 'failed',
      failure: 'no-workers',
      detail: 'Worker is not defined',
    });
  });

  test('without 16 MiB for each', async () => {
    const { result, machine } = await measureOn({ memoryBytes: 15 * MIB });
    expect(failureOf(result)).toBe('out-of-memory');
    expect(machine.setUps.at(-1)?.bytesPerWorker).toBe(16 * MIB);
  });

  test('where a sum is wrong after filling, though both of two may cancel out', async () => {
    const { result } = await measureOn({
      answer: ({ index, workers, message }) =>
        message.type === 'check' && workers === 2
          ? { type: 'checked', expected: 10 + index, found: 11 - index }
          : undefined,
    });
    expect(failureOf(result)).toBe('wrong-result');
  });

  test.each(['read', 'triad', 'copy', 'write'])('where a sum is wrong while timing a %s', async (kernel) => {
    const { result } = await measureOn({
      answer: ({ index, message }) =>
        message.type === 'go' && message.kernel === kernel && index === 1
          ? { type: 'failed', failure: 'wrong-result', detail: 'The sum is 1.' }
          : undefined,
    });
    expect(result).toEqual({ status: 'failed', failure: 'wrong-result', detail: 'The sum is 1.' });
  });

  test.each(['set-up', 'fill', 'check', 'go'])('where a worker crashes at %s', async (type) => {
    const { result } = await measureOn({
      answer({ message, listener }) {
        if (message.type !== type) return undefined;
        listener.onCrash('Out of luck.');
        return null;
      },
    });
    expect(result).toEqual({ status: 'failed', failure: 'crashed', detail: 'Out of luck.' });
  });

  test('where a worker says nothing for a minute', async () => {
    vi.useFakeTimers();
    const result = measureOn({ answer: ({ message }) => (message.type === 'fill' ? null : undefined) });
    await vi.advanceTimersByTimeAsync(59_000);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(failureOf((await result).result)).toBe('crashed');
    expect(vi.getTimerCount()).toBe(0);
  });

  test('where no workers are let run', async () => {
    const { result } = await measureOn({
      answer: ({ message }) =>
        message.type === 'go'
          ? { type: 'ran', marks: { atMs: Float64Array.of(5), movedBytes: Float64Array.of(0) } }
          : undefined,
    });
    expect(failureOf(result)).toBe('crashed');
  });
});

describe('cancelling', () => {
  test('before it begins', async () => {
    const { result, machine } = await measureOn({ change: { signal: AbortSignal.abort() } });
    expect(failureOf(result)).toBe('cancelled');
    expect(machine.counts().started).toBe(0);
  });

  test.each(['set-up', 'fill', 'check', 'go'])('ends workers that are busy with %s, without waiting', async (type) => {
    const cancel = new AbortController();
    const { result } = await measureOn({
      change: { signal: cancel.signal },
      answer({ message }) {
        if (message.type !== type) return undefined;
        cancel.abort();
        return null;
      },
    });
    expect(failureOf(result)).toBe('cancelled');
  });

  test.each(['allocate', 'warm-up', 'read', 'secondary'])('between two messages, after %s', async (step) => {
    const cancel = new AbortController();
    const { result } = await measureOn({
      change: {
        signal: cancel.signal,
        onProgress: (told) => {
          if (told.step === step) cancel.abort();
        },
      },
    });
    expect(failureOf(result)).toBe('cancelled');
  });
});
