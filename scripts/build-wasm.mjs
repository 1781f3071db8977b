import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../src/bench/cpu/kernels.wat', import.meta.url);
const target = new URL('../src/bench/cpu/kernels.wasm.ts', import.meta.url);

const PRIVATE_MEMORY = '(memory 1)';
/** A shared memory needs a most; 65 536 pages of 64 KiB are all that a 32-bit address reaches. */
const SHARED_MEMORY = '(memory 1 65536 shared)';

/**
 * Bytes of the module that a text compiles to. The same text always gives the same bytes.
 * @param {string} text
 */
async function compile(text) {
  const { default: wabt } = await import('wabt');
  const parsed = (await wabt()).parseWat('kernels.wat', text, { simd: true, threads: true });
  try {
    const { buffer } = parsed.toBinary({});
    // The tool's own check takes no features, and so refuses shared memories.
    if (!WebAssembly.validate(Uint8Array.from(buffer))) throw new Error('kernels.wat compiles to no valid module.');
    return buffer;
  } finally {
    parsed.destroy();
  }
}

/** @param {string} text */
const base64Of = async (text) => Buffer.from(await compile(text)).toString('base64');

/** @param {string} base64 */
const literal = (base64) => `\n  '${base64}';`;

/**
 * The text of `src/bench/cpu/kernels.wasm.ts`, from that of `kernels.wat`.
 * @param {string} text
 */
export async function kernelsModule(text) {
  if (text.split(PRIVATE_MEMORY).length !== 2)
    throw new Error(`kernels.wat has to import its memory exactly once as ${PRIVATE_MEMORY}.`);
  return `// Generated from kernels.wat by \`npm run build:wasm\`. Change that file, not this one.

/** The kernels on a memory of the worker's own, in base64. */
export const PRIVATE_KERNELS =${literal(await base64Of(text))}

/** The kernels on a memory that workers share, in base64. */
export const SHARED_KERNELS =${literal(await base64Of(text.replace(PRIVATE_MEMORY, SHARED_MEMORY)))}
`;
}

/** Compiles the kernels into the module that the worker imports. */
export async function buildWasm() {
  const text = await kernelsModule(readFileSync(source, 'utf8'));
  writeFileSync(target, text);
  console.log(`${fileURLToPath(target)}: ${Buffer.byteLength(text)} bytes`);
}
