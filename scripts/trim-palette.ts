import type { Plugin } from 'vite';

/** Palettes of Mantine's that no part of Tokenhouse uses; `teal` is the accent's, `blue` the one that others are derived from. */
const UNUSED = 'pink|grape|violet|indigo|cyan|green|lime|yellow|orange';

/** Declarations of unused palettes taken out of a style sheet. */
export function trimmed(css: string): string {
  return css.replaceAll(new RegExp(`\\s*--mantine-color-(?:${UNUSED})-[\\w-]+:[^;{}]*;`, 'g'), '');
}

/** Leaves palettes out that nothing refers to: they are a tenth of the first load's style sheets. */
export function trimPalette(): Plugin {
  return {
    name: 'tokenhouse:trim-palette',
    apply: 'build',
    generateBundle: {
      order: 'pre',
      handler(_options, bundle) {
        for (const output of Object.values(bundle))
          if (output.type === 'asset' && output.fileName.endsWith('.css'))
            output.source = trimmed(String(output.source));
      },
    },
  };
}
