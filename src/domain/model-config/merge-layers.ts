import { LAYER_KINDS, type LayerGroup } from '../kv-cache/layer-group.ts';

/**
 * Counts equal layers together: layers that differ in shape stay apart, those that differ only in whether they own an
 * index key do not. In the order of `LAYER_KINDS`, compressed groups by ratio, otherwise by first appearance.
 *
 * Example: five sliding layers and a full one, ten times over, are a full group of 10 and a sliding group of 50.
 */
export function mergeLayers(layers: readonly LayerGroup[]): readonly LayerGroup[] {
  const groups = new Map<string, LayerGroup>();
  for (const layer of layers) {
    const { layers: _count, index: _index, ...shape } = { index: undefined, ...layer };
    const key = JSON.stringify(shape);
    const group = groups.get(key);
    groups.set(key, group ? sum(group, layer) : layer);
  }
  return [...groups.values()]
    .map((group, at) => ({ group, at }))
    .sort((a, b) => rank(a.group) - rank(b.group) || ratio(a.group) - ratio(b.group) || a.at - b.at)
    .map(({ group }) => group);
}

function sum(a: LayerGroup, b: LayerGroup): LayerGroup {
  const layers = a.layers + b.layers;
  if (!('index' in a || 'index' in b)) return { ...a, layers };
  const [indexA, indexB] = [a, b].map((group) => ('index' in group ? group.index : undefined));
  const index = indexA ?? indexB;
  if (!index) return { ...a, layers };
  return { ...a, layers, index: { ...index, layers: (indexA?.layers ?? 0) + (indexB?.layers ?? 0) } } as LayerGroup;
}

function rank({ kind }: LayerGroup): number {
  return LAYER_KINDS.indexOf(kind);
}

function ratio(group: LayerGroup): number {
  return group.kind === 'compressed' ? group.ratio : 0;
}
