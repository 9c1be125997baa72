/** Why a file is not as long as its archive says: clearer than what its end looks like. */

import type { ByteSource, ReadOptions } from './bytes/byte-source.ts';
import { DataCursor } from './bytes/data-cursor.ts';
import { ArchiveError } from './errors.ts';
import { quote } from './findings.ts';
import { END_SIGNATURE, END_SIZE } from './zip/zip-constants.ts';
import { ambiguous } from './zip/zip-fields.ts';

/**
 * The error of an archive whose directory cannot be read: cut off where it should be longer, as when it ends in an archive
 * that lies in one of its entries; followed by other bytes where it has ended before.
 *
 * @param error - what reading the directory gave
 * @param size - bytes of the file
 * @param expected - bytes that the archive has by its index
 * @throws what the source throws
 */
export async function sizeFault(
  error: ArchiveError,
  source: ByteSource,
  size: number,
  expected: number,
  options: ReadOptions,
): Promise<ArchiveError> {
  const name = quote(source.name);
  if (error.code !== 'truncated-archive' && error.code !== 'ambiguous-archive') return error;
  if (expected > size) {
    const message = `${name} ends after ${size} of its ${expected} bytes: it was cut off`;
    return new ArchiveError('truncated-archive', message, { offset: size });
  }
  if (expected === size || expected < END_SIZE) return error;
  const end = new DataCursor(await source.read(expected - END_SIZE, END_SIZE, options));
  if (end.u32() !== END_SIGNATURE) return error;
  return ambiguous(`${name} has ${size - expected} bytes after its end record`, undefined, expected);
}
