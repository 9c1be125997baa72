import { createHash, randomBytes } from 'node:crypto';
import { lstat, opendir, rm, unlink } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { processIsAlive } from './process-is-alive.ts';

/** `<name>.tmp-<process>-<computer><random>` */
const TEMPORARY = /\.tmp-(\d{1,10})-([0-9a-f]{4})[0-9a-f]{8}$/;

/** Names of files have 255 bytes at most; what is put behind one needs some of them. */
const MAX_STEM = 200;

/** Names that are looked at in a folder. */
const MAX_NAMES = 200_000;

/** A file that nobody has written to for so long was left behind, whatever its name says, ms. */
const MAX_AGE = 24 * 3_600_000;

/** A path beside another one for what is being written: nobody else has it, and it tells who is at it. */
export function temporaryPath(path: string): string {
  const stem = Buffer.from(basename(path))
    .subarray(0, MAX_STEM)
    .toString()
    .replace(/\ufffd$/, '');
  return join(dirname(path), `${stem}.tmp-${process.pid}-${HOST}${randomBytes(4).toString('hex')}`);
}

/** The computer, in four digits: process numbers of another one mean nothing here. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 4);

/**
 * Removes the temporary files of processes that ended without doing so: by a kill, or a loss of power. Files of a
 * process that is still there are left alone, and those of another computer for a day.
 *
 * @returns paths of what was removed; a folder that cannot be read has none
 */
export async function removeLeftBehind(folder: string): Promise<readonly string[]> {
  return removeOwn(folder, async (path, owner) => {
    const stats = await lstat(path);
    if (!stats.isFile()) return false;
    const isOld = Date.now() - stats.mtimeMs > MAX_AGE;
    if (!isOld && !isGone(owner, stats.mtimeMs)) return false;
    await unlink(path);
    return true;
  });
}

/**
 * Removes the temporary folders of processes that ended without doing so: they hold sessions. One of a process that is
 * there stays, however old it is: `open` may go on for days.
 *
 * @param stem - what their names begin with
 */
export async function removeFoldersLeftBehind(folder: string, stem: string): Promise<readonly string[]> {
  return removeOwn(folder, async (path, owner, name) => {
    const stats = await lstat(path);
    // Everybody may write where these are.
    const isOurs = stats.isDirectory() && (process.getuid?.() ?? stats.uid) === stats.uid;
    if (!name.startsWith(`${stem}.tmp-`) || !isOurs || !isGone(owner, stats.mtimeMs)) return false;
    await rm(path, { recursive: true, force: true });
    return true;
  });
}

/** Whose a temporary file is. */
interface Owner {
  readonly pid: number;
  /** Of this computer. */
  readonly isHere: boolean;
}

/** @param remove - removes what it is sure of, and says whether it has */
async function removeOwn(
  folder: string,
  remove: (path: string, owner: Owner, name: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const removed: string[] = [];
  try {
    let names = 0;
    for await (const { name } of await opendir(folder)) {
      if ((names += 1) > MAX_NAMES) break;
      const [, pid, host] = TEMPORARY.exec(name) ?? [];
      if (pid === undefined) continue;
      const path = join(folder, name);
      // Not ours to remove, or somebody was faster.
      const isRemoved = await remove(path, { pid: Number(pid), isHere: host === HOST }, name).catch(
        () => false,
      );
      if (isRemoved) removed.push(path);
    }
  } catch {
    // What is to be written there tells what is wrong with the folder.
  }
  return removed.sort();
}

/** @param modifiedAt - when the file was written to last, ms since 1970 UTC */
function isGone({ pid, isHere }: Owner, modifiedAt: number): boolean {
  if (!isHere) return false;
  if (pid !== process.pid) return !processIsAlive(pid);
  // In containers each run has the same number: what is older than this process was not written by it.
  return modifiedAt < Date.now() - process.uptime() * 1000 - CLOCK_STEP;
}

/** Times of files are that much behind the clock of the process, ms. */
const CLOCK_STEP = 1000;
