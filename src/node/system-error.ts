/** The `code` of a Node system error (`ENOENT`, `EACCES` …), if it is one. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
  EEXIST: 'there is something else of that name',
  ENOTEMPTY: 'the folder is not empty',
  EBUSY: 'it is in use',
  EINVAL: 'the name is not possible there',
  EIO: 'the device reports an error',
  EXDEV: 'it lies on another device',
  EISDIR: 'is a folder',
  ENOTDIR: 'a part of the path is not a folder',
  ENOSPC: 'no space left on the device',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would be too large',
  EROFS: 'the file system is read-only',
  EMFILE: 'too many open files',
  ELOOP: 'too many symbolic links',
  ENAMETOOLONG: 'the name is too long',
  EADDRINUSE: 'the port is in use',
  EPIPE: 'the reader of the output went away',
};

/** Why the system refused, in words. */
export function systemReason(error: unknown): string {
  const code = systemCode(error);
  if (code !== undefined) return SENTENCES[code] ?? code;
  return error instanceof Error ? error.message : String(error);
}
