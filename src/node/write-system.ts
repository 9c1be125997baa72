import { constants } from 'node:fs';
import { link, lstat, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { systemCode } from './system-error.ts';

/** A new file that is open for writing. */
export interface NewFile {
  /** Writes as much as the system takes at once, from `offset` on; returns how many bytes that were. */
  write(bytes: Uint8Array, offset: number): Promise<number>;
  /** @param modifiedAt - time of the file, ms since 1970 UTC */
  setTime(modifiedAt: number): Promise<void>;
  /** Makes what was written durable. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** What stands under a name; a symbolic link is none of the three others, wherever it leads. */
export interface Standing {
  readonly kind: 'file' | 'link' | 'folder' | 'device';
  /** Permission bits. */
  readonly mode: number;
}

/**
 * What `FileSink` asks of a file system: few calls, so that tests can let each of them fail. Every one of them rejects
 * with the error of the system.
 */
export interface WriteSystem {
  /** Creates a file that is not there yet, without following links. */
  create(path: string, mode: number): Promise<NewFile>;
  /** `undefined` where nothing stands. */
  look(path: string): Promise<Standing | undefined>;
  /** Gives a file a second name, which must be free. */
  link(path: string, name: string): Promise<void>;
  /** Gives a file another name, in the place of whatever has it. */
  rename(path: string, name: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** Makes the names in a folder durable, where the system can do that. */
  syncFolder(folder: string): Promise<void>;
}

// O_NOFOLLOW is 0 on Windows, where O_EXCL alone does not follow links either.
const CREATE_NEW = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | (constants.O_NOFOLLOW ?? 0);

/** What Windows and some network file systems say when they cannot sync a folder; the file itself is synced. */
const CANNOT_SYNC_FOLDERS = new Set([
  'EISDIR',
  'EPERM',
  'EACCES',
  'EINVAL',
  'ENOTSUP',
  'EOPNOTSUPP',
  'EBADF',
  'ENOSYS',
]);

/** The file system of this computer. */
export const diskSystem: WriteSystem = {
  create: async (path, mode) => newFile(await open(path, CREATE_NEW, mode)),
  look: async (path) => {
    try {
      const stats = await lstat(path);
      const mode = stats.mode & 0o777;
      if (stats.isFile()) return { kind: 'file', mode };
      if (stats.isSymbolicLink()) return { kind: 'link', mode };
      return { kind: stats.isDirectory() ? 'folder' : 'device', mode };
    } catch (error) {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    }
  },
  link,
  rename,
  unlink,
  syncFolder: async (folder) => {
    try {
      const handle = await open(folder, constants.O_RDONLY);
      await handle.sync().finally(() => handle.close());
    } catch (error) {
      if (!CANNOT_SYNC_FOLDERS.has(systemCode(error) ?? '')) throw error;
    }
  },
};

function newFile(handle: FileHandle): NewFile {
  return {
    write: async (bytes, offset) => (await handle.write(bytes, offset)).bytesWritten,
    setTime: (modifiedAt) => handle.utimes(modifiedAt / 1000, modifiedAt / 1000),
    sync: () => handle.sync(),
    close: () => handle.close(),
  };
}
