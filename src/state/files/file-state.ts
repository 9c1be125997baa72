import type { ChangeEvent, ChangesKeyframe, FileKeyframe, ReadOptions } from '../../format/index.ts';
import type { TrackState } from '../track-state.ts';
import { ChangedFiles } from './changed-files.ts';
import { FileVersion } from './file-version.ts';
import type { TextSource } from './file-version.ts';

/**
 * The files whose text is known at the playhead, and those that were changed by then: the state of a changes
 * track (spec section 10).
 *
 * A file is known from the first event that holds it whole, through every patch that fits, until it is deleted
 * or changed in a way that is not exact. Applying events and writing keyframes needs no texts at all; they are
 * put together when asked for, and given out only when their SHA-256 is the one the track claims.
 *
 * After `restore` some texts lie in blobs or in earlier segments: {@link FilesState.text} then does not have
 * them, {@link FilesState.textAt} reads them from the `TextSource`. The owner calls `enterSegment` at the start of every segment
 * (keyframes point at events by segment). The encoder needs no source.
 */
export class FilesState implements TrackState<'changes'> {
  readonly #files = new Map<string, FileVersion>();
  readonly #source: TextSource | undefined;
  #restored: ChangesKeyframe | undefined;
  readonly #changed = new ChangedFiles();
  #segment = 0;

  constructor(source?: TextSource) {
    this.#source = source;
  }

  /** Paths of the files whose text is known, ordered by code unit. */
  get paths(): readonly string[] {
    return [...this.#files.keys()].sort();
  }

  /** SHA-256 (hex) of a file; `undefined` when its text is not known here. */
  sha256(path: string): string | undefined {
    return this.#files.get(path)?.sha256;
  }

  /** What a file is now; stays valid when the state moves on. `undefined` when its text is not known here. */
  version(path: string): FileVersion | undefined {
    return this.#files.get(path);
  }

  /** Text of a file as far as it is in memory: always for a state that has not been restored and no blobs. */
  text(path: string): string | undefined {
    return this.#files.get(path)?.text;
  }

  /**
   * Text of a file as it is when this is called, even if the state moves on meanwhile. Reads at most the segments from the
   * one that holds the file whole, and blobs.
   *
   * @returns `undefined` when the file is not known here, or what leads to it does not give its digest
   */
  async textAt(path: string, options?: ReadOptions): Promise<string | undefined> {
    const version = this.#files.get(path);
    if (!version) return undefined;
    return this.#source ? version.read(this.#source, options) : version.text;
  }

  apply(event: ChangeEvent): void {
    this.#restored = undefined;
    this.#changed.apply(event);
    const previous = this.#files.get(event.op === 'rename' ? (event.from ?? event.path) : event.path);
    if (event.op === 'rename' && event.from !== undefined) this.#files.delete(event.from);
    const next = event.op === 'delete' ? undefined : FileVersion.after(previous, event, this.#segment);
    if (next) this.#files.set(event.path, next);
    else this.#files.delete(event.path);
  }

  snapshot(): ChangesKeyframe {
    const files = this.paths.map((path): [string, FileKeyframe | undefined] => [
      path,
      this.#files.get(path)?.toKeyframe(),
    ]);
    const changed = this.#changed.snapshot();
    return {
      files: Object.fromEntries(files.filter((entry): entry is [string, FileKeyframe] => !!entry[1])),
      ...(changed && { changed }),
    };
  }

  restore(keyframe: ChangesKeyframe | undefined): void {
    this.#files.clear();
    this.#restored = keyframe;
    this.#changed.restore(keyframe?.changed);
    for (const [path, file] of Object.entries(keyframe?.files ?? {})) {
      const version = FileVersion.fromKeyframe(path, file, this.#segment);
      if (version) this.#files.set(path, version);
    }
  }

  enterSegment(index: number): void {
    this.#segment = index;
    // The texts of a keyframe are looked up in the segments before the one it begins.
    if (this.#restored) this.restore(this.#restored);
  }

  equals(other: TrackState<'changes'>): boolean {
    if (!(other instanceof FilesState) || other.#files.size !== this.#files.size) return false;
    if (JSON.stringify(other.#changed.list) !== JSON.stringify(this.#changed.list)) return false;
    return [...this.#files].every(([path, { sha256 }]) => other.sha256(path) === sha256);
  }
}
