import { ImportError } from '../sources/import-error.ts';
import { cp437Text } from '../recordings/cp437.ts';
import type { PackedLimits } from './packed-limits.ts';

/** A file in a ZIP, as its directory describes it. */
export interface ZipMember {
  /** Relative path, `/`-separated, without `..`. */
  readonly path: string;
  readonly isEncrypted: boolean;
  /** 0 is stored, 8 deflated; others cannot be read. */
  readonly method: number;
  readonly crc32: number;
  readonly storedSize: number;
  /** As declared; what comes out is counted. */
  readonly size: number;
  /** Where the member's local header begins. */
  readonly headerOffset: number;
}

/** Bytes of any make, read where they are wanted. */
export interface RandomAccess {
  readonly name: string;
  readonly size: number;
  read(offset: number, length: number): Promise<Uint8Array>;
}

const END_SIGNATURE = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const ZIP64_LOCATOR_SIGNATURE = 0x07064b50;
const ZIP64_LOCATOR_SIZE = 20;
const ZIP64_END_SIGNATURE = 0x06064b50;
const ZIP64_END_SIZE = 56;
const RECORD_SIGNATURE = 0x02014b50;
const RECORD_SIZE = 46;
const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_SIZE = 30;
const ZIP64_EXTRA = 0x0001;
const MAX_U16 = 0xffff;
const MAX_U32 = 0xffffffff;

/**
 * The files of a ZIP of any tool, in the order of its directory. Folders, and files whose path leads out of the ZIP
 * or is absolute, are left out.
 *
 * The strict reader of `format/zip` is for archives, where a ZIP that can be read in two ways is refused; account
 * exports are made by whatever their vendor uses, so this one asks no more than that the directory can be read.
 *
 * @throws {ImportError} `unsupported-source` when there is no directory, `limit-exceeded`
 */
export async function readZipDirectory(
  source: RandomAccess,
  limits: Pick<PackedLimits, 'maxDirectorySize' | 'maxMembers'>,
): Promise<readonly ZipMember[]> {
  const { offset, size } = await findDirectory(source);
  if (size > limits.maxDirectorySize) {
    const most = `${limits.maxDirectorySize} bytes (maxDirectorySize)`;
    throw new ImportError('limit-exceeded', `"${source.name}" has a directory of more than ${most}`);
  }
  const bytes = await source.read(offset, size);
  const members: ZipMember[] = [];
  for (let at = 0; at + RECORD_SIZE <= bytes.length;) {
    const record = readRecord(bytes, at);
    if (!record) break;
    at = record.end;
    if (record.member) members.push(record.member);
    if (members.length > limits.maxMembers) {
      const most = `${limits.maxMembers} files (maxMembers)`;
      throw new ImportError('limit-exceeded', `"${source.name}" holds more than ${most}`);
    }
  }
  return members;
}

/**
 * Where the packed bytes of a member begin.
 *
 * @throws {ImportError} `unsupported-source` when there is no member where the directory says
 */
export async function dataOffsetOf(source: RandomAccess, member: ZipMember): Promise<number> {
  const bytes = await source.read(member.headerOffset, LOCAL_SIZE);
  const view = viewOf(bytes);
  if (bytes.length < LOCAL_SIZE || view.getUint32(0, true) !== LOCAL_SIGNATURE) {
    throw damaged(source.name, `"${member.path}" is not where the directory says`);
  }
  return member.headerOffset + LOCAL_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
}

async function findDirectory(source: RandomAccess): Promise<{ offset: number; size: number }> {
  const tailSize = Math.min(source.size, END_SIZE + MAX_COMMENT + ZIP64_LOCATOR_SIZE);
  const tailOffset = source.size - tailSize;
  const tail = await source.read(tailOffset, tailSize);
  const view = viewOf(tail);
  for (let at = tail.length - END_SIZE; at >= 0; at--) {
    if (view.getUint32(at, true) !== END_SIGNATURE) continue;
    const end = { size: view.getUint32(at + 12, true), offset: view.getUint32(at + 16, true) };
    const wide = await findWideDirectory(source, view, at - ZIP64_LOCATOR_SIZE);
    const { offset, size } = wide ?? end;
    if (offset + size <= tailOffset + at) return { offset, size };
  }
  throw damaged(source.name, 'its directory is missing, so that it may be cut off');
}

/** The directory of a ZIP64, where a locator stands at `at` in the tail. */
async function findWideDirectory(
  source: RandomAccess,
  tail: DataView,
  at: number,
): Promise<{ offset: number; size: number } | undefined> {
  if (at < 0 || tail.getUint32(at, true) !== ZIP64_LOCATOR_SIGNATURE) return undefined;
  const bytes = await source.read(wideInteger(tail, at + 8), ZIP64_END_SIZE);
  const view = viewOf(bytes);
  if (bytes.length < ZIP64_END_SIZE || view.getUint32(0, true) !== ZIP64_END_SIGNATURE) return undefined;
  return { size: wideInteger(view, 40), offset: wideInteger(view, 48) };
}

function readRecord(
  bytes: Uint8Array,
  at: number,
): { readonly end: number; readonly member: ZipMember | undefined } | undefined {
  const view = viewOf(bytes.subarray(at));
  if (view.getUint32(0, true) !== RECORD_SIGNATURE) return undefined;
  const flags = view.getUint16(8, true);
  const nameEnd = at + RECORD_SIZE + view.getUint16(28, true);
  const extraEnd = nameEnd + view.getUint16(30, true);
  const end = extraEnd + view.getUint16(32, true);
  if (end > bytes.length) return undefined;
  const name = bytes.subarray(at + RECORD_SIZE, nameEnd);
  const path = toPath(
    (flags & 0x800) !== 0 || isUtf8(name) ? new TextDecoder().decode(name) : cp437Text(name),
  );
  if (path === undefined || view.getUint16(34, true) === MAX_U16) return { end, member: undefined };
  const wide = wideFields(bytes.subarray(nameEnd, extraEnd));
  const field = (offset: number): number => {
    const value = view.getUint32(offset, true);
    return value === MAX_U32 ? (wide.shift() ?? value) : value;
  };
  const size = field(24);
  const storedSize = field(20);
  const headerOffset = field(42);
  const method = view.getUint16(10, true);
  const isEncrypted = (flags & 1) !== 0;
  const crc32 = view.getUint32(16, true);
  return { end, member: { path, isEncrypted, method, crc32, storedSize, size, headerOffset } };
}

/** The 64-bit values of a ZIP64 extra field: size, stored size, offset; those that the record has no room for. */
function wideFields(extra: Uint8Array): number[] {
  const view = viewOf(extra);
  for (let at = 0; at + 4 <= extra.length;) {
    const size = view.getUint16(at + 2, true);
    if (view.getUint16(at, true) === ZIP64_EXTRA) {
      const count = Math.min(3, Math.floor(Math.min(size, extra.length - at - 4) / 8));
      return Array.from({ length: count }, (_, index) => wideInteger(view, at + 4 + index * 8));
    }
    at += 4 + size;
  }
  return [];
}

/** A safe relative path, or `undefined` for folders and for paths that lead elsewhere. */
function toPath(name: string): string | undefined {
  const path = name.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const isUnsafe = path.startsWith('/') || /^[A-Za-z]:/.test(path) || path.split('/').includes('..');
  return path === '' || path.endsWith('/') || path.includes('\0') || isUnsafe ? undefined : path;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function wideInteger(view: DataView, at: number): number {
  return Number(view.getBigUint64(at, true));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(name: string, what: string): ImportError {
  return new ImportError('unsupported-source', `"${name}" is a ZIP that cannot be read: ${what}`);
}
