/**
 * Bounds on everything whose size an untrusted file controls (spec section 12).
 * Each is an option of the reader; an error that hits one names it.
 */
export interface Limits {
  /** ZIP entries in an archive. */
  readonly maxEntries: number;
  /** Bytes of the central directory. */
  readonly maxDirectorySize: number;
  /** Uncompressed bytes of `manifest.json`, `index.json` or `notes.json`, each. */
  readonly maxMetadataSize: number;
  /** Uncompressed bytes of one segment. */
  readonly maxSegmentSize: number;
  /** Lines of one segment. */
  readonly maxSegmentLines: number;
  /** Uncompressed bytes of one other entry that is read whole, such as a blob. */
  readonly maxEntrySize: number;
  /** Uncompressed bytes of all tracks together, where they are read whole because no index fits them. */
  readonly maxRebuiltSize: number;
  /** Bytes of one line of a track. */
  readonly maxLineSize: number;
  /** Nesting of one JSON value. */
  readonly maxJsonDepth: number;
  readonly maxTerminalColumns: number;
  readonly maxTerminalRows: number;
  /** Cells of all screens that a terminal is resized to in one segment: each is laid out anew. */
  readonly maxResizedCells: number;
}

const MiB = 2 ** 20;

/** The limits of a reader that is told nothing else (spec section 12). */
export const DEFAULT_LIMITS: Limits = {
  maxEntries: 20_000,
  maxDirectorySize: 16 * MiB,
  maxMetadataSize: 16 * MiB,
  maxSegmentSize: 32 * MiB,
  maxSegmentLines: 2 ** 19,
  maxEntrySize: 192 * MiB,
  maxRebuiltSize: 96 * MiB,
  maxLineSize: 32 * MiB,
  maxJsonDepth: 512,
  maxTerminalColumns: 500,
  maxTerminalRows: 200,
  maxResizedCells: 2 ** 27,
};
