import { HEAD_ENTRIES, isBlobPath } from '../archive-layout.ts';
import { ArchiveWriter, type WriterOptions, type WrittenArchive } from '../archive-writer.ts';
import type { ByteSink } from '../bytes/byte-sink.ts';
import type { ByteSource, ReadOptions } from '../bytes/byte-source.ts';
import { sha256Hex } from '../bytes/sha256.ts';
import type { Diagnostic } from '../diagnostics.ts';
import { ArchiveError } from '../errors.ts';
import type { Segment, TerminalHeader, TrackKind } from '../events.ts';
import { finding, quote } from '../findings.ts';
import { DEFAULT_LIMITS } from '../limits.ts';
import type {
  IndexContent,
  Manifest,
  ManifestContent,
  SegmentLocation,
  TimeSpan,
  TrackDescription,
} from '../model.ts';
import type { ReaderOptions } from '../reader-options.ts';
import { parseJson } from '../segments/json-value.ts';
import { entryId, recoverArchive, type Recovery } from './recover.ts';

/** Where an index can be rebuilt from: an open archive, or what was saved of one. */
export interface SegmentSource {
  readonly manifest: Manifest | ManifestContent;
  segments(entry: string): readonly SegmentLocation[];
  readSegment<K extends TrackKind>(entry: string, index: number, options?: ReadOptions): Promise<Segment<K>>;
}

export interface RepairOptions extends ReaderOptions, Pick<WriterOptions, 'deflater' | 'createSpool'> {
  readonly sink: ByteSink;
  /** Named in the new manifest when the old one is lost. */
  readonly generator?: Manifest['generator'] | undefined;
  /**
   * Makes turns, files, activity and reading map from the tracks. Called when the archive's own index is lost, or
   * tracks were damaged; without it the new index has the activity only.
   */
  readonly buildIndex?: ((source: SegmentSource) => Promise<IndexContent>) | undefined;
}

export interface RepairedArchive extends WrittenArchive {
  /** What was wrong with the old archive, and what of it is not in the new one. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Gaps shorter than this are activity too (spec section 6), ms. */
const ACTIVITY_GAP = 2000;

/**
 * Writes a fresh, valid archive from whatever can be read of one: profile restored, index made anew, entries and keys
 * of later versions kept.
 *
 * An archive of which something is lost gets a `recovered` member in its manifest that says what, and `derivedFrom`
 * names the archive it was. Keeps the tracks in memory.
 *
 * @throws {ArchiveError} `not-an-archive`, `unsupported-version`; `corrupt-entry` when no track can be saved; what source and sink throw
 */
export async function repairArchive(source: ByteSource, options: RepairOptions): Promise<RepairedArchive> {
  const recovery = await recoverArchive(source, options);
  return new Repair(source.name, recovery, options).run();
}

class Repair {
  readonly #name: string;
  readonly #recovery: Recovery;
  readonly #options: RepairOptions;
  readonly #writer: ArchiveWriter;
  readonly #diagnostics: Diagnostic[];
  /** Tracks as written: entry path → number of events. */
  readonly #events = new Map<string, number>();
  /** Times of all events, ms. */
  readonly #times: number[] = [];

  constructor(name: string, recovery: Recovery, options: RepairOptions) {
    this.#name = name;
    this.#recovery = recovery;
    this.#options = options;
    this.#writer = new ArchiveWriter(options);
    this.#diagnostics = [...recovery.diagnostics];
  }

  async run(): Promise<RepairedArchive> {
    for (const { path, state } of this.#recovery.entries) {
      if (state === 'lost' || HEAD_ENTRIES.includes(path)) continue;
      const kind = this.#recovery.trackKind(path);
      if (kind === 'terminal') await this.#copyTerminal(path);
      else if (kind) this.#copyLines(path, kind);
      else await this.#copyWhole(path);
    }
    if (this.#events.size === 0) {
      throw new ArchiveError('corrupt-entry', `no track of ${quote(this.#name)} can be saved`);
    }
    const manifest = this.#manifest();
    const index = await this.#index(manifest);
    const written = await this.#writer.finish(manifest, index, this.#options.sink);
    return { ...written, diagnostics: this.#diagnostics };
  }

  async #copyWhole(path: string): Promise<void> {
    const bytes = await this.#recovery.readEntry(path, this.#options);
    const named = isBlobPath(path) && path.startsWith(`blobs/${sha256Hex(bytes)}.`);
    if (named) this.#writer.addBlob(bytes, path.slice(path.lastIndexOf('.') + 1));
    else this.#writer.addEntry(path, bytes);
  }

