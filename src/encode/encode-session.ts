import {
  ArchiveWriter,
  type ByteSink,
  type Deflater,
  type Diagnostic,
  type IndexContent,
  type Manifest,
  type ManifestContent,
  type PackedSource,
  type SessionEvent,
  type Spool,
} from '../format/index.ts';
import type { Outline } from '../state/index.ts';
import { combineFidelity } from './fidelity.ts';
import type { ReportFinding } from './findings.ts';
import { KeptFiles } from './kept-files.ts';
import type { SessionFile } from './kept-files.ts';
import { mergeSources } from './merge.ts';
import { formatStartedAt } from './session-description.ts';
import { TrackSplitter } from './track-splitter.ts';

/** How a session is packed. */
export interface EncodeOptions {
  /** What compresses: `createPakoDeflater()`, or zlib where there is one. */
  readonly deflater: Deflater;
  /** Takes the bytes of the archive, in order, after all sources have ended. */
  readonly sink: ByteSink;
  /** Makes the place where compressed bytes wait for the end. Default: memory. */
  readonly createSpool?: () => Spool;
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
 * One pass; memory is bounded by two segments a track, the texts of touched files, ids and the spool. Equal
 * sources, options and versions give equal bytes.
 *
 * @param sources - what importers yield; several are merged onto one clock (see `mergeSources`)
 * @throws what a source or the sink throws, untouched; the `AbortError` of the signal. The sink then holds no archive.
 */
export async function encodeSession(
  sources: readonly AsyncIterable<SessionEvent>[],
  options: EncodeOptions,
): Promise<EncodeResult> {
  const { deflater, createSpool, signal } = options;
  const diagnostics: Diagnostic[] = [];
  const onDiagnostic: ReportFinding = (finding) => diagnostics.push(finding);
  const merged = await mergeSources(sources, { offsets: options.offsets, signal, onDiagnostic });
  const writer = new ArchiveWriter({ deflater, createSpool });
  const splitter = new TrackSplitter(writer, onDiagnostic);

  let events = 0;
  for await (const event of merged.events) {
    const loaded = splitter.take(event);
    if (loaded) await loaded;
    events += 1;
    if (events % PROGRESS_INTERVAL === 0) options.onProgress?.({ events, time: splitter.duration });
  }

  const tracks = splitter.finish();
  const packedFrom = await describeSources(splitter, writer, options.files ?? []);
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
  const { activity, turns, files } = outline;
  const index: IndexContent = { duration, activity, turns, files, ...(reading && { reading }) };
  signal?.throwIfAborted();
  const written = await writer.finish(manifest, index, options.sink);
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
    for (const { tool, name, size, session, keep } of members) {
      const [own, ...beside] = keep?.() ?? [];
      const entry = own && (await kept.add(own));
      for (const file of beside) await kept.add(file);
      sources.push({
        tool,
        name,
        size,
        ...(session !== undefined && { session }),
        ...(sessionId !== undefined && { sessionId }),
        ...(entry !== undefined && { entry }),
      });
    }
  }
  return sources;
}

function describeSession({ description, reports }: TrackSplitter, { chapters, stats }: Outline) {
  const { agent, workspace } = description;
  const fidelity = combineFidelity(reports);
  return {
    ...(agent && { agent }),
    ...(workspace && { workspace }),
    ...(chapters.length > 0 && { chapters }),
    stats,
    ...(fidelity && { fidelity }),
  };
}

/** The chapter title of the first prompt that says something. */
function titleOf({ chapters, turns }: Outline): string | undefined {
  const prompts = new Set(turns.filter(({ excerpt }) => excerpt !== '').map(({ id }) => id));
  return chapters.find(({ event }) => event !== undefined && prompts.has(event))?.title;
}
