import { NVME_RENT } from '../../catalog/tiers.ts';
import type { Explanation, Term } from '../../domain/explain.ts';
import type { Footprint, FootprintGroup } from '../../domain/kv-cache/footprint.ts';
import { elementsOf, type LayerGroup } from '../../domain/kv-cache/layer-group.ts';
import { recordOf } from '../../domain/kv-cache/record.ts';
import { stateBytesPerLayer } from '../../domain/kv-cache/size.ts';
import type { Scenario } from '../../scenario/schema.ts';
import { resolveStorage, type ResolvedGeometry } from '../resolve.ts';

/** What each kind of layer is called in a sentence. */
export const ATTENTION_WORDS: Readonly<Record<LayerGroup['kind'], string>> = {
  full: 'attention over the whole context',
  sliding: 'attention over a window',
  chunked: 'attention within a chunk',
  mla: 'latent attention (MLA)',
  compressed: 'compressed attention',
  state: 'a recurrent state',
  cross: 'attention over the encoder’s output',
  none: 'nothing cached',
};

/** One sequence, group by group. With an engine the bytes are what it allocates, whole blocks. */
export function explainSequence({
  kv,
  geometry,
  footprint,
}: {
  kv: Scenario['kv'];
  geometry: ResolvedGeometry;
  footprint: Footprint;
}): Explanation {
  const groups = footprint.groups.filter(({ group }) => group.kind !== 'none');
  const numbered = (i: number): string => (groups.length > 1 ? `${i + 1}` : '');
  const provenance = geometry.provenance ? { provenance: geometry.provenance } : {};
  const terms = groups.flatMap((sized, i): readonly Term[] => [
    {
      symbol: `layers${numbered(i)}`,
      meaning: `layers of ${ATTENTION_WORDS[sized.group.kind]}`,
      value: sized.group.layers,
      unit: 'count',
      ...provenance,
    },
    ...partTerms({ sized, n: numbered(i), dtype: kv.dtype }),
  ]);
  return {
    title: 'KV cache of one sequence',
    value: footprint.bytesPerSequence,
    unit: 'bytes',
    formula:
      kv.engine === null
        ? groups.map(({ group }, i) => formulaOf({ group, n: numbered(i) })).join(' + ') || '0'
        : `what ${kv.engine} allocates: ${groups.map((_, i) => `allocated${numbered(i)}`).join(' + ')}`,
    terms: [
      ...terms,
      ...(kv.engine === null
        ? []
        : groups.map((sized, i): Term => ({
            symbol: `allocated${numbered(i)}`,
            meaning: 'bytes of whole blocks, reservations included',
            value: sized.bytesPerSequence,
            unit: 'bytes',
          }))),
      { symbol: 'context', meaning: 'length of the sequence', value: kv.contextTokens, unit: 'tokens' },
    ],
    notCounted: [
      ...(kv.engine === null ? ['block rounding of an engine'] : []),
      ...(kv.ranks > 1 ? [] : ['copies under tensor parallelism']),
      ...(kv.speculation ? [] : ['layers used only for speculation']),
      ...(footprint.compressorStateBytesPerSequence > 0 && kv.engine === null
        ? ['working state of the V4 compressors']
        : []),
    ],
  };
}

function formulaOf({ group, n }: { group: LayerGroup; n: string }): string {
  const record = `layers${n} × record${n}`;
  const index = 'index' in group && group.index ? ` + keyed${n} × key${n} × context` : '';
  switch (group.kind) {
    case 'full':
    case 'mla':
      return `${record} × context${index}`;
    case 'sliding':
    case 'chunked':
      return `${record} × min(context, window${n})`;
    case 'cross':
      return `${record} × encoder${n}`;
    case 'state':
      return `layers${n} × state${n}`;
    case 'compressed':
      return group.ratio === 0
        ? `${record} × min(context, window${n})`
        : `${record} × (min(context, window${n}) + context ÷ ratio${n})${index === '' ? '' : `${index} ÷ ratio${n}`}`;
    case 'none':
      return '0';
  }
}

function partTerms({
  sized: { group },
  n,
  dtype,
}: {
  sized: FootprintGroup;
  n: string;
  dtype: Scenario['kv']['dtype'];
}): readonly Term[] {
  if (group.kind === 'none') return [];
  if (group.kind === 'state')
    return [
      {
        symbol: `state${n}`,
        meaning: stateInWords(group),
        value: stateBytesPerLayer(group),
        unit: 'bytes',
      },
    ];
  const { recordBytes, indexBytes } = recordOf({ group, dtype });
  const index = 'index' in group ? group.index : undefined;
  const window = windowOf(group);
  return [
    {
      symbol: `record${n}`,
      meaning: `bytes of a token and layer in ${dtype}: ${shapeInWords(group)}`,
      value: recordBytes,
      unit: 'bytes',
    },
    ...(window === null ? [] : [{ ...window, symbol: `${window.symbol}${n}` }]),
    ...(group.kind === 'compressed' && group.ratio > 0
      ? [{ symbol: `ratio${n}`, meaning: 'tokens to one entry', value: group.ratio, unit: 'count' as const }]
      : []),
    ...(index
      ? [
          {
            symbol: `keyed${n}`,
            meaning: 'layers with an index key',
            value: index.layers,
            unit: 'count' as const,
          },
          {
            symbol: `key${n}`,
            meaning: `bytes of an index key ${index.dim} wide`,
            value: indexBytes,
            unit: 'bytes' as const,
          },
        ]
      : []),
  ];
}

