import type { Bytes } from '../../domain/units.ts';
import { BUFFER_USAGE } from './environment.ts';
import { parameterWords, PARAMETER_BYTES, type KernelParameters } from './kernels.ts';
import type { Session } from './session.ts';

/** A part of a buffer. */
export interface Stretch {
  readonly buffer: GPUBuffer;
  readonly offset: Bytes;
}

/** A device's pipelines, made once each, and what is bound to them. */
export interface Pipelines {
  readonly pipelineOf: (options: {
    readonly label: string;
    readonly code: () => string;
  }) => Promise<GPUComputePipeline>;
  /** Binds the buffers of a stretch in their order, and the numbers that go with it last. */
  readonly bound: (options: {
    readonly pipeline: GPUComputePipeline;
    readonly stretches: readonly Stretch[];
    readonly whole: readonly GPUBuffer[];
    /** Of each stretch. */
    readonly bytes: Bytes;
    readonly parameters: KernelParameters;
  }) => GPUBindGroup;
}

export function createPipelines({ device, wait }: Session): Pipelines {
  const made = new Map<string, Promise<GPUComputePipeline>>();
  return {
    pipelineOf({ label, code }) {
      const pipeline =
        made.get(label) ??
        device.createComputePipelineAsync({
          label,
          layout: 'auto',
          compute: { module: device.createShaderModule({ label, code: code() }), entryPoint: 'main' },
        });
      made.set(label, pipeline);
      return wait(pipeline);
    },

    bound({ pipeline, stretches, whole, bytes, parameters }) {
      const uniform = device.createBuffer({
        label: 'parameters',
        size: PARAMETER_BYTES,
        usage: BUFFER_USAGE.uniform | BUFFER_USAGE.copyDestination,
      });
      device.queue.writeBuffer(uniform, 0, parameterWords(parameters));
      const resources: GPUBufferBinding[] = [
        ...stretches.map(({ buffer, offset }) => ({ buffer, offset, size: bytes })),
        ...[...whole, uniform].map((buffer) => ({ buffer })),
      ];
      return device.createBindGroup({
        layout: pipeline.getBindGroupLayout(0),
        entries: resources.map((resource, binding) => ({ binding, resource })),
      });
    },
  };
}
