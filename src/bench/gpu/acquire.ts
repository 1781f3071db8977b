import type { AdapterIdentity } from '../../domain/bandwidth/measurement.ts';
import type { GpuEnvironment } from './environment.ts';
import { BenchStop, waitUnlessAborted } from './session.ts';

/** The options that are tried in turn: the fast GPU of a laptop, any, and one of older systems. */
const ADAPTERS: readonly (GPURequestAdapterOptions & { readonly featureLevel?: 'compatibility' })[] = [
  { powerPreference: 'high-performance' },
  {},
  { powerPreference: 'high-performance', featureLevel: 'compatibility' },
];

/** What is asked for as large as the adapter has it; a device gets the least of the standard otherwise. */
const LIMITS = [
  'maxBufferSize',
  'maxStorageBufferBindingSize',
  'maxComputeInvocationsPerWorkgroup',
  'maxComputeWorkgroupSizeX',
] as const;

type OldAdapter = GPUAdapter & { readonly isFallbackAdapter?: boolean };

/** What the adapter says of itself. Until 2025 browsers said on the adapter whether it is a stand-in. */
export function identityOf(adapter: GPUAdapter): AdapterIdentity {
  const { info } = adapter;
  const isFallback: boolean | undefined = info.isFallbackAdapter;
  return {
    vendor: info.vendor,
    architecture: info.architecture,
    device: info.device,
    description: info.description,
    isFallback: isFallback ?? (adapter as OldAdapter).isFallbackAdapter ?? false,
    renderer: null,
  };
}

/** Finds an adapter. Throws `BenchStop` where the page has no WebGPU, or WebGPU no adapter. */
export async function acquireAdapter({
  environment: { gpu, isSecureContext },
  signal,
}: {
  environment: GpuEnvironment;
  signal: AbortSignal;
}): Promise<GPUAdapter> {
  if (!gpu && !isSecureContext)
    throw new BenchStop({
      failure: 'insecure-page',
      detail: 'Browsers give WebGPU only to pages that came by https or from this machine.',
    });
  if (!gpu) throw new BenchStop({ failure: 'no-webgpu', detail: 'There is no navigator.gpu.' });
  const refusals: string[] = [];
  for (const options of ADAPTERS) {
    try {
      const adapter = await waitUnlessAborted({ answer: gpu.requestAdapter(options), signal });
      if (adapter) return adapter;
    } catch (error) {
      if (error instanceof BenchStop) throw error;
      refusals.push(String(error));
    }
  }
  throw new BenchStop({ failure: 'no-adapter', detail: refusals[0] ?? 'requestAdapter() answered null.' });
}

/**
 * Asks for a device: with the adapter's limits and its clock, then without the clock, then as the standard has it. Throws
 * `BenchStop` where the adapter gives none.
 */
export async function acquireDevice({
  adapter,
  signal,
}: {
  adapter: GPUAdapter;
  signal: AbortSignal;
}): Promise<{ readonly device: GPUDevice; readonly hasTimestamps: boolean }> {
  const requiredLimits = Object.fromEntries(LIMITS.map((name) => [name, adapter.limits[name]]));
  const clocks = adapter.features.has('timestamp-query') ? [true, false] : [false];
  const attempts: { hasTimestamps: boolean; descriptor: GPUDeviceDescriptor }[] = [
    ...clocks.map((hasTimestamps) => ({
      hasTimestamps,
      descriptor: { requiredLimits, requiredFeatures: hasTimestamps ? (['timestamp-query'] as const).slice() : [] },
    })),
    { hasTimestamps: false, descriptor: {} },
  ];
  let refusal = '';
  for (const { hasTimestamps, descriptor } of attempts) {
    try {
      const device = await waitUnlessAborted({ answer: adapter.requestDevice(descriptor), signal });
      return { device, hasTimestamps };
    } catch (error) {
      if (error instanceof BenchStop) throw error;
      refusal ||= String(error);
    }
  }
  throw new BenchStop({ failure: 'no-device', detail: refusal });
}