function windowOf(group: LayerGroup): Term | null {
  switch (group.kind) {
    case 'sliding':
    case 'compressed':
      return { symbol: 'window', meaning: 'tokens the layer looks back', value: group.windowTokens, unit: 'tokens' };
    case 'chunked':
      return { symbol: 'window', meaning: 'tokens of a chunk', value: group.chunkTokens, unit: 'tokens' };
    case 'cross':
      return {
        symbol: 'encoder',
        meaning: 'tokens of the encoder’s output',
        value: group.encoderTokens,
        unit: 'tokens',
      };
    default:
      return null;
  }
}

/** The shape of a record in words: `8 KV heads × (K 128 + V 128)`. */
export function shapeInWords(group: LayerGroup): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  switch (group.kind) {
    case 'full':
    case 'sliding':
    case 'chunked':
    case 'cross':
      return `${number(group.kvHeads)} KV heads × (K ${number(group.kDim)} + V ${number(group.vDim)})`;
    case 'mla':
      return `latent ${number(group.latentDim)} + rotary ${number(group.ropeDim)}`;
    case 'compressed':
      return `entry of ${number(group.entryDim)}${group.ratio === 0 ? ', window only' : ` per ${number(group.ratio)} tokens`}`;
    case 'state':
      return stateInWords(group);
    case 'none':
      return group.reason === 'shares-kv' ? 'reads another layer’s cache' : 'no attention';
  }
}

const ALGORITHM_WORDS = {
  'gated-delta-net': 'gated delta net',
  kda: 'Kimi delta attention',
  'mamba-1': 'Mamba-1',
  'mamba-2': 'Mamba-2',
  lightning: 'lightning attention',
  'rg-lru': 'RG-LRU',
  'short-convolution': 'short convolution',
} as const;

function stateInWords({
  algorithm,
  recurrent,
  recurrentBytesPerElement,
  convolution,
  convolutionBytesPerElement,
}: Extract<LayerGroup, { kind: 'state' }>): string {
  const number = (value: number): string => value.toLocaleString('en-US');
  const inputs = convolution.reduce((sum, part) => sum + elementsOf(part), 0);
  const state = `${number(elementsOf(recurrent))} elements × ${recurrentBytesPerElement} B`;
  return `${ALGORITHM_WORDS[algorithm]}: ${state}${inputs === 0 ? '' : ` + ${number(inputs)} × ${convolutionBytesPerElement} B`}`;
}

export function explainRent({ scenario, geometry }: { scenario: Scenario; geometry: ResolvedGeometry }): Explanation {
  const { usdPerMTokHour, marginalBytesPerToken } = resolveStorage({
    scenario: { ...scenario, warehouse: { ...scenario.warehouse, storageUsdPerMTokHour: null } },
    geometry,
  });
  const { dtype, codec } = scenario.kv;
  return {
    title: 'Rent on NVMe',
    value: usdPerMTokHour,
    unit: 'usdPerMTokHour',
    formula: 'NVMe rent × bytes per token × 10⁶',
    terms: [
      {
        symbol: 'NVMe rent',
        meaning: 'drives and all that surrounds them',
        value: NVME_RENT.usdPerByteHour.value,
        unit: 'usdPerByteHour',
        provenance: NVME_RENT.usdPerByteHour,
      },
      {
        symbol: 'bytes per token',
        meaning: `${geometry.name}, ${dtype}${codec === 'none' ? '' : `, stored ${CODEC_WORDS[codec]}`}`,
        value: marginalBytesPerToken,
        unit: 'bytesPerToken',
        ...(geometry.provenance ? { provenance: geometry.provenance } : {}),
      },
    ],
    notCounted: [
      'fixed bytes per sequence',
      'a seller’s own price for storage',
      ...(scenario.kv.engine === null ? [] : ['records and blocks of the engine: these are logical bytes']),
    ],
  };
}

/** How a codec stores, as the end of a sentence. */
export const CODEC_WORDS = {
  none: 'as it is in HBM',
  '8-bit': 'in 8 bits with scales',
  '4-bit': 'in 4 bits with scales',
  transform: 'by a transform codec',
} as const satisfies Record<Scenario['kv']['codec'], string>;
