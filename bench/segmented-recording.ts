/**
 * A terminal recording as asciinema-player's segmented mode has it: an index, and a file of plain JSON for every
 * segment, with the escape sequences that lead to its first screen. Nothing writes these but its tests; the segments
 * are those of an archive, so that both players find their way back equally far.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ArchiveReader, type ByteSource } from '#src/format/index.ts';

/**
 * Writes the first terminal of an archive.
 *
 * @param folder - is made; `index.json` in it is what the player opens
 */
export async function writeSegments(source: ByteSource, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const archive = await ArchiveReader.open(source);
  const track = archive.manifest.tracks.find(({ kind }) => kind === 'terminal')!;
  const segments: { start: number; url: string }[] = [];
  let last = 0;
  for (let index = 0; index < archive.segments(track.entry).length; index += 1) {
    const segment = await archive.readSegment<'terminal'>(track.entry, index);
    const { cols, rows, data } = segment.keyframe!;
    const events = segment.events.flatMap((event) =>
      event.code === 'o' ? [[event.t / 1000, 'o', event.data] as const] : [],
    );
    segments.push({ start: index === 0 ? 0 : events[0]![0], url: `${index}.json` });
    last = events.at(-1)![0];
    const text = JSON.stringify({ snapshot: { cols, rows, init: data }, events });
    await writeFile(join(folder, `${index}.json`), text);
  }
  const { cols, rows } = track;
  const text = JSON.stringify({ version: 1, duration: last, term: { cols, rows }, segments });
  await writeFile(join(folder, 'index.json'), text);
}
