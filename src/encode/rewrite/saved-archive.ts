import {
  ArchiveError,
  entryId,
  FORMAT_VERSION,
  HEAD_ENTRIES,
  quote,
  trackEntry,
} from '../../format/index.ts';
import type {
  IndexContent,
  Manifest,
  ReadOptions,
  Recovery,
  Segment,
  SegmentLocation,
  TrackDescription,
  TrackKind,
} from '../../format/index.ts';
import type { ArchiveIdentity, SegmentBytes, SourceArchive } from './source-archive.ts';

/** What was saved of a damaged archive, to be written again. */
export class SavedArchive implements SourceArchive {
  readonly manifest: Manifest;
  readonly identity: ArchiveIdentity | undefined;
  readonly paths: readonly string[];
  readonly #recovery: Recovery;
  readonly #whole: ReadonlySet<string>;

  /** @param generator - named where the manifest is lost */
  constructor(recovery: Recovery, manifestBytes: Uint8Array | undefined, generator: Manifest['generator']) {
    const { manifest, manifestSha256: sha256, entries } = recovery;
    const saved = entries.filter(({ path, state }) => state !== 'lost' && !HEAD_ENTRIES.includes(path));
    this.#recovery = recovery;
    this.paths = saved.map(({ path }) => path);
    this.#whole = new Set(saved.filter(({ state }) => state === 'whole').map(({ path }) => path));
    this.identity = manifestBytes && sha256 !== undefined ? { manifestBytes, sha256 } : undefined;
    this.manifest = {
      ...(manifest ?? {
        format: 'reprise',
        version: FORMAT_VERSION,
        id: '',
        title: 'Recovered session',
        duration: 0,
        generator,
      }),
      tracks: this.#tracks(manifest?.tracks ?? []),
    };
  }

  /** The index as it was stored, when nothing but the container is damaged. */
  get storedIndex(): IndexContent | undefined {
    const index = this.#recovery.storedIndex?.index;
    const fits = this.#recovery.complete && index?.duration === this.manifest.duration;
    return fits ? index : undefined;
  }

  segments(entry: string): readonly SegmentLocation[] {
    return this.#recovery.segments(entry);
  }

  isAfterGap(entry: string, index: number): boolean {
    return this.#recovery.isAfterGap(entry, index);
  }

  readSegment<K extends TrackKind>(entry: string, index: number): Promise<Segment<K>> {
    return this.#recovery.readSegment<K>(entry, index);
  }

  readSegmentBytes(entry: string, index: number): Promise<SegmentBytes> {
    return Promise.resolve(this.#recovery.rawSegments(entry)[index]!);
  }

  /** Of a payload half is nothing: only entries that are whole can be read so. */
  async readEntry(path: string, options?: ReadOptions): Promise<Uint8Array> {
    if (this.#whole.has(path)) return this.#recovery.readEntry(path, options);
    throw new ArchiveError('entry-not-found', `${quote(path)} is lost`, { entry: path });
  }

  /** What is left of an entry. */
  chunks(path: string, options?: ReadOptions): AsyncIterable<Uint8Array> {
    return this.#recovery.chunks(path, options);
  }

  /** Tracks as they were described, the lost ones too: what refers to them finds an empty track. Then those not named. */
  #tracks(described: readonly TrackDescription[]): TrackDescription[] {
    const named = new Set(described.map(({ entry }) => entry));
    const found = this.paths.flatMap((entry) => {
      const kind = named.has(entry) ? undefined : this.#recovery.trackKind(entry);
      const id = entryId(entry);
      return kind !== undefined && trackEntry(kind, id) === entry ? [{ id, kind, entry }] : [];
    });
    return [...described, ...found];
  }
}
