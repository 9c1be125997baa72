import type { DataCursor } from '../bytes/data-cursor.ts';

/** What the end record and the ZIP64 end record both say, as it stands there: nothing of it has been judged. */
export interface EndFields {
  /** Number of this part, and of the one where the directory begins, of a ZIP that was split. */
  readonly disk: number;
  readonly directoryDisk: number;
  /** Entries in this part, and in all. */
  readonly entriesHere: number;
  readonly entries: number;
  readonly directorySize: number;
  readonly directoryOffset: number;
}

/** Widths of the numbers of disks, of entries, and of size and offset. */
type Widths = readonly ['u16' | 'u32', 'u16' | 'u64', 'u32' | 'u64'];

/** Those of the end record. 2^16−1 and 2^32−1 send to the ZIP64 record. */
export const CLASSIC: Widths = ['u16', 'u16', 'u32'];

/** Those of the ZIP64 end record. */
export const ZIP64: Widths = ['u32', 'u64', 'u64'];

/** Reads them; the cursor stands at the number of this part. The caller has seen that they are there. */
export function readEndFields(cursor: DataCursor, [disk, count, place]: Widths): EndFields {
  return {
    disk: cursor[disk](),
    directoryDisk: cursor[disk](),
    entriesHere: cursor[count](),
    entries: cursor[count](),
    directorySize: cursor[place](),
    directoryOffset: cursor[place](),
  };
}
