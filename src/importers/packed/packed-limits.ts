/**
 * Bounds on what a packed file may unpack to. They are far above any log that people keep; what goes over them was
 * made to fill a disk or a memory.
 */
export interface PackedLimits {
  /** Bytes that one packed file or member may unpack to. */
  readonly maxUnpackedSize: number;
  /** Unpacked bytes for each packed one; asked only above `freeUnpackedSize`. */
  readonly maxUnpackedRatio: number;
  /** Bytes below which the ratio is not asked: logs repeat themselves, and small bombs do no harm. */
  readonly freeUnpackedSize: number;
  /** Files packed in files packed in files. */
  readonly maxPackedDepth: number;
  /** Members of a ZIP. */
  readonly maxMembers: number;
  /** Bytes of a ZIP's directory. */
  readonly maxDirectorySize: number;
}

const MiB = 2 ** 20;

/** The limits where a caller names none. */
export const PACKED_LIMITS: PackedLimits = {
  maxUnpackedSize: 4096 * MiB,
  maxUnpackedRatio: 200,
  freeUnpackedSize: 256 * MiB,
  maxPackedDepth: 3,
  maxMembers: 100_000,
  maxDirectorySize: 32 * MiB,
};

/** Unpacked sources up to this size are kept in memory rather than unpacked again for each reading. */
export const KEPT_SIZE = 16 * MiB;

/** Bytes that unpacking may look back over: the most that `zstd` takes without being asked, and twice `xz -9`. */
export const MAX_WINDOW = 128 * MiB;
