import type { Accelerator } from '../../domain/accelerator.ts';
import { LOAD_ERROR } from '../../domain/serving/measured-errors.ts';
import type { LoadPath } from '../../domain/serving/ttft.ts';
import type { FactRange, StorageTier, TierBandwidth } from '../../domain/warehouse/tier.ts';

/** Of a node, unless a scenario says otherwise. */
const DEFAULT_GPUS_PER_NODE = 8;

/** How a tier reaches one instance, or what is not known of it. */
export type TierPath =
  | { readonly status: 'known'; readonly path: LoadPath; readonly limit: string }
  | { readonly status: 'unknown'; readonly reason: string };

interface Limit {
  readonly bytesPerSecond: number;
  readonly what: string;
}

/**
 * The path from a tier to an instance of some devices: the least of what the tier gives them, what each of them can take
 * from it, and what their links to the host carry. Of a range the lower end.
 *
 * A tier that stands in nodes gives an instance what all nodes give that the instance lies on, however many accelerators a node
 * has: its drives or memory are those that are paid for the node.
 *
 * Example: DRAM to one H100: the 43 GB/s that were measured, of 126 of the node and 64 of the link; to eight the node's 126.
 * What lies in HBM is attended to where it lies, and takes no time to fetch.
 * Ignores other instances of the node, which share the same tier.
 */
export function tierPath({
  tier,
  accelerator,
  devices,
  gpusPerNode = DEFAULT_GPUS_PER_NODE,
}: {
  tier: StorageTier;
  accelerator: Accelerator;
  devices: number;
  gpusPerNode?: number;
}): TierPath {
  if (tier.kind === 'hbm')
    return {
      status: 'known',
      path: { floorSeconds: 0, bytesPerSecond: Infinity, expandBytesPerSecond: null, errorRatio: 0 },
      limit: 'Nothing is fetched: it is attended to where it lies.',
    };
  if (!tier.fetchFloorSeconds)
    return { status: 'unknown', reason: `How long a fetch from ${tier.id} takes to begin is not known.` };
  const [first, ...others] = tierLimits({ tier, devices, gpusPerNode });
  if (!first) return { status: 'unknown', reason: `No bandwidth of ${tier.id} is known.` };
  const links = accelerator.hostLinkBytesPerSecond;
  const hostLimit = links && {
    bytesPerSecond: links.value * devices,
    what: `the host links of ${devices} × ${accelerator.id}`,
  };
  const least = [...others, ...(hostLimit ? [hostLimit] : [])].reduce(
    (lowest, limit) => (limit.bytesPerSecond < lowest.bytesPerSecond ? limit : lowest),
    first,
  );
  return {
    status: 'known',
    path: {
      floorSeconds: tier.fetchFloorSeconds.typical.value,
      bytesPerSecond: least.bytesPerSecond,
      expandBytesPerSecond: null,
      errorRatio: (tier.kind === 'dram' ? LOAD_ERROR.hostMemory : LOAD_ERROR.peer).value.worstRatio,
    },
    limit: `Bound by ${least.what}.`,
  };
}

function tierLimits({
  tier,
  devices,
  gpusPerNode,
}: {
  tier: StorageTier;
  devices: number;
  gpusPerNode: number;
}): readonly Limit[] {
  const limits: Limit[] = [];
  const add = ({ range, times, what }: { range: FactRange<number> | null; times: number; what: string }): void => {
    if (range) limits.push({ bytesPerSecond: range.low.value * times, what });
  };
  const takers = devices === 1 ? 'one device takes' : `${devices} devices take`;
  add({ range: readOf(tier.readPerGpu), times: devices, what: `what ${takers} from ${tier.id}` });
  if (tier.perNode.readBytesPerSecond) {
    const nodes = Math.ceil(devices / gpusPerNode);
    add({
      range: tier.perNode.readBytesPerSecond,
      times: nodes,
      what: `${tier.id} of ${nodes === 1 ? 'a node' : `${nodes} nodes`}`,
    });
  } else if (tier.unit === 'gpu' || tier.unit === 'superchip') {
    add({ range: readOf(tier.read), times: devices, what: `${tier.id} of ${devices} × ${tier.unit}` });
  } else {
    add({ range: readOf(tier.read), times: 1, what: `one ${tier.id} (${tier.unitDescription})` });
  }
  return limits;
}

function readOf({ effectiveBytesPerSecond, ratedBytesPerSecond }: TierBandwidth): FactRange<number> | null {
  return effectiveBytesPerSecond ?? ratedBytesPerSecond;
}
