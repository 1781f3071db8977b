import { sep } from 'node:path';

/** What the bundler says of a module. */
export interface ModuleGraph {
  readonly getModuleInfo: (id: string) => { readonly importedIds: readonly string[] } | null;
}

/** Packages whose one entry file imports all they have: the graph says more than what is used of them. */
const BARRELS = /[\\/]node_modules[\\/](?:@mantine|@floating-ui)[\\/]/;

/**
 * Names the chunks of what pages start with, for `codeSplitting`: `core` for what every start needs, the name of the start for
 * what it alone needs, none for all else. Left to itself, the bundler makes a chunk of every set of pages that share a module: sixty
 * small files at the start, which take more requests and compress worse.
 *
 * The files that a page's HTML names stay out: they may wait for something (`await`), and what waits must not be waited for.
 */
export function firstChunks({
  root,
  starts,
}: {
  readonly root: string;
  /** By name: the module that the HTML names, and what it loads at once. */
  readonly starts: Readonly<Record<string, { readonly entry: string; readonly loads?: readonly string[] }>>;
}): (id: string, graph: ModuleGraph) => string | null {
  const at = (path: string): string => `${root.split(sep).join('/').replace(/\/$/, '')}/${path}`;
  const entries = new Set(Object.values(starts).map(({ entry }) => at(entry)));
  let needs: readonly (readonly [name: string, modules: ReadonlySet<string>])[] | undefined;
  return (id, graph) => {
    needs ??= Object.entries(starts).map(([name, { entry, loads = [] }]) => [
      name,
      importsOf({ roots: [entry, ...loads].map(at), graph }),
    ]);
    const plain = id.split(sep).join('/');
    if (entries.has(plain) || BARRELS.test(plain)) return null;
    const needing = needs.filter(([, modules]) => modules.has(plain)).map(([name]) => name);
    if (needing.length === needs.length) return 'core';
    return needing.length === 1 ? (needing[0] ?? null) : null;
  };
}

/** The modules with everything they import, however far, but for what they load later. */
function importsOf({ roots, graph }: { roots: readonly string[]; graph: ModuleGraph }): ReadonlySet<string> {
  const seen = new Set<string>();
  const open = [...roots];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue;
    seen.add(id);
    open.push(...(graph.getModuleInfo(id)?.importedIds ?? []).map((imported) => imported.split(sep).join('/')));
  }
  return seen;
}
