import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  MOST_COMMITMENTS,
  MOST_EXCHANGE_RATES,
  MOST_GAP_COMPONENTS,
  MOST_LAYER_GROUPS,
  MOST_OWN_OFFERS,
  MOST_PRICE_CORRECTIONS,
  MOST_ROLES,
} from '../src/domain/field-limits.ts';
import { BASE_SCENARIO } from '../src/scenario/base.ts';
import { decodeSet, encodeSet, MOST_IN_SET } from '../src/scenario/codec-set.ts';
import { CURRENT_FORMAT } from '../src/scenario/formats/index.ts';
import { MOST_FILE_CHARACTERS, MOST_LIBRARY_ENTRIES } from '../src/scenario/library-file.ts';
import { decodeSetDocument } from '../src/scenario/set-document.ts';
import { blocksOf, shapeFaults } from './markdown-blocks.ts';

const page = readFileSync(new URL('../docs/scenario-format.md', import.meta.url), 'utf8');

/** What a block of the page promises of the link or file above it. */
interface Promised {
  readonly opens: object;
  readonly says: readonly string[];
  readonly written?: boolean;
}

const blocks = blocksOf(page);
const EXAMPLES = blocks.flatMap(({ language, text, line }, at) => {
  if (language !== 'link' && language !== 'file') return [];
  return [{ line, language, text: text.trim(), promised: JSON.parse(blocks[at + 1]?.text ?? 'null') as Promised }];
});

describe('docs/scenario-format.md', () => {
  it('has examples of links and files', () => {
    expect(EXAMPLES.filter(({ language }) => language === 'link').length).toBeGreaterThan(10);
    expect(EXAMPLES.filter(({ language }) => language === 'file').length).toBeGreaterThan(1);
  });

  it.each(EXAMPLES.map((example) => [example.line, example] as const))(
    'line %d opens as it says',
    (_line, { language, text, promised: { opens, says, written } }) => {
      const { scenarios, notices } = language === 'link' ? decodeSet(text) : decodeSetDocument(JSON.parse(text));
      expect(shapeFaults({ shape: opens, value: Array.isArray(opens) ? scenarios : scenarios[0] })).toEqual([]);
      expect(notices.map(({ message }) => message)).toEqual(
        says.map((said) => expect.stringContaining(said) as string),
      );
      const hash = text.slice(text.indexOf('#') + 1);
      if (written !== undefined) expect(encodeSet(scenarios) === hash).toBe(written);
    },
  );

  it('names every version there is', () => {
    for (let version = 0; version <= CURRENT_FORMAT.version; version++)
      expect(page).toMatch(new RegExp(`^\\| ${version} \\|`, 'm'));
    expect(page).not.toMatch(new RegExp(`^\\| ${CURRENT_FORMAT.version + 1} \\|`, 'm'));
  });

  it('has the limits that hold', () => {
    expect(page).toContain(
      `${MOST_ROLES} roles, ${MOST_GAP_COMPONENTS} parts of a gap, ${MOST_OWN_OFFERS} own offers, ${MOST_PRICE_CORRECTIONS} corrections, ${MOST_LAYER_GROUPS} groups of layers, ${MOST_IN_SET} scenarios of a set; ${MOST_COMMITMENTS} commitments, ${MOST_EXCHANGE_RATES} rates of exchange, 16 bands of a rate, ${MOST_LIBRARY_ENTRIES.toLocaleString('en-US')} entries of a library`,
    );
    expect(page).toContain(`${MOST_FILE_CHARACTERS.toLocaleString('en-US')} characters on a page`);
    expect(decodeSet(`v=1&name=${'x'.repeat(32_760)}`).notices[0]?.message).toContain('at most 32,768 are read');
    expect(decodeSet(`v=1&name=${'x'.repeat(121)}`).notices[0]?.message).toContain('at most 120 characters');
    expect(decodeSet(`v=1&kv.custom=${'{"a":'.repeat(70)}1${'}'.repeat(70)}`).notices[0]?.message).toContain(
      'could not be read',
    );
  });

  it('names every part of a scenario', () => {
    const rows = page.slice(page.indexOf('## What it holds'), page.indexOf('## Link'));
    const named = [...rows.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
      cell.replaceAll('`', '').split(', '),
    );
    expect(named.toSorted()).toEqual(Object.keys(BASE_SCENARIO).toSorted());
  });

  it('names every page and every view of it', () => {
    const source = (path: string) => readFileSync(new URL(`../src/ui/${path}`, import.meta.url), 'utf8');
    const rows = page.slice(page.indexOf('### View keys'), page.indexOf('## File'));
    const viewsOf = new Map(
      [...rows.matchAll(/^\| `(\w+)` \| (.*)\|$/gm)].map(([, id = '', views = '']) => [id, views]),
    );
    const ids = [...source('pages.ts').matchAll(/^ {4}id: '(\w+)'/gm)].map(([, id]) => id);
    expect([...viewsOf.keys()].slice(1)).toEqual(ids);
    const switched = {
      kv: 'features/kv-cache/KvCachePage.tsx',
      cluster: 'features/cluster/ClusterPage.tsx',
      offers: 'features/offers/OffersPage.tsx',
    };
    for (const [id, path] of Object.entries(switched)) {
      const values = [...source(path).matchAll(/\{ value: '(\w+)', label:/g)].map(([, value = '']) => value);
      expect(values.length).toBeGreaterThan(3);
      // The table of offers is what the page shows without a word.
      for (const value of values) if (value !== 'prices') expect(viewsOf.get(id)).toContain(`\`${value}\``);
    }
    for (const [id, path] of Object.entries({
      offers: 'features/offers/offer-view.ts',
      claims: 'features/claims/claims-view.ts',
    })) {
      const keys = [...source(path).matchAll(/^ +\['(\w+)',/gm)].map(([, key = '']) => key);
      expect(keys.length).toBeGreaterThan(5);
      for (const key of keys) expect(viewsOf.get(id)).toContain(`\`${key}\``);
    }
  });
});
