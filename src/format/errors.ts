/** Stable, documented reasons a reader or writer can give up. `docs/errors.md` lists what to do about each. */
export type ArchiveErrorCode =
  /** The bytes are no Reprise archive at all: no ZIP, or a ZIP without our `mimetype`. */
  | 'not-an-archive'
  /** The container can be read in two ways, or breaks the profile (spec section 3). */
  | 'ambiguous-archive'
  /** The archive needs a newer major version of the format. */
  | 'unsupported-version'
  /** The archive ends before its end record, or an entry ends before its size. */
  | 'truncated-archive'
  /** The bytes of an entry or segment do not match size or CRC-32, or do not inflate. */
  | 'corrupt-entry'
  /** Manifest, index or a record is not what its schema says. */
  | 'invalid-entry'
  | 'entry-not-found'
  /** A documented limit was reached; the message names the limit and the option that raises it. */
  | 'limit-exceeded'
  /** The source changed between two reads; parts of two versions are never combined. */
  | 'source-changed'
  /** The source cannot be read: network, CORS, permission, missing file. */
  | 'source-unavailable'
  /** The archive is encrypted, and opens with a passphrase; none was given. */
  | 'passphrase-needed'
  /** The archive is encrypted, and opens with a key; none was given. */
  | 'key-needed'
  /** The passphrase does not open the archive. */
  | 'wrong-passphrase'
  /** The key does not open the archive, or is none. */
  | 'wrong-key'
  /** A key was given for an archive that is not encrypted: it may have been put in place of one that is. */
  | 'not-encrypted'
  /** Bytes of an encrypted archive are not what was written. */
  | 'corrupt-encryption'
  /** The page did not come over HTTPS: browsers decrypt nothing for it. */
  | 'no-cryptography';

/** Where in an archive something failed, and what caused it. */
export interface ArchiveErrorOptions extends ErrorOptions {
  /** Entry path the error is about, when there is one. */
  entry?: string | undefined;
  /** Byte offset from the start of the archive, when there is one. */
  offset?: number | undefined;
  /** Line number within the entry, counted from 1, when there is one. */
  line?: number | undefined;
}

/** Thrown by everything under `format/`. Branch on `code`, never on `message`. */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  /** What went wrong; the one thing to branch on. */
  readonly code: ArchiveErrorCode;
  /** Entry path the error is about. */
  readonly entry: string | undefined;
  /** Bytes from the start of the archive. */
  readonly offset: number | undefined;
  /** Line within the entry, counted from 1. */
  readonly line: number | undefined;

  constructor(code: ArchiveErrorCode, message: string, options: ArchiveErrorOptions = {}) {
    super(message, options);
    this.code = code;
    this.entry = options.entry;
    this.offset = options.offset;
    this.line = options.line;
  }
}
