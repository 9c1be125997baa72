import {
  findForeignDirectory,
  foreignRecords,
  LOCAL_HEADER_SIZE,
  localHeaderLength,
  type DirectoryRecord,
} from '../../format/index.ts';
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

/** General purpose flags: encrypted, name in UTF-8. */
const ENCRYPTED = 1 << 0;
const UTF8 = 1 << 11;

/** As part of a split ZIP: the ZIP64 field has the number, of which nobody makes use. */
const MAX_U16 = 0xffff;

/**
 * The files of a ZIP of any tool, in the order of its directory. Folders, and files whose path leads out of the ZIP
 * or is absolute, are left out.
 *
 * `format/zip` refuses an archive that can be read in two ways; account exports are made by whatever their vendor
 * uses, so no more is asked of them than that the directory can be read.
 *
 * @throws {ImportError} `unsupported-source` when there is no directory, `limit-exceeded`
 */
export async function readZipDirectory(
  source: RandomAccess,
  limits: Pick<PackedLimits, 'maxDirectorySize' | 'maxMembers'>,
): Promise<readonly ZipMember[]> {
  const place = await findForeignDirectory((offset, length) => source.read(offset, length), source.size);
  if (!place) throw damaged(source.name, 'its directory is missing, so that it may be cut off');
  if (place.size > limits.maxDirectorySize) {
    const most = `${limits.maxDirectorySize} bytes (maxDirectorySize)`;
    throw new ImportError('limit-exceeded', `"${source.name}" has a directory of more than ${most}`);
  }
  const members: ZipMember[] = [];
  for (const record of foreignRecords(await source.read(place.offset, place.size))) {
    const member = memberOf(record);
    if (member) members.push(member);
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
  const headerLength = localHeaderLength(await source.read(member.headerOffset, LOCAL_HEADER_SIZE), 0);
  if (headerLength === undefined) {
    throw damaged(source.name, `"${member.path}" is not where the directory says`);
  }
  return member.headerOffset + headerLength;
}

/** A record as a member; `undefined` for a folder, a path that leads elsewhere, a part of a split ZIP. */
function memberOf(record: DirectoryRecord): ZipMember | undefined {
  const { name, flags, disk, method, crc32, storedSize, size, headerOffset } = record;
  const isText = (flags & UTF8) !== 0 || isUtf8(name);
  const path = toPath(isText ? new TextDecoder().decode(name) : cp437Text(name));
  if (path === undefined || disk === MAX_U16) return undefined;
  return { path, isEncrypted: (flags & ENCRYPTED) !== 0, method, crc32, storedSize, size, headerOffset };
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

function damaged(name: string, what: string): ImportError {
  return new ImportError('unsupported-source', `"${name}" is a ZIP that cannot be read: ${what}`);
}
