import type { Provenance } from '../../../domain/fact.ts';

/** Every fact below a value, with the path to it. */
export function factsIn(
  node: unknown,
  path = '',
): readonly { readonly path: string; readonly provenance: Provenance; readonly value: unknown }[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.entries(node).flatMap(([key, child]) => factsIn(child, path === '' ? key : `${path}.${key}`));
  return isProvenance(node)
    ? [{ path, provenance: node, value: 'value' in node ? node.value : undefined }, ...below]
    : below;
}

function isProvenance(node: object): node is Provenance {
  return 'source' in node && 'checkedOn' in node;
}
