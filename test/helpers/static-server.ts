import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.cast': 'text/plain; charset=utf-8',
  '.reprise': 'application/vnd.reprise+zip',
};

/** One request a server answered: what was asked for and how many body bytes it got. */
export interface ServedRequest {
  readonly path: string;
  readonly range: string | undefined;
  readonly status: number;
  readonly bytes: number;
}

export interface StaticServer {
  /** `http://localhost:<port>`, no slash at the end. */
  readonly origin: string;
  readonly requests: ServedRequest[];
  close(): Promise<void>;
}

/** Path prefix → folder on disk, or a path → the text to answer with. */
export type Mounts = Readonly<Record<string, string | { readonly text: string; readonly type?: string }>>;

/**
 * Serves folders and texts on loopback, with byte ranges as RFC 9110 has them and nothing laxer: one range of
 * absolute positions, `416` past the end.
 *
 * @param mounts - path prefix → folder on disk, or a path → the text to answer with
 * @param options - `ranges: false` answers every request with the whole file; `headers` go with every answer
 */
export async function startStaticServer(
  mounts: Mounts,
  { ranges = true, headers = {} }: { ranges?: boolean; headers?: Readonly<Record<string, string>> } = {},
): Promise<StaticServer> {
  const requests: ServedRequest[] = [];
  const server = createServer((request, response) => {
    if (!ranges) delete request.headers.range;
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    void answer(request, response, mounts, requests);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  mounts: Mounts,
  requests: ServedRequest[],
): Promise<void> {
  const path = decoded(new URL(request.url ?? '/', 'http://localhost').pathname);
  const range = request.headers.range;
  const log = (status: number, bytes: number): void => void requests.push({ path, range, status, bytes });

  const prefix = Object.keys(mounts)
    .filter((key) => path === key || (key.endsWith('/') && path.startsWith(key)))
    .sort((a, b) => b.length - a.length)[0];
  const mount = prefix === undefined ? undefined : mounts[prefix];
  if (mount !== undefined && typeof mount !== 'string') {
    response.writeHead(200, { 'content-type': mount.type ?? 'text/html; charset=utf-8' }).end(mount.text);
    log(200, Buffer.byteLength(mount.text));
    return;
  }
  const file =
    mount === undefined || prefix === undefined
      ? undefined
      : join(mount, normalize(`/${path.slice(prefix.length)}`), path.endsWith('/') ? 'index.html' : '');
  const facts = file === undefined ? undefined : await stat(file).catch(() => undefined);
  if (file === undefined || !facts?.isFile()) {
    response.writeHead(404).end();
    log(404, 0);
    return;
  }
  const span = range === undefined ? undefined : /^bytes=(\d+)-(\d*)$/.exec(range);
  const start = Number(span?.[1] ?? 0);
  const end = Math.min(span?.[2] ? Number(span[2]) : Infinity, facts.size - 1);
  if (span && start >= facts.size) {
    response.writeHead(416, { 'content-range': `bytes */${facts.size}` }).end();
    log(416, 0);
    return;
  }
  const length = Math.max(0, end - start + 1);
  response.writeHead(span ? 206 : 200, {
    'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
    'content-length': length,
    ...(span ? { 'accept-ranges': 'bytes' } : {}),
    'cache-control': 'no-store',
    etag: `"${facts.size}-${facts.mtimeMs}"`,
    ...(span ? { 'content-range': `bytes ${start}-${end}/${facts.size}` } : {}),
  });
  log(span ? 206 : 200, length);
  if (length === 0) response.end();
  else createReadStream(file, { start, end }).pipe(response);
}

/** A path as the files are called; one with a percent sign that stands for nothing stays as it is. */
function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
