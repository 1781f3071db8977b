import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { serwist } from '@serwist/vite';
import type { PluginOption, ResolvedConfig } from 'vite';

/** What the app is made of. The figure in other sites' pages is not: it keeps nothing. */
const FILES = ['index.html', 'color-scheme.js', 'favicon.svg', 'manifest.webmanifest', 'icons/*', 'assets/**/*'];

/** Names in here are made from content. */
const HASHED = /^assets\//;

/**
 * The service worker, `sw.js`, with a list of all files of this build and their hashes. A file is the same version only with the same
 * headers, because what is kept is sent with those it came with.
 */
export function offline({ worker, headers }: { worker: string; headers: string | URL }): PluginOption {
  let outDir = '';
  return serwist({
    swSrc: worker,
    swDest: 'sw.js',
    swUrl: 'sw.js',
    base: './',
    scope: './',
    // Not every browser takes a module as a service worker.
    rollupFormat: 'iife',
    // Set below, where it is known.
    globDirectory: '.',
    globPatterns: FILES,
    maximumFileSizeToCacheInBytes: 4_000_000,
    dontCacheBustURLsMatching: HASHED,
    integration: {
      configureOptions(config: ResolvedConfig, options: { globDirectory: string }) {
        outDir = resolve(config.root, config.build.outDir);
        options.globDirectory = outDir;
      },
    },
    manifestTransforms: [
      (entries) => {
        const sent = readFileSync(headers, 'utf8');
        return {
          warnings: [],
          manifest: entries.map((entry) => {
            const content = readFileSync(resolve(outDir, entry.url));
            return {
              ...entry,
              integrity: `sha384-${createHash('sha384').update(content).digest('base64')}`,
              revision: HASHED.test(entry.url)
                ? null
                : createHash('sha256').update(content).update(sent).digest('hex').slice(0, 16),
            };
          }),
        };
      },
    ],
  });
}
