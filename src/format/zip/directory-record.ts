import type { DataCursor } from '../bytes/data-cursor.ts';
import { CENTRAL_HEADER_SIZE, CENTRAL_SIGNATURE } from './zip-constants.ts';
import { readFields, type HeaderFields } from './zip-fields.ts';

/** A record of the central directory as it stands there: nothing of it has been judged. */
export interface DirectoryRecord extends HeaderFields {
  /** Number of the part in which the entry lies, of a ZIP that was split. */
  readonly disk: number;
  /** External attributes; what they mean depends on the tool. */
  readonly attributes: number;
  /** Offset of the local header; 2^32−1 where the ZIP64 field has it, as with the sizes. */
  readonly headerOffset: number;
  readonly name: Uint8Array;
  readonly extra: Uint8Array;
  readonly commentLength: number;
}

/** Reads the record at the cursor and steps behind it; `undefined` when no whole record stands there. */
export function readDirectoryRecord(cursor: DataCursor): DirectoryRecord | undefined {
  if (cursor.remaining < CENTRAL_HEADER_SIZE || cursor.u32() !== CENTRAL_SIGNATURE) return undefined;
  const fields = readFields(cursor.skip(4));
  const { nameLength, extraLength } = fields;
  const [commentLength, disk] = [cursor.u16(), cursor.u16()];
  const attributes = cursor.skip(2).u32();
  const headerOffset = cursor.u32();
  if (nameLength + extraLength + commentLength > cursor.remaining) return undefined;
  const [name, extra] = [cursor.bytes(nameLength), cursor.bytes(extraLength)];
  cursor.skip(commentLength);
  return { ...fields, disk, attributes, headerOffset, name, extra, commentLength };
}
