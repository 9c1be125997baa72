import type { SourceTerminalEvent } from '../../format/index.ts';
import type { Masker, MaskedSpan } from '../../masking/index.ts';
import type { WaitingEvent } from './waiting-event.ts';

/** Characters of output that are searched together. */
const WINDOW_SIZE = 64 * 1024;

/** Characters at the end of a window that are searched again with what follows: no secret is longer. */
const OVERLAP = 8 * 1024;

/** The latest output of a terminal, masked across the pieces that it was written in. */
export class OutputWindow {
  readonly #masker: Masker;
  readonly #pieces: { readonly waiting: WaitingEvent; readonly event: SourceTerminalEvent }[] = [];
  #size = 0;
  /** Size at which the window is searched. */
  #searchAt = WINDOW_SIZE;

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /** Adds output; what waited long enough becomes ready. */
  add(waiting: WaitingEvent, event: SourceTerminalEvent): void {
    this.#pieces.push({ waiting, event });
    this.#size += event.data.length;
    if (this.#size >= this.#searchAt) this.#search(this.#size - OVERLAP);
  }

  /** Nothing goes on with the output so far: all of it becomes ready. */
  end(): void {
    if (this.#pieces.length > 0) this.#search(this.#size);
  }

  /** Masks the window, and lets go the pieces that end before a place. */
  #search(end: number): void {
    const text = this.#pieces.map(({ event }) => event.data).join('');
    let writeEnd = 0;
    const writeEnds = this.#pieces.map(({ event }) => (writeEnd += event.data.length));
    const spans = this.#masker.terminalSpans(text, writeEnds);
    let start = 0;
    let at = 0;
    let done = 0;
    for (const { waiting, event } of this.#pieces) {
      const next = start + event.data.length;
      while (at < spans.length && spans[at]!.end <= start) at += 1;
      if (next > end || isCut(spans, at, next, end)) break;
      waiting.event = { ...event, data: replaceIn(event.data, start, spans, at) };
      waiting.isReady = true;
      done += 1;
      start = next;
    }
    this.#pieces.splice(0, done);
    this.#size -= start;
    this.#searchAt = this.#size + WINDOW_SIZE - OVERLAP;
  }
}

/** Whether one of the spans, from the given one on, begins before `next` and goes on beyond `end`. */
function isCut(spans: readonly MaskedSpan[], first: number, next: number, end: number): boolean {
  for (let at = first; at < spans.length && spans[at]!.start < next; at += 1)
    if (spans[at]!.end > end) return true;
  return false;
}

/** A piece of a text with the spans replaced that lie in it; of one that lies in several, each has its share. */
function replaceIn(piece: string, start: number, spans: readonly MaskedSpan[], first: number): string {
  let masked = '';
  let at = 0;
  for (let index = first; index < spans.length && spans[index]!.start < start + piece.length; index += 1) {
    const span = spans[index]!;
    const from = Math.max(0, span.start - start);
    masked += piece.slice(at, from);
    if (span.start >= start) masked += span.replacement;
    at = Math.min(piece.length, span.end - start);
  }
  return masked + piece.slice(at);
}
