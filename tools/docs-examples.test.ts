import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { blocksOf } from './markdown-blocks.ts';

const root = new URL('..', import.meta.url);
const PAGES = ['formulas', 'kv-cache', 'cluster-model', 'buying'].map((name) => `docs/${name}.md`);

const IMPORT = /^import \{ ([\w, ]+) \} from '(src\/[\w./-]+\.ts)'$/;
const EXAMPLE = /^(.+) \/\/ => (-?[\d,]+(?:\.\d+)?)$/;

interface Example {
  readonly page: string;
  readonly line: number;
  readonly expression: string;
  readonly promised: string;
  readonly imports: readonly (readonly [name: string, file: string])[];
}

const EXAMPLES = PAGES.flatMap((page) =>
  blocksOf(readFileSync(new URL(page, root), 'utf8'))
    .filter(({ language }) => language === 'ts')
    .flatMap(({ text, line }): readonly Example[] => {
      const lines = text.split('\n');
      const imports = lines.flatMap((each) => {
        const [, names = '', file = ''] = IMPORT.exec(each) ?? [];
        return names === '' ? [] : names.split(', ').map((name) => [name, file] as const);
      });
      return lines.flatMap((each, at) => {
        if (each === '' || IMPORT.test(each)) return [];
        const [, expression, promised] = EXAMPLE.exec(each) ?? [];
        if (expression === undefined || promised === undefined)
          throw new Error(`${page}:${line + 1 + at} is neither an import nor "expression // => number"`);
        return [{ page, line: line + 1 + at, expression, promised, imports }];
      });
    }),
);

/** The value of an expression over what a file of the product exports. */
async function valueOf({ expression, imports }: Example): Promise<unknown> {
  const values = await Promise.all(
    imports.map(async ([name, file]) => {
      const exported = (await import(pathToFileURL(fileURLToPath(new URL(file, root))).href)) as Record<
        string,
        unknown
      >;
      if (!(name in exported)) throw new Error(`${file} exports no ${name}`);
      return exported[name];
    }),
  );
  // Each example of the page is an expression of plain JavaScript over these names.
  // oxlint-disable-next-line no-implied-eval, no-new-func
  return (
    new Function(...imports.map(([name]) => name), `return (${expression});`) as (...given: unknown[]) => unknown
  )(...values);
}

describe('worked examples', () => {
  it.each(PAGES)('%s has some', (page) => {
    expect(EXAMPLES.filter((example) => example.page === page).length).toBeGreaterThan(4);
  });

  it.each(EXAMPLES.map((example) => [`${example.page}:${example.line}`, example] as const))(
    '%s is what the code gives',
    async (_where, example) => {
      const value = await valueOf(example);
      const plain = example.promised.replaceAll(',', '');
      const decimals = plain.split('.')[1]?.length ?? 0;
      // To the digits shown.
      expect(Number(value).toFixed(decimals)).toBe(plain);
    },
  );

  it('use what they import', () => {
    const isUsed = ({ imports }: Example, name: string): boolean =>
      EXAMPLES.some((each) => each.imports === imports && new RegExp(`\\b${name}\\b`).test(each.expression));
    const unused = EXAMPLES.flatMap((example) =>
      example.imports
        .filter(([name]) => !isUsed(example, name))
        .map(([name]) => `${example.page}:${example.line}: ${name}`),
    );
    expect(unused).toEqual([]);
  });
});
