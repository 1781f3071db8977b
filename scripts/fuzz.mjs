import { pathToFileURL } from 'node:url';
import { builtProgram } from './tool.mjs';

/**
 * Runs tools/fuzz/main.ts.
 * @param {string} root @param {string[]} args
 */
export async function fuzz(root, args) {
  const program = await builtProgram(root, 'tools/fuzz/main.ts');
  process.argv = [process.execPath, 'fuzz', ...args];
  await import(pathToFileURL(program).href);
}
