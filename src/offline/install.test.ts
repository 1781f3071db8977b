import { expect, test } from 'vitest';
import { keepAll, type KeptFile } from './install.ts';

const file = (name: string, isNamedByContent = true): KeptFile => ({
  url: `https://host.example/${name}`,
  cacheKey: `https://host.example/${name}`,
  integrity: 'sha384-AAAA',
  isNamedByContent,
});
const FILES = Array.from({ length: 20 }, (_, i) => file(`assets/${i}.js`));

test('keeps every file once, under its hash; what has a name of its own may come from what is at hand', async () => {
  const kept: string[] = [];
  await keepAll({
    files: [...FILES, file('index.html', false)],
    keep: async ({ url }, { cache, integrity }) => {
      await Promise.resolve();
      kept.push(`${url} ${cache} ${integrity}`);
    },
  });
  expect(kept.toSorted()).toEqual(
    [
      ...FILES.map(({ url }) => `${url} default sha384-AAAA`),
      'https://host.example/index.html reload sha384-AAAA',
    ].toSorted(),
  );
});

test('what is at hand and wrong is asked for once more', async () => {
  const asked: string[] = [];
  await keepAll({
    files: [file('assets/a.js')],
    keep: (_, { cache }) => {
      asked.push(cache);
      return cache === 'reload' ? Promise.resolve() : Promise.reject(new TypeError('integrity'));
    },
  });
  expect(asked).toEqual(['default', 'reload']);
});

test.each([0, 7, 19])('rejects where file %i cannot be had, and does not wait for others for ever', async (broken) => {
  await expect(
    keepAll({
      files: FILES,
      keep: ({ url }) => (url === FILES[broken]?.url ? Promise.reject(new Error('gone')) : Promise.resolve()),
    }),
  ).rejects.toThrow('gone');
});

test('asks for no more than six at once', async () => {
  let open = 0;
  let most = 0;
  await keepAll({
    files: FILES,
    keep: async () => {
      most = Math.max(most, ++open);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
    },
  });
  expect(most).toBe(6);
});
