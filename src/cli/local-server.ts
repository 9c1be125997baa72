import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, extname } from 'node:path';
import send from 'send';
import { MEDIA_TYPE } from '../format/index.ts';
import { FileError, systemReason } from '../node/files.ts';

/** What is served. */
export interface ServerOptions {
  /** URL path → file or folder. A path that ends in `/` is a folder's; the longest that fits is taken. */
  readonly mounts: Readonly<Record<string, string>>;
  /** Default 0: any free one. */
  readonly port?: number;
  /** Where `/` leads, when nothing is mounted there. */
  readonly start?: string;
}

/** A server that runs. */
export interface LocalServer {
  /** `http://127.0.0.1:PORT/` */
  readonly address: string;
  close(): Promise<void>;
}

/**
 * Serves files to browsers on this computer: on the loopback address, for requests that name it as their host
 * (a page elsewhere that has its name point here gets nothing), with Range, and without CORS.
 *
 * @throws {FileError} `output-unwritable` when the port cannot be had
 */
export async function startServer(options: ServerOptions): Promise<LocalServer> {
  const server = createServer((request, response) => answer(request, response, options));
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `cannot listen on port ${port} of 127.0.0.1: ${systemReason(cause)}`;
      reject(new FileError('output-unwritable', message, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function answer(request: IncomingMessage, response: ServerResponse, options: ServerOptions): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const refusal = refusalOf(request);
  const path = (request.url ?? '/').split('?')[0]!;
  const target = targetOf(path, options.mounts);
  if (refusal) refuse(response, ...refusal);
  else if (target) serve(request, response, path, target);
  else if (path === '/' && options.start !== undefined) redirect(response, options.start);
  else refuse(response, 404, 'nothing here');
}

const HEADERS = {
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** Content types that differ from, or are missing in, what `send` goes by. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.reprise': MEDIA_TYPE,
  '.cast': 'application/x-asciicast',
  '.ndjson': 'application/x-ndjson',
};

function refusalOf(request: IncomingMessage): [status: number, reason: string] | undefined {
  const port = request.socket.localPort ?? 0;
  const own = ['127.0.0.1', 'localhost', '[::1]'].map((name) => (port === 80 ? name : `${name}:${port}`));
  const host = request.headers.host?.toLowerCase();
  if (host === undefined || !own.includes(host)) return [403, 'the Host of the request is not this server'];
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `http://${host}`)
    return [403, 'requests of other sites are refused'];
  if (isForeign(request)) return [403, 'requests of other sites are refused'];
  if (request.method !== 'GET' && request.method !== 'HEAD') return [405, 'only GET and HEAD'];
  return undefined;
}

/** Another site may link here, which shows it nothing; it may not load anything from here. */
function isForeign({ headers }: IncomingMessage): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'none' || site === 'same-origin') return false;
  return headers['sec-fetch-mode'] !== 'navigate' || headers['sec-fetch-dest'] !== 'document';
}

interface Target {
  /** Folder on the disk, and the URL-encoded path under it. */
  readonly root: string;
  readonly path: string;
}

function targetOf(path: string, mounts: ServerOptions['mounts']): Target | undefined {
  const prefixes = Object.keys(mounts).sort((a, b) => b.length - a.length);
  for (const prefix of prefixes) {
    const place = mounts[prefix]!;
    if (prefix.endsWith('/')) {
      if (path.startsWith(prefix)) return { root: place, path: `/${path.slice(prefix.length)}` };
    } else if (path === prefix) {
      return { root: dirname(place), path: `/${encodeURIComponent(basename(place))}` };
    }
  }
  return undefined;
}

function serve(request: IncomingMessage, response: ServerResponse, path: string, target: Target): void {
  const type = CONTENT_TYPES[extname(path.replace(/\.reprise\.zip$/, '.reprise'))];
  if (type !== undefined) response.setHeader('Content-Type', type);
  send(request, target.path, {
    root: target.root,
    index: 'index.html',
    dotfiles: 'ignore',
    cacheControl: false,
  })
    .on('directory', () =>
      path.endsWith('/') ? refuse(response, 404, 'nothing here') : redirect(response, `${path}/`),
    )
    .on('error', (error: { status?: number; message: string }) =>
      refuse(response, error.status ?? 500, reasonOf(error)),
    )
    .pipe(response);
}

function reasonOf(error: { status?: number }): string {
  if (error.status === 404 || error.status === 403) return 'nothing here';
  return error.status === 416 ? 'the range lies outside the file' : 'the request cannot be answered';
}

function redirect(response: ServerResponse, location: string): void {
  // A path that starts with two slashes would lead to another host.
  response.writeHead(302, { Location: location.replace(/^[/\\]+/, '/') }).end();
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.writeHead(status).end(`${reason}\n`);
}
