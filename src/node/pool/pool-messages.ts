/** What the threads of a pool say to each other. All of it is plain data. */

import { MaskingError, type MaskedResult, type MaskingErrorCode } from '../../encode/index.ts';
import { ArchiveError, type ArchiveErrorCode } from '../../format/index.ts';
import { ImportError, type ImportErrorCode } from '../../importers/index.ts';
import { FileError, type FileErrorCode } from '../file-error.ts';
import type { PackProgress, PackSessionOptions } from '../pack-session.ts';
import type { SessionPlace } from './session-place.ts';

/** How a session is packed, without what cannot be sent. */
export type SentOptions = Omit<PackSessionOptions, 'onProgress' | 'signal'>;

/** To a worker; one session at a time. */
export type PoolRequest =
  | { readonly type: 'pack'; readonly place: SessionPlace; readonly options: SentOptions }
  /** The sink has taken what was written last. */
  | { readonly type: 'taken' }
  /** Nobody wants the session any more: the sink has failed, or the user has. */
  | { readonly type: 'stop' };

/** From a worker. */
export type PoolAnswer =
  | { readonly type: 'progress'; readonly progress: PackProgress }
  /** Bytes of the archive; the next come when they are taken. */
  | { readonly type: 'write'; readonly bytes: Uint8Array }
  | { readonly type: 'packed'; readonly result: MaskedResult }
  | { readonly type: 'failed'; readonly error: SentError };

/** An error: its class and code would be lost on the way. */
export interface SentError {
  readonly name: string;
  readonly message: string;
  readonly code: string | undefined;
  readonly stack: string | undefined;
}

/** Makes an error ready to be sent. */
export function sendError(error: unknown): SentError {
  if (!(error instanceof Error)) {
    return { name: 'Error', message: String(error), code: undefined, stack: undefined };
  }
  const { name, message, stack } = error;
  const { code } = error as { readonly code?: unknown };
  return { name, message, stack, code: typeof code === 'string' ? code : undefined };
}

/** The error again, of its class. */
export function receiveError({ name, message, code, stack }: SentError): Error {
  const error = errorOf(name, code, message);
  if (stack !== undefined) error.stack = stack;
  return error;
}

function errorOf(name: string, code: string | undefined, message: string): Error {
  if (name === 'FileError') return new FileError(code as FileErrorCode, message);
  if (name === 'ImportError') return new ImportError(code as ImportErrorCode, message);
  if (name === 'MaskingError') return new MaskingError(code as MaskingErrorCode, message);
  if (name === 'ArchiveError') return new ArchiveError(code as ArchiveErrorCode, message);
  return Object.assign(new Error(message), { name, ...(code !== undefined && { code }) });
}
