import { hasEncryptedMagic, joinBytes } from '../../format/index.ts';
import { ImportError } from '../sources/import-error.ts';
import type { ImportSource } from '../sources/import-source.ts';
import { ZipFolder } from './zip-source.ts';

/** An archive that lies in a ZIP, as in an attachment of a bug report. */
export interface ZippedArchive {
  /** File name without folders. */
  readonly name: string;
  /**
   * Its bytes.
   *
   * @throws {ImportError} `unsupported-source`, `limit-exceeded` (512 MiB)
   */
  read(): Promise<Uint8Array>;
}

/** Members of a ZIP that are looked into. */
const MAX_LOOKED_AT = 500;

/** Bytes of an archive that is taken out of a ZIP: it is held in memory. */
const MAX_ARCHIVE_SIZE = 512 * 2 ** 20;

/** So much tells an archive: the local header of its first entry, and the name of that. */
const HEAD_SIZE = 38;

/**
 * The archives in a ZIP that is none itself, told by what they begin with.
 *
 * @returns none where the source is no ZIP, or one that cannot be read: whoever opens it as a log says what it is then
 */
export async function archivesInZip(source: ImportSource): Promise<readonly ZippedArchive[]> {
  const folder = await ZipFolder.open(source).catch(() => undefined);
  const found: ZippedArchive[] = [];
  for (const path of folder?.paths.slice(0, MAX_LOOKED_AT) ?? []) {
    if (!isArchiveHead(await folder!.head(path, HEAD_SIZE))) continue;
    found.push({
      name: path.slice(path.lastIndexOf('/') + 1),
      read: async () => bytesOf(await folder!.source(path)),
    });
  }
  return found;
}

function isArchiveHead(head: Uint8Array): boolean {
  const text = String.fromCharCode(...head);
  return hasEncryptedMagic(head) || (text.startsWith('PK\x03\x04') && text.endsWith('mimetype'));
}

async function bytesOf(source: ImportSource): Promise<Uint8Array> {
  if (source.size > MAX_ARCHIVE_SIZE) {
    const most = `${MAX_ARCHIVE_SIZE} bytes`;
    throw new ImportError(
      'limit-exceeded',
      `"${source.name}" is larger than ${most}: unpack the ZIP and open the file`,
    );
  }
  const pieces: Uint8Array[] = [];
  for await (const piece of source.chunks()) pieces.push(piece.slice());
  return joinBytes(pieces);
}
