import type { KernelShape } from '../../domain/bandwidth/measurement.ts';
import type { Bytes } from '../../domain/units.ts';
import type { Arrays } from './allocate.ts';
import { timesOver } from './checksum.ts';
import { BUFFER_USAGE, MAP_READ } from './environment.ts';
import { copyKernel, fillKernel, readKernel, triadKernel, writeKernel } from './kernels.ts';
import { createPipelines, type Stretch } from './pipelines.ts';
import type { Session } from './session.ts';
import { ELEMENT_BYTES, invocationsOf, shapeFor, SHAPES, shapeName } from './shapes.ts';

/** Something that can be submitted any number of times; once through is a pass. */
export interface Work {
  readonly kernel: string;
  /** Size of one array. */
  readonly bufferBytes: Bytes;
  /** As the row counts. */
  readonly bytesPerPass: Bytes;
  readonly dispatchesPerPass: number;
  /** A dispatch of a compute pass, or a command of the queue's own copier. */
  readonly command:
    | { readonly type: 'dispatch'; readonly record: (pass: GPUComputePassEncoder, index: number) => void }
    | { readonly type: 'copy'; readonly record: (encoder: GPUCommandEncoder, index: number) => void };
}

/** The device's pipelines, made once each, and the array that sums are left in. */
export interface Workshop {
  readonly session: Session;
  /** Fills a part of a buffer with the hash of each word's index. */
  readonly hash: (stretch: Stretch & { readonly bytes: Bytes }) => Promise<Work>;
  /** Reads a buffer from its beginning, in stretches of at most `stretchBytes`, each `rounds` times a dispatch. */
  readonly read: (options: {
    readonly source: GPUBuffer;
    readonly shape: KernelShape;
    readonly bytes: Bytes;
    readonly stretchBytes: Bytes;
    readonly rounds?: number;
  }) => Promise<Work>;
  readonly write: (options: StoreOptions) => Promise<Work>;
  readonly copy: (options: StoreOptions) => Promise<Work>;
  readonly triad: (options: StoreOptions) => Promise<Work>;
  readonly bufferCopy: (options: { readonly arrays: Arrays & { target: GPUBuffer }; readonly bytes: Bytes }) => Work;
  readonly clearSums: () => void;
  /** Of all that was read since they were cleared, modulo 2³². */
  readonly sum: () => Promise<number>;
}

export interface StoreOptions {
  readonly arrays: Arrays & { readonly target: GPUBuffer };
  readonly shape: KernelShape;
  readonly bytes: Bytes;
  readonly stretchBytes: Bytes;
}

const MOST_INVOCATIONS = Math.max(...SHAPES.map(invocationsOf));
/** Ranges that are mapped have to be of whole 8 bytes. */
const LEAST_INVOCATIONS = 64;
/** Of every device, those of older systems too. */
const FILL_SHAPE: KernelShape = { map: 'grid', unroll: 1, workgroupSize: 64, workgroups: 1_024 };

/** A round begins at the golden section of the one before, which comes near no earlier beginning for long; whole KiB, odd. */
export const shiftOf = (elements: number): number => (Math.floor((elements * 0.618_034) / 64) | 1) * 64;

