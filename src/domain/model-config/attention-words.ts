import { elementsOf, type KeyValueShape, type LayerGroup, type StateAlgorithm } from '../kv-cache/layer-group.ts';

const STATE_WORDS: Readonly<Record<StateAlgorithm, string>> = {
  'gated-delta-net': 'gated delta net',
  kda: 'KDA',
  'mamba-1': 'Mamba-1',
  'mamba-2': 'Mamba-2',
  lightning: 'lightning attention',
  'rg-lru': 'RG-LRU',
  'short-convolution': 'short convolution',
};

/**
 * The attention of a model in words, from its groups alone: 'GQA', 'GQA + sliding window', 'MLA + index',
 * 'GQA + gated delta net', 'compressed attention'.
 *
 * MHA, GQA and MQA are told apart by the query heads of the groups, or by `queryHeads` where groups carry none;
 * without either, one KV head is MQA and several are GQA. Layers that keep nothing are not mentioned.
 */
export function attentionInWords(
  groups: readonly LayerGroup[],
  { queryHeads }: { readonly queryHeads?: number } = {},
): string {
  const heads = new Set<string>();
  const parts = new Set<string>();
  for (const group of groups) {
    if (group.kind === 'full' || group.kind === 'sliding' || group.kind === 'chunked') {
      heads.add(headsInWords(group, queryHeads));
    }
    if (group.kind === 'mla') heads.add('MLA');
    if (group.kind === 'compressed') heads.add('compressed attention');
    for (const part of partsInWords(group)) parts.add(part);
  }
  const keyValue = ['MHA', 'GQA', 'MQA'].filter((word) => heads.has(word));
  // Layers of both sorts together are grouped-query attention, the general case.
  const words = keyValue.length > 1 ? ['GQA'] : keyValue;
  words.push(...['MLA', 'compressed attention'].filter((word) => heads.has(word)), ...parts);
  return words.length > 0 ? words.join(' + ') : 'no attention';
}

function headsInWords({ kvHeads, query }: KeyValueShape, queryHeads: number | undefined): string {
  const asked = query?.heads ?? queryHeads;
  if (kvHeads === asked) return 'MHA';
  return kvHeads === 1 ? 'MQA' : 'GQA';
}

function partsInWords(group: LayerGroup): readonly string[] {
  switch (group.kind) {
    case 'sliding':
      return ['sliding window'];
    case 'chunked':
      return ['chunked attention'];
    case 'cross':
      return ['cross-attention'];
    case 'state':
      return [elementsOf(group.recurrent) === 0 ? 'short convolution' : STATE_WORDS[group.algorithm]];
    case 'full':
    case 'mla':
      return group.index ? ['index'] : [];
    case 'compressed':
    case 'none':
      return [];
  }
}
