import { constants } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { FileError } from './file-error.ts';
import { systemCode, systemReason } from './system-error.ts';

/** A file that is open for reading; who opened it closes the handle. */
export interface RegularFile {
  readonly handle: FileHandle;
  /** Bytes. */
  readonly size: number;
  /** Last change, ms since 1970 UTC, with a fraction. */
  readonly modifiedAt: number;
  /** Tells it from another file that gets its name. */
  readonly id: string;
}

/**
 * Opens a regular file for reading, without ever waiting for one that is a pipe.
 *
 * @throws {FileError} `input-not-found`, `input-not-a-file`, `input-unreadable`
 */
export async function openRegularFile(path: string): Promise<RegularFile> {
  if (path === '') throw new FileError('input-not-found', 'the name of the file is empty');
  const handle = await open(path, constants.O_RDONLY | constants.O_NONBLOCK).catch((cause: unknown) => {
    if (systemCode(cause) === 'ENOENT') throw new FileError('input-not-found', `no such file: ${path}`);
    if (systemCode(cause) === 'ENXIO') throw notAFile(path, 'a socket');
    throw new FileError('input-unreadable', `cannot read ${path}: ${systemReason(cause)}`, { cause });
  });
  const stats = await handle.stat();
  const { size, mtimeMs, dev, ino } = stats;
  if (stats.isFile()) return { handle, size, modifiedAt: mtimeMs, id: `${dev}:${ino}` };
  await handle.close();
  if (stats.isDirectory()) throw notAFile(path, 'a folder');
  throw notAFile(path, stats.isFIFO() ? 'a named pipe' : 'a device');
}

function notAFile(path: string, what: string): FileError {
  return new FileError('input-not-a-file', `${path} is ${what}, not a file`);
}

/** Fills `bytes` from `position`; returns fewer bytes only at the end of the file. */
export async function readFully(handle: FileHandle, bytes: Uint8Array, position: number): Promise<number> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/** Whether there is a folder at a path; what else is wrong with it, opening it says. */
export async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() ?? false;
}
