import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Terms that let anybody hand the code on, as long as the notice goes with it. */
const TERMS = new Set(['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0']);

/** What is shipped and is no dependency of the app's own code: the library of the service worker. */
const BUILT_IN = ['serwist'];

interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export interface Notice {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly text: string;
}

/**
 * The notices of all packages that may be in the built site: the dependencies in the lock file, with theirs. Throws where one has
 * terms that nobody has looked at, or no words of them.
 */
export function notices(root: string): readonly Notice[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Readonly<Record<string, Locked>>;
  };
  const found = new Map<string, Notice>();
  const open: (readonly [name: string, from: string])[] = [
    ...Object.keys(packages['']?.dependencies ?? {}),
    ...BUILT_IN,
  ].map((name) => [name, '']);
  for (let next = open.pop(); next; next = open.pop()) {
    const [name, from] = next;
    const path = placeOf({ name, from, packages });
    // Types are no code.
    if (name.startsWith('@types/') || found.has(path)) continue;
    const { version = '', license = '', dependencies = {} } = packages[path] ?? {};
    if (!isKnown(license))
      throw new Error(`${name} ${version} is under "${license}": nobody has looked at those terms.`);
    found.set(path, { name, version, licence: license, text: licenceText({ root, path, license }) });
    open.push(...Object.keys(dependencies).map((each) => [each, path] as const));
  }
  return [...found.values()].toSorted((a, b) => (`${a.name} ${a.version}` < `${b.name} ${b.version}` ? -1 : 1));
}

/** `MIT AND ISC` holds both, `(MIT OR CC0-1.0)` lets one choose. */
function isKnown(license: string): boolean {
  return license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((terms) => TERMS.has(terms)));
}

/** Where a package finds another: beside it, or in a folder further up. */
function placeOf({
  name,
  from,
  packages,
}: {
  name: string;
  from: string;
  packages: Readonly<Record<string, Locked>>;
}): string {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/node_modules/')))) {
    const place = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (folder === '') throw new Error(`${name}, which ${from || 'package.json'} needs, is not in package-lock.json.`);
  }
}

/** The package's own file; where it has none, what its `package.json` says, with the words of the licence it names there. */
function licenceText({ root, path, license }: { root: string; path: string; license: string }): string {
  const folder = join(root, path);
  const file = readdirSync(folder).find((name) => /^licen[cs]e(?:[.-].*)?$/i.test(name));
  if (file !== undefined) return readFileSync(join(folder, file), 'utf8').trim();
  if (license !== 'MIT') throw new Error(`${path} has no licence file, and ${license} asks for one.`);
  const { author = '' } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    author?: string | { name?: string };
  };
  const who = typeof author === 'string' ? author : (author.name ?? '');
  const own = readFileSync(join(root, 'LICENSE'), 'utf8');
  return `MIT License\n\nCopyright (c) ${who || `the authors of ${path.replace(/^.*node_modules\//, '')}`}\n\n${own.slice(own.indexOf('Permission is')).trim()}`;
}

/** All of them as one text. */
export function noticesText(all: readonly Notice[]): string {
  return [
    'Tokenhouse is made with the packages below. These are their licences.',
    ...all.map(({ name, version, licence, text }) => `${'-'.repeat(80)}\n${name} ${version} (${licence})\n\n${text}`),
    '',
  ].join('\n\n');
}

/** Puts the notices into the built site, as their terms ask for. */
export function licences(): Plugin {
  let root = '';
  return {
    name: 'tokenhouse:licences',
    apply: 'build',
    configResolved(config) {
      root = config.root;
    },
    generateBundle() {
      if (this.environment.config.consumer === 'server') return;
      this.emitFile({ type: 'asset', fileName: 'third-party-licenses.txt', source: noticesText(notices(root)) });
    },
  };
}