  /** Keeps every line that is JSON, byte for byte, so that nothing a later version wrote is lost. */
  #copyLines(path: string, kind: TrackKind): void {
    const entry = this.#writer.addSegmentedEntry(path, kind);
    let events = 0;
    for (const segment of this.#recovery.rawSegments(path)) {
      const lines = new TextDecoder().decode(segment.bytes).split('\n');
      const kept = lines.filter((line) => line.trim() !== '' && this.#isJson(line, path));
      for (const line of kept) {
        const time = (JSON.parse(line) as { t?: unknown } | null)?.t;
        if (typeof time !== 'number') continue;
        this.#times.push(time);
        events += 1;
      }
      entry.add(segment, new TextEncoder().encode(kept.map((line) => `${line}\n`).join('')));
    }
    this.#events.set(path, events);
  }

  #isJson(line: string, path: string): boolean {
    const { maxJsonDepth } = { ...DEFAULT_LIMITS, ...this.#options.limits };
    if (parseJson(line, maxJsonDepth) !== undefined) return true;
    this.#diagnostics.push(
      finding('recovered-line-lost', 'error', `a line of ${quote(path)} cannot be read and is lost`, {
        entry: path,
      }),
    );
    return false;
  }

  /** Writes a recording anew: after a lost segment the intervals have to be counted again. */
  async #copyTerminal(path: string): Promise<void> {
    const segments: Segment<'terminal'>[] = [];
    for (const index of this.#recovery.rawSegments(path).keys()) {
      segments.push(await this.#recovery.readSegment<'terminal'>(path, index));
    }
    const track = this.#writer.addTrack(path, 'terminal', this.#header(path, segments));
    for (const { time, keyframe, events } of segments) {
      track.cut(Math.max(time, track.clock), keyframe);
      for (const event of events) {
        track.append(event);
        this.#times.push(event.t);
      }
    }
    this.#events.set(path, track.eventCount);
  }

  /** The header as recorded; of a recording whose start is lost, one of the size known next. */
  #header(path: string, segments: readonly Segment<'terminal'>[]): TerminalHeader {
    const recorded = segments[0]?.header;
    if (recorded) return recorded;
    const description = this.#recovery.manifest?.tracks.find(({ entry }) => entry === path);
    const keyframe = segments.find((segment) => segment.keyframe)?.keyframe;
    const cols = keyframe?.cols ?? description?.cols ?? 80;
    const rows = keyframe?.rows ?? description?.rows ?? 24;
    return { version: 3, term: { cols, rows } };
  }

  #manifest(): ManifestContent {
    const { manifest, manifestSha256, complete } = this.#recovery;
    const duration = this.#times.reduce((latest, time) => Math.max(latest, time), manifest?.duration ?? 0);
    const content: ManifestContent = {
      ...(manifest ?? {
        title: 'Recovered session',
        generator: this.#options.generator ?? { name: 'reprise', version: 'unknown' },
      }),
      duration,
      tracks: this.#tracks(manifest?.tracks ?? []),
    };
    if (complete) return content;
    const lost = this.#diagnostics
      .filter(({ severity }) => severity === 'error')
      .map(({ message }) => message);
    const derivedFrom = manifest && manifestSha256 ? { id: manifest.id, sha256: manifestSha256 } : undefined;
    return { ...content, ...(derivedFrom && { derivedFrom }), recovered: { lost } };
  }

  /** The tracks of the manifest that are there, as they were described, then those it does not name. */
  #tracks(described: readonly TrackDescription[]): TrackDescription[] {
    const named = new Set(described.map(({ entry }) => entry));
    const known = described
      .filter(({ entry, kind }) => this.#events.has(entry) || this.#recovery.trackKind(entry) !== kind)
      .map((track) => {
        const events = this.#events.get(track.entry);
        return events === undefined || track.events === undefined ? track : { ...track, events };
      });
    const found = [...this.#events]
      .filter(([entry]) => !named.has(entry))
      .map(([entry, events]) => ({
        id: entryId(entry),
        kind: this.#recovery.trackKind(entry)!,
        entry,
        events,
      }));
    return [...known, ...found];
  }

  async #index(manifest: ManifestContent): Promise<IndexContent> {
    const { storedIndex, complete } = this.#recovery;
    if (storedIndex && complete && storedIndex.index.duration === manifest.duration) return storedIndex.index;
    const source: SegmentSource = {
      manifest,
      segments: (entry) => this.#recovery.segments(entry),
      readSegment: (entry, index) => this.#recovery.readSegment(entry, index),
    };
    const built = await this.#options.buildIndex?.(source);
    const { duration } = manifest;
    return built
      ? { ...built, duration }
      : { duration, activity: activityOf(this.#times), turns: [], files: [] };
  }
}

/** Spans in which something happened, short gaps closed. */
function activityOf(times: readonly number[]): TimeSpan[] {
  const spans: { start: number; end: number }[] = [];
  for (const time of times.toSorted((a, b) => a - b)) {
    const last = spans.at(-1);
    if (last && time - last.end < ACTIVITY_GAP) last.end = time;
    else spans.push({ start: time, end: time });
  }
  return spans;
}
