import type { Json, Patch } from './patch.ts';

/**
 * Shapes that earlier drafts of format 0 wrote, turned into today's, so that their links still open.
 *
 * `kv.custom` once held a single group of layers (`{kind, layers, …}`); it now holds a geometry with a list of groups.
 */
export function fromEarlierDraft(patch: Patch): Patch {
  const custom = patch.get('kv.custom');
  if (!isRecord(custom) || !('kind' in custom)) return patch;
  return new Map(patch).set('kv.custom', {
    name: 'Typed geometry',
    verdict: 'typed',
    notes: [],
    groups: [custom],
    maxContextTokens: null,
    totalParameters: null,
    activeParameters: null,
    draftLayers: 0,
  });
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
