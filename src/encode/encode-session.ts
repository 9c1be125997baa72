import {
  ArchiveWriter,
  type ByteSink,
  type Deflater,
  type Diagnostic,
  type Manifest,
  type ManifestContent,
  type ManifestMaker,
  type PackedSource,
  type SessionSource,
  type Spool,
} from '../format/index.ts';
import { indexContent, type Outline } from '../state/index.ts';
import { combineFidelity } from './fidelity.ts';
import type { ReportFinding } from './findings.ts';
import { KeptFiles } from './kept-files.ts';
import type { KeptFile, SessionFile } from './kept-files.ts';
import { addEntry } from './add-entry.ts';
import { mergeSources } from './merge.ts';
import { formatStartedAt } from './session-description.ts';
import { TrackSplitter } from './track-splitter.ts';

/**
 * Changes a manifest before it is written.
 *
 * @param content - what the encoder would write
 * @param digests - entry path → SHA-256 of each entry that the manifest will list
 * @returns content, or the bytes of a manifest that is to stand as it is
 */
export type ManifestStep = (
  content: ManifestContent,
  digests: Readonly<Record<string, string>>,
) => ManifestContent | Uint8Array;

/** How a session is packed. */
export interface EncodeOptions {
  /** What compresses: `createPakoDeflater()`, or zlib where there is one. */
  readonly deflater: Deflater;
  /** Takes the bytes of the archive, in order, after all sources have ended. */
  readonly sink: ByteSink;
  /** Makes the place where compressed bytes wait for the end. Default: memory. */
  readonly createSpool?: (() => Spool) | undefined;
  /** Program that packs, as the manifest names it. */
  readonly generator: Manifest['generator'];
  /** Correction of each source's clock, ms; positive is later. Default 0. */
  readonly offsets?: readonly number[] | undefined;
  /** For each source the files it is read from; the manifest tells of them. */
  readonly files?: readonly (readonly SessionFile[])[] | undefined;
  /** Title over what the sources say. */
  readonly title?: string | undefined;
  /** Title where neither a source nor a prompt gives one: the name of the file. */
  readonly fallbackTitle?: string | undefined;
  /**
   * Further entries: notes, a summary, those of an archive that is written again. Asked for when all events have come. One
   * in `blobs/` must be named by its content and is stored once.
   */
  readonly entries?: (() => AsyncIterable<KeptFile>) | undefined;
  /** Has the last word on the manifest. */
  readonly manifest?: ManifestStep | undefined;
  readonly onProgress?: (progress: EncodeProgress) => void;
  readonly signal?: AbortSignal | undefined;
}

/** How far packing has come. */
export interface EncodeProgress {
  /** Events of the sources taken so far. */
  readonly events: number;
  /** Session time of the latest, ms. */
  readonly time: number;
}

/** What came of packing. */
export interface EncodeResult {
  readonly manifest: Manifest;
  /** Bytes of the archive. */
  readonly size: number;
  /** SHA-256 (hex) of `manifest.json`, the identity of the archive. */
  readonly sha256: string;
  readonly diagnostics: readonly Diagnostic[];
}

/** Events between two calls of `onProgress`. */
const PROGRESS_INTERVAL = 1000;

/**
 * Packs the events of one session, from one source or several, into an archive.
 *
 * One pass; memory is bounded by two segments a track, those that are being compressed, the texts of touched files, ids and the spool. Equal
 * sources, options and versions give equal bytes.
 *
 * @param sources - what importers yield, each opened once; several are merged onto one clock (see `mergeSources`)
 * @throws what a source or the sink throws, untouched; the `AbortError` of the signal. The sink then holds no archive.
 */
export function encodeSession(
  sources: readonly SessionSource[],
  options: EncodeOptions,
): Promise<EncodeResult> {
  const { deflater, createSpool } = options;
  return ArchiveWriter.use({ deflater, createSpool }, (writer) => encodeInto(writer, sources, options));
}

async function encodeInto(
  writer: ArchiveWriter,
  sources: readonly SessionSource[],
  options: EncodeOptions,
): Promise<EncodeResult> {
  const { signal } = options;
  const diagnostics: Diagnostic[] = [];
  const onDiagnostic: ReportFinding = (finding) => diagnostics.push(finding);
  const merged = await mergeSources(sources, { offsets: options.offsets, signal, onDiagnostic });
  const splitter = new TrackSplitter(writer, onDiagnostic);

  let events = 0;
  for await (const event of merged.events) {
    const loaded = splitter.take(event);
    if (loaded) await loaded;
    const room = writer.room();
    if (room) await room;
    events += 1;
    if (events % PROGRESS_INTERVAL === 0) options.onProgress?.({ events, time: splitter.duration });
  }

  const tracks = splitter.finish();
  const packedFrom = await describeSources(splitter, writer, options.files ?? []);
  for await (const entry of options.entries?.() ?? []) await addEntry(writer, entry);
  const outline = splitter.outline.finish();
  const { duration } = splitter;
  const manifest: ManifestContent = {
    title:
      options.title ?? splitter.description.title ?? titleOf(outline) ?? options.fallbackTitle ?? 'Session',
    ...formatStartedAt(merged.startedAt),
    duration,
    generator: options.generator,
    ...describeSession(splitter, outline),
    ...(packedFrom.length > 0 && { sources: packedFrom }),
    tracks,
  };
  const reading = splitter.reading.finish(duration);
  const index = indexContent(outline, duration, reading);
  signal?.throwIfAborted();
  const last = options.manifest;
  const make: ManifestMaker | undefined = last && ((digests) => last(manifest, digests));
  const written = await writer.finish(make ?? manifest, index, options.sink);
  return { ...written, diagnostics };
}

/** What the session was packed from; stores what is to be kept of it. */
async function describeSources(
  { description }: TrackSplitter,
  writer: ArchiveWriter,
  files: readonly (readonly SessionFile[])[],
): Promise<readonly PackedSource[]> {
  const kept = new KeptFiles(writer);
  const sources: PackedSource[] = [];
  for (const [source, members] of files.entries()) {
    const sessionId = description.sessionId(source);
    for (const { tool, name, size, session, revision, keep } of members) {
      const [own, ...beside] = keep?.() ?? [];
      const entry = own && (await kept.add(own));
      for (const file of beside) await kept.add(file);
      sources.push({
        tool,
        name,
        size,
        ...(session !== undefined && { session }),
        ...(sessionId !== undefined && { sessionId }),
        ...(revision !== undefined && { revision }),
        ...(entry !== undefined && { entry }),
      });
    }
  }
  return sources;
}

function describeSession({ description, reports, chapters: given }: TrackSplitter, outline: Outline) {
  const { agent, workspace } = description;
  const fidelity = combineFidelity(reports);
  const chapters = given ?? outline.chapters;
  return {
    ...(agent && { agent }),
    ...(workspace && { workspace }),
    ...(chapters.length > 0 && { chapters }),
    stats: outline.stats,
    ...(fidelity && { fidelity }),
  };
}

/** The chapter title of the first prompt that says something. */
function titleOf({ chapters, turns }: Outline): string | undefined {
  const prompts = new Set(turns.filter(({ excerpt }) => excerpt !== '').map(({ id }) => id));
  return chapters.find(({ event }) => event !== undefined && prompts.has(event))?.title;
}
