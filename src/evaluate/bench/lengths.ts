import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { PREFILL_MFU_OF_ACCELERATOR } from '../../catalog/prefill-efficiency.ts';
import { assumed } from '../../catalog/provenance.ts';
import { decodeBound, kvShareOf } from '../../domain/bandwidth/decode-bound.ts';
import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';
import { prefillFlops } from '../../domain/serving/prefill-flops.ts';
import { prefillSeconds } from '../../domain/serving/prefill-time.ts';
import type { Tokens } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { prefillPlan, type PrefillPlan } from '../cluster/prefill-plan.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import type { AtLength, BoundMachine, LengthsOnMachine, PrefillAtLength } from './bench-view.ts';
import type { ModelReads } from './model-reads.ts';

/**
 * A short and a long context on one machine: prefill, which arithmetic bounds, and decode, which reading bounds, each by itself.
 *
 *     prefill = floor + max(FLOPs ÷ (units × peak × MFU), weights read once ÷ aggregate)        decode = bytes ÷ aggregate
 *
 * Example: Meta-Llama-3.1-8B in bf16 on one H100: 100 tokens prefill in 14 ms and decode at 4.5 ms a token, 100,000 in 6.78 s and at 8.4 ms:
 * the weights are the same at both lengths, so all that decoding gains is cache. On a machine of unknown arithmetic there is only what
 * reading the weights takes; so too on one with on-chip memory, of which no MFU is published and to which that of others does not carry
 * over. Ignores waiting, and what `prefillFlops` and `decodeBound` ignore.
 */
export function lengthsOn({
  machine,
  reads,
  kv,
  shortTokens,
  longTokens,
}: {
  machine: BoundMachine;
  reads: ModelReads;
  kv: Scenario['kv'];
  shortTokens: Tokens;
  longTokens: Tokens;
}): LengthsOnMachine {
  const plan = planOf({ machine, reads, kv });
  const at = (contextTokens: Tokens): AtLength => {
    const decode = decodeBound({
      weightBytes: reads.weightBytes,
      groups: reads.geometry.groups,
      dtype: kv.dtype,
      contextTokens,
      bytesPerSecond: machine.aggregateBytesPerSecond,
    });
    return {
      contextTokens,
      prefill: prefillAt({ machine, reads, plan, contextTokens }),
      decode,
      kvShareRatio: kvShareOf(decode),
    };
  };
  const short = at(shortTokens);
  const long = at(longTokens);
  const [shortPrefill, longPrefill] = [short.prefill.seconds, long.prefill.seconds];
  return {
    machine,
    short,
    long,
    decodeRatio: long.decode.secondsPerToken / short.decode.secondsPerToken,
    prefillRatio: shortPrefill && longPrefill ? longPrefill.typical / shortPrefill.typical : null,
    difference: {
      decodeSeconds: long.decode.secondsPerToken - short.decode.secondsPerToken,
      weightSeconds: long.decode.weightSeconds - short.decode.weightSeconds,
      kvSeconds: long.decode.kvSeconds - short.decode.kvSeconds,
      prefillSeconds: shortPrefill && longPrefill ? longPrefill.typical - shortPrefill.typical : null,
    },
  };
}

/** `null` for what was measured: a browser does not tell how fast it multiplies. */
function planOf({
  machine,
  reads,
  kv,
}: {
  machine: BoundMachine;
  reads: ModelReads;
  kv: Scenario['kv'];
}): PrefillPlan | null {
  const accelerator = machine.origin === 'measured' ? undefined : acceleratorById(machine.id);
  const model = modelFor(reads.geometry);
  if (!accelerator || !model) return null;
  return prefillPlan({
    model,
    weights: reads.weights,
    accelerator,
    devices: machine.units,
    mfuRatio: null,
    weightFormat: kv.weightFormat,
  });
}

function prefillAt({
  machine,
  reads,
  plan,
  contextTokens,
}: {
  machine: BoundMachine;
  reads: ModelReads;
  plan: PrefillPlan | null;
  contextTokens: Tokens;
}): PrefillAtLength {
  const atLeastSeconds = reads.promptWeightBytes(contextTokens) / machine.aggregateBytesPerSecond;
  if (plan === null || plan.machine === null || isMfuUnknown(machine))
    return { seconds: null, why: whyUntimed({ machine, plan }), isLowerBound: false, atLeastSeconds };
  const { totalFlops, isLowerBound } = prefillFlops({
    groups: reads.geometry.groups,
    activeParameters: plan.prefillParameters,
    contextTokens,
  });
  const computed = prefillSeconds({ flops: totalFlops, machine: plan.machine });
  // Short prompts wait for the weights rather than for arithmetic.
  const read = plan.machine.floorSeconds + atLeastSeconds;
  return {
    seconds: {
      low: Math.max(read, computed.low),
      typical: Math.max(read, computed.typical),
      high: Math.max(read, computed.high),
    },
    why: null,
    isLowerBound,
    atLeastSeconds,
  };
}

function whyUntimed({ machine, plan }: { machine: BoundMachine; plan: PrefillPlan | null }): string {
  if (machine.origin === 'measured') return 'How fast this machine multiplies was not measured.';
  if (plan === null) return 'How many parameters a token uses is not given.';
  return plan.machine === null
    ? `No dense ${plan.computePrecision} rate of ${machine.name} is published.`
    : `What share of its peak a prompt reaches on ${machine.name} is not published; those that are known were measured on accelerators with HBM.`;
}

/** The default MFUs were measured on accelerators with memory of their own beside the chip, H100s most of all. */
function isMfuUnknown({ id, memoryKind }: BoundMachine): boolean {
  return memoryKind === 'on-chip' && !Object.hasOwn(PREFILL_MFU_OF_ACCELERATOR, id);
}

/** A geometry typed by hand is asked about as a model of its own. */
function modelFor({
  model,
  name,
  groups,
  maxContextTokens,
  totalParameters,
  activeParameters,
  draftLayers,
}: ResolvedGeometry): ModelGeometry | null {
  if (model) return model;
  const active = activeParameters ?? totalParameters;
  if (active === null) return null;
  const typed = <T>(value: T) => assumed(value, 'As the geometry was typed or read from a config.');
  return {
    id: name,
    hubId: name,
    name,
    attention: '',
    groups: typed(groups),
    maxContextTokens: typed(maxContextTokens ?? 0),
    totalParameters: typed(totalParameters ?? active),
    activeParameters: typed(active),
    draftLayers,
  };
}
