/** What the process ends with; `docs/cli.md` lists them. */
export const EXIT = {
  ok: 0,
  /** The work could not be done. */
  failed: 1,
  /** The command line makes no sense. */
  usage: 2,
  /** The work was done and found something: a validated archive has faults. */
  findings: 3,
  /** Ended by SIGINT, SIGTERM: 128 and the signal's number. */
  interrupted: 130,
  terminated: 143,
} as const;

/** What is wrong; `docs/errors.md` says what each one means. */
export type CliErrorCode =
  | 'usage'
  | 'input-not-found'
  | 'input-unreadable'
  | 'input-not-a-file'
  | 'input-empty'
  | 'output-exists'
  | 'output-unwritable'
  | 'unsafe-entry'
  | 'not-built';

/** What a person did, or has, that a command cannot work with. The message is one sentence, lower case. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly code: CliErrorCode;

  constructor(code: CliErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get exitCode(): number {
    return this.code === 'usage' ? EXIT.usage : EXIT.failed;
  }
}

/** The `code` of a Node system error (`ENOENT`, `EACCES` …), if it is one. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

const SENTENCES: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'operation not permitted',
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
