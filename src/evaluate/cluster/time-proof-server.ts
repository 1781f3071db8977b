import { acceleratorById } from '../../catalog/accelerators/index.ts';
import { modelById } from '../../catalog/models/index.ts';
import { modelWeightsOf } from '../../catalog/models/weights.ts';
import { storageTierById } from '../../catalog/storage-tiers/index.ts';
import type { ProofMachine, ProofPrompt } from '../../catalog/time-proof/case.ts';
import { LOAD_ERROR } from '../../domain/serving/measured-errors.ts';
import { addEstimates, exactly, type Estimate } from '../../domain/serving/estimate.ts';
import { prefillSeconds, type PrefillMachine } from '../../domain/serving/prefill-time.ts';
import { loadSeconds, type LoadPath } from '../../domain/serving/ttft.ts';
import type { Bytes, Ratio, Tokens } from '../../domain/units.ts';
import { prefillPlan, type PrefillPlan } from './prefill-plan.ts';
import { promptOf } from './prompt.ts';
import { tierPath } from './tier-path.ts';

/** How a machine of the proof is reckoned with: as anybody's, or with what its own figures come to. */
export type Reckoning =
  | { readonly kind: 'defaults' }
  /** `mfuRatio` null: the machine has no times of computing. */
  | { readonly kind: 'fitted'; readonly mfuRatio: Ratio | null };

export const DEFAULTS: Reckoning = { kind: 'defaults' };

/** A machine of the proof with everything resolved. */
export interface ProofServer {
  readonly plan: PrefillPlan;
  readonly machine: PrefillMachine;
  /** `null`: nothing is loaded there, or it is not known how. */
  readonly path: LoadPath | null;
  readonly flops: (lengths: { contextTokens: Tokens; cachedTokens: Tokens }) => number;
  readonly bytes: (tokens: Tokens) => Bytes;
}

function found<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new Error(`The proof names ${id}, which is not in the catalogue`);
  return value;
}

/** Resolves a machine of the proof by the functions that every other page uses. */
export function proofServer({ machine, reckoning }: { machine: ProofMachine; reckoning: Reckoning }): ProofServer {
  const model = found(modelById(machine.modelId), machine.modelId);
  const accelerator = found(acceleratorById(machine.acceleratorId), machine.acceleratorId);
  const { devices, dtype, weightFormat, bytesPerToken } = machine;
  const plan = prefillPlan({
    model,
    weights: modelWeightsOf(machine.modelId),
    accelerator,
    devices,
    mfuRatio: reckoning.kind === 'fitted' ? reckoning.mfuRatio : null,
    weightFormat,
  });
  const { flops, bytes } = promptOf({
    groups: model.groups.value,
    dtype,
    prefillParameters: plan.prefillParameters,
  });
  return {
    plan,
    machine: found(plan.machine ?? undefined, `the peak of ${machine.acceleratorId}`),
    path: pathOf({ machine, reckoning }),
    flops: (lengths) => flops(lengths).totalFlops,
    bytes: bytesPerToken ? (tokens) => tokens * bytesPerToken.value : bytes,
  };
}

function pathOf({ machine, reckoning }: { machine: ProofMachine; reckoning: Reckoning }): LoadPath | null {
  const { fittedPath, tierId, acceleratorId, devices } = machine;
  if (reckoning.kind === 'fitted' && fittedPath)
    return { ...fittedPath.value, expandBytesPerSecond: null, errorRatio: LOAD_ERROR.hostMemory.value.worstRatio };
  if (tierId === null) return null;
  const path = tierPath({
    tier: found(storageTierById(tierId), tierId),
    accelerator: found(acceleratorById(acceleratorId), acceleratorId),
    devices,
  });
  return path.status === 'known' ? path.path : null;
}

/** The path, where something is asked that cannot be answered without one. */
export function knownPath({ path }: ProofServer): LoadPath {
  if (path === null) throw new Error('The proof asks for a load where no tier is known');
  return path;
}

/** Time to first token of one prompt on an idle machine: load of the cached part, then the rest behind it. */
export function firstTokenSeconds({
  server,
  prompt: { promptTokens, cachedTokens },
}: {
  server: ProofServer;
  prompt: ProofPrompt;
}): Estimate {
  const { machine } = server;
  const flops = server.flops({ contextTokens: promptTokens, cachedTokens });
  if (cachedTokens === 0) return prefillSeconds({ flops, machine });
  const path = knownPath(server);
  // A tier's floor was measured in an engine, whose own time per request is in it.
  const floorSeconds = Math.max(0, machine.floorSeconds - path.floorSeconds);
  const bytes = server.bytes(cachedTokens);
  return addEstimates(
    loadSeconds({ storedBytes: bytes, expandedBytes: bytes, path }),
    flops > 0 ? prefillSeconds({ flops, machine: { ...machine, floorSeconds } }) : exactly(floorSeconds),
  );
}

/** Bandwidth of another tier than the machine's own to the same devices. */
export function tierBytesPerSecond({ machine, tierId }: { machine: ProofMachine; tierId: string }): number {
  const path = pathOf({ machine: { ...machine, tierId }, reckoning: DEFAULTS });
  if (path === null) throw new Error(`The proof asks for ${tierId}, whose bandwidth is not known`);
  return path.bytesPerSecond;
}
