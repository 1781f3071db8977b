import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The names, sizes and times of every source file under `dir`.
 * @param {string} dir @param {string[]} into
 */
function fingerprint(dir, into) {
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) fingerprint(path, into);
    else if (!/\.test\.tsx?$/.test(entry.name)) {
      const { mtimeMs, size } = statSync(path);
      into.push(`${path} ${size} ${mtimeMs}`);
    }
  }
}

/**
 * The path of a built program. Node 20 reads no TypeScript, so it is built once and kept until a source file changes.
 * @param {string} root @param {string} entry path of its TypeScript, such as `tools/main.ts`
 */
export async function builtProgram(root, entry) {
  /** @type {string[]} */
  const seen = [process.version, String(statSync(join(root, 'package-lock.json')).mtimeMs)];
  for (const layer of ['domain', 'catalog', 'engine', 'scenario', 'evaluate', 'bench'])
    if (existsSync(join(root, 'src', layer))) fingerprint(join(root, 'src', layer), seen);
  fingerprint(join(root, 'tools'), seen);

  const cache = join(root, 'node_modules/.cache/tokenhouse', entry.replaceAll(/\W+/g, '-'));
  const key = createHash('sha256').update(seen.sort().join('\n')).digest('hex').slice(0, 20);
  const built = join(cache, key);
  if (!existsSync(join(built, 'main.mjs'))) {
    const { build } = await import('vite');
    const outDir = join(cache, `${key}.${process.pid}`);
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      ssr: { noExternal: true },
      build: {
        ssr: join(root, entry),
        outDir,
        target: 'node20',
        sourcemap: true,
        rolldownOptions: { output: { entryFileNames: 'main.mjs', chunkFileNames: '[name]-[hash].mjs' } },
      },
    });
    mkdirSync(cache, { recursive: true });
    for (const old of readdirSync(cache)) if (!old.startsWith(key)) rmSync(join(cache, old), { recursive: true });
    if (existsSync(built)) rmSync(outDir, { recursive: true });
    else renameSync(outDir, built);
  }
  return join(built, 'main.mjs');
}

/**
 * Runs tools/main.ts.
 * @param {string} root @param {string[]} args
 */
export async function runTool(root, args) {
  const program = await builtProgram(root, 'tools/main.ts');
  // npm changes to the package's folder, but a path in the arguments is meant from where npm was called.
  if (process.env.npm_lifecycle_event === 'tokenhouse' && process.env.INIT_CWD) process.chdir(process.env.INIT_CWD);
  process.argv = [process.execPath, 'tokenhouse', ...args];
  await import(pathToFileURL(program).href);
}
