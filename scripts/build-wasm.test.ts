import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kernelsModule } from './build-wasm.mjs';

const wat = readFileSync(new URL('../src/bench/cpu/kernels.wat', import.meta.url), 'utf8');

test('the committed module is what kernels.wat compiles to; otherwise run `npm run build:wasm`', async () => {
  const committed = readFileSync(new URL('../src/bench/cpu/kernels.wasm.ts', import.meta.url), 'utf8');
  expect(committed).toBe(await kernelsModule(wat));
});

test('a change to the source changes the module', async () => {
  const other = await kernelsModule(wat.replace('0x21f0aaad', '0x21f0aaaf'));
  expect(other).not.toBe(await kernelsModule(wat));
});

test('a source without its one memory is refused', async () => {
  await expect(kernelsModule(wat.replace('(memory 1)', '(memory 2)'))).rejects.toThrow('exactly once');
});
