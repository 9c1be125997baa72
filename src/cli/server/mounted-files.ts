import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, dirname, extname, join, sep } from 'node:path';
import send from 'send';
import { MEDIA_TYPE } from '../../format/index.ts';
import { NOTHING_HERE, redirect, refuse, type Refusal } from './answers.ts';

/** URL path → file or folder. A path that ends in `/` is a folder's; the longest that fits is taken. */
export type Mounts = Readonly<Record<string, string>>;

/** Content types that differ from, or are missing in, what `send` goes by. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.reprise': MEDIA_TYPE,
  '.cast': 'application/x-asciicast',
  '.ndjson': 'application/x-ndjson',
};

/** What a path of an address stands for on the disk: really there, and really in its folder. */
interface Target {
  /** Folder, without links. */
  readonly root: string;
  /** Path in it, without links. */
  readonly path: string;
  readonly isFolder: boolean;
  /** In bytes. */
  readonly size: number;
  /** Whether it was named: then it may be hidden. */
  readonly isNamed: boolean;
}

/** Answers a GET or HEAD with a file that is mounted, with Range. */
export async function answerFile(
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
  mounts: Mounts,
): Promise<void> {
  const target = await targetOf(path, mounts);
  if (!target) refuse(request, response, NOTHING_HERE);
  else if (target.isFolder && !path.endsWith('/')) redirect(response, `${path}/`);
  else sendFile(request, response, path, target);
}

async function targetOf(path: string, mounts: Mounts): Promise<Target | undefined> {
  const named = Object.hasOwn(mounts, path) && !path.endsWith('/') ? mounts[path] : undefined;
  try {
    if (named !== undefined) {
      const real = await realpath(named);
      return await describe(dirname(real), basename(real), true);
    }
    const prefix = Object.keys(mounts)
      .filter((mount) => mount.endsWith('/') && path.startsWith(mount))
      .sort((a, b) => b.length - a.length)[0];
    if (prefix === undefined) return undefined;
    const root = await realpath(mounts[prefix]!);
    const real = await realpath(join(root, decodeURIComponent(path.slice(prefix.length))));
    // A link may lead anywhere: what it leads to has to be in the folder itself.
    const inside = real === root ? '' : real.startsWith(root + sep) ? real.slice(root.length + 1) : undefined;
    return inside === undefined ? undefined : await describe(root, inside, false);
  } catch {
    return undefined;
  }
}

async function describe(root: string, path: string, isNamed: boolean): Promise<Target> {
  const found = await stat(join(root, path));
  return { root, path, isFolder: found.isDirectory(), size: found.size, isNamed };
}

function sendFile(request: IncomingMessage, response: ServerResponse, path: string, target: Target): void {
  const type = CONTENT_TYPES[extname(path.replace(/\.reprise\.zip$/, '.reprise'))];
  if (type !== undefined) response.setHeader('Content-Type', type);
  const encoded = target.path.split(sep).map(encodeURIComponent).join('/');
  send(request, `/${encoded}${target.isFolder && target.path !== '' ? '/' : ''}`, {
    root: target.root,
    index: 'index.html',
    dotfiles: target.isNamed ? 'allow' : 'ignore',
    cacheControl: false,
    // No range lies inside an empty file, and who asks for many would get bytes again and again: both get it whole.
    acceptRanges: target.isFolder || (target.size > 0 && !request.headers.range?.includes(',')),
  })
    .on('directory', () => refuse(request, response, NOTHING_HERE))
    .on('error', (error: { status?: number }) => refuse(request, response, refusalFor(error)))
    .pipe(response);
}

function refusalFor({ status = 500 }: { status?: number }): Refusal {
  if (status === 416) return { status, reason: 'the range lies outside the file' };
  return status < 500 ? NOTHING_HERE : { status: 500, reason: 'the request cannot be answered' };
}
