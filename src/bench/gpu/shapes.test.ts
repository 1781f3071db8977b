import { expect, test } from 'vitest';
import { MEBIBYTE } from './environment.ts';
import { copyKernel, fillKernel, readKernel, triadKernel, writeKernel } from './kernels.ts';
import { ELEMENT_BYTES, invocationsOf, shapeFor, shapeName, SHAPES, shapesFor } from './shapes.ts';
import { shiftOf } from './work.ts';

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value));

test('every shape is another, and of powers of two', () => {
  expect(new Set(SHAPES.map(shapeName)).size).toBe(SHAPES.length);
  for (const { unroll, workgroupSize, workgroups } of SHAPES) {
    for (const value of [unroll, workgroupSize, workgroups]) expect(isPowerOfTwo(value)).toBe(true);
    // Of every device, in one dimension.
    expect(workgroups).toBeLessThanOrEqual(65_535);
  }
});

test('a device of 128 invocations gets the shapes of 64', () => {
  const fitting = shapesFor({ mostInvocations: 128 });
  expect(fitting.length).toBeGreaterThanOrEqual(3);
  expect(fitting.every(({ workgroupSize }) => workgroupSize === 64)).toBe(true);
  expect(shapesFor({ mostInvocations: 256 })).toEqual(SHAPES);
});

test('1 MiB has work for 32 groups of 256 that load 8 elements each', () => {
  const shape = { map: 'grid', unroll: 4, workgroupSize: 256, workgroups: 1_024 } as const;
  expect(shapeFor({ shape, bytes: MEBIBYTE })).toEqual({ ...shape, workgroups: 32 });
});

test('in every size every invocation has the same whole loops, and what sums take is little beside it', () => {
  for (const shape of SHAPES)
    for (let bytes = MEBIBYTE; bytes <= 1_024 * MEBIBYTE; bytes *= 2) {
      const fitted = shapeFor({ shape, bytes });
      const loops = bytes / ELEMENT_BYTES / invocationsOf(fitted) / shape.unroll;
      expect(Number.isInteger(loops) && loops >= 2).toBe(true);
      expect(invocationsOf(fitted)).toBeLessThanOrEqual(invocationsOf(shape));
      // From 1 GiB: a word read and one written for each invocation are below 1 %.
      if (bytes === 1_024 * MEBIBYTE) expect((8 * invocationsOf(fitted)) / bytes).toBeLessThan(0.01);
    }
});

test('rounds begin at other places for long, whole KiB apart', () => {
  for (let elements = 65_536; elements <= 2 ** 24; elements *= 2) {
    const shift = shiftOf(elements);
    expect(shift % 64).toBe(0);
    const begins = new Set(Array.from({ length: 1_024 }, (_, round) => (round * shift) % elements));
    expect(begins.size).toBe(1_024);
  }
});

test('kernels have as many loads in flight as their shape says, and one binding each', () => {
  const shape = { map: 'thread', unroll: 8, workgroupSize: 64 } as const;
  expect(readKernel(shape).match(/\+= source\[/g)).toHaveLength(8);
  expect(readKernel(shape)).toContain('@workgroup_size(64)');
  expect(copyKernel(shape).match(/target_array\[at\d\] =/g)).toHaveLength(8);
  const bindings = [
    fillKernel(shape),
    readKernel(shape),
    writeKernel(shape),
    copyKernel(shape),
    triadKernel(shape),
  ].map((code) => [...code.matchAll(/@binding\((\d)\)/g)].map(([, binding]) => binding).join(''));
  expect(bindings).toEqual(['01', '012', '01', '012', '0123']);
});
