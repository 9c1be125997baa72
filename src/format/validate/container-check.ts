import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { finding, type Report } from '../findings.ts';
import type { ZipEntry } from '../zip/zip-entry.ts';
import { centralDirectory, localHeader } from '../zip/zip-writer.ts';

/**
 * Compares headers and directory with what a writer writes for these entries, byte for byte: the fields that nothing
 * reads, too. For archives in which a reader had nothing to tolerate; of others that has been said.
 */
export async function checkContainer(
  source: ByteSource,
  entries: readonly ZipEntry[],
  report: Report,
  options: ReadOptions,
): Promise<void> {
  const differs = async (offset: number, expected: Uint8Array): Promise<boolean> => {
    const bytes = await source.read(offset, expected.length, options);
    return expected.some((byte, index) => bytes[index] !== byte);
  };
  for (const entry of entries) {
    if (!(await differs(entry.headerOffset, localHeader(entry)))) continue;
    const message = `the local header of "${entry.path}" has a version or a date that writers do not write`;
    report(finding('container-form', 'warning', message, { entry: entry.path }));
  }
  const last = entries.at(-1);
  const offset = last ? last.dataOffset + last.storedSize : 0;
  const directory = centralDirectory(entries, offset);
  const isSame =
    offset + directory.length === (await source.size(options)) && !(await differs(offset, directory));
  if (isSame) return;
  const message = 'the directory has versions, attributes or an order that writers do not write';
  report(finding('container-form', 'warning', message, { offset }));
}
