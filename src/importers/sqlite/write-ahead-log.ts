import { ImportError } from '../sources/import-error.ts';
import type { BlockCache } from './block-cache.ts';
import { MAX_WAL_FRAMES } from './sqlite-limits.ts';

/** Why a log, or its end, was not read. */
export type WalDamage = 'header' | 'frame';

/** Bytes before the first frame, and before the page of each. */
const HEADER_SIZE = 32;
const FRAME_HEADER_SIZE = 24;

/** The last bit says in which byte order the checksums count. */
const MAGIC = 0x377f0682;

/** Bytes of the header, and of that of a frame, that its checksum covers. */
const CHECKED_HEADER = 24;
const CHECKED_FRAME_HEADER = 8;

/** Where the pages of a log are. */
interface CommittedPages {
  /** Page number → offset of its last frame. */
  readonly offsets: ReadonlyMap<number, number>;
  /** Pages of the database after the last commit; 0 where there is none. */
  readonly pageCount: number;
  readonly salts: number;
  readonly damage: WalDamage | undefined;
}

/**
 * The write-ahead log beside a database, `X-wal`: pages that were committed and did not come into the file yet. Only
 * frames up to the last commit count, and only as far as salts and cumulative checksums are right: what stands behind
 * is of an older log, or half written. Opening reads all of it.
 */
export class WriteAheadLog {
  readonly #file: BlockCache;
  readonly #pageSize: number;
  readonly #committed: CommittedPages;

  private constructor(file: BlockCache, pageSize: number, committed: CommittedPages) {
    this.#file = file;
    this.#pageSize = pageSize;
    this.#committed = committed;
  }

  /** @throws {ImportError} `limit-exceeded` */
  static async open(file: BlockCache, pageSize: number, signal?: AbortSignal): Promise<WriteAheadLog> {
    return new WriteAheadLog(file, pageSize, await readFrames(file, pageSize, signal));
  }

  /** Pages of the database after the last commit; 0 where the log holds none. */
  get pageCount(): number {
    return this.#committed.pageCount;
  }

  /** `header`: nothing of it could be used; `frame`: a frame that belongs to it is damaged, and what follows it lost. */
  get damage(): WalDamage | undefined {
    return this.#committed.damage;
  }

  /**
   * A page as the log has it; `undefined` where it has none of it.
   *
   * @throws {ImportError} `damaged-database` when the log was begun anew meanwhile: the database is being written to
   */
  async page(number: number): Promise<Uint8Array | undefined> {
    const offset = this.#committed.offsets.get(number);
    if (offset === undefined) return undefined;
    const frame = await this.#file.read(offset, FRAME_HEADER_SIZE + this.#pageSize);
    const view = viewOf(frame);
    if (view.getUint32(0) !== number || view.getUint32(8) !== this.#committed.salts) {
      throw new ImportError('damaged-database', 'the database was changed while it was read: try again');
    }
    return frame.subarray(FRAME_HEADER_SIZE);
  }
}

async function readFrames(file: BlockCache, pageSize: number, signal?: AbortSignal): Promise<CommittedPages> {
  const none = { offsets: new Map<number, number>(), pageCount: 0, salts: 0 };
  if (file.size === 0) return { ...none, damage: undefined };
  const header = file.size < HEADER_SIZE ? undefined : viewOf(await file.read(0, HEADER_SIZE));
  // A log that was emptied begins with zeros.
  if (header?.getUint32(0) === 0) return { ...none, damage: undefined };
  if (!header || (header.getUint32(0) & ~1) !== MAGIC || header.getUint32(8) !== pageSize) {
    return { ...none, damage: 'header' };
  }
  const checksum = new WalChecksum((header.getUint32(0) & 1) === 0);
  checksum.add(header, 0, CHECKED_HEADER);
  if (!checksum.equals(header.getUint32(24), header.getUint32(28))) return { ...none, damage: 'header' };
  const salts = [header.getUint32(16), header.getUint32(20)] as const;
  return { ...(await followFrames(file, pageSize, { checksum, salts, signal })), salts: salts[0] };
}

interface FrameCheck {
  readonly checksum: WalChecksum;
  readonly salts: readonly [number, number];
  readonly signal: AbortSignal | undefined;
}

async function followFrames(
  file: BlockCache,
  pageSize: number,
  { checksum, salts, signal }: FrameCheck,
): Promise<Omit<CommittedPages, 'salts'>> {
  const offsets = new Map<number, number>();
  const frameSize = FRAME_HEADER_SIZE + pageSize;
  let uncommitted: [page: number, offset: number][] = [];
  let pageCount = 0;
  let frames = 0;
  for (let offset = HEADER_SIZE; offset + frameSize <= file.size; offset += frameSize) {
    if (++frames > MAX_WAL_FRAMES) {
      throw new ImportError('limit-exceeded', `the write-ahead log has more than ${MAX_WAL_FRAMES} frames`);
    }
    signal?.throwIfAborted();
    const frame = viewOf(await file.read(offset, frameSize));
    if (frame.getUint32(8) !== salts[0] || frame.getUint32(12) !== salts[1]) break;
    checksum.add(frame, 0, CHECKED_FRAME_HEADER);
    checksum.add(frame, FRAME_HEADER_SIZE, frameSize);
    if (!checksum.equals(frame.getUint32(16), frame.getUint32(20))) {
      return { offsets, pageCount, damage: 'frame' };
    }
    uncommitted.push([frame.getUint32(0), offset]);
    const size = frame.getUint32(4);
    if (size === 0) continue;
    for (const [page, at] of uncommitted) offsets.set(page, at);
    uncommitted = [];
    pageCount = size;
  }
  return { offsets, pageCount, damage: undefined };
}

/** Two sums that each 8 bytes move on. */
class WalChecksum {
  readonly #isLittleEndian: boolean;
  #first = 0;
  #second = 0;

  constructor(isLittleEndian: boolean) {
    this.#isLittleEndian = isLittleEndian;
  }

  /** @param end - offset that is not counted any more; the length is a multiple of 8 */
  add(view: DataView, start: number, end: number): void {
    const isLittle = this.#isLittleEndian;
    let first = this.#first;
    let second = this.#second;
    for (let at = start; at < end; at += 8) {
      first = (first + view.getUint32(at, isLittle) + second) >>> 0;
      second = (second + view.getUint32(at + 4, isLittle) + first) >>> 0;
    }
    this.#first = first;
    this.#second = second;
  }

  equals(first: number, second: number): boolean {
    return this.#first === first && this.#second === second;
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
