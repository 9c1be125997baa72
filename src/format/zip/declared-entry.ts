import type { ZipEntry } from './zip-entry.ts';

/** An entry as the directory declares it; where its data begin is not known for sure before its local header is. */
export interface DeclaredEntry extends ZipEntry {
  /** Bytes of its name as stored. */
  readonly nameLength: number;
}
