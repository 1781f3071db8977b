import type { Alteration, ProofGeometry } from '../catalog/kv-proof/case.ts';
import { modelById } from '../catalog/models/index.ts';
import type { Fact } from '../domain/fact.ts';
import type { LayerGroup } from '../domain/kv-cache/layer-group.ts';

/** The layers of a model of the catalogue. */
export type GroupsOf = (modelId: string) => Fact<readonly LayerGroup[]>;

export function catalogueGroups(modelId: string): Fact<readonly LayerGroup[]> {
  const model = modelById(modelId);
  if (!model) throw new Error(`The proof names ${modelId}, which is not in the catalogue`);
  return model.groups;
}

/** The layers a case is about, altered as it says; the provenance is the unaltered model's. */
export function groupsOfCase({
  geometry,
  groupsOf,
}: {
  geometry: ProofGeometry;
  groupsOf: GroupsOf;
}): Fact<readonly LayerGroup[]> {
  const groups = 'groups' in geometry ? geometry.groups : groupsOf(geometry.modelId);
  const value = (geometry.altered ?? []).reduce<readonly LayerGroup[]>(altered, groups.value);
  return { ...groups, value };
}

function altered(groups: readonly LayerGroup[], alteration: Alteration): readonly LayerGroup[] {
  switch (alteration.kind) {
    case 'only':
      return groups.filter(
        (group) =>
          group.kind === alteration.layers &&
          (alteration.ratio === undefined || (group.kind === 'compressed' && group.ratio === alteration.ratio)),
      );
    case 'one-layer':
      return groups.map((group) =>
        'index' in group && group.index
          ? { ...group, layers: 1, index: { ...group.index, layers: 1 } }
          : { ...group, layers: 1 },
      );
    case 'without-index':
      return groups.map(withoutIndex);
    case 'without-convolution':
      return groups.map((group) => (group.kind === 'state' ? { ...group, convolution: [] } : group));
    case 'state-bytes':
      return groups.map((group) =>
        group.kind === 'state' ? { ...group, recurrentBytesPerElement: alteration.bytesPerElement } : group,
      );
    case 'windows-as-full':
      return groups.map((group) => {
        if (group.kind !== 'sliding') return group;
        const { layers, kvHeads, kDim, vDim } = group;
        return { kind: 'full', layers, kvHeads, kDim, vDim };
      });
    case 'expanded-latent': {
      const { heads: kvHeads, kDim, vDim } = alteration;
      return groups.map((group) =>
        group.kind === 'mla' ? { kind: 'full', layers: group.layers, kvHeads, kDim, vDim } : group,
      );
    }
  }
}

function withoutIndex(group: LayerGroup): LayerGroup {
  if (group.kind !== 'full' && group.kind !== 'mla' && group.kind !== 'compressed') return group;
  const { index: _none, ...plain } = group;
  return plain;
}
