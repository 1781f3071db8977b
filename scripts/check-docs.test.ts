import { describe, expect, it } from 'vitest';
import { anchorsOf, commandFaults, faultsOf, partsOf } from './check-docs.mjs';

const FENCE = '```';
const FILES: Readonly<Record<string, string>> = {
  'docs/page.md': '',
  'docs/other.md': '# Other\n\n## What `it` does, and why\n\n## Twice\n\n## Twice\n',
  'docs/picture.png': '',
  'src/domain/sum.ts': 'export function sumOf() {}\nexport const NAMES = [];\nfunction hidden() {}\n',
  'src/worker/trace-worker.ts': '',
  'package.json': '',
};

function faultsIn(...lines: readonly string[]): readonly string[] {
  const files: Readonly<Record<string, string>> = { ...FILES, 'docs/page.md': lines.join('\n') };
  const names = Object.keys(files);
  return faultsOf('docs/page.md', {
    files: names,
    scripts: ['start', 'test', 'check', 'bench:web'],
    has: (path) => names.some((name) => name === path || name.startsWith(`${path}/`)),
    read: (path) => files[path] ?? '',
  }).map(({ line, what }) => `${line} ${what}`);
}

describe('what a page names', () => {
  it.each([
    '[other](other.md) and [its part](other.md#what-it-does-and-why), [the second](other.md#twice-1)',
    '![a picture](picture.png) [above](#here) [elsewhere](https://example.org/x.md) [up](../src/domain)',
    '`src/domain/sum.ts`, `src/domain`, `src/worker/trace-*.ts`, `domain/sum.ts`, `sum.ts`, `other.md`, `config.json`',
    '`npm start`, `npm test`, `npm run -s check -- --x`, `npm run bench:web`, `npm ci`; and npm that fails',
    '`sumOf` (`src/domain/sum.ts`), `NAMES` (`domain/sum.ts`), `hidden` in `sum.ts`, `sumOf` of `src/domain/sum.ts`',
    'a bare src/nowhere.ts is prose',
  ])('may be: %s', (text) => {
    expect(faultsIn('# Here', text)).toEqual([]);
  });

  it.each([
    ['[gone](gone.md)', 'links to gone.md, which is not there'],
    ['[out](../../x.md)', 'links to ../../x.md, which is not there'],
    ['[part](other.md#nothing)', 'links to other.md#nothing, but docs/other.md has no such heading'],
    ['[below](#nothing)', 'links to #nothing, but docs/page.md has no such heading'],
    ['`src/domain/gone.ts`', 'names src/domain/gone.ts, which is not there'],
    ['`src/worker/other-*.ts`', 'names src/worker/other-*.ts, which is not there'],
    ['see `node scripts/gone.mjs --x`', 'names scripts/gone.mjs, which is not there'],
    ['`gone.ts`', 'names gone.ts, which is no file here'],
    ['`main/sum.ts`', 'names main/sum.ts, which is no file here'],
    ['`npm run gone`', 'names npm run gone, which package.json does not have'],
    ['`npm run -s gone:too`', 'names npm run gone:too, which package.json does not have'],
    ['`hidden` (`src/domain/sum.ts`)', 'says that src/domain/sum.ts has hidden, which it does not export'],
    ['`gone` in `src/domain/sum.ts`', 'says that src/domain/sum.ts has gone, which does not stand there'],
  ])('is not there: %s', (text, fault) => {
    expect(faultsIn('# Here', '', text)).toEqual([`3 ${fault}`]);
  });

  it('in a fence is looked at as well, but for the names of the reader’s own files', () => {
    const sh = [`${FENCE}sh`, 'npx vitest run src/gone', 'npm run gone', 'cat my.ts', FENCE];
    expect(faultsIn(...sh)).toEqual([
      '2 names src/gone, which is not there',
      '3 names npm run gone, which package.json does not have',
    ]);
  });

  it('may be a file that the page has its reader write, but not edit', () => {
    const write = [`${FENCE}ts src/domain/mine.ts`, 'export {}', FENCE, '', '`src/domain/mine.ts` and `mine.ts`'];
    expect(faultsIn(...write)).toEqual([]);
    expect(faultsIn(`${FENCE}diff src/domain/mine.ts`, '+x', FENCE)).toEqual([
      '1 edits src/domain/mine.ts, which is not there',
    ]);
  });
});

describe('the parts of a page', () => {
  it('are prose, code and fences with their lines', () => {
    const page = ['a `b` c', `${FENCE}sh`, 'run', FENCE, 'd'].join('\n');
    expect(partsOf(page)).toEqual({
      prose: ['a `b` c', '', '', '', 'd'],
      code: [
        { text: 'b', line: 1, isFence: false },
        { text: 'run', line: 3, isFence: true },
      ],
      fenced: [],
    });
  });

  it('have anchors as GitHub makes them, and none of comments in fences', () => {
    const page = ['# A, b & `c`', '## From: [x](y)', '## 1.5 × — größer', `${FENCE}sh`, '# no heading', FENCE].join(
      '\n',
    );
    expect([...anchorsOf(page)]).toEqual(['a-b--c', 'from-x', '15---größer']);
  });
});

describe('a command line', () => {
  const help = {
    verbs: { kv: 'kv [--model ID]\n      --config FILE', offers: 'offers [--on DAY]' },
    global: '--help -h --format F',
  };
  const said = (...lines: readonly string[]) =>
    commandFaults(lines.join('\n'), help).map(({ line, what }) => `${line} ${what}`);

  it('may have what its verb or every verb takes', () => {
    expect(
      said(
        '`tokenhouse kv --model X --format json`, `tokenhouse --help`, `tokenhouse kv (--model ID | --config FILE)`',
        `${FENCE}sh`,
        "echo '{}' | npm run -s tokenhouse -- kv --config=- | tokenhouse offers --on 2026-11-20 > x",
        "tokenhouse offers --format 'a --gone b'",
        FENCE,
        'tokenhouse gone is prose',
      ),
    ).toEqual([]);
  });

  it('is told where it has not', () => {
    expect(said('`tokenhouse gone --x`', '`tokenhouse kv --on 5`', '`tokenhouse offers --on=5 --gone=6`')).toEqual([
      '1 names tokenhouse gone, which is no verb',
      '2 names tokenhouse kv --on, which it does not take',
      '3 names tokenhouse offers --gone, which it does not take',
    ]);
  });
});
