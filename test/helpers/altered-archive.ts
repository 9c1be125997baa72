import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import { buildZip, type ZipEntryInput, type ZipInput } from './zip-builder.ts';

/** An entry as it lies in an archive. */
export type RawEntry = ZipEntryInput & { readonly raw: NonNullable<ZipEntryInput['raw']> };

/** The entries of an archive with their stored bytes, to be put together again by `buildZip`. */
export async function rawEntries(bytes: Uint8Array): Promise<RawEntry[]> {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  return [...(await reader.directory).values()].map((entry) => {
    const { path, method, size, crc32, dataOffset, storedSize } = entry;
    const stored = bytes.slice(dataOffset, dataOffset + storedSize);
    return { path, method: method === 'deflate' ? 8 : 0, raw: { stored, size, crc32 } };
  });
}

/** An archive with one entry changed and every other byte for byte as it was. */
export async function alterEntry(
  bytes: Uint8Array,
  path: string,
  change: (entry: RawEntry) => ZipEntryInput,
  options: Omit<ZipInput, 'entries'> = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = await rawEntries(bytes);
  return buildZip({ ...options, entries: entries.map((each) => (each.path === path ? change(each) : each)) });
}
