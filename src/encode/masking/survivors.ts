import { ArchiveReader, streamEntry, type ByteSource, type ReadOptions } from '../../format/index.ts';
import type { Masker } from '../../masking/index.ts';

/** Characters that are searched at once, and what is searched again with the next: no value is longer in any form. */
const PIECE_SIZE = 4 * 1024 * 1024;
const OVERLAP = 64 * 1024;

/** A value that should be masked, and where it still stands. */
export interface Survivor {
  /** Its placeholder. */
  readonly placeholder: string;
  /** Path of the entry. */
  readonly entry: string;
}

/**
 * Reads a finished archive, entry by entry, and looks for every value that was masked, in every form that it may have.
 *
 * Cost: inflates the whole archive, once; nothing where no value was masked.
 *
 * @throws {ArchiveError} when the archive cannot be read
 */
export async function findSurvivors(
  archive: ByteSource,
  masker: Masker,
  options: ReadOptions = {},
): Promise<readonly Survivor[]> {
  if (masker.valueCount === 0) return [];
  const reader = await ArchiveReader.open(archive, options);
  const survivors: Survivor[] = [];
  for (const [path, entry] of await reader.directory) {
    const placeholders = new Set<string>();
    const note = (text: string): void => {
      for (const { placeholder } of masker.survivors(text)) placeholders.add(placeholder);
    };
    note(path);
    await searchText(streamEntry(archive, entry, options), note);
    for (const placeholder of placeholders) survivors.push({ placeholder, entry: path });
  }
  return survivors;
}

async function searchText(chunks: AsyncIterable<Uint8Array>, search: (text: string) => void): Promise<void> {
  // Bytes that are no text are looked at as they are: what is looked for is mostly ASCII.
  const decoder = new TextDecoder('utf-8');
  let text = '';
  for await (const bytes of chunks) {
    text += decoder.decode(bytes, { stream: true });
    if (text.length < PIECE_SIZE) continue;
    search(text);
    text = text.slice(-OVERLAP);
  }
  search(text + decoder.decode());
}
