import { afterEach, expect, test, vi } from 'vitest';
import { hasWasmSimd } from './simd.ts';

afterEach(() => vi.unstubAllGlobals());

test('there are vectors here', () => {
  expect(hasWasmSimd()).toBe(true);
});

test('an engine that takes no vectors, and no engine at all', () => {
  vi.stubGlobal('WebAssembly', { validate: (bytes: Uint8Array) => !bytes.includes(0xfd) });
  expect(hasWasmSimd()).toBe(false);
  vi.stubGlobal('WebAssembly', undefined);
  expect(hasWasmSimd()).toBe(false);
});
