import { sep } from 'node:path';
import type { Plugin, Rolldown } from 'vite';
import { firstLoad, gzip } from './bundle-budget.ts';

/** How much of the site may be fetched for one purpose. */
export interface ChunkBudget {
  readonly name: string;
  /** A module whose file, with all it imports statically and its styles, is counted; what the first load has already is not. */
  readonly opens?: string;
  /** A package: the files of which it is the larger part are counted. */
  readonly holds?: string;
  /** A worker: the start of its file's name. */
  readonly worker?: string;
  /** Compressed, gzip -9. */
  readonly limitBytes: number;
  readonly why: string;
}

const page = (id: string, folder: string, component: string, limitBytes: number, why: string): ChunkBudget => ({
  name: `page ${id}`,
  opens: `src/ui/features/${folder}/${component}.tsx`,
  limitBytes,
  why,
});

/**
 * What each purpose may weigh: some tenth above what it weighed when the line was written, so that a package more is noticed and a
 * feature more is not. A line is raised on purpose, with its reason.
 */
export const CHUNK_BUDGETS: readonly ChunkBudget[] = [
  page('swarm', 'swarm', 'SwarmPage', 42_000, 'inputs, tables and words; its charts come after it'),
  page('kv', 'kv-cache', 'KvCachePage', 62_000, 'every model and attention design is on it'),
  page('cluster', 'cluster', 'ClusterPage', 95_000, 'machines, tiers and the sizing of a cluster'),
  page('offers', 'offers', 'OffersPage', 85_000, 'the table library with what draws long lists, and all columns'),
  page('compare', 'compare', 'ComparePage', 90_000, 'all of a scenario’s figures at once'),
  page('traces', 'traces', 'TracesPage', 55_000, 'views of a log; the log itself is read in a worker'),
  page('bench', 'bench', 'BenchPage', 105_000, 'what a bandwidth means on models and machines'),
  page('claims', 'claims', 'ClaimsPage', 60_000, 'every claim with its words, and the evaluations that test them'),
  {
    name: 'chart library',
    holds: 'recharts',
    limitBytes: 130_000,
    why: 'Recharts with its store; fetched with the first chart that comes near the view',
  },
  {
    name: 'simulator',
    worker: 'simulation-worker',
    limitBytes: 13_000,
    why: 'draws and replays requests; no page code',
  },
  { name: 'log readers', worker: 'trace-worker', limitBytes: 80_000, why: 'all formats but Parquet, and every offer' },
  { name: 'Parquet reader', worker: 'parquet-rows', limitBytes: 27_000, why: 'fetched with the first Parquet file' },
  {
    name: 'uncertainty',
    worker: 'uncertainty-worker',
    limitBytes: 115_000,
    why: 'evaluates whole scenarios thousands of times, so it brings the catalogue',
  },
  { name: 'bench on the GPU', worker: 'gpu-worker', limitBytes: 11_000, why: 'kernels and timers alone' },
  { name: 'bench on the processor', worker: 'cpu-worker', limitBytes: 5_000, why: 'kernels and timers alone' },
  {
    name: 'workbook',
    opens: 'src/platform/workbook-file.ts',
    limitBytes: 20_000,
    why: 'the writer of .xlsx, fetched with the first export',
  },
];

/** Any one file that no line above speaks of. Two fit into a second of a slow phone network. */
export const ANY_FILE_LIMIT_BYTES = 35_000;

/** What a first visit must not bring, wherever it is imported: each is fetched when it is used. */
export const NOT_AT_FIRST: readonly string[] = [
  'node_modules/recharts/',
  'node_modules/@tanstack/',
  'node_modules/papaparse/',
  'node_modules/hyparquet/',
  'node_modules/fzstd/',
  'node_modules/write-excel-file/',
  'node_modules/idb-keyval/',
  'node_modules/pure-rand/',
  'src/engine/',
  'src/bench/',
  'src/worker/',
];

const plainId = (id: string) => id.split(sep).join('/');
const kB = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const isScript = (name: string) => /\.m?js$/.test(name);

/** The larger part of a file, by length of source. */
function isMostly(chunk: Rolldown.OutputChunk, part: string): boolean {
  const modules = Object.entries(chunk.modules);
  const sum = (of: typeof modules) => of.reduce((total, [, { renderedLength }]) => total + renderedLength, 0);
  return 2 * sum(modules.filter(([id]) => plainId(id).includes(part))) > sum(modules);
}

