/** Everything that a viewer could see of an archive, as text; and whether it was said that something is not as it was. */
import { ArchiveReader, BytesSource } from '#src/format/index.ts';

/** @returns {Promise<{ content: string, index: string, isTold: boolean }>} */
export async function everythingIn(bytes) {
  const reader = await ArchiveReader.open(new BytesSource(bytes));
  const entries = await reader.directory;
  const segments = [];
  for (const { entry } of reader.manifest.tracks)
    for (const index of reader.segments(entry).keys()) segments.push(await reader.readSegment(entry, index));
  const others = [];
  for (const path of entries.keys()) {
    const isTrack = reader.manifest.tracks.some(({ entry }) => entry === path);
    if (!isTrack && path !== 'index.json')
      others.push([path, Buffer.from(await reader.readEntry(path)).toString('base64')]);
  }
  const { manifest, index, diagnostics } = reader;
  const content = textOf({ manifest, others, events: segments.flatMap((segment) => segment.events) });
  const isTold = diagnostics.some(({ severity }) => severity !== 'info');
  return { content, index: textOf({ index, segments }), isTold };
}

function textOf(value) {
  return JSON.stringify(value, (_, member) => (member instanceof Map ? [...member] : member));
}
