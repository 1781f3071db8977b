// `npm run bench:gpu`: the kernels and the protocol of the page under Node, on the `webgpu` package (Dawn), and beside
// them a native read where there is a CUDA compiler.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

const USAGE = `npm run bench:gpu -- [options]
  --size MIB       array that is read (1024)
  --pace RATIO     1: samples of 0.15 s; less shortens them (1)
  --adapter NAME   part of an adapter's name, of several
  --backend NAME   vulkan, d3d12, metal
  --software       on the processor, by the SwiftShader of an installed Chromium
  --quantised      keep the device's clock as coarse as browsers make it
  --json FILE      write everything that was found
  --check          hold the kernels against the same arithmetic in JavaScript, measure nothing
  --probe          say whether there is a device, and nothing else`;

/** Where a Chromium keeps its processor-made graphics: the driver's list, and the loader beside it. */
const CHROMIUM_FOLDERS = ['/usr/lib/chromium', '/usr/lib/chromium-browser', '/opt/google/chrome', '/opt/chromium'];

/** @param {string} text @returns {never} */
function stop(text) {
  console.error(text);
  process.exit(2);
}

/** The loader's paths are read when a process begins, so this one is begun again. @param {string[]} args */
function runOnSoftware(args) {
  const folder = CHROMIUM_FOLDERS.find((each) => existsSync(join(each, 'vk_swiftshader_icd.json')));
  if (!folder) stop(`No SwiftShader found in ${CHROMIUM_FOLDERS.join(', ')}.`);
  const driver = join(folder, 'vk_swiftshader_icd.json');
  const { status } = spawnSync(process.execPath, [fileURLToPath(import.meta.url), ...args], {
    stdio: 'inherit',
    env: {
      ...process.env,
      VK_ICD_FILENAMES: driver,
      VK_DRIVER_FILES: driver,
      LD_LIBRARY_PATH: [folder, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter),
    },
  });
  process.exit(status ?? 1);
}

/**
 * The measuring code as one module: Node 20 reads no TypeScript.
 * @param {string} root
 * @returns {Promise<typeof import('../src/bench/gpu/command.ts')>}
 */
async function loadBench(root) {
  const { build } = await import('vite');
  const outDir = join(root, 'node_modules/.cache', `tokenhouse-bench-gpu.${process.pid}`);
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: join(root, 'src/bench/gpu/command.ts'),
      outDir,
      target: 'node20',
      rolldownOptions: { output: { entryFileNames: 'bench.mjs' } },
    },
  });
  const bench = await import(pathToFileURL(join(outDir, 'bench.mjs')).href);
  rmSync(outDir, { recursive: true });
  return bench;
}

/** @param {{ backend?: string | undefined, adapter?: string | undefined, quantised?: boolean | undefined }} options */
async function openGpu({ backend, adapter, quantised }) {
  const { create } = await import('webgpu').catch((/** @type {Error} */ error) =>
    stop(`The package webgpu does not load here: ${error.message.split('\n')[0]}`),
  );
  const flags = quantised ? [] : ['disable-dawn-features=timestamp_quantization'];
  if (backend) flags.push(`backend=${backend}`);
  if (adapter) flags.push(`adapter=${adapter}`);
  return create(flags);
}

/**
 * The native read beside it, or why there is none.
 * @param {{ root: string, bytes: number }} options
 * @returns {{ absence: string } | { medianBytesPerSecond: number, card: string }}
 */
function nativeRead({ root, bytes }) {
  if (spawnSync('nvcc', ['--version']).status !== 0)
    return { absence: 'There is no nvcc on the path, so nothing native was read beside it.' };
  const dir = mkdtempSync(join(tmpdir(), 'tokenhouse-native-'));
  try {
    const program = join(dir, 'native-read');
    const built = spawnSync('nvcc', ['-O3', '-arch=native', '-o', program, join(root, 'scripts/native-read.cu')], {
      encoding: 'utf8',
    });
    if (built.status !== 0) return { absence: `nvcc does not build the native read: ${built.stderr.trim()}` };
    const ran = spawnSync(program, [String(bytes)], { encoding: 'utf8' });
    if (ran.status !== 0) return { absence: `The native read does not run: ${ran.stderr.trim()}` };
    return JSON.parse(ran.stdout);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** @param {string} root @param {string[]} args */
export async function benchGpu(root, args) {
  const { values } = parseArgs({
    args,
    options: {
      size: { type: 'string', default: '1024' },
      pace: { type: 'string', default: '1' },
      adapter: { type: 'string' },
      backend: { type: 'string' },
      software: { type: 'boolean', default: false },
      quantised: { type: 'boolean', default: false },
      json: { type: 'string' },
      check: { type: 'boolean', default: false },
      probe: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const mostBytes = Number(values.size) * 2 ** 20;
  const paceRatio = Number(values.pace);
  if (values.help || !(mostBytes >= 2 ** 20) || !(paceRatio > 0)) {
    console.log(USAGE);
    process.exit(values.help ? 0 : 2);
  }
  if (values.software) runOnSoftware(args.filter((argument) => argument !== '--software'));

  const gpu = await openGpu(values);
  const environment = { gpu, isSecureContext: true, now: () => performance.now() / 1e3 };

  if ((await gpu.requestAdapter()) === null)
    stop(
      'No graphics driver that WebGPU can use was found (on Linux: a Vulkan driver and libvulkan.so.1). ' +
        'With --software the processor stands in for one, where Chromium is installed.',
    );
  if (values.probe) process.exit(0);
  const { checkKernels, measureGpu, reportOf } = await loadBench(root);
  if (values.check) {
    const { compared, wrong } = await checkKernels(environment);
    console.log(`${compared} compared, ${wrong.length} wrong${wrong.map((name) => `\n  ${name}`).join('')}`);
    process.exit(wrong.length > 0 ? 1 : 0);
  }

  const since = performance.now();
  const result = await measureGpu({
    environment,
    request: { mostBytes, paceRatio },
    signal: new AbortController().signal,
  });
  const seconds = (performance.now() - since) / 1e3;
  console.log(reportOf(result).join('\n'));
  console.log(`Took      ${seconds.toFixed(1)} s`);

  const native = result.status === 'measured' ? nativeRead({ root, bytes: result.bufferBytes }) : null;
  if (native && result.status === 'measured') {
    if ('absence' in native) console.log(`Native    ${native.absence}`);
    else {
      const ratio = result.read.medianBytesPerSecond / native.medianBytesPerSecond;
      const rate = (native.medianBytesPerSecond / 1e9).toFixed(1);
      console.log(
        `Native    ${rate} GB/s on ${native.card} by CUDA; WebGPU reaches ${(100 * ratio).toFixed(1)} % of it`,
      );
    }
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ result, native, seconds }, null, 2)}\n`);
  // The device holds the process open.
  process.exit(result.status === 'measured' ? 0 : 1);
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await benchGpu(fileURLToPath(new URL('..', import.meta.url)), process.argv.slice(2));
