import type { LayerGroup } from './layer-group.ts';

/**
 * The groups of a model with its draft layers (multi-token prediction, EAGLE) cached too: each is one more layer of the
 * kind that keeps the whole context. Only where speculation is on.
 *
 * A draft layer keeps no index key, and in DeepSeek V4 only the window (its compression ratio is 0).
 * Examples: GLM-5.2 caches 78 + 1 layers of 576 elements; Qwen3.5-397B 15 + 1 full-attention layers, 1/15 more.
 * Sources: SemiAnalysisAI/InferenceX @843c6254 (GLM-5.2 draft pool of one 576 B layer, Qwen3.5 ratio 1/15, MiniMax-M3
 * EAGLE layer of 512 B a rank). Ignores draft models of another shape.
 */
export function withDraftLayers({
  groups,
  draftLayers,
}: {
  groups: readonly LayerGroup[];
  draftLayers: number;
}): readonly LayerGroup[] {
  const like = draftLayers > 0 ? groups.find(keepsContext) : undefined;
  return like ? [...groups, draftOf({ like, draftLayers })] : groups;
}

type ContextGroup = Extract<LayerGroup, { kind: 'full' | 'mla' | 'compressed' }>;

function keepsContext(group: LayerGroup): group is ContextGroup {
  return group.kind === 'full' || group.kind === 'mla' || group.kind === 'compressed';
}

function draftOf({ like, draftLayers }: { like: ContextGroup; draftLayers: number }): LayerGroup {
  const { index: _none, ...plain } = like;
  return plain.kind === 'compressed' ? { ...plain, layers: draftLayers, ratio: 0 } : { ...plain, layers: draftLayers };
}
