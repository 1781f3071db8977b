import type { Json, Patch } from './patch.ts';

/**
 * Shapes that earlier drafts of format 0 wrote, turned into today's, so that their links still open.
 *
 * - `kv.custom` once held a single group of layers (`{kind, layers, …}`); it now holds a geometry with a list of groups.
 * - Roles once had `agentsPerTask`, all launched by the task, and one `sharedPrefixTokens`; they now have a fan-out per
 *   launching role, and tool definitions and system prompt apart.
 * - `carriedRates` once were those of one offer; roles may now use several.
 */
export function fromEarlierDraft(patch: Patch): Patch {
  return withCarriedRatesAsList(withRolesOfToday(withGeometryOfGroups(patch)));
}

function withGeometryOfGroups(patch: Patch): Patch {
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

const ROLE_PATH = /^workload\.roles\.(\d{1,4})$/;
const OLD_COUNT_PATH = /^(workload\.roles\.\d{1,4}\.)agentsPerTask$/;
const OLD_PREFIX_PATH = /^(workload\.roles\.\d{1,4}\.)sharedPrefixTokens$/;
/** The one role of the base that another launches; earlier drafts knew of no such thing. */
const LAUNCHED_PATH = 'workload.roles.1.launchedBy';

function withRolesOfToday(patch: Patch): Patch {
  const next = new Map<string, Json>();
  for (const [path, value] of patch) {
    const [, ofCount] = OLD_COUNT_PATH.exec(path) ?? [];
    const [, ofPrefix] = OLD_PREFIX_PATH.exec(path) ?? [];
    if (ofCount !== undefined) {
      next.set(`${ofCount}fanOut`, value);
      if (!patch.has('workload.roles')) next.set(LAUNCHED_PATH, null);
    } else if (ofPrefix !== undefined) {
      next.set(`${ofPrefix}toolTokens`, 0);
      next.set(`${ofPrefix}systemTokens`, value);
    } else if (path === 'workload.roles' && Array.isArray(value)) {
      next.set(path, value.map(roleOfToday));
    } else {
      next.set(path, ROLE_PATH.test(path) ? roleOfToday(value) : value);
    }
  }
  return next;
}

function roleOfToday(role: Json): Json {
  if (!isRecord(role) || !('agentsPerTask' in role || 'sharedPrefixTokens' in role)) return role;
  const { agentsPerTask = 1, sharedPrefixTokens = 0, ...same } = role;
  return {
    offerId: null,
    launchedBy: null,
    fanOut: agentsPerTask,
    toolTokens: 0,
    systemTokens: sharedPrefixTokens,
    reasoningTokensPerTurn: 0,
    keepsReasoning: false,
    compaction: null,
    ...same,
  };
}

function withCarriedRatesAsList(patch: Patch): Patch {
  const carried = patch.get('carriedRates');
  return isRecord(carried) ? new Map(patch).set('carriedRates', [carried]) : patch;
}

function isRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
