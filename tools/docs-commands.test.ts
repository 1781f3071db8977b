import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { commandFaults, pagesOf, repositoryAt } from '../scripts/check-docs.mjs';
import { GLOBAL_HELP } from './global-options.ts';
import { VERBS } from './verbs.ts';

const repository = repositoryAt(fileURLToPath(new URL('..', import.meta.url)));
const verbs = Object.fromEntries(Object.entries(VERBS).map(([name, { help }]) => [name, help]));

it.each(pagesOf(repository))('%s names verbs and options that the command line has', (page) => {
  const faults = commandFaults(repository.read(page), { verbs, global: GLOBAL_HELP });
  expect(faults.map(({ line, what }) => `${page}:${line} ${what}`)).toEqual([]);
});
