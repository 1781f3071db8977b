import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { headersIn } from '../scripts/headers.ts';

export const DIST = fileURLToPath(new URL('../dist', import.meta.url));

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

/** A plain host of static files, as strangers run them: under any path, with the headers of `_headers` or with none. */
export class StaticHost {
  /** Where the site begins: `/` or `/some/path/`. */
  readonly base: string;
  readonly sendsHeaders: boolean;
  /** The folder that is served; another may take its place. */
  root: string;
  /** Paths that were asked for, without the base. */
  readonly asked: string[] = [];
  #server: Server | undefined;
  #port = 0;

  constructor({
    base = '/',
    sendsHeaders = true,
    root = DIST,
  }: Partial<Pick<StaticHost, 'base' | 'sendsHeaders' | 'root'>> = {}) {
    this.base = base;
    this.sendsHeaders = sendsHeaders;
    this.root = root;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.base}`;
  }

  /** At the same port as before, where there was one. */
  async start(): Promise<void> {
    const server = createServer((request, response) => this.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** From here on there is no network. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const { pathname } = new URL(request.url ?? '/', 'http://host');
    const path = pathname.startsWith(this.base) ? normalize(`/${pathname.slice(this.base.length)}`) : null;
    if (path !== null) this.asked.push(path);
    const file = path === null ? null : join(this.root, path.endsWith('/') ? `${path}index.html` : path);
    if (path === null || file === null || !existsSync(file) || statSync(file).isDirectory()) {
      response.writeHead(404).end();
      return;
    }
    const text = this.sendsHeaders ? readFileSync(join(this.root, '_headers'), 'utf8') : '';
    response.writeHead(200, {
      'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream',
      ...headersIn({ text, path }),
    });
    createReadStream(file).pipe(response);
  }
}
