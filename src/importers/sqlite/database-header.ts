import { ByteCursor } from './byte-cursor.ts';
import { damaged } from './damaged-database.ts';

/** Bytes of the header, at the beginning of the first page. */
export const HEADER_SIZE = 100;

const MAGIC = new TextEncoder().encode('SQLite format 3\0');

/** How texts are stored. */
export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be';

/** What the first page says of the database. */
export interface DatabaseHeader {
  /** Bytes of a page: a power of two from 512 to 65,536. */
  readonly pageSize: number;
  /** Bytes of a page that hold content: extensions may keep some at its end. */
  readonly usableSize: number;
  readonly encoding: TextEncoding;
  /** Changes go to a write-ahead log, a file beside the database, before they come here. */
  readonly isWalMode: boolean;
}

/** Whether a file that begins with `head` is a SQLite database. */
export function isSqlite(head: Uint8Array): boolean {
  return MAGIC.every((byte, index) => head[index] === byte);
}

/** @throws {ImportError} `damaged-database` */
export function readHeader(bytes: Uint8Array): DatabaseHeader {
  if (!isSqlite(bytes)) throw damaged('it does not begin as a database');
  const cursor = new ByteCursor(bytes, 16);
  const stored = cursor.uint16();
  const pageSize = stored === 1 ? 65_536 : stored;
  if (pageSize < 512 || (pageSize & (pageSize - 1)) !== 0) throw damaged(`pages of ${pageSize} bytes`);
  const isWalMode = cursor.byte() === 2 && cursor.byte() === 2;
  const reserved = bytes[20]!;
  if (pageSize - reserved < 480) throw damaged(`${reserved} bytes of each page are set aside`);
  return { pageSize, usableSize: pageSize - reserved, encoding: encodingOf(bytes), isWalMode };
}

function encodingOf(bytes: Uint8Array): TextEncoding {
  const code = new ByteCursor(bytes, 56).uint32();
  // An empty database has none yet.
  if (code === 0 || code === 1) return 'utf-8';
  if (code === 2) return 'utf-16le';
  if (code === 3) return 'utf-16be';
  throw damaged(`texts of encoding ${code}`);
}
