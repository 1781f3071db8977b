import { codedSize, type StorageCodec } from '../../domain/kv-cache/storage-codec.ts';
import { loadSeconds } from '../../domain/serving/ttft.ts';
import type { Estimate } from '../../domain/serving/estimate.ts';
import type { PrefillMachine } from '../../domain/serving/prefill-time.ts';
import type { Bytes, Tokens } from '../../domain/units.ts';
import type { ClusterPlan, PlannedTier } from './cluster-view.ts';
import { promptOf, type Prompt } from './prompt.ts';

/** Up to here prompts are looked at where a model does not say how long they may become. */
const MOST_TOKENS = 1_048_576;
const CODED_ROLES: readonly PlannedTier['role'][] = ['warehouse'];

/** The prompt of a plan's model, as one of its tiers stores it: behind the codec in the warehouse, as it is elsewhere. */
export function promptOfPlan({ plan, tier }: { plan: ClusterPlan; tier: Pick<PlannedTier, 'role'> }): Prompt {
  const { groups, dtype, prefillParameters } = plan.model;
  const held = promptOf({ groups, dtype, prefillParameters });
  const codec: StorageCodec = CODED_ROLES.includes(tier.role) ? plan.codec : { kind: 'none' };
  if (codec.kind === 'none') return held;
  const bytes = (tokens: Tokens): Bytes =>
    tokens === 0 ? 0 : codedSize({ groups, dtype, contextTokens: tokens, codec }).storedBytesPerSequence;
  return {
    flops: held.flops,
    bytes,
    load: ({ tokens, path }) =>
      loadSeconds({ storedBytes: bytes(tokens), expandedBytes: held.bytes(tokens), path }).typical,
  };
}

/** The same as a band: how long loading so many tokens takes. */
export function loadBand({
  plan,
  tier,
  tokens,
}: {
  plan: ClusterPlan;
  tier: PlannedTier;
  tokens: Tokens;
}): Estimate | null {
  if (!tier.promptPath) return null;
  const prompt = promptOfPlan({ plan, tier });
  return loadSeconds({
    storedBytes: prompt.bytes(tokens),
    expandedBytes: promptOfPlan({ plan, tier: { role: 'hbm' } }).bytes(tokens),
    path: tier.promptPath,
  });
}

/** What computes one prompt: the instance, or one rank of it. */
export function promptMachineOf({ machine, instance }: Pick<ClusterPlan, 'machine' | 'instance'>): PrefillMachine {
  return { ...machine, devices: instance.promptGpus };
}

/** The tier that the numbers are about: the warehouse. Every plan has one. */
export function warehouseOf(plan: ClusterPlan): PlannedTier {
  const tier = plan.tiers.find(({ role }) => role === 'warehouse');
  if (!tier) throw new Error('A plan has a warehouse');
  return tier;
}

/** The longest prompt that is looked at: what the model takes, but never less than the workload sends. */
export function mostTokensOf({ model, demand }: Pick<ClusterPlan, 'model' | 'demand'>): Tokens {
  const { maxContextTokens } = model;
  const most = maxContextTokens !== null && Number.isFinite(maxContextTokens) ? maxContextTokens : MOST_TOKENS;
  return Math.max(most, Math.ceil(demand.promptTokens));
}
