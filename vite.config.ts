import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { bundleBudget } from './scripts/bundle-budget.ts';
import { readHeaders } from './scripts/headers.ts';
import { trimPalette } from './scripts/trim-palette.ts';

// The development server puts styles and the refresh runtime inline; the built site never does.
const noPolicyInDevelopment: Plugin = {
  name: 'tokenhouse:no-policy-in-development',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

const headers = readHeaders(new URL('./public/_headers', import.meta.url));
const isolation = Object.fromEntries(Object.entries(headers).filter(([name]) => name.startsWith('Cross-Origin-')));

export default defineConfig({
  base: './',
  plugins: [
    react(),
    noPolicyInDevelopment,
    trimPalette(),
    bundleBudget({ limitBytes: 200_000, homeModule: 'src/ui/features/spend/SpendPage.tsx' }),
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
  },
  server: { headers: isolation },
  preview: { headers },
});
