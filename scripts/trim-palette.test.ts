import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { trimmed } from './trim-palette.ts';

test('takes out unused palettes and nothing else', () => {
  expect(
    trimmed(
      ':root{--mantine-color-pink-0:#fff0f6;--mantine-color-teal-0:#e6fcf5;--mantine-color-lime-light-hover:rgba(1, 2, 3, 0.1);--x:1;}',
    ),
  ).toBe(':root{--mantine-color-teal-0:#e6fcf5;--x:1;}');
});

test('nothing of ours refers to one of them', () => {
  const src = fileURLToPath(new URL('../src', import.meta.url));
  const using = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:css|tsx?)$/.test(file))
    .filter((file) => {
      const text = readFileSync(join(src, file), 'utf8');
      return /mantine-color-(?:pink|grape|violet|indigo|cyan|green|lime|yellow|orange)|color="(?:pink|grape|violet|indigo|cyan|green|lime|yellow|orange)"/.test(
        text,
      );
    });
  expect(using).toEqual([]);
});
