import { ByteCursor } from './byte-cursor.ts';
import { damaged } from './damaged-database.ts';
import type { TextEncoding } from './database-header.ts';
import { MAX_COLUMNS } from './sqlite-limits.ts';

/** A value of a row. A `bigint` only where a number is not exact. */
export type SqlValue = null | number | bigint | string | Uint8Array;

/** Bytes of the values of serial types 0 to 9. */
const FIXED_SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0];

const FIRST_BLOB = 12;

/** Reads the records of a database: the payloads of its entries. */
export class RecordReader {
  readonly #texts: TextDecoder;
  readonly #encode: (text: string) => Uint8Array;

  constructor(encoding: TextEncoding) {
    this.#texts = new TextDecoder(encoding, { ignoreBOM: true });
    this.#encode = (text) => encodeText(text, encoding);
  }

  /**
   * The values of a record.
   *
   * @param isWanted - by number of the value, from 0: others are `undefined` and cost nothing. Default: all
   * @returns as many as it has, which may be less than the table has columns
   * @throws {ImportError} `damaged-database`
   */
  values(payload: Uint8Array, isWanted?: (index: number) => boolean): (SqlValue | undefined)[] {
    const types = typesOf(payload);
    const body = new ByteCursor(payload, types.end);
    return types.list.map((type, index) => {
      const size = sizeOf(type);
      if (!isWanted || isWanted(index)) return this.#value(body, type, size);
      body.take(size);
      return undefined;
    });
  }

  /** A text as the database stores it: what texts are compared by. */
  encode(text: string): Uint8Array {
    return this.#encode(text);
  }

  #value(body: ByteCursor, type: number, size: number): SqlValue {
    if (type >= FIRST_BLOB) {
      const bytes = body.take(size);
      return type % 2 === 0 ? bytes.slice() : this.#texts.decode(bytes);
    }
    if (type === 0) return null;
    if (type >= 8) return type - 8;
    return type === 7 ? body.float64() : body.integer(size);
  }
}

/**
 * Where the first value of a record stands to a text, byte by byte: less than 0 before it. Numbers and NULL stand
 * before all texts, blobs behind.
 *
 * @throws {ImportError} `damaged-database`
 */
export function compareFirst(payload: Uint8Array, text: Uint8Array): number {
  const { list, end } = typesOf(payload);
  const type = list[0];
  if (type === undefined || type < FIRST_BLOB) return -1;
  if (type % 2 === 0) return 1;
  return compareBytes(new ByteCursor(payload, end).take(sizeOf(type)), text);
}

/** Whether the first value of a record is a text that begins with another. */
export function startsFirst(payload: Uint8Array, text: Uint8Array): boolean {
  const { list, end } = typesOf(payload);
  const type = list[0] ?? 0;
  if (type < FIRST_BLOB || type % 2 === 0 || sizeOf(type) < text.length) return false;
  return compareBytes(new ByteCursor(payload, end).take(text.length), text) === 0;
}

function typesOf(payload: Uint8Array): { readonly list: readonly number[]; readonly end: number } {
  const cursor = new ByteCursor(payload);
  const end = cursor.varint();
  if (end > payload.length || end < cursor.at) throw damaged('a row has a header that does not fit');
  const list: number[] = [];
  while (cursor.at < end) {
    if (list.length === MAX_COLUMNS) throw damaged('a row has too many values');
    const type = cursor.varint();
    if (type === 10 || type === 11) throw damaged('a row has a value of no known kind');
    list.push(type);
  }
  if (cursor.at !== end) throw damaged('a row has a header that does not fit');
  return { list, end };
}

function sizeOf(type: number): number {
  return type < FIRST_BLOB ? FIXED_SIZES[type]! : Math.floor((type - FIRST_BLOB) / 2);
}

function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    if (a[index] !== b[index]) return a[index]! - b[index]!;
  }
  return a.length - b.length;
}

function encodeText(text: string, encoding: TextEncoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  const bytes = new Uint8Array(2 * text.length);
  const view = new DataView(bytes.buffer);
  for (let index = 0; index < text.length; index++) {
    view.setUint16(2 * index, text.charCodeAt(index), encoding === 'utf-16le');
  }
  return bytes;
}
