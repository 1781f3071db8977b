import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { bundleBudget } from './scripts/bundle-budget.ts';
import { chunkBudgets } from './scripts/chunk-budgets.ts';
import { firstChunks } from './scripts/first-chunks.ts';
import { readHeaders, sendHeaders } from './scripts/headers.ts';
import { licences } from './scripts/licences.ts';
import { offline } from './scripts/offline.ts';
import { trimPalette } from './scripts/trim-palette.ts';

// The development server puts styles and the refresh runtime inline; the built site never does.
const noPolicyInDevelopment: Plugin = {
  name: 'tokenhouse:no-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

const HOME_MODULE = 'src/ui/features/spend/SpendPage.tsx';

const headersFile = new URL('./public/_headers', import.meta.url);
const isolation = Object.fromEntries(
  Object.entries(readHeaders(headersFile)).filter(([name]) => name.startsWith('Cross-Origin-')),
);

export default defineConfig({
  base: './',
  plugins: [
    react(),
    noPolicyInDevelopment,
    trimPalette(),
    sendHeaders(headersFile),
    bundleBudget({ limitBytes: 200_000, homeModule: HOME_MODULE }),
    bundleBudget({ page: 'embed.html', limitBytes: 140_000 }),
    chunkBudgets({ homeModule: HOME_MODULE }),
    licences(),
    offline({ worker: 'src/offline/service-worker.ts', headers: headersFile }),
  ],
  // So that what a worker imports later is a chunk of its own there too.
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: false,
    // The policy allows no data: fonts, scripts or styles.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      input: ['index.html', 'embed.html'],
      output: {
        codeSplitting: {
          groups: [
            {
              name: firstChunks({
                root: fileURLToPath(new URL('.', import.meta.url)),
                starts: {
                  first: { entry: 'src/main.tsx', loads: [HOME_MODULE] },
                  embed: { entry: 'src/embed.tsx' },
                },
              }),
            },
          ],
        },
      },
    },
  },
  server: { headers: isolation },
  // Else it sends the development server's, on every path.
  preview: { headers: {} },
});
