import type { WorkloadPreset } from '../../../catalog/presets/index.ts';
import type { Provenance } from '../../../domain/fact.ts';
import type { Workload } from '../../../domain/swarm/workload.ts';

/** Where a field's value comes from: a preset, or the visitor. */
export type Origin = { readonly from: 'preset'; readonly provenance: Provenance } | { readonly from: 'visitor' };

/**
 * The preset a workload goes back to: the one of the scenario's name, else the one it shares most fields with, if more
 * than half, so that renaming a scenario does not lose its sources.
 */
export function presetBehind({
  name,
  workload,
  presets,
}: {
  name: string;
  workload: Workload;
  presets: readonly WorkloadPreset[];
}): WorkloadPreset | null {
  const named = presets.find((preset) => preset.name === name);
  if (named) return named;
  let best: WorkloadPreset | null = null;
  let bestShare = 0.5;
  for (const preset of presets) {
    const paths = Object.keys(preset.provenance);
    const share = paths.filter((path) => isAsIn({ preset, workload, path })).length / paths.length;
    if (share > bestShare) {
      best = preset;
      bestShare = share;
    }
  }
  return best;
}

/** The origin of the value at a path of the workload (`people`, `roles.0.gap`); `null` where there is no preset to ask. */
export function originOf({
  preset,
  workload,
  path,
}: {
  preset: WorkloadPreset | null;
  workload: Workload;
  path: string;
}): Origin | null {
  if (preset === null) return null;
  const provenance = preset.provenance[path];
  return provenance !== undefined && isAsIn({ preset, workload, path })
    ? { from: 'preset', provenance }
    : { from: 'visitor' };
}

function isAsIn({ preset, workload, path }: { preset: WorkloadPreset; workload: Workload; path: string }): boolean {
  const keys = path.split('.');
  const own = valueAt(workload, keys);
  return own !== undefined && isEqual(own, valueAt(preset.workload, keys));
}

function valueAt(value: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Record<string, unknown>)[key]
        : undefined,
    value,
  );
}

/** Equal numbers, texts, and lists and objects of them; the order of keys does not count. */
function isEqual(a: unknown, b: unknown): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => isEqual((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
  );
}
