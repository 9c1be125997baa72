import type { ChangeEvent, ReadOptions } from '../../format/index.ts';
import { FilesState } from './file-state.ts';
import type { FileVersion, TextSource } from './file-version.ts';
import { ChangeSquash } from './squash.ts';
import type { SquashedFile } from './squash.ts';

/** A changes track to read from. */
export interface ChangesSource extends TextSource {
  /** Session time of each segment's keyframe, ms, non-decreasing. */
  readonly times: readonly number[];
}

/** A file whose text is known at a moment. */
export interface KnownFile {
  readonly path: string;
  /** SHA-256 (hex) of its text. */
  readonly sha256: string;
}

/** Texts around one change, as far as they are known. */
export interface ChangeTexts {
  readonly before?: string;
  readonly after?: string;
  /** The patch, where it is over 32 KiB and lies outside the track. */
  readonly patch?: string;
}

/**
 * Answers questions about files at any moment of an archive, independent of the playhead. Times are session
 * milliseconds; "at" includes the events of that very millisecond.
 *
 * Holds nothing but its source, which should cache segments.
 */
export class FileHistory {
  readonly #source: ChangesSource;

  constructor(source: ChangesSource) {
    this.#source = source;
  }

  /** The files known at `time`, ordered by path. One segment is read. */
  async filesAt(time: number, options?: ReadOptions): Promise<readonly KnownFile[]> {
    const state = await this.#stateAt(time, options);
    return state.paths.map((path) => ({ path, sha256: state.sha256(path)! }));
  }

  /**
   * Text of a file at `time`. Reads the segment, and what `FilesState.textAt` reads.
   *
   * @returns `undefined` when the file is not known then
   */
  async textAt(path: string, time: number, options?: ReadOptions): Promise<string | undefined> {
    return (await this.#stateAt(time, options)).textAt(path, options);
  }

  /**
   * The whole texts before and after a change: what a view needs to unfold context, or to show a change that is
   * stored as a whole text.
   *
   * @param change - an event of the track
   */
  async textsOf(change: ChangeEvent, options?: ReadOptions): Promise<ChangeTexts> {
    const state = await this.#stateBefore(change, options);
    return state ? this.#around(state, change, options) : {};
  }

  /** All changes up to `time`, one patch a file. Reads every segment up to then. */
  async squashAt(time: number, options?: ReadOptions): Promise<readonly SquashedFile[]> {
    const state = new FilesState(this.#source);
    const squash = new ChangeSquash();
    const last = this.#segmentAt(time);
    for (let index = 0; index <= last; index += 1) {
      const { events } = await this.#source.segment(index, options);
      state.enterSegment(index);
      for (const event of events) {
        if (event.t > time) break;
        squash.add(event, state);
        state.apply(event);
      }
    }
    return squash.files(state, this.#source, options);
  }

  /**
   * All changes of one file up to `time` as one; `undefined` where there are none, or they come to nothing. Reads the
   * segments in which the file was changed, as far as keyframes tell which those are.
   *
   * @param path - the file's path at `time`
   */
  async squashFileAt(path: string, time: number, options?: ReadOptions): Promise<SquashedFile | undefined> {
    const changes = await this.#changesOf(path, time, options);
    const before = changes[0] && (await this.#stateBefore(changes[0], options));
    if (!before) return undefined;
    const squash = new ChangeSquash();
    for (const event of changes) squash.add(event, before);
    return (await squash.files(await this.#stateAt(time, options), this.#source, options))[0];
  }

  /** Changes of a file across renames, oldest first. From the end: only a rename tells what it was called before. */
  async #changesOf(path: string, time: number, options?: ReadOptions): Promise<readonly ChangeEvent[]> {
    const found: ChangeEvent[] = [];
    let name = path;
    let index = this.#segmentAt(time);
    while (index >= 0) {
      const { events, keyframe } = await this.#source.segment(index, options);
      for (const event of events.toReversed()) {
        if (event.t > time || event.op === 'observe') continue;
        // Another file had the name until then.
        if (event.from === name && event.path !== name) return found.reverse();
        if (event.path !== name) continue;
        found.push(event);
        if (event.op === 'rename') name = event.from ?? name;
      }
      const earlier = keyframe?.changed?.[name];
      if (keyframe?.changed && !earlier) break;
      index = Math.min(index - 1, earlier ? this.#segmentAt(earlier.time) : Infinity);
    }
    return found.reverse();
  }

  /** The files as they were when a change (an event of the track) came; `undefined` when there is no such event. */
  async #stateBefore(change: ChangeEvent, options?: ReadOptions): Promise<FilesState | undefined> {
    const state = new FilesState(this.#source);
    for (let index = this.#segmentAt(change.t); index >= 0; index -= 1) {
      const { events } = await this.#enter(state, index, options);
      for (const event of events) {
        if (event.id === change.id) return state;
        state.apply(event);
      }
      // The event may be the last of the segment before, at the very time this one starts.
      if ((this.#source.times[index] ?? 0) < change.t) return undefined;
    }
    return undefined;
  }

  async #stateAt(time: number, options?: ReadOptions): Promise<FilesState> {
    const state = new FilesState(this.#source);
    const index = this.#segmentAt(time);
    if (index < 0) return state;
    const { events } = await this.#enter(state, index, options);
    for (const event of events) {
      if (event.t > time) break;
      state.apply(event);
    }
    return state;
  }

  /** Brings the state to the start of a segment: by its keyframe, or by playing from the nearest one before it. */
  async #enter(
    state: FilesState,
    index: number,
    options?: ReadOptions,
  ): Promise<{ readonly events: readonly ChangeEvent[] }> {
    const segment = await this.#source.segment(index, options);
    if (segment.keyframe === undefined && index > 0) {
      const { events } = await this.#enter(state, index - 1, options);
      for (const event of events) state.apply(event);
    } else {
      state.restore(segment.keyframe);
    }
    state.enterSegment(index);
    return segment;
  }

  async #around(state: FilesState, event: ChangeEvent, options?: ReadOptions): Promise<ChangeTexts> {
    const read = (version: FileVersion | undefined): Promise<string | undefined> | undefined =>
      version?.read(this.#source, options);
    const before = await read(state.version(event.from ?? event.path));
    state.apply(event);
    const after = await read(state.version(event.path));
    const patch = event.patchBlob && (await this.#source.blob(event.patchBlob, options));
    return {
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
      ...(patch === undefined ? {} : { patch }),
    };
  }

  /** Index of the last segment that starts at or before `time`; −1 when there is none. */
  #segmentAt(time: number): number {
    const { times } = this.#source;
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times[middle]! <= time) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}
