import type {
  AdapterIdentity,
  BenchWarning,
  CpuResult,
  GpuMeasurement,
  GpuResult,
  SoftwareSuspicion,
  SweepPoint,
} from '../../domain/bandwidth/measurement.ts';

/** What processors call themselves that stand in for a graphics card. */
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|\bwarp\b|subzero/i;
/** The slowest graphics memory of the last ten years (64 bits of DDR3) gives as much. */
const SLOW_BYTES_PER_SECOND = 15e9;
/** A device that computes is as slow from its cache as from memory. */
const FLAT_RATIO = 1.5;
/** A graphics chip reads the memory it shares with the processor at least about as fast. */
const BELOW_PROCESSOR_RATIO = 0.7;

/** Whether the adapter itself says that it is a processor. */
export const isSoftware = ({ vendor, architecture, device, description, isFallback }: AdapterIdentity): boolean =>
  isFallback || SOFTWARE.test([vendor, architecture, device, description].join(' '));

/** Whether the browser's other name for the graphics says so. The two may be different devices, so it is a suspicion. */
const isSoftwareRenderer = ({ renderer }: AdapterIdentity): boolean => renderer !== null && SOFTWARE.test(renderer);

/**
 * Whether a curve looks computed rather than read: below 15 GB/s, and even the fastest size, which is in a cache, at most
 * 1.5 times as fast as the largest.
 *
 * Example: 7.2, 8.0 and 8.4 GB/s from 1 MiB to 1 GiB is a processor; 30, 12 and 9 GB/s is slow memory behind a cache.
 */
export function isComputeBound(points: readonly SweepPoint[]): boolean {
  const rates = points.map(({ medianBytesPerSecond }) => medianBytesPerSecond);
  const last = rates.at(-1);
  if (last === undefined || rates.length < 2) return false;
  return last < SLOW_BYTES_PER_SECOND && Math.max(...rates) <= FLAT_RATIO * last;
}

/** Everything that speaks for software in place of a card, of a result as `measureGpu` gives it; empty where nothing does. */
function suspicionsOf({
  gpu,
  cpu,
}: {
  gpu: Pick<GpuMeasurement, 'adapter' | 'read' | 'warnings'>;
  cpu: CpuResult | null;
}): readonly SoftwareSuspicion[] {
  const cpuRate = cpu?.status === 'measured' ? cpu.read.medianBytesPerSecond : 0;
  const suspicions: readonly (readonly [SoftwareSuspicion, boolean])[] = [
    // The card's own measurement suspects by nothing but its curve.
    ['slow-and-flat', gpu.warnings.includes('suspected-software')],
    ['below-processor', gpu.read.medianBytesPerSecond < BELOW_PROCESSOR_RATIO * cpuRate],
    ['renderer-name', isSoftwareRenderer(gpu.adapter)],
  ];
  return suspicions.flatMap(([suspicion, isMeant]) => (isMeant ? [suspicion] : []));
}

/**
 * Adds what only the processor's figure beside it, or the page's other graphics name, can tell: a device that reads at less
 * than 70 % of the processor's speed is suspected to be that processor. Keeps every reason for the suspicion with it. Any
 * other result stays as it is.
 */
export function withSuspicion({ gpu, cpu }: { gpu: GpuResult; cpu: CpuResult | null }): GpuResult {
  if (gpu.status !== 'measured' || gpu.warnings.includes('software-adapter')) return gpu;
  const suspicions = suspicionsOf({ gpu, cpu });
  if (suspicions.length === 0) return gpu;
  return { ...withWarning({ result: gpu, warning: 'suspected-software' }), suspicions };
}

/** A result with one warning more, once. */
export function withWarning<T extends { readonly warnings: readonly BenchWarning[] }>({
  result,
  warning,
}: {
  result: T;
  warning: T['warnings'][number];
}): T {
  return result.warnings.includes(warning) ? result : { ...result, warnings: [...result.warnings, warning] };
}