export function createWorkshop(session: Session): Workshop {
  const { device, wait } = session;
  const sums = device.createBuffer({
    label: 'sums',
    size: MOST_INVOCATIONS * 4,
    usage: BUFFER_USAGE.storage | BUFFER_USAGE.copySource | BUFFER_USAGE.copyDestination,
  });
  const readBack = device.createBuffer({
    label: 'sums to read back',
    size: MOST_INVOCATIONS * 4,
    usage: BUFFER_USAGE.mapRead | BUFFER_USAGE.copyDestination,
  });

  /** As many sums may differ from zero. */
  let usedInvocations = LEAST_INVOCATIONS;

  const { pipelineOf, bound } = createPipelines(session);

  /** One dispatch for each stretch of an array. */
  const inStretches = async ({
    label,
    code,
    shape,
    bytes,
    stretchBytes,
    counted,
    rounds = 1,
    firstByte = 0,
    whole = [],
    stretchesAt,
  }: {
    label: string;
    code: () => string;
    shape: KernelShape;
    bytes: Bytes;
    stretchBytes: Bytes;
    /** Arrays that the row counts. */
    counted: number;
    rounds?: number;
    firstByte?: Bytes;
    /** Bound from end to end, behind the stretches. */
    whole?: readonly GPUBuffer[];
    stretchesAt: (offset: Bytes) => readonly Stretch[];
  }): Promise<Work> => {
    const pipeline = await pipelineOf({ label, code });
    const each = Math.min(bytes, stretchBytes);
    const fitted = shapeFor({ shape, bytes: each });
    const elements = each / ELEMENT_BYTES;
    const groups = Array.from({ length: bytes / each }, (_, i) =>
      bound({
        pipeline,
        stretches: stretchesAt(i * each),
        whole,
        bytes: each,
        parameters: {
          elements,
          invocations: invocationsOf(fitted),
          firstElement: (firstByte + i * each) / ELEMENT_BYTES,
          rounds,
          shift: shiftOf(elements),
        },
      }),
    );
    return {
      kernel: label,
      bufferBytes: bytes,
      bytesPerPass: bytes * counted * rounds,
      dispatchesPerPass: groups.length,
      command: {
        type: 'dispatch',
        record: (pass, index) => {
          pass.setPipeline(pipeline);
          pass.setBindGroup(0, groups[index] ?? null);
          pass.dispatchWorkgroups(fitted.workgroups);
          usedInvocations = Math.max(usedInvocations, invocationsOf(fitted));
        },
      },
    };
  };

  const store =
    ({
      name,
      counted,
      code,
      sources,
    }: {
      name: string;
      counted: number;
      code: (shape: KernelShape) => string;
      /** How many arrays of the source are read, one behind the other. */
      sources: number;
    }) =>
    ({ arrays: { source, target }, shape, bytes, stretchBytes }: StoreOptions): Promise<Work> =>
      inStretches({
        label: `${name} ${pipelineName(shape)}`,
        code: () => code(shape),
        shape,
        bytes,
        stretchBytes,
        counted,
        stretchesAt: (offset) => [
          { buffer: target, offset },
          ...Array.from({ length: sources }, (_, i) => ({ buffer: source, offset: i * bytes + offset })),
        ],
      });

  return {
    session,

    hash: ({ buffer, offset, bytes }) =>
      inStretches({
        label: 'fill',
        code: () => fillKernel(FILL_SHAPE),
        shape: FILL_SHAPE,
        bytes,
        stretchBytes: bytes,
        counted: 1,
        firstByte: offset,
        stretchesAt: () => [{ buffer, offset }],
      }),

    read: async ({ source, shape, bytes, stretchBytes, rounds = 1 }) => ({
      ...(await inStretches({
        label: `read ${pipelineName(shape)}`,
        code: () => readKernel(shape),
        shape,
        bytes,
        stretchBytes,
        rounds,
        counted: 1,
        whole: [sums],
        stretchesAt: (offset) => [{ buffer: source, offset }],
      })),
      kernel: `read ${shapeName(shape)}`,
    }),

    write: store({ name: 'write', counted: 1, code: writeKernel, sources: 0 }),
    copy: store({ name: 'copy', counted: 2, code: copyKernel, sources: 1 }),
    triad: store({ name: 'triad', counted: 3, code: triadKernel, sources: 2 }),

    bufferCopy: ({ arrays: { source, target }, bytes }) => ({
      kernel: 'buffer-copy',
      bufferBytes: bytes,
      bytesPerPass: 2 * bytes,
      dispatchesPerPass: 1,
      command: { type: 'copy', record: (encoder) => encoder.copyBufferToBuffer(source, 0, target, 0, bytes) },
    }),

    clearSums() {
      const encoder = device.createCommandEncoder();
      encoder.clearBuffer(sums);
      device.queue.submit([encoder.finish()]);
      usedInvocations = LEAST_INVOCATIONS;
    },

    async sum() {
      const bytes = usedInvocations * 4;
      const encoder = device.createCommandEncoder();
      encoder.copyBufferToBuffer(sums, 0, readBack, 0, bytes);
      device.queue.submit([encoder.finish()]);
      await wait(readBack.mapAsync(MAP_READ, 0, bytes));
      const words = new Uint32Array(readBack.getMappedRange(0, bytes));
      let sum = 0;
      // Several times as fast as for … of, and there are a million.
      for (let i = 0; i < words.length; i += 1) sum = (sum + (words[i] ?? 0)) | 0;
      readBack.unmap();
      return sum >>> 0;
    },
  };
}

/** The number of groups is given at run time. */
const pipelineName = ({ map, unroll, workgroupSize }: KernelShape): string => `${map} u${unroll} ${workgroupSize}`;

/** What so many passes of a read add up to. */
export const sumOfPasses = ({ sum, passes, rounds = 1 }: { sum: number; passes: number; rounds?: number }): number =>
  timesOver({ sum, times: passes * rounds });
