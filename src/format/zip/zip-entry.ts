import { LOCAL_HEADER_SIZE, MAX_U32 } from './zip-constants.ts';

/** How the bytes of an entry are stored: as they are, or deflated. */
export type ZipMethod = 'store' | 'deflate';

/** One entry as the central directory describes it. */
export interface ZipEntry {
  /** Name, `/`-separated. */
  readonly path: string;
  /** General purpose flags. */
  readonly flags: number;
  readonly method: ZipMethod;
  readonly crc32: number;
  /** Uncompressed bytes. */
  readonly size: number;
  /** Bytes in the archive. */
  readonly storedSize: number;
  /** Offset of the local header from the start of the archive. */
  readonly headerOffset: number;
  /** Offset of the stored bytes from the start of the archive. */
  readonly dataOffset: number;
}

/** What of an entry is known before its place is. */
export type ZipContent = Omit<ZipEntry, 'flags' | 'headerOffset' | 'dataOffset'>;

/** Whether a value does not fit the 32 bits of a classic field. */
export function needsZip64(value: number): boolean {
  return value >= MAX_U32;
}

/** Bytes of the local header of an entry in the strict profile; names are ASCII there. */
export function localHeaderSize({ path, size, storedSize }: ZipContent): number {
  return LOCAL_HEADER_SIZE + path.length + (needsZip64(size) || needsZip64(storedSize) ? 20 : 0);
}
