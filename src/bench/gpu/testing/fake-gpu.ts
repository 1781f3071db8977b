import { compute, FakeBuffer, type Bound, type FakeParameters } from './fake-memory.ts';

/** What a dispatch is, for a test to say how fast it goes. */
export interface FakeDispatch {
  /** `read`, `fill`, `write`, `copy`, `triad`, `buffer-copy`. */
  readonly kind: string;
  /** Of the pipeline: `read thread u4 64`. */
  readonly label: string;
  readonly arrayBytes: number;
}

export interface FakeOptions {
  /** Of everything that is moved, as rows count. */
  readonly bytesPerSecond?: (dispatch: FakeDispatch) => number;
  /** Added to every dispatch on the device, and to every answer on the page's clock. */
  readonly dispatchSeconds?: number;
  readonly answerSeconds?: number;
  /** Factor on the duration of the n-th dispatch. */
  readonly jitter?: (n: number) => number;
  readonly memoryBytes?: number;
  readonly limits?: Partial<Record<string, number>>;
  readonly info?: Partial<GPUAdapterInfo>;
  readonly hasTimestamps?: boolean;
  /** Of the device's clock in nanoseconds, and what its figures are multiplied by. */
  readonly quantum?: number;
  readonly tickFactor?: number;
  /** Kernels whose sums are off by one. */
  readonly wrong?: Pick<RegExp, 'test'>;
  readonly adapter?: 'none' | 'refuses' | 'only-plain';
  readonly device?: 'none' | 'only-plain' | 'no-clock';
  /** Before the n-th answer of the device, from 1. */
  readonly onAnswer?: (n: number) => void;
}

const COUNTED: Readonly<Record<string, number>> = { read: 1, fill: 1, write: 1, copy: 2, triad: 3 };
const GIBIBYTE = 2 ** 30;

const errorOf = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/**
 * A graphics card for tests: does the kernels' arithmetic on small arrays, takes as long as the test says on a clock of its
 * own, runs out of memory, loses its device, counts wrong.
 */
