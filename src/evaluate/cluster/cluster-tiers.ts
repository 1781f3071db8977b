import { codedSize, type StorageCodec } from '../../domain/kv-cache/storage-codec.ts';
import type { Accelerator } from '../../domain/accelerator.ts';
import { LOAD_ERROR } from '../../domain/serving/measured-errors.ts';
import type { LoadPath } from '../../domain/serving/ttft.ts';
import { bytesPerSequence } from '../../domain/kv-cache/size.ts';
import type { KvDtype } from '../../domain/kv-cache/precision.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import { bouncedBytesPerSecond } from '../../domain/warehouse/storage.ts';
import { rentOn, type StorageTier } from '../../domain/warehouse/tier.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { PlannedTier } from './cluster-view.ts';
import type { PlacedInstance } from './instance.ts';
import { tierPath } from './tier-path.ts';

const BYTES_PER_TB = 1e12;

const HBM_PATH: LoadPath = {
  floorSeconds: 0,
  bytesPerSecond: Infinity,
  expandBytesPerSecond: null,
  errorRatio: 0,
};

interface TiersAsked {
  readonly scenario: Pick<Scenario, 'cluster' | 'asOf'>;
  readonly accelerator: Accelerator;
  readonly instance: PlacedInstance;
  readonly dtype: KvDtype;
  readonly codec: StorageCodec;
  readonly dram: StorageTier;
  readonly warehouse: StorageTier;
  /** Mean prompt: what bytes per token are of, because windows and states do not grow with it. */
  readonly promptTokens: Tokens;
}

/**
 * The tiers of a plan: HBM of the instances, memory of the node, warehouse. What a token takes in each, how fast one instance
 * alone and a whole node read it, and what it is rented for.
 *
 *     node      `tierPath` of all its accelerators, or the bandwidth that was given
 *     bounced   at most half of what main memory moves, where the warehouse's path goes through it
 *
 * The codec is the warehouse's; expanding again takes no time here. Example: eight PCIe 5 drives of 9.7 GB/s: 77.6 GB/s a node.
 */
export function plannedTiers(asked: TiersAsked): readonly PlannedTier[] {
  const { dram, warehouse, accelerator, instance, promptTokens, codec } = asked;
  const { groups, plan } = instance;
  const contextTokens = Math.max(1, promptTokens);
  const held = bytesPerSequence({ groups, dtype: asked.dtype, contextTokens }) / contextTokens;
  const { storedBytesPerSequence } = codedSize({ groups, dtype: asked.dtype, contextTokens, codec });
  return [
    {
      role: 'hbm',
      tier: null,
      name: `Memory of ${accelerator.name}`,
      path: HBM_PATH,
      promptPath: HBM_PATH,
      why: null,
      limit: 'Nothing is fetched: it is attended to where it lies.',
      bytesPerSecondPerNode: Infinity,
      bytesPerToken: plan.poolTokens > 0 ? plan.poolBytes / plan.poolTokens : held,
      usdPerGbMonth: null,
    },
    plannedTier({ asked, role: 'dram', tier: dram, bytesPerToken: held }),
    plannedTier({ asked, role: 'warehouse', tier: warehouse, bytesPerToken: storedBytesPerSequence / contextTokens }),
  ];
}

function plannedTier({
  asked,
  role,
  tier,
  bytesPerToken,
}: {
  asked: TiersAsked;
  role: 'dram' | 'warehouse';
  tier: StorageTier;
  bytesPerToken: Bytes;
}): PlannedTier {
  const { cluster, asOf } = asked.scenario;
  const rent = rentOn({ rents: tier.rents, day: asOf });
  const reach = reachOf({ asked, role, tier });
  return {
    role,
    tier,
    name: tier.name,
    path: 'why' in reach ? null : reach.path,
    promptPath: 'why' in reach ? null : reach.promptPath,
    why: 'why' in reach ? reach.why : null,
    limit: 'why' in reach ? reach.why : role === 'warehouse' ? `${reach.limit}${roomInWords(tier)}` : reach.limit,
    bytesPerSecondPerNode: 'why' in reach ? null : reach.perNode,
    bytesPerToken,
    usdPerGbMonth:
      (role === 'warehouse' ? cluster.warehouseUsdPerGbMonth : null) ?? rent?.usdPerGbMonth.high.value ?? null,
  };
}

/** Most that one node takes of a tier: of a range the higher end, because what is taken is paid. `null`: not known, or no limit. */
export function mostBytesPerNode(tier: StorageTier): Bytes | null {
  return tier.perNode.capacityBytes?.high.value ?? null;
}

