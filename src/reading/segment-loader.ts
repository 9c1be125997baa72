import type { ArchiveError, Segment, SegmentLocation, TrackKind } from '../format/index.ts';
import type { Archive } from './archive.ts';
import { isDamage } from './damage.ts';

/** Decoded segments kept for the next seek: bytes of inflated text (objects in memory take two to three times that). */
const SEGMENT_CACHE_SIZE = 4 * 2 ** 20;

interface Loading {
  readonly promise: Promise<Segment>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Decoded segments of one archive: loads each once however many ask for it, keeps the ones used last up to a
 * number of bytes, and aborts a load when nobody waits for it any more. One request a segment. What is damaged is not
 * asked for again.
 */
export class SegmentLoader {
  /** Counts up whenever a segment comes or goes, or is found to be damaged. */
  version = 0;
  readonly #archive: Archive;
  readonly #maxSize: number;
  /** Least recently used first. */
  readonly #loaded = new Map<string, { readonly segment: Segment; readonly size: number }>();
  readonly #loading = new Map<string, Loading>();
  readonly #failed = new Set<string>();
  /** Entry → segments that are damaged, which they stay. */
  readonly #damaged = new Map<string, Map<number, ArchiveError>>();
  #size = 0;
  #prefetching = new AbortController();

  constructor(archive: Archive, maxSize: number = SEGMENT_CACHE_SIZE) {
    this.#archive = archive;
    this.#maxSize = maxSize;
  }

  /** Inflated bytes of the segments kept. */
  get size(): number {
    return this.#size;
  }

  /** Segments of a track in order of time. */
  locations(entry: string): readonly SegmentLocation[] {
    return this.#archive.segments(entry);
  }

  /** Whether a segment is loaded. */
  has(entry: string, index: number): boolean {
    return this.#loaded.has(keyOf(entry, index));
  }

  /** What is wrong with a segment; `undefined` while nothing is known to be. */
  damage(entry: string, index: number): ArchiveError | undefined {
    return this.#damaged.get(entry)?.get(index);
  }

  /** Whether any segment of a track is known to be damaged. */
  hasDamage(entry: string): boolean {
    return this.#damaged.has(entry);
  }

  /** Whether a segment is known to have no keyframe: it is entered from the one before. */
  isKeyless(entry: string, index: number): boolean {
    const loaded = this.#loaded.get(keyOf(entry, index));
    return loaded !== undefined && !loaded.segment.keyframe;
  }

  /** The segment if it is loaded; using it keeps it. */
  get<K extends TrackKind>(entry: string, index: number): Segment<K> | undefined {
    const key = keyOf(entry, index);
    const loaded = this.#loaded.get(key);
    if (!loaded) return undefined;
    this.#loaded.delete(key);
    this.#loaded.set(key, loaded);
    return loaded.segment as Segment<K>;
  }

  /**
   * The segment, loaded if it must be.
   *
   * @throws {ArchiveError} what reading it gives; the signal's reason when it aborts
   */
  async load<K extends TrackKind>(entry: string, index: number, signal: AbortSignal): Promise<Segment<K>> {
    signal.throwIfAborted();
    const loaded = this.get<K>(entry, index);
    if (loaded) return loaded;
    const damage = this.damage(entry, index);
    if (damage) throw damage;
    const key = keyOf(entry, index);
    const loading = this.#loading.get(key) ?? this.#start(entry, index);
    loading.waiting += 1;
    return new Promise<Segment<K>>((resolve, reject) => {
      const leave = (): void => {
        reject(signal.reason as Error);
        loading.waiting -= 1;
        if (loading.waiting > 0) return;
        if (this.#loading.get(key) === loading) this.#loading.delete(key);
        loading.controller.abort(signal.reason);
      };
      signal.addEventListener('abort', leave, { once: true });
      loading.promise
        .finally(() => signal.removeEventListener('abort', leave))
        .then((segment) => resolve(segment as Segment<K>), reject);
    });
  }

  /** Starts loading a segment that will be wanted soon. If that fails, it fails again when it is wanted. */
  prefetch(entry: string, index: number): void {
    const key = keyOf(entry, index);
    if (this.#loaded.has(key) || this.#loading.has(key) || this.#failed.has(key)) return;
    this.load(entry, index, this.#prefetching.signal).catch(() => this.#failed.add(key));
  }

  /** Gives up what was started by `prefetch` and nobody else waits for. */
  abortPrefetch(): void {
    const stale = this.#prefetching;
    this.#prefetching = new AbortController();
    this.#failed.clear();
    stale.abort();
  }

  #start(entry: string, index: number): Loading {
    const key = keyOf(entry, index);
    const controller = new AbortController();
    const promise = this.#archive.readSegment(entry, index, { signal: controller.signal });
    const loading: Loading = { promise, controller, waiting: 0 };
    this.#loading.set(key, loading);
    const done = (): void => {
      if (this.#loading.get(key) === loading) this.#loading.delete(key);
    };
    promise.then(
      (segment) => {
        done();
        if (!controller.signal.aborted) this.#keep(key, segment, this.locations(entry)[index]?.size ?? 0);
      },
      (error: unknown) => {
        done();
        if (isDamage(error)) this.#lose(entry, index, error);
      },
    );
    return loading;
  }

  #lose(entry: string, index: number, error: ArchiveError): void {
    const damaged = this.#damaged.get(entry) ?? new Map<number, ArchiveError>();
    this.#damaged.set(entry, damaged.set(index, error));
    this.version += 1;
  }

  #keep(key: string, segment: Segment, size: number): void {
    this.#loaded.set(key, { segment, size });
    this.#size += size;
    this.version += 1;
    for (const [oldest, { size: freed }] of this.#loaded) {
      if (this.#size <= this.#maxSize || oldest === key) return;
      this.#loaded.delete(oldest);
      this.#size -= freed;
    }
  }
}

function keyOf(entry: string, index: number): string {
  return `${index} ${entry}`;
}
