import {
  ArchiveWriter,
  isBlobPath,
  type ByteSink,
  type ByteSource,
  type Deflater,
  type Derivation,
  type Manifest,
  type ManifestContent,
  type ReaderOptions,
  type SessionEvent,
  type SessionSource,
  type Spool,
} from '../../format/index.ts';
import { rebuildIndex } from '../../state/index.ts';
import { addEntry } from '../add-entry.ts';
import { encodeSession, type EncodeProgress, type EncodeResult } from '../encode-session.ts';
import type { KeptFile } from '../kept-files.ts';
import { ArchiveEvents } from './read-session.ts';
import { identifyManifest, mergeManifest } from './rewritten-manifest.ts';
import { noteLinks } from './blob-links.ts';
import { knownTracks } from './event-archive.ts';
import { openSourceArchive, otherPaths, type SourceArchive } from './source-archive.ts';

/** An archive as a step may look at it before the first byte of the new one is written. */
export interface RewriteSession extends SessionSource {
  readonly manifest: Manifest;
  /** Entries that are neither tracks nor payloads of events: notes, kept sources, what a later version has added. */
  entries(): AsyncIterable<KeptFile>;
}

/**
 * What a rewrite does to an archive. Every member is optional; a step without any gives the archive as it is. A step may
 * hold state, and is used once.
 */
export interface RewriteStep {
  /** Looks at everything first, as often as it likes. */
  survey?(session: RewriteSession): Promise<void>;
  /**
   * Gives the events to write for those of the archive: fewer, others, more. New ones need no `id`; those of `session` and
   * `track`, which come first, say how the rest is meant and have to be passed on. Without it, the tracks are
   * taken over byte for byte, which costs a copy instead of an encoding.
   */
  events?(events: AsyncIterable<SessionEvent>): AsyncIterable<SessionEvent>;
  /** Gives the entries to write for those of the archive, once all events are written. */
  entries?(entries: AsyncIterable<KeptFile>): AsyncIterable<KeptFile>;
  /** Has the last word on the manifest, but for its identity: `id`, `version`, `generator`, `derivedFrom`, `digests`. */
  manifest?(content: ManifestContent): ManifestContent;
}

/** How an archive is written again. */
export interface RewriteOptions extends ReaderOptions {
  /** What compresses: `createPakoDeflater()`, or zlib where there is one. */
  readonly deflater: Deflater;
  /** Takes the bytes of the new archive. */
  readonly sink: ByteSink;
  /** Makes the place where compressed bytes wait for the end. Default: memory. */
  readonly createSpool?: (() => Spool) | undefined;
  /** Program that rewrites; the manifest names it if the step changes anything. */
  readonly generator: Manifest['generator'];
  /**
   * What the new archive was made from, where the one that is read is only a step on the way that nobody keeps; `null`: from no
   * archive. Default: the one that is read.
   */
  readonly origin?: Derivation | null | undefined;
  readonly onProgress?: (progress: EncodeProgress) => void;
}

/**
 * Writes an archive again, changed by a step: archive → events → step → encoder. Ids stay, so that links and notes hold. Memory is
 * bounded as that of encoding.
 *
 * @param source - the archive; it is read several times when the step looks first
 * @throws {ArchiveError} when the archive cannot be opened or read (`repairArchive` saves what can be); what the step, the
 *   source and the sink throw
 */
export async function rewrite(
  source: ByteSource,
  step: RewriteStep,
  options: RewriteOptions,
): Promise<EncodeResult> {
  return rewriteArchive(await openSourceArchive(source, options), step, options);
}

/** As {@link rewrite}, of an archive that is open. */
export async function rewriteArchive(
  archive: SourceArchive,
  step: RewriteStep,
  options: RewriteOptions,
): Promise<EncodeResult> {
  const { signal } = options;
  await step.survey?.({
    manifest: archive.manifest,
    events: () => new ArchiveEvents(archive, { signal }).events(),
    entries: () => entriesOf(archive, otherPaths(archive)),
  });
  return step.events
    ? encodeAgain(archive, { ...step, events: (events) => step.events!(events) }, options)
    : takeOver(archive, step, options);
}

/** Reads the events, and encodes what the step makes of them. */
async function encodeAgain(
  archive: SourceArchive,
  step: RewriteStep & Required<Pick<RewriteStep, 'events'>>,
  options: RewriteOptions,
): Promise<EncodeResult> {
  const { signal } = options;
  const source = new ArchiveEvents(archive, { signal });
  const links = new Set<string>();
  const stepped = { events: () => noteLinks(step.events(source.events()), links) };
  return encodeSession([stepped], {
    ...options,
    entries: () => {
      // A blob that no event named belongs to something that is not known here.
      const isKept = (path: string) => links.has(path) || !source.named.has(path);
      const blobs = archive.paths.filter((path) => isBlobPath(path) && isKept(path));
      return stepEntries(step, entriesOf(archive, [...blobs, ...otherPaths(archive)]));
    },
    manifest: (encoded, digests) => {
      const merged = mergeManifest(archive.manifest, encoded);
      return identifyManifest(archive, step.manifest?.(merged) ?? merged, digests, options);
    },
  });
}

/** Takes the tracks over as they are. */
function takeOver(archive: SourceArchive, step: RewriteStep, options: RewriteOptions): Promise<EncodeResult> {
  const { deflater, createSpool } = options;
  return ArchiveWriter.use({ deflater, createSpool }, (writer) =>
    takeOverInto(writer, archive, step, options),
  );
}

async function takeOverInto(
  writer: ArchiveWriter,
  archive: SourceArchive,
  step: RewriteStep,
  options: RewriteOptions,
): Promise<EncodeResult> {
  const { sink, signal } = options;
  for (const { entry, kind } of knownTracks(archive.manifest)) {
    if (archive.segments(entry).length === 0) continue;
    const track = writer.addSegmentedEntry(entry, kind);
    for (const index of archive.segments(entry).keys()) {
      const segment = await archive.readSegmentBytes(entry, index, { signal });
      track.add(segment, segment.bytes);
      await writer.room();
    }
  }
  const blobs = archive.paths.filter((path) => isBlobPath(path));
  const entries = entriesOf(archive, [...blobs, ...otherPaths(archive)]);
  for await (const entry of stepEntries(step, entries)) await addEntry(writer, entry);
  const index = archive.storedIndex ?? (await rebuildIndex(archive, { signal }));
  signal?.throwIfAborted();
  const { manifest } = archive;
  const content = step.manifest?.(manifest) ?? manifest;
  const written = await writer.finish(
    (digests) => identifyManifest(archive, content, digests, options),
    index,
    sink,
  );
  return { ...written, diagnostics: [] };
}

function stepEntries(step: RewriteStep, entries: AsyncIterable<KeptFile>): AsyncIterable<KeptFile> {
  return step.entries?.(entries) ?? entries;
}

// eslint-disable-next-line @typescript-eslint/require-await -- a step may read entries from elsewhere
async function* entriesOf(archive: SourceArchive, paths: readonly string[]): AsyncGenerator<KeptFile, void> {
  for (const path of paths) yield { path, chunks: () => archive.chunks(path) };
}
