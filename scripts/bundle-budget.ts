import { readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

export const gzip = (content: string | Uint8Array) => gzipSync(content, { level: 9 }).length;
const kB = (bytes: number) => (bytes / 1000).toFixed(1).padStart(7);

/** The npm package or the layer a module belongs to. */
export function ownerOf(id: string, root: string): string {
  const path = id.replace(/^\0/, '').replace(/\?.*$/, '').split(sep).join('/');
  const npm = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path);
  if (npm?.[1] !== undefined) return npm[1];
  const own = relative(root, path).split(sep).join('/');
  const layer = /^src\/(?:([^/]+)\/|)/.exec(own);
  return layer === null ? '(build tool)' : `src/${layer[1] ?? 'main'}`;
}

/**
 * What the browser must fetch, parse and run before a page shows its figures, other than its HTML itself: the page's entry
 * and the chunk of `homeModule`, with everything they import statically.
 */
export function firstLoad(
  bundle: Rolldown.OutputBundle,
  { page, homeModule }: { readonly page: string; readonly homeModule?: string },
) {
  const chunks = new Set<Rolldown.OutputChunk>();
  const css = new Set<string>();
  const visit = (fileName: string) => {
    const chunk = bundle[fileName];
    if (chunk?.type !== 'chunk' || chunks.has(chunk)) return;
    chunks.add(chunk);
    for (const file of chunk.viteMetadata?.importedCss ?? []) css.add(file);
    chunk.imports.forEach(visit);
  };
  const isOf = (chunk: Rolldown.OutputChunk, module: string) =>
    chunk.facadeModuleId?.split(sep).join('/').endsWith(`/${module}`) === true;
  for (const output of Object.values(bundle)) {
    if (output.type !== 'chunk') continue;
    if (isOf(output, page) || (homeModule !== undefined && isOf(output, homeModule))) visit(output.fileName);
  }

  const others = new Set<string>();
  for (const output of Object.values(bundle)) {
    if (output.type !== 'asset' || output.fileName !== page) continue;
    const html = String(output.source);
    for (const [tag] of html.matchAll(/<(?:script|link)\b[^>]*>/g)) {
      const url = /\b(?:src|href)="(?:\.?\/)?([^":]+)"/.exec(tag)?.[1];
      if (url === undefined || bundle[url]?.type === 'chunk') continue;
      if (tag.startsWith('<script')) others.add(url);
      else if (/rel="stylesheet"/.test(tag)) css.add(url);
    }
  }
  return { chunks: [...chunks], css: [...css], others: [...others] };
}

/**
 * Fails the build when the first load of a page (`index.html`) weighs more than `limitBytes`, compressed, or when the page or
 * its home module is not found.
 */
export function bundleBudget({
  page = 'index.html',
  limitBytes: limit,
  homeModule,
}: {
  page?: string;
  limitBytes: number;
  homeModule?: string;
}): Plugin {
  let root = '';
  let publicDir = '';
  return {
    name: `tokenhouse:bundle-budget:${page}`,
    apply: 'build',
    enforce: 'post',
    configResolved(config) {
      root = config.root;
      publicDir = config.publicDir;
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        if (this.environment.config.consumer === 'server') return;
        const { chunks, css, others } = firstLoad(bundle, { page, ...(homeModule !== undefined && { homeModule }) });
        if (chunks.length === 0) this.error(`The page ${page} is in no chunk.`);
        if (
          homeModule !== undefined &&
          !chunks.some((chunk) => Object.keys(chunk.modules).some((id) => id.split(sep).join('/').endsWith(homeModule)))
        )
          this.error(`The home page ${homeModule} is in no chunk of the first load.`);
        const files: [name: string, bytes: number][] = [];
        const owners = new Map<string, number>();
        const add = (owner: string, bytes: number) => owners.set(owner, (owners.get(owner) ?? 0) + bytes);

        for (const chunk of chunks) {
          const size = gzip(chunk.code);
          files.push([chunk.fileName, size]);
          const modules = Object.entries(chunk.modules);
          const rendered = modules.reduce((sum, [, m]) => sum + m.renderedLength, 0);
          for (const [id, m] of modules) if (rendered > 0) add(ownerOf(id, root), (m.renderedLength / rendered) * size);
        }
        for (const fileName of [...css, ...others]) {
          const asset = bundle[fileName];
          const size = gzip(asset?.type === 'asset' ? asset.source : readFileSync(join(publicDir, fileName)));
          files.push([fileName, size]);
          add(css.includes(fileName) ? '(style sheets)' : `(scripts of ${page})`, size);
        }

        const total = files.reduce((sum, [, bytes]) => sum + bytes, 0);
        const lines = (rows: Iterable<[string, number]>) =>
          [...rows].sort((a, b) => b[1] - a[1]).map(([name, bytes]) => `  ${kB(bytes)} kB  ${name}`);
        const report = [
          `first load${page === 'index.html' ? '' : ` of ${page}`}: ${kB(total).trim()} kB of ${kB(limit).trim()} kB, gzip -9, 1 kB = 1000 B`,
          'files, exact:',
          ...lines(files),
          'made of, by share of source length:',
          ...lines([...owners].filter(([, bytes]) => bytes >= 50)),
        ].join('\n');
        if (total > limit) this.error(`The first load of ${page} is over its budget.\n${report}`);
        this.environment.logger.info(`\n${report}\n`);
      },
    },
  };
}
