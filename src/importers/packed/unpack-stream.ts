import { DETECTION_SIZE } from '../sources/detection-size.ts';
import type { ImportSource } from '../sources/import-source.ts';
import { packingOf, type StreamPacking } from './packing.ts';
import { unpackedName, unpackerOf } from './stream-packings.ts';
import { UnpackedSource, type UnpackingOptions } from './unpacked-source.ts';

/** A source that was packed. */
export type Unpacked = ImportSource & Pick<UnpackedSource, 'flaw'>;

/** First bytes that tell how something is packed. */
export const SIGNATURE_SIZE = 16;

/** A source that is packed as a stream, as if it were not. The files beside it are, where they are packed too. */
export async function unpackStream(
  source: ImportSource,
  packing: StreamPacking,
  options: UnpackingOptions,
): Promise<Unpacked> {
  const unpacked = await UnpackedSource.open(
    {
      name: unpackedName(source.name),
      size: source.size,
      chunks: () => source.chunks(),
      unpacker: unpackerOf(packing),
    },
    options,
  );
  return Object.assign(unpacked, {
    sibling: async (path: string) => unpackSibling(await source.sibling?.(path), options),
    siblings: async (folder: string, listing = {}) => (await source.siblings?.(folder, listing)) ?? [],
  });
}

/**
 * A log beside another one, unpacked where it is packed as a stream (old logs are); a ZIP is given back as it is.
 *
 * @throws {ImportError} `limit-exceeded`
 */
export async function unpackedLog(source: ImportSource): Promise<ImportSource> {
  return (await unpackSibling(source, {}))!;
}

/** A file beside a packed one is likely to be packed too. */
async function unpackSibling(
  source: ImportSource | undefined,
  options: UnpackingOptions,
): Promise<ImportSource | undefined> {
  if (!source) return undefined;
  const packing = packingOf(await headOf(source, SIGNATURE_SIZE));
  return packing === undefined || packing === 'zip' ? source : unpackStream(source, packing, options);
}

/** The first bytes of a source, or all of it when it is shorter. */
export async function headOf(source: ImportSource, length = DETECTION_SIZE): Promise<Uint8Array> {
  const head = new Uint8Array(Math.min(length, source.size));
  let filled = 0;
  if (head.length === 0) return head;
  for await (const chunk of source.chunks()) {
    head.set(chunk.subarray(0, head.length - filled), filled);
    filled = Math.min(head.length, filled + chunk.length);
    if (filled === head.length) break;
  }
  return head.subarray(0, filled);
}
