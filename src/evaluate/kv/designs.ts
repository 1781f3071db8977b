import { footprintOf } from '../../domain/kv-cache/footprint.ts';
import type { LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import type { Bytes, Ratio } from '../../domain/units.ts';
import type { Scenario } from '../../scenario/schema.ts';
import type { ResolvedGeometry } from '../resolve.ts';
import { footprintRequest } from './footprint-request.ts';

/** The same model with another attention design. */
export interface DesignAtContext {
  readonly id: 'own' | 'mha' | 'gqa-8' | 'mqa' | 'mla' | 'windowed';
  readonly name: string;
  /** What was changed, in words. */
  readonly meaning: string;
  readonly bytes: Bytes;
  readonly marginalBytesPerToken: Bytes;
  readonly fixedBytesPerSequence: Bytes;
  /** Of the model as it is. */
  readonly ratioToOwn: Ratio;
}

const GQA_HEADS = 8;
/** DeepSeek's latent and rotary widths, which every MLA model so far has. */
const MLA_LATENT = 512;
const MLA_ROPE = 64;
/** Gemma 3's pattern: five windowed layers of 1,024 to one that sees everything. */
const WINDOW_TOKENS = 1_024;
const WINDOWED_OF = 6;

/**
 * "What if this model were MHA, GQA-8, MQA, MLA or windowed?": the same number of layers that mix tokens, the same
 * query heads, another cache. `null` where the geometry does not say how many query heads there are.
 *
 * Head width is the widest query–key product of the model's attention, for MLA models its value width. Layers that mix
 * tokens by a state count as layers of the new design; layers that cache nothing stay so.
 * Example: Llama 3.1 70B (64 query heads of 128, 80 layers) at 100,000 tokens in bf16: MHA 262 GB, as it is (GQA-8)
 * 32.8 GB, MQA 4.1 GB, MLA 9.2 GB.
 */
export function designsOf({
  kv,
  geometry,
}: {
  kv: Scenario['kv'];
  geometry: ResolvedGeometry;
}): readonly DesignAtContext[] | null {
  const heads = queryHeadsOf(geometry.groups);
  if (heads === null) return null;
  const layers = geometry.groups.reduce((sum, group) => sum + (mixesTokens(group) ? group.layers : 0), 0);
  const rest = geometry.groups.filter((group) => group.kind === 'cross');
  const own = ask({ kv, geometry, groups: geometry.groups });
  const keyValue = ({ kvHeads, of }: { kvHeads: number; of: number }): LayerGroup => ({
    kind: 'full',
    layers: of,
    kvHeads,
    kDim: heads.dim,
    vDim: heads.dim,
  });
  const gqaHeads = Math.min(GQA_HEADS, heads.count);
  const global = Math.max(1, Math.floor(layers / WINDOWED_OF));
  const design = (
    id: DesignAtContext['id'],
    name: string,
    meaning: string,
    groups: readonly LayerGroup[],
  ): DesignAtContext => {
    const sized = ask({ kv, geometry, groups: [...groups, ...rest] });
    return { id, name, meaning, ...sized, ratioToOwn: own.bytes > 0 ? sized.bytes / own.bytes : 1 };
  };
  return [
    { id: 'own', name: 'As it is', meaning: geometry.model?.attention ?? 'its own layers', ...own, ratioToOwn: 1 },
    design('mha', 'MHA', `${heads.count} KV heads of ${heads.dim}`, [keyValue({ kvHeads: heads.count, of: layers })]),
    design('gqa-8', `GQA-${gqaHeads}`, `${gqaHeads} KV heads of ${heads.dim}`, [
      keyValue({ kvHeads: gqaHeads, of: layers }),
    ]),
    design('mqa', 'MQA', `1 KV head of ${heads.dim}`, [keyValue({ kvHeads: 1, of: layers })]),
    design('mla', 'MLA', `one vector of ${MLA_LATENT} + ${MLA_ROPE}`, [
      { kind: 'mla', layers, latentDim: MLA_LATENT, ropeDim: MLA_ROPE },
    ]),
    design(
      'windowed',
      'Windowed',
      `GQA-${gqaHeads}, ${layers - global} of ${layers} layers over ${WINDOW_TOKENS.toLocaleString('en-US')} tokens`,
      [
        keyValue({ kvHeads: gqaHeads, of: global }),
        ...(layers > global
          ? [
              {
                kind: 'sliding' as const,
                layers: layers - global,
                kvHeads: gqaHeads,
                kDim: heads.dim,
                vDim: heads.dim,
                windowTokens: WINDOW_TOKENS,
              },
            ]
          : []),
      ],
    ),
  ];
}

function ask({
  kv,
  geometry,
  groups,
}: {
  kv: Scenario['kv'];
  geometry: ResolvedGeometry;
  groups: readonly LayerGroup[];
}): Pick<DesignAtContext, 'bytes' | 'marginalBytesPerToken' | 'fixedBytesPerSequence'> {
  const { bytesPerSequence, marginalBytesPerToken, fixedBytesPerSequence } = footprintOf(
    footprintRequest({ kv, groups, draftLayers: geometry.draftLayers }),
  );
  return { bytes: bytesPerSequence, marginalBytesPerToken, fixedBytesPerSequence };
}

function mixesTokens({ kind }: LayerGroup): boolean {
  return kind !== 'none' && kind !== 'cross';
}

function queryHeadsOf(groups: readonly LayerGroup[]): { readonly count: number; readonly dim: number } | null {
  let found: { readonly count: number; readonly dim: number } | null = null;
  for (const group of groups) {
    if (!('query' in group) || !group.query || group.kind === 'cross') continue;
    const dim = group.kind === 'mla' ? group.query.vDim : group.query.qkDim;
    if (found === null || group.query.heads * dim > found.count * found.dim) found = { count: group.query.heads, dim };
  }
  return found;
}
