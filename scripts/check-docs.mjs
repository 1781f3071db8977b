// What the documentation names must be there: files, headings, commands, exports. Part of `npm run check`.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** @typedef {{ line: number, what: string }} Fault */
/** @typedef {{ text: string, line: number, isFence: boolean }} Code */
/**
 * @typedef {object} Repository
 * @property {(path: string) => boolean} has a file or folder, from the root of the repository
 * @property {(path: string) => string} read
 * @property {readonly string[]} files all of them, from the root
 * @property {readonly string[]} scripts of package.json
 */

const TOP_FOLDERS = ['src', 'scripts', 'docs', 'e2e', 'tools', 'public'];
const PATH = new RegExp(`^(?:${TOP_FOLDERS.join('|')})/[\\w./*-]*$`);
/** Names of our own files that go without their folder. JSON and logs are the reader's. */
const FILE_NAME = /^[\w./-]*\w\.(?:ts|tsx|mjs|md|wat)$/;
const NPM_OWN = ['ci', 'install', 'audit', 'help', 'version', 'ls', 'pack'];

/**
 * The lines of a page outside its fences (others blank), what stands in code, and the files that its fences name.
 * @param {string} markdown
 */
export function partsOf(markdown) {
  /** @type {string[]} */
  const prose = [];
  /** @type {Code[]} */
  const code = [];
  /** @type {{ file: string, line: number, isNew: boolean }[]} */
  const fenced = [];
  let isOpen = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    const line = index + 1;
    const [, language, file] = /^\s*```(\w*)(?: +(\S+))?\s*$/.exec(text) ?? [];
    if (language !== undefined && !(isOpen && language !== '')) {
      if (file !== undefined) fenced.push({ file, line, isNew: language !== 'diff' });
      isOpen = !isOpen;
      prose.push('');
    } else if (isOpen) {
      code.push({ text, line, isFence: true });
      prose.push('');
    } else {
      prose.push(text);
      for (const [, span = ''] of text.matchAll(/`([^`]+)`/g)) code.push({ text: span, line, isFence: false });
    }
  }
  return { prose, code, fenced };
}

/**
 * The anchors of a page's headings, as GitHub makes them.
 * @param {string} markdown
 */
export function anchorsOf(markdown) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  /** @type {Set<string>} */
  const anchors = new Set();
  for (const text of partsOf(markdown).prose) {
    const [, heading] = /^#{1,6}\s+(.*?)\s*$/.exec(text) ?? [];
    if (heading === undefined) continue;
    const slug = heading
      .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc} -]/gu, '')
      .replaceAll(' ', '-');
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    anchors.add(count === 0 ? slug : `${slug}-${count}`);
  }
  return anchors;
}

/** @param {string} pattern @param {Repository} repository */
function isThere(pattern, { has, files }) {
  if (!pattern.includes('*')) return has(pattern.replace(/\/$/, ''));
  const expression = pattern
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join('.*');
  return files.some((file) => new RegExp(`^${expression}(?:/|$)`).test(file));
}

/**
 * @param {string} page its path from the root
 * @param {readonly string[]} prose
 * @param {Repository} repository
 * @returns {Fault[]}
 */
