import type { IndexMap, KernelShape } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import { powerOfTwoUpTo } from './environment.ts';

/** What one invocation loads at a time: `vec4<u32>`, the widest load there is. */
export const ELEMENT_BYTES = 16;

const shape = ([map, unroll, workgroupSize, workgroups]: readonly [IndexMap, number, number, number]): KernelShape => ({
  map,
  unroll,
  workgroupSize,
  workgroups,
});

/**
 * The shapes that are tried, every number a power of two. Which one is best is measured, never guessed: what suits a
 * graphics card is the worst for a processor that stands in for one, and the other way round.
 *
 * - `grid` and `block` let neighbours load neighbouring bytes, which is what graphics cards join into wide requests.
 *   1,024 groups of 256 fill cards of up to 128 units of 2,048 threads once; 4,096 keep larger ones busy to the end.
 * - 8 loads in flight are for memory that is far away from few threads, 4 for many.
 * - `thread` gives each invocation a stretch of its own: what a processor's prefetcher follows.
 */
export const SHAPES: readonly KernelShape[] = (
  [
    ['grid', 4, 256, 1_024],
    ['grid', 4, 256, 4_096],
    ['grid', 8, 64, 4_096],
    ['block', 8, 256, 1_024],
    ['block', 4, 256, 4_096],
    ['block', 4, 64, 1_024],
    ['thread', 4, 64, 256],
    ['thread', 8, 64, 256],
  ] as const
).map(shape);

/** How a shape is called: `grid u4 256×1024`. */
export const shapeName = ({ map, unroll, workgroupSize, workgroups }: KernelShape): string =>
  `${map} u${unroll} ${workgroupSize}×${workgroups}`;

/** The shapes a device can run. */
export function shapesFor({ mostInvocations }: { mostInvocations: number }): readonly KernelShape[] {
  return SHAPES.filter(({ workgroupSize }) => workgroupSize <= mostInvocations);
}

export const invocationsOf = ({ workgroupSize, workgroups }: KernelShape): number => workgroupSize * workgroups;

/**
 * The shape with as many workgroups as an array has work for: each invocation loads at least twice as many elements as it
 * has sums, so that a stretch is a loop. Sizes are powers of two, so every invocation has the same work.
 *
 * Example: 1 MiB is 65,536 elements; at 8 an invocation of `grid u4 256×1024` that is 8,192 invocations: 32 groups.
 */
export function shapeFor({ shape, bytes }: { shape: KernelShape; bytes: Bytes }): KernelShape {
  const invocations = bytes / ELEMENT_BYTES / (2 * shape.unroll);
  const workgroups = Math.min(shape.workgroups, powerOfTwoUpTo(Math.max(1, invocations / shape.workgroupSize)));
  return { ...shape, workgroups };
}
