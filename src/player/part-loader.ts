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
  /** A part has come. */
  readonly onPart: () => void;
  /** A part cannot be loaded. */
  readonly onError: (error: unknown) => void;
}

/** Loads the parts of a transcript that somebody looks at, and then those beside them. */
export class PartLoader {
  readonly #options: PartLoaderOptions;
  #wanted: readonly [from: number, to: number] | undefined;
  #cancelRest: (() => void) | undefined;
  #loading: AbortController | undefined;

  constructor(options: PartLoaderOptions) {
    this.#options = options;
  }

  /** Somebody looks at parts `from` … `to`, and at no others any more. What was wanted before is given up. */
  want(from: number, to: number): void {
    if (this.#wanted?.[0] === from && this.#wanted[1] === to) return;
    this.#wanted = [from, to];
    this.#cancelRest?.();
    this.#cancelRest = this.#options.scheduler.after(REST, () => {
      this.#cancelRest = undefined;
      this.#loading?.abort();
      this.#loading = new AbortController();
      void this.#load(from, to, this.#loading.signal);
    });
  }

  /** Gives up what is under way. */
  close(): void {
    this.#cancelRest?.();
    this.#loading?.abort();
  }

  async #load(from: number, to: number, signal: AbortSignal): Promise<void> {
    const { document, loader, entry, onPart, onError } = this.#options;
    const count = document.parts.length;
    const inView = Array.from({ length: to - from + 1 }, (_, at) => from + at);
    try {
      for (const index of [...inView, to + 1, from - 1]) {
        if (index < 0 || index >= count || document.has(index)) continue;
        // A part without a keyframe is only whole behind the one before.
        for (let at = index; at >= 0 && !document.has(at); at -= 1) {
          const segment = await loader.load<'transcript'>(entry, at, signal);
          document.put(segment);
          if (segment.keyframe) break;
        }
        onPart();
      }
    } catch (error) {
      if (!signal.aborted) onError(error);
    }
  }
}
