import type { ModelGeometry } from '../../domain/kv-cache/model-geometry.ts';

export type FindModel = (id: string) => ModelGeometry | undefined;

/** Finds models by id or by hub id (earlier links hold those), whatever the case. */
export function findsByName(models: readonly ModelGeometry[]): FindModel {
  const byName = new Map(
    models.flatMap((model) => [model.hubId, model.id].map((name) => [name.toLowerCase(), model] as const)),
  );
  return (id) => byName.get(id.toLowerCase());
}