function linkFaults(page, prose, repository) {
  return prose.flatMap((text, index) =>
    [...text.replaceAll(/`[^`]*`/g, '').matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:/i.test(target)) return [];
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : posix.normalize(posix.join(posix.dirname(page), decodeURI(path)));
      const line = index + 1;
      if (file.startsWith('..') || !repository.has(file))
        return [{ line, what: `links to ${target}, which is not there` }];
      if (anchor === undefined || !file.endsWith('.md') || anchorsOf(repository.read(file)).has(anchor)) return [];
      return [{ line, what: `links to ${target}, but ${file} has no such heading` }];
    }),
  );
}

/**
 * @param {string} page
 * @param {readonly Code[]} code
 * @param {readonly string[]} own files that the page has its reader write
 * @param {Repository} repository
 * @returns {Fault[]}
 */
function pathFaults(page, code, own, repository) {
  return code.flatMap(({ text, line, isFence }) =>
    text.split(/\s+/).flatMap((word) => {
      const path = word.replace(/^[('"]+/, '').replace(/[)'",;:.]+$/, '');
      if (own.some((file) => file === path || file.endsWith(`/${path}`))) return [];
      if (PATH.test(path))
        return isThere(path, repository) ? [] : [{ line, what: `names ${path}, which is not there` }];
      // In fences, file names are the reader's own.
      if (isFence || !FILE_NAME.test(path) || path.startsWith('/')) return [];
      const beside = posix.normalize(posix.join(posix.dirname(page), path));
      if (repository.has(beside) || repository.files.some((file) => file === path || file.endsWith(`/${path}`)))
        return [];
      return [{ line, what: `names ${path}, which is no file here` }];
    }),
  );
}

/**
 * @param {readonly Code[]} code
 * @param {Repository} repository
 * @returns {Fault[]}
 */
function scriptFaults(code, { scripts }) {
  return code.flatMap(({ text, line }) =>
    [...text.matchAll(/\bnpm (run )?(?:-s )?([a-z][\w:-]*)/g)].flatMap(([, isRun, name = '']) =>
      scripts.includes(name) || (isRun === undefined && NPM_OWN.includes(name))
        ? []
        : [{ line, what: `names npm ${isRun ?? ''}${name}, which package.json does not have` }],
    ),
  );
}

/**
 * `name` (`file.ts`): the file has to export it. `name` in or of `file.ts`: the word has to stand there.
 * @param {readonly string[]} prose
 * @param {Repository} repository
 * @returns {Fault[]}
 */
function symbolFaults(prose, { files, read }) {
  return prose.flatMap((text, index) =>
    [...text.matchAll(/`([A-Za-z_]\w*)` (\(|in |of )`([\w./-]+\.tsx?)`/g)].flatMap(
      ([, name = '', between = '', path = '']) => {
        const file = files.find((each) => each === path || each.endsWith(`/${path}`));
        // A file that is not there is told with the paths.
        if (file === undefined) return [];
        const pattern =
          between === '('
            ? `export (?:declare |abstract |async )*(?:function|const|class|interface|type)\\*? ${name}\\b`
            : `\\b${name}\\b`;
        if (new RegExp(pattern).test(read(file))) return [];
        const what = between === '(' ? 'which it does not export' : 'which does not stand there';
        return [{ line: index + 1, what: `says that ${file} has ${name}, ${what}` }];
      },
    ),
  );
}

/**
 * What a page names that is not there.
 * @param {string} page its path from the root of the repository, with `/`
 * @param {Repository} repository
 * @returns {Fault[]}
 */
export function faultsOf(page, repository) {
  const { prose, code, fenced } = partsOf(repository.read(page));
  const own = fenced.flatMap(({ file, isNew }) => (isNew ? [file] : []));
  return [
    ...linkFaults(page, prose, repository),
    ...pathFaults(page, code, own, repository),
    ...fenced.flatMap(({ file, line, isNew }) =>
      isNew || repository.has(file) ? [] : [{ line, what: `edits ${file}, which is not there` }],
    ),
    ...scriptFaults(code, repository),
    ...symbolFaults(prose, repository),
  ].toSorted((a, b) => a.line - b.line);
}

/**
 * Options of the command line that a page names and that its verb does not have, and verbs that are none.
 * @param {string} markdown
 * @param {{ verbs: Readonly<Record<string, string>>, global: string }} help of each verb, and of all
 * @returns {Fault[]}
 */
export function commandFaults(markdown, { verbs, global }) {
  /** @param {string} text */
  const optionsIn = (text) => [...text.matchAll(/(?<![\w-])--?[a-z][a-z-]*/g)].map(([option]) => option);
  const everywhere = new Set(optionsIn(global));
  return partsOf(markdown).code.flatMap(({ text, line }) =>
    commandsIn(text).flatMap(([verb = '', ...rest]) => {
      if (verb.startsWith('-')) return [];
      const help = Object.hasOwn(verbs, verb) ? verbs[verb] : undefined;
      if (help === undefined) return [{ line, what: `names tokenhouse ${verb}, which is no verb` }];
      const known = new Set(optionsIn(help));
      const asked = rest.filter((word) => /^--?[a-z]/.test(word)).map((word) => word.replace(/=.*$/, ''));
      return asked
        .filter((option) => !known.has(option) && !everywhere.has(option))
        .map((option) => ({ line, what: `names tokenhouse ${verb} ${option}, which it does not take` }));
    }),
  );
}

/**
 * The verb and arguments of each call of the command line in a line of code.
 * @param {string} text
 * @returns {readonly string[][]}
 */
function commandsIn(text) {
  return [...text.matchAll(/(?:^|[\s(|`])tokenhouse(?: --)? ([^|>]*)/g)].map(([, rest = '']) =>
    rest
      .replaceAll(/'[^']*'|"[^"]*"/g, 'text')
      .replaceAll(/[[\]()…]/g, ' ')
      .split(/\s+/)
      .filter((word) => word !== ''),
  );
}

/** @param {string} root @returns {Repository} */
export function repositoryAt(root) {
  /** @type {string[]} */
  const files = readdirSync(root).filter((name) => statSync(join(root, name)).isFile());
  /** @param {string} folder */
  const walk = (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else files.push(relative(root, path).replaceAll('\\', '/'));
    }
  };
  for (const folder of TOP_FOLDERS) walk(join(root, folder));
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    files,
    scripts: Object.keys(scripts),
    has: (path) => existsSync(join(root, path)),
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}

/** @param {Repository} repository every page of documentation */
export function pagesOf({ files }) {
  return files.filter((file) => file.endsWith('.md')).toSorted();
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const repository = repositoryAt(dirname(dirname(fileURLToPath(import.meta.url))));
  const pages = pagesOf(repository);
  const said = pages.flatMap((page) => faultsOf(page, repository).map(({ line, what }) => `${page}:${line} ${what}`));
  const index = repository.read('docs/README.md');
  for (const page of pages)
    if (page.startsWith('docs/') && page !== 'docs/README.md' && !index.includes(`](${page.slice('docs/'.length)})`))
      said.push(`docs/README.md does not list ${page}`);
  const commands = repository.read('CONTRIBUTING.md');
  for (const script of repository.scripts)
    if (!new RegExp(`npm (?:run )?(?:-s )?${script}(?![\\w:-])`).test(commands))
      said.push(`CONTRIBUTING.md does not name npm run ${script}`);
  for (const line of said) console.error(line);
  if (said.length > 0) process.exitCode = 1;
  else console.log(`docs: ${pages.length} pages, everything that they name is there`);
}