function roomInWords(tier: StorageTier): string {
  const most = mostBytesPerNode(tier);
  return most === null
    ? ''
    : ` A node holds at most ${most / BYTES_PER_TB} TB of it: beyond that it keeps for less long.`;
}

type Reach =
  | { readonly path: LoadPath; readonly promptPath: LoadPath; readonly perNode: number; readonly limit: string }
  | { readonly why: string };

function reachOf({ asked, role, tier }: { asked: TiersAsked; role: 'dram' | 'warehouse'; tier: StorageTier }): Reach {
  const { cluster } = asked.scenario;
  if (role === 'dram') return knownReach({ asked, tier });
  const given = cluster.warehouseBytesPerSecond;
  const reach = given === null ? knownReach({ asked, tier }) : givenReach({ asked, tier, bytesPerSecond: given });
  return 'why' in reach || cluster.warehousePath === 'direct' ? reach : throughMemory({ asked, reach });
}

function knownReach({ asked, tier }: { asked: TiersAsked; tier: StorageTier }): Reach {
  const { accelerator, instance, scenario } = asked;
  const { gpusPerNode } = scenario.cluster;
  const ofInstance = tierPath({ tier, accelerator, devices: instance.plan.gpus, gpusPerNode });
  if (ofInstance.status === 'unknown') return { why: ofInstance.reason };
  const ofPrompt = tierPath({ tier, accelerator, devices: instance.plan.promptGpus, gpusPerNode });
  if (ofPrompt.status === 'unknown') return { why: ofPrompt.reason };
  const ofNode = tierPath({ tier, accelerator, devices: gpusPerNode, gpusPerNode });
  if (ofNode.status === 'unknown') return { why: ofNode.reason };
  return { path: ofInstance.path, promptPath: ofPrompt.path, perNode: ofNode.path.bytesPerSecond, limit: ofNode.limit };
}

function givenReach({
  asked,
  tier,
  bytesPerSecond,
}: {
  asked: TiersAsked;
  tier: StorageTier;
  bytesPerSecond: number;
}): Reach {
  if (!tier.fetchFloorSeconds) return { why: `How long a fetch from ${tier.id} takes to begin is not known.` };
  const path = {
    floorSeconds: tier.fetchFloorSeconds.typical.value,
    bytesPerSecond: bytesPerSecond * nodesOf(asked),
    expandBytesPerSecond: null,
    errorRatio: LOAD_ERROR.peer.value.worstRatio,
  };
  // Nobody says what one accelerator takes of it: a lone prompt may have all.
  return {
    path,
    promptPath: path,
    perNode: bytesPerSecond,
    limit: 'As given.',
  };
}

/** Written to main memory once and read once, on each node of the instance. */
function throughMemory({ asked, reach }: { asked: TiersAsked; reach: Exclude<Reach, { why: string }> }): Reach {
  const { cluster } = asked.scenario;
  const memory = cluster.memoryBytesPerSecond ?? memoryBytesPerSecond(asked.dram);
  if (memory === null) return { why: `What the memory of a node moves is not known of ${asked.dram.id}: give it.` };
  const perNode = bouncedBytesPerSecond({ tierBytesPerSecond: reach.perNode, memoryBytesPerSecond: memory });
  const bytesPerSecond = bouncedBytesPerSecond({
    tierBytesPerSecond: reach.path.bytesPerSecond,
    memoryBytesPerSecond: memory * nodesOf(asked),
  });
  return {
    path: { ...reach.path, bytesPerSecond },
    promptPath: { ...reach.promptPath, bytesPerSecond: Math.min(reach.promptPath.bytesPerSecond, bytesPerSecond) },
    perNode,
    limit:
      perNode < reach.perNode
        ? 'Bound by the memory of the node, which data are written to and read from.'
        : reach.limit,
  };
}

/** Nodes that one instance spans. */
function nodesOf({ instance, scenario }: TiersAsked): number {
  return Math.ceil(instance.plan.gpus / scenario.cluster.gpusPerNode);
}

/** What main memory itself moves: its own rating, not what reaches accelerators. */
function memoryBytesPerSecond({ read }: StorageTier): number | null {
  return (read.ratedBytesPerSecond ?? read.effectiveBytesPerSecond)?.low.value ?? null;
}

/** Whether cards have to be bought for a tier: it stands elsewhere, or nodes read each other's drives. */
export function isReachedOverNetwork({
  tier,
  sharing,
}: {
  tier: StorageTier;
  sharing: Scenario['cluster']['warehouseSharing'];
}): boolean {
  switch (tier.kind) {
    case 'network-nvme':
    case 'file':
    case 'object':
    case 'hdd':
      return true;
    case 'dram':
    case 'cxl':
    case 'local-nvme':
      return sharing === 'shared';
    case 'hbm':
      return false;
  }
}
