/** What local headers and directory records have in common, and how it is judged. */

import { ArchiveError } from '../errors.ts';
import { quote } from '../findings.ts';
import { DataCursor } from '../bytes/data-cursor.ts';
import {
  EXTRA_ZIP64,
  FLAG_DESCRIPTOR,
  FLAG_UTF8,
  FLAGS_ENCRYPTED,
  FLAGS_IGNORED,
  MAX_U32,
  METHOD_DEFLATE,
  METHOD_STORE,
} from './zip-constants.ts';
import type { ZipMethod } from './zip-entry.ts';

/** The shared fields of both headers of an entry, as they stand there. */
export interface HeaderFields {
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc32: number;
  readonly storedSize: number;
  readonly size: number;
  readonly nameLength: number;
  readonly extraLength: number;
}

/** Reads them; the cursor stands at the flags. */
export function readFields(cursor: DataCursor): HeaderFields {
  return {
    flags: cursor.u16(),
    method: cursor.u16(),
    time: cursor.u16(),
    date: cursor.u16(),
    crc32: cursor.u32(),
    storedSize: cursor.u32(),
    size: cursor.u32(),
    nameLength: cursor.u16(),
    extraLength: cursor.u16(),
  };
}

/** Refuses encryption and flags whose meaning we do not know. */
export function checkFlags(flags: number, path: string, offset: number): void {
  if (flags & FLAGS_ENCRYPTED) throw ambiguous(`entry ${quote(path)} is encrypted`, path, offset);
  const unknown = flags & ~(FLAG_UTF8 | FLAG_DESCRIPTOR | FLAGS_IGNORED);
  if (unknown !== 0) throw ambiguous(`entry ${quote(path)} has unknown flags ${unknown}`, path, offset);
}

/** @throws {ArchiveError} `ambiguous-archive` when the method is neither 0 (stored) nor 8 (deflate) */
export function methodOf(method: number, path: string, offset: number): ZipMethod {
  if (method === METHOD_STORE) return 'store';
  if (method === METHOD_DEFLATE) return 'deflate';
  throw ambiguous(
    `entry ${quote(path)} is compressed with method ${method}, only stored (0) and deflate (8) are allowed`,
    path,
    offset,
  );
}

/** Name of an entry. Without the UTF-8 flag bytes beyond ASCII mean what the reader likes; they become U+FFFD. */
export function decodeName(name: Uint8Array, flags: number): string {
  const text = new TextDecoder().decode(name);
  return flags & FLAG_UTF8 ? text : text.replace(/[^\0-\x7f]/g, '\ufffd');
}

/**
 * Splits an extra field into its parts.
 *
 * @param parts - filled with them, those before a fault too
 * @returns id → data, or `undefined` when the parts do not fill the field, or two have one id
 */
export function readExtra(
  bytes: Uint8Array,
  parts = new Map<number, Uint8Array>(),
): Map<number, Uint8Array> | undefined {
  const cursor = new DataCursor(bytes);
  while (cursor.remaining > 0) {
    if (cursor.remaining < 4) return undefined;
    const id = cursor.u16();
    const length = cursor.u16();
    if (length > cursor.remaining || parts.has(id)) return undefined;
    parts.set(id, cursor.bytes(length));
  }
  return parts;
}

/**
 * Replaces values that say "see the ZIP64 field" by what stands there.
 *
 * @param values - in the order of APPNOTE 4.5.3: size, stored size, header offset
 * @returns the values, or `undefined` when the field is missing, too short, or says more than 2^53−1
 */
export function resolveZip64(
  values: readonly number[],
  extra: ReadonlyMap<number, Uint8Array>,
): readonly number[] | undefined {
  const cursor = new DataCursor(extra.get(EXTRA_ZIP64) ?? new Uint8Array());
  const resolved: number[] = [];
  for (const value of values) {
    if (value !== MAX_U32) {
      resolved.push(value);
      continue;
    }
    const large = cursor.remaining >= 8 ? cursor.u64() : undefined;
    if (large === undefined || !Number.isSafeInteger(large)) return undefined;
    resolved.push(large);
  }
  return resolved;
}

/** The error of a container that breaks the profile or can be read in two ways. */
export function ambiguous(message: string, entry?: string, offset?: number): ArchiveError {
  return new ArchiveError('ambiguous-archive', message, { entry, offset });
}
