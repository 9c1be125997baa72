import type { ReadOptions } from './bytes/byte-source.ts';
import type { Limits } from './limits.ts';

/** How an untrusted archive is read: what cancels it, and what it may ask for at most. */
export interface ReaderOptions extends ReadOptions {
  /** Bounds on what an untrusted file may ask for; see {@link Limits}. Those not given have their defaults. */
  readonly limits?: Partial<Limits> | undefined;
}
