import type { TimeSpan } from '../format/index.ts';
import { isDamage } from '../reading/playback.ts';
import type { SegmentLoader, TranscriptDocument } from '../reading/playback.ts';
import type { Scheduler } from './scheduler.ts';

/** How long what is wanted must stay the same before it is loaded, ms: parts that are flown over are not. */
const REST = 100;

/** What a loader of parts is made with. */
export interface PartLoaderOptions {
  /** Entry path of the transcript. */
  readonly entry: string;
  readonly document: TranscriptDocument;
  readonly loader: SegmentLoader;
  readonly scheduler: Scheduler;
  /** The stretch of session time beyond which no part is loaded; `undefined`: all are. */
  readonly range: () => TimeSpan | undefined;
  /** A part has come, or is known to be lost. */
  readonly onPart: () => void;
  /** A part cannot be loaded. */
  readonly onError: (error: unknown) => void;
}

/** Loads the parts of a transcript that somebody looks at, and then those beside them. */
export class PartLoader {
  readonly #options: PartLoaderOptions;
  #wanted: readonly [from: number, to: number] | undefined;
  /** What did not come. */
  #missed: readonly [from: number, to: number] | undefined;
  #cancelRest: (() => void) | undefined;
  #loading: AbortController | undefined;

  constructor(options: PartLoaderOptions) {
    this.#options = options;
  }

  /** Somebody looks at parts `from` … `to`, and at no others any more. What was wanted before is given up. */
  want(from: number, to: number): void {
    if (this.#wanted?.[0] === from && this.#wanted[1] === to) return;
    this.#wanted = [from, to];
    this.#missed = undefined;
    this.#cancelRest?.();
    this.#cancelRest = this.#options.scheduler.after(REST, () => {
      this.#cancelRest = undefined;
      this.#loading?.abort();
      this.#loading = new AbortController();
      void this.#load(from, to, this.#loading.signal);
    });
  }

  /** Asks once more for what did not come, as long as nothing else is wanted. */
  retry(): void {
    const missed = this.#missed;
    this.#wanted = undefined;
    if (missed) this.want(...missed);
  }

  /** Gives up what is under way. */
  close(): void {
    this.#cancelRest?.();
    this.#loading?.abort();
  }

  async #load(from: number, to: number, signal: AbortSignal): Promise<void> {
    const { document, onPart, onError } = this.#options;
    const count = document.parts.length;
    const inView = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    try {
      for (const index of [...inView, to + 1, from - 1]) {
        if (index < 0 || index >= count || document.isSettled(index) || this.#isBeyond(index)) continue;
        // A part without a keyframe is only whole behind the one before.
        for (let at = index; at >= 0 && !document.isSettled(at); at -= 1) {
          if (await this.#take(at, signal)) break;
        }
        onPart();
      }
    } catch (error) {
      if (signal.aborted) return;
      this.#missed = [from, to];
      onError(error);
    }
  }

  #isBeyond(index: number): boolean {
    const range = this.#options.range();
    const part = this.#options.document.parts[index];
    return !!range && !!part && (part.time > range.end || part.end <= range.start);
  }

  /**
   * Loads a part into the document.
   *
   * @returns whether it is whole without the one before
   */
  async #take(index: number, signal: AbortSignal): Promise<boolean> {
    const { document, loader, entry } = this.#options;
    try {
      const segment = await loader.load<'transcript'>(entry, index, signal);
      document.put(segment);
      return segment.keyframe !== undefined;
    } catch (error) {
      if (!isDamage(error)) throw error;
      document.lose(index);
      return true;
    }
  }
}
