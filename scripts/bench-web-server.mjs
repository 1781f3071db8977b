import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/** Type, and whether compression helps. */
const TYPES = /** @type {Readonly<Record<string, readonly [type: string, isText: boolean]>>} */ ({
  '.html': ['text/html; charset=utf-8', true],
  '.js': ['text/javascript', true],
  '.css': ['text/css', true],
  '.svg': ['image/svg+xml', true],
  '.json': ['application/json', true],
  '.webmanifest': ['application/manifest+json', true],
  '.txt': ['text/plain; charset=utf-8', true],
  '.xml': ['application/xml', true],
  '.wasm': ['application/wasm', true],
  '.png': ['image/png', false],
});

/**
 * Brotli's strongest level takes a second for a large file, and hosts compress once: so does this.
 * @param {Buffer} plain @param {string} accepted
 * @returns {{ body: Buffer, encoding: 'br' | 'gzip' | null }}
 */
export function compressed(plain, accepted) {
  if (/\bbr\b/.test(accepted))
    return {
      body: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
      encoding: 'br',
    };
  if (/\bgzip\b/.test(accepted)) return { body: gzipSync(plain, { level: 9 }), encoding: 'gzip' };
  return { body: plain, encoding: null };
}

/**
 * Answers with the files of a folder, compressed as a static host would; what it does not have is left to whoever comes next.
 * Vite's own preview sends everything uncompressed, which is three times as much.
 * @param {string} dir
 * @returns {import('vite').Connect.NextHandleFunction}
 */
export function compressedFiles(dir) {
  /** @type {Map<string, { body: Buffer, encoding: 'br' | 'gzip' | null }>} */
  const known = new Map();
  return (request, response, next) => {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const name = normalize(decodeURIComponent(pathname.endsWith('/') ? `${pathname}index.html` : pathname));
    const file = join(dir, name);
    const type = TYPES[extname(name)];
    if (type === undefined || !existsSync(file) || !statSync(file).isFile()) return next();
    const accepted = type[1] ? String(request.headers['accept-encoding'] ?? '') : '';
    const key = `${file} ${accepted}`;
    const answer = known.get(key) ?? compressed(readFileSync(file), accepted);
    known.set(key, answer);
    response.setHeader('Content-Type', type[0]);
    response.setHeader('Vary', 'Accept-Encoding');
    if (answer.encoding !== null) response.setHeader('Content-Encoding', answer.encoding);
    response.setHeader('Content-Length', answer.body.length);
    response.end(answer.body);
  };
}

/**
 * The built site with the headers of `public/_headers`, compressed.
 * @param {{ root: string, outDir?: string }} options
 */
export async function serveBuilt({ root, outDir = 'dist' }) {
  const { preview } = await import('vite');
  const server = await preview({
    root,
    logLevel: 'error',
    build: { outDir },
    preview: { host: '127.0.0.1', port: 4480, strictPort: false },
    plugins: [
      {
        name: 'tokenhouse:compressed',
        // After the plugin that sends the headers, which the site's own settings bring.
        configurePreviewServer: ({ middlewares }) => void middlewares.use(compressedFiles(join(root, outDir))),
      },
    ],
  });
  const url = server.resolvedUrls?.local[0];
  if (url === undefined) throw new Error('The preview server has no address.');
  return { url, close: () => server.close() };
}
