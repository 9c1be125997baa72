import type { ZipEntry } from './zip-entry.ts';

/** A directory record before its data offset is known for sure. */
export interface DirectoryRecord extends ZipEntry {
  /** Bytes of its name as stored. */
  readonly nameLength: number;
}
