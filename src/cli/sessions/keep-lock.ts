import { randomBytes } from 'node:crypto';
import { link, readFile, rename, stat, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { FileError, processIsAlive, systemCode, systemReason, temporaryPath } from '../../node/files.ts';

const LOCK_NAME = '.keep.lock';

/** A lock that is older was left behind, whatever it says: process numbers come again, ms. */
const MAX_AGE = 24 * 3_600_000;

interface Owner {
  readonly pid: number;
  readonly host: string;
}

/**
 * A note in a folder that somebody is at work in it. It keeps two runs from doing the same work; that no archive gets
 * lost does not depend on it.
 */
export class KeepLock {
  readonly #path: string;
  readonly #text: string;

  private constructor(path: string, text: string) {
    this.#path = path;
    this.#text = text;
  }

  /**
   * Takes the lock; one that a process left behind which is no more is taken over.
   *
   * @returns the lock, or words about who has it
   * @throws {FileError} `output-unwritable`
   */
  static async take(folder: string): Promise<KeepLock | string> {
    const path = join(folder, LOCK_NAME);
    const mark = `${process.pid}-${randomBytes(4).toString('hex')}`;
    const text = `${JSON.stringify({ pid: process.pid, host: hostname(), mark })}\n`;
    try {
      for (let attempt = 0; attempt < 3; attempt += 1) {
        if (await claim(path, text)) return new KeepLock(path, text);
        const holder = await holderOf(path);
        if (holder !== undefined && holder.owner) return words(holder.owner, path);
        if (holder !== undefined) await setAside(path, holder.text);
      }
      return `another run is at work in ${folder}`;
    } catch (cause) {
      throw new FileError('output-unwritable', `cannot write in ${folder}: ${systemReason(cause)}`, {
        cause,
      });
    }
  }

  /** Gives the lock back, if it is still ours. */
  async release(): Promise<void> {
    const text = await readFile(this.#path, 'utf8').catch(() => undefined);
    if (text === this.#text) await unlink(this.#path).catch(() => undefined);
  }
}

/** The note is written elsewhere first and then linked: it never stands there empty. */
async function claim(path: string, text: string): Promise<boolean> {
  const written = temporaryPath(path);
  try {
    await writeFile(written, text, { flag: 'wx' });
    await link(written, path);
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    return await claimInPlace(path, text);
  } finally {
    await unlink(written).catch(() => undefined);
  }
}

/** Of a file system without hard links. */
async function claimInPlace(path: string, text: string): Promise<boolean> {
  try {
    await writeFile(path, text, { flag: 'wx' });
    return true;
  } catch (error) {
    if (systemCode(error) === 'EEXIST') return false;
    // On a full disk it stands there empty, and would be taken for one that somebody is just taking.
    await unlink(path).catch(() => undefined);
    throw error;
  }
}

/** Who has the lock: `owner` is absent when nobody does any more. `undefined`: it is gone meanwhile. */
async function holderOf(path: string): Promise<{ text: string; owner?: Owner } | undefined> {
  try {
    const [text, { mtimeMs }] = [await readFile(path, 'utf8'), await stat(path)];
    const owner = parseOwner(text);
    return Date.now() - mtimeMs < MAX_AGE && isAlive(owner) ? { text, owner } : { text };
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Moves a lock that was left behind out of the way; one that another run has put there meanwhile is put back. */
async function setAside(path: string, text: string): Promise<void> {
  const aside = temporaryPath(path);
  try {
    await rename(path, aside);
    if ((await readFile(aside, 'utf8')) !== text) await link(aside, path);
    await unlink(aside);
  } catch {
    // Somebody was faster.
    await unlink(aside).catch(() => undefined);
  }
}

function parseOwner(text: string): Owner {
  try {
    const { pid, host } = JSON.parse(text) as Partial<Owner>;
    if (typeof pid === 'number' && typeof host === 'string') return { pid, host };
  } catch {
    // Half written, on a file system without hard links: somebody is just taking it.
  }
  return { pid: 0, host: '' };
}

function isAlive({ pid, host }: Owner): boolean {
  return host !== hostname() || pid <= 0 || processIsAlive(pid);
}

function words({ pid, host }: Owner, path: string): string {
  const who = pid > 0 ? `process ${pid} on ${host}` : 'somebody';
  return `another run is at work there (${who}); if that is not so, remove ${path}`;
}