export function createFakeGpu({
  bytesPerSecond = () => 2e9,
  dispatchSeconds = 5e-5,
  answerSeconds = 1e-4,
  jitter = () => 1,
  memoryBytes = Infinity,
  limits = {},
  info = {},
  hasTimestamps = true,
  quantum = 1,
  tickFactor = 1,
  wrong,
  adapter = undefined,
  device: deviceKind = undefined,
  onAnswer = () => undefined,
}: FakeOptions = {}) {
  let nowSeconds = 1;
  let deviceSeconds = 1;
  let answers = 0;
  let dispatches = 0;
  let usedBytes = 0;
  let longestSubmissionSeconds = 0;
  let isLost = false;
  let isHanging = false;
  let lose: (info: GPUDeviceLostInfo) => void = () => undefined;
  const devices: GPUDeviceDescriptor[] = [];
  const buffers: FakeBuffer[] = [];

  const answer = async <T>(value: T): Promise<T> => {
    if (!isLost) onAnswer((answers += 1));
    await Promise.resolve();
    if (isHanging) return new Promise<T>(() => undefined);
    if (isLost) throw errorOf('OperationError', 'A valid external Instance reference no longer exists.');
    return value;
  };

  const allLimits = {
    maxBufferSize: GIBIBYTE,
    maxStorageBufferBindingSize: GIBIBYTE,
    maxComputeInvocationsPerWorkgroup: 256,
    maxComputeWorkgroupSizeX: 256,
    ...limits,
  };

  const createDevice = (): unknown => {
    const scopes: { filter: string; error: { message: string } | null }[] = [];
    const raise = (filter: string, message: string): void => {
      const scope = scopes.findLast((each) => each.filter === filter);
      if (scope) scope.error ??= { message };
    };
    const lost = new Promise<GPUDeviceLostInfo>((resolve) => {
      lose = (why) => {
        isLost = true;
        resolve(why);
      };
    });

    const take = (seconds: number): void => {
      deviceSeconds += seconds * jitter((dispatches += 1));
    };
    const stamps = [0n, 0n];
    const stamp = (index: number | undefined): void => {
      if (index === undefined) return;
      const nanoseconds = Math.floor((deviceSeconds * 1e9 * tickFactor) / quantum) * quantum;
      stamps[index] = BigInt(nanoseconds);
    };

    const createCommandEncoder = (): unknown => {
      const commands: (() => void)[] = [];
      return {
        clearBuffer: (buffer: FakeBuffer, offset = 0, size = buffer.size) =>
          commands.push(() => void buffer.part({ offset, size }).fill(0)),
        copyBufferToBuffer: (from: FakeBuffer, _: number, to: FakeBuffer, __: number, size: number) =>
          commands.push(() => {
            if (to.label === 'target') take(dispatchSeconds + (2 * size) / rateOf({ label: 'buffer-copy', size }));
            // Timed copies are done thousands of times.
            const isDone = to.label === 'target' && to.sumOf({ offset: 0, size }) === from.sumOf({ offset: 0, size });
            if (!isDone) to.part({ offset: 0, size }).set(from.words.subarray(0, size / 4));
          }),
        resolveQuerySet: (_: unknown, __: number, ___: number, to: FakeBuffer) =>
          commands.push(() => new BigUint64Array(to.words.buffer).set(stamps)),
        beginComputePass({ timestampWrites }: GPUComputePassDescriptor = {}) {
          let label = '';
          let bound: readonly Bound[] = [];
          commands.push(() => stamp(timestampWrites?.beginningOfPassWriteIndex));
          return {
            setPipeline: (pipeline: { label: string }) => ({ label } = pipeline),
            setBindGroup: (_: number, group: readonly Bound[]) => (bound = group),
            dispatchWorkgroups() {
              const [kernel, given] = [label, bound];
              commands.push(() => dispatch({ label: kernel, bound: given }));
            },
            end: () => commands.push(() => stamp(timestampWrites?.endOfPassWriteIndex)),
          };
        },
        finish: () => commands,
      };
    };

    const rateOf = ({ label, size }: { label: string; size: number }): number =>
      bytesPerSecond({ kind: label.split(' ')[0] ?? '', label, arrayBytes: size });

    const dispatch = ({ label, bound }: { label: string; bound: readonly Bound[] }): void => {
      const [elements = 0, invocations = 0, firstElement = 0, rounds = 0] = bound.at(-1)?.buffer.words ?? [];
      const parameters: FakeParameters = { elements, invocations, firstElement, rounds };
      const size = elements * 16;
      const counted = (COUNTED[label.split(' ')[0] ?? ''] ?? 1) * size * rounds;
      take(dispatchSeconds + counted / rateOf({ label, size }));
      compute({ label, isWrong: wrong?.test(label) ?? false, bound: bound.slice(0, -1), parameters });
    };

    return {
      limits: allLimits,
      lost,
      addEventListener: () => undefined,
      destroy: () => lose({ reason: 'destroyed', message: '' } as GPUDeviceLostInfo),
      pushErrorScope: (filter: string) => void scopes.push({ filter, error: null }),
      popErrorScope: () => answer(scopes.pop()?.error ?? null),
      createQuerySet: () => ({}),
      createShaderModule: () => ({}),
      createComputePipelineAsync: ({ label }: { label: string }) => answer({ label, getBindGroupLayout: () => ({}) }),
      createBindGroup: ({
        entries,
      }: {
        entries: { resource: { buffer: FakeBuffer; offset?: number; size?: number } }[];
      }) =>
        entries.map(({ resource: { buffer, offset = 0, size = buffer.size } }): Bound => {
          if (size > allLimits.maxStorageBufferBindingSize && buffer.label !== 'sums')
            throw new Error(`${size} bytes cannot be bound.`);
          return { buffer, offset, size };
        }),
      createBuffer(descriptor: GPUBufferDescriptor) {
        const isArray = descriptor.label === 'source' || descriptor.label === 'target';
        const isMissing = isArray && usedBytes + descriptor.size > memoryBytes;
        if (isMissing) raise('out-of-memory', 'VK_ERROR_OUT_OF_DEVICE_MEMORY');
        else if (isArray) usedBytes += descriptor.size;
        const buffer = new FakeBuffer({
          descriptor,
          isMissing,
          onMap: () => answer(undefined),
          onDestroy: () => {
            if (isArray && !isMissing) usedBytes -= descriptor.size;
          },
        });
        buffers.push(buffer);
        return buffer;
      },
      createCommandEncoder,
      queue: {
        writeBuffer: (buffer: FakeBuffer, offset: number, data: Uint32Array) =>
          buffer.part({ offset, size: data.byteLength }).set(data),
        submit(batches: (() => void)[][]) {
          deviceSeconds = Math.max(deviceSeconds, nowSeconds);
          const begin = deviceSeconds;
          if (!isLost) for (const batch of batches) for (const command of batch) command();
          longestSubmissionSeconds = Math.max(longestSubmissionSeconds, deviceSeconds - begin);
        },
        async onSubmittedWorkDone() {
          nowSeconds = Math.max(nowSeconds, deviceSeconds) + answerSeconds;
          await answer(undefined);
        },
      },
    };
  };

  const found: unknown = {
    info: { vendor: 'acme', architecture: 'anvil-2', device: '', description: '', isFallbackAdapter: false, ...info },
    limits: allLimits,
    features: new Set(hasTimestamps ? ['timestamp-query'] : []),
    requestDevice(descriptor: GPUDeviceDescriptor) {
      devices.push(descriptor);
      const isPlain = descriptor.requiredLimits === undefined;
      const hasClock = (descriptor.requiredFeatures ?? []).length > 0;
      const isRefused =
        deviceKind === 'none' || (deviceKind === 'only-plain' && !isPlain) || (deviceKind === 'no-clock' && hasClock);
      return isRefused ? Promise.reject(errorOf('OperationError', 'No such device.')) : answer(createDevice());
    },
  };

  return {
    gpu: {
      requestAdapter(options: GPURequestAdapterOptions = {}) {
        if (adapter === 'refuses') return Promise.reject(new TypeError('Not allowed here.'));
        if (adapter === 'none' || (adapter === 'only-plain' && options.powerPreference)) return answer(null);
        return answer(found);
      },
    } as unknown as Pick<GPU, 'requestAdapter'>,
    now: () => nowSeconds,
    devices,
    buffers,
    answers: () => answers,
    usedBytes: () => usedBytes,
    longestSubmissionSeconds: () => longestSubmissionSeconds,
    /** Tells of it, and refuses all that is under way. */
    lose: (message: string) => lose({ reason: 'unknown', message } as GPUDeviceLostInfo),
    /** Never answers again. */
    hang: () => void (isHanging = true),
    /** Refuses everything and does not tell. */
    crash: () => void (isLost = true),
  };
}
