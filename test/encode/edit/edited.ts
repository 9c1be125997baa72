import { createPakoDeflater, editArchive, type Edit, type EncodeResult } from '#src/encode/index.ts';
import { ArchiveReader, BytesSink, BytesSource } from '#src/format/index.ts';

/** An archive that was edited. */
export interface Edited extends EncodeResult {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly reader: ArchiveReader;
}

/** Edits an archive in memory and opens the new one. */
export async function edited(bytes: Uint8Array<ArrayBuffer>, edit: Edit): Promise<Edited> {
  const sink = new BytesSink();
  const deflater = await createPakoDeflater();
  const generator = { name: 'editor', version: '2.0.0' };
  const result = await editArchive(new BytesSource(bytes), edit, { deflater, sink, generator });
  const reader = await ArchiveReader.open(new BytesSource(sink.bytes()));
  await reader.directory;
  return { ...result, bytes: sink.bytes(), reader };
}

/** Everything that an archive says: every entry, inflated, as one text. */
export async function allTexts(reader: ArchiveReader): Promise<string> {
  const texts: string[] = [];
  for (const path of (await reader.directory).keys()) texts.push(`\n${path}\n${await reader.readText(path)}`);
  return texts.join('');
}