/** The names and weights of files that a budget counts. */
function filesOf({
  budget,
  bundle,
  early,
}: {
  budget: ChunkBudget;
  bundle: Rolldown.OutputBundle;
  /** The files of the first load. */
  early: ReadonlySet<string>;
}): Map<string, number> {
  const files = new Map<string, number>();
  const add = (name: string): void => {
    const output = bundle[name];
    if (output) files.set(name, gzip(output.type === 'chunk' ? output.code : output.source));
  };
  const visit = (name: string): void => {
    const output = bundle[name];
    if (output?.type !== 'chunk' || files.has(name) || early.has(name)) return;
    add(name);
    for (const css of output.viteMetadata?.importedCss ?? []) if (!early.has(css)) add(css);
    output.imports.forEach(visit);
  };
  for (const [name, output] of Object.entries(bundle)) {
    if (output.type === 'chunk') {
      const { opens, holds } = budget;
      const isOpened =
        opens !== undefined && output.facadeModuleId !== null && plainId(output.facadeModuleId).endsWith(`/${opens}`);
      if (isOpened) visit(name);
      else if (holds !== undefined && isMostly(output, 'node_modules/') && isOf(output, holds)) add(name);
    }
    const { worker } = budget;
    if (worker !== undefined && isScript(name) && (name.split('/').at(-1) ?? '').startsWith(`${worker}-`)) add(name);
  }
  return files;
}

function isOf(chunk: Rolldown.OutputChunk, name: string): boolean {
  return Object.keys(chunk.modules).some((id) => plainId(id).includes(`/node_modules/${name}/`));
}

/** Fails the build when a file, or all that is fetched for one purpose, weighs more than it may, and names it. */
export function chunkBudgets({
  budgets = CHUNK_BUDGETS,
  anyFileLimitBytes = ANY_FILE_LIMIT_BYTES,
  notAtFirst = NOT_AT_FIRST,
  homeModule,
}: {
  budgets?: readonly ChunkBudget[];
  anyFileLimitBytes?: number;
  notAtFirst?: readonly string[];
  homeModule?: string;
} = {}): Plugin {
  return {
    name: 'tokenhouse:chunk-budgets',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        if (this.environment.config.consumer === 'server') return;
        const { chunks, css } = firstLoad(bundle, {
          page: 'index.html',
          ...(homeModule !== undefined && { homeModule }),
        });
        const early = new Set([...chunks.map(({ fileName }) => fileName), ...css]);
        const wrong: string[] = [];
        const said: string[] = [];
        const spokenOf = new Set<string>();

        for (const chunk of chunks)
          for (const id of Object.keys(chunk.modules)) {
            const part = notAtFirst.find((one) => plainId(id).includes(one));
            if (part !== undefined)
              wrong.push(`${chunk.fileName} is part of the first load and holds ${part}: ${plainId(id)}`);
          }

        for (const budget of budgets) {
          const files = filesOf({ budget, bundle, early });
          if (files.size === 0) {
            wrong.push(`${budget.name}: no file found; the line in scripts/chunk-budgets.ts names what is not there`);
            continue;
          }
          const total = [...files.values()].reduce((sum, bytes) => sum + bytes, 0);
          const largest = [...files].sort((a, b) => b[1] - a[1]).map(([name, bytes]) => `${name} ${kB(bytes)}`);
          said.push(`  ${kB(total).padStart(9)} of ${kB(budget.limitBytes).padStart(9)}  ${budget.name}`);
          for (const name of files.keys()) spokenOf.add(name);
          if (total > budget.limitBytes)
            wrong.push(
              `${budget.name}: ${kB(total)} of ${kB(budget.limitBytes)} (${budget.why}): ${largest.slice(0, 5).join(', ')}`,
            );
        }

        for (const [name, output] of Object.entries(bundle)) {
          if (!isScript(name) || early.has(name) || spokenOf.has(name)) continue;
          const bytes = gzip(output.type === 'chunk' ? output.code : output.source);
          if (bytes > anyFileLimitBytes)
            wrong.push(`${name}: ${kB(bytes)} of ${kB(anyFileLimitBytes)} for a file without a line of its own`);
        }
        if (wrong.length > 0)
          this.error(
            `Over budget, gzip -9 (scripts/chunk-budgets.ts):\n${wrong.map((line) => `  ${line}`).join('\n')}`,
          );
        this.environment.logger.info(`\nwhat is fetched later, gzip -9, beyond the first load:\n${said.join('\n')}\n`);
      },
    },
  };
}
