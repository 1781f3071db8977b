import type { KernelShape } from '../../domain/bandwidth/measurement.ts';
import { TRIAD_FACTOR, WRITTEN_LANES, WRITTEN_STEP } from './checksum.ts';

/**
 * The kernels in WGSL. All of them take a stretch of `elements` elements (a power of two) and deal it out to `invocations`
 * (another) by one of three index maps; the sizes are given at run time, so one pipeline serves every size.
 */

export type KernelKind = 'fill' | 'read' | 'write' | 'copy' | 'triad';

/** The uniform that all kernels take: six words, in this order. */
export interface KernelParameters {
  /** Of 16 bytes, in this stretch; a power of two. */
  readonly elements: number;
  readonly invocations: number;
  /** Index of the stretch's first element in the whole array. */
  readonly firstElement: number;
  /** How often the stretch is read in one dispatch, and by how much each time begins later. Of use to `read` alone. */
  readonly rounds: number;
  readonly shift: number;
}

export const PARAMETER_BYTES = 32;

export function parameterWords(parameters: KernelParameters): Uint32Array<ArrayBuffer> {
  const { elements, invocations, firstElement, rounds, shift } = parameters;
  return new Uint32Array([elements, invocations, firstElement, rounds, shift, 0, 0, 0]);
}

const PARAMETERS = `
struct Parameters {
  elements: u32,
  invocations: u32,
  first_element: u32,
  rounds: u32,
  shift: u32,
}`;

const ENTRY = (workgroupSize: number): string => `
@compute @workgroup_size(${workgroupSize})
fn main(
  @builtin(global_invocation_id) global: vec3<u32>,
  @builtin(workgroup_id) group: vec3<u32>,
  @builtin(local_invocation_index) lane: u32,
)`;

/** Where an invocation begins, and how far apart its loads are. `each` is how many elements it has. */
const dealt = ({ map, workgroupSize }: Pick<KernelShape, 'map' | 'workgroupSize'>): string => {
  const [begin, step] = {
    grid: ['global.x', 'parameters.invocations'],
    block: [`group.x * (${workgroupSize}u * each) + lane`, `${workgroupSize}u`],
    thread: ['global.x * each', '1u'],
  }[map];
  return `
  let each = parameters.elements / parameters.invocations;
  let begin = ${begin};
  let step = ${step};`;
};

const times = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/**
 * Reads every element once a round into `unroll` sums, and adds what they come to to the invocation's own word. Later
 * dispatches read that word, so none of them can be left out, and none of the loads either.
 *
 * A round begins `shift` later than the one before, so that no invocation loads the same element twice in a row.
 */
export function readKernel({ map, unroll, workgroupSize }: Omit<KernelShape, 'workgroups'>): string {
  const at = (i: number): string => `source[(at + ${i}u * step) & mask]`;
  return `${PARAMETERS}
@group(0) @binding(0) var<storage, read> source: array<vec4<u32>>;
@group(0) @binding(1) var<storage, read_write> sums: array<u32>;
@group(0) @binding(2) var<uniform> parameters: Parameters;
${ENTRY(workgroupSize)} {${dealt({ map, workgroupSize })}
  let mask = parameters.elements - 1u;
${times(unroll, (i) => `  var sum${i} = vec4<u32>();`)}
  for (var round = 0u; round < parameters.rounds; round++) {
    var at = begin + round * parameters.shift;
    for (var done = 0u; done < each; done += ${unroll}u) {
${times(unroll, (i) => `      sum${i} += ${at(i)};`)}
      at += ${unroll}u * step;
    }
  }
  let sum = ${Array.from({ length: unroll }, (_, i) => `sum${i}`).join(' + ')};
  sums[global.x] += sum.x + sum.y + sum.z + sum.w;
}`;
}

/** Puts the hash of its index into every word (`hashedWord` of `checksum.ts`), and so touches every page. */
export function fillKernel({ workgroupSize }: Pick<KernelShape, 'workgroupSize'>): string {
  return `${PARAMETERS}
@group(0) @binding(0) var<storage, read_write> target_array: array<vec4<u32>>;
@group(0) @binding(1) var<uniform> parameters: Parameters;
fn hashed(index: vec4<u32>) -> vec4<u32> {
  var x = index + 0x9e3779b9u;
  x = (x ^ (x >> vec4<u32>(16u))) * 0x21f0aaadu;
  x = (x ^ (x >> vec4<u32>(15u))) * 0x735a2d97u;
  return x ^ (x >> vec4<u32>(15u));
}
${ENTRY(workgroupSize)} {${dealt({ map: 'grid', workgroupSize })}
  var at = begin;
  for (var done = 0u; done < each; done++) {
    target_array[at] = hashed(4u * (parameters.first_element + at) + vec4<u32>(0u, 1u, 2u, 3u));
    at += step;
  }
}`;
}

/** Stores to an array: what is written first in each line is where to, then what. Loads come before stores. */
function storeKernel({
  shape: { map, unroll, workgroupSize },
  inputs,
  value,
}: {
  shape: Omit<KernelShape, 'workgroups'>;
  inputs: readonly string[];
  value: (index: string) => string;
}): string {
  const bindings = [
    'var<storage, read_write> target_array: array<vec4<u32>>',
    ...inputs.map((name) => `var<storage, read> ${name}: array<vec4<u32>>`),
    'var<uniform> parameters: Parameters',
  ];
  return `${PARAMETERS}
${bindings.map((binding, i) => `@group(0) @binding(${i}) ${binding};`).join('\n')}
${ENTRY(workgroupSize)} {${dealt({ map, workgroupSize })}
  var at = begin;
  for (var done = 0u; done < each; done += ${unroll}u) {
${times(unroll, (i) => `    let at${i} = at + ${i}u * step;`)}
${times(unroll, (i) => `    let value${i} = ${value(`at${i}`)};`)}
${times(unroll, (i) => `    target_array[at${i}] = value${i};`)}
    at += ${unroll}u * step;
  }
}`;
}

/** Writes n bytes: words that differ from their neighbours, at one multiplication for four of them. */
export function writeKernel(shape: Omit<KernelShape, 'workgroups'>): string {
  const lanes = WRITTEN_LANES.map((lane) => `${lane}u`).join(', ');
  const value = (index: string) =>
    `vec4<u32>((parameters.first_element + ${index}) * ${WRITTEN_STEP}u) + vec4<u32>(${lanes})`;
  return storeKernel({ shape, inputs: [], value });
}

/** a = b: reads n bytes and writes n. */
export function copyKernel(shape: Omit<KernelShape, 'workgroups'>): string {
  return storeKernel({ shape, inputs: ['source'], value: (index) => `source[${index}]` });
}

/** a = b + 3 c: reads 2 n bytes and writes n. */
export function triadKernel(shape: Omit<KernelShape, 'workgroups'>): string {
  const value = (index: string) => `source[${index}] + ${TRIAD_FACTOR}u * second[${index}]`;
  return storeKernel({ shape, inputs: ['source', 'second'], value });
}
