import { describe, expect, test } from 'vitest';
import { embedAddress, embedCode, SHOWS, showOf } from './embed-address.ts';

const [saving] = SHOWS;
const HASH = 'v=1.abcd&name=A%20%26%20B&workload.people=7';

describe('what is shown', () => {
  test('is what the address names, the saving where it names nothing', () => {
    expect(showOf('?show=ladder&theme=dark')?.id).toBe('ladder');
    expect(showOf('')?.id).toBe('saving');
  });

  test('is nothing where it names something else, nothing at all, or a key of every object', () => {
    for (const asked of ['pie', '', 'toString', 'SAVING']) expect(showOf(`?show=${asked}`)).toBeNull();
  });
});

describe('the address', () => {
  test.each([
    ['https://site.example/', 'https://site.example/embed.html'],
    ['https://site.example/?page=offers&view=list#v=0', 'https://site.example/embed.html'],
    ['https://site.example/tools/house/index.html?page=kv', 'https://site.example/tools/house/embed.html'],
    ['http://127.0.0.1:4173/?page=spend', 'http://127.0.0.1:4173/embed.html'],
  ])('stands beside the page: %s', (pageHref, file) => {
    expect(embedAddress({ pageHref, hash: HASH, show: saving, theme: null })).toBe(`${file}?show=saving#${HASH}`);
  });

  test('names the theme where one is chosen', () => {
    expect(embedAddress({ pageHref: 'https://site.example/', hash: HASH, show: saving, theme: 'dark' })).toBe(
      `https://site.example/embed.html?show=saving&theme=dark#${HASH}`,
    );
  });
});

test('the code is one line whose attributes nothing breaks out of', () => {
  const code = embedCode({
    pageHref: 'https://site.example/',
    hash: HASH,
    show: saving,
    theme: null,
    name: '"><script>alert(1)</script>\n & <b>',
  });
  expect(code).toBe(
    '<iframe src="https://site.example/embed.html?show=saving#v=1.abcd&amp;name=A%20%26%20B&amp;workload.people=7" ' +
      'title="Saving: &quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt; (Tokenhouse)" ' +
      'width="100%" height="190" style="border:0" loading="lazy" referrerpolicy="no-referrer" ' +
      'sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>',
  );
});
