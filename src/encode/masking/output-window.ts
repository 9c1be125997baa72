import type { SourceTerminalEvent } from '../../format/index.ts';
import type { Masker, MaskedSpan } from '../../masking/index.ts';
import type { WaitingEvent } from './waiting-event.ts';

/** Characters of output that are searched together. */
const WINDOW_SIZE = 64 * 1024;

/** Characters at the end of a window that are searched again with what follows: no secret is longer. */
const OVERLAP = 8 * 1024;

/** Characters of one write that are taken together: a program may write megabytes at once. */
const MAX_PART = 32 * 1024;

/** What a program wrote at once, as far as it is masked. */
interface Write {
  readonly waiting: WaitingEvent;
  readonly event: SourceTerminalEvent;
  readonly masked: string[];
}

/** A part of a write, or all of it. */
interface Piece {
  readonly text: string;
  readonly write: Write;
  readonly isLast: boolean;
}

/** The latest output of a terminal, masked across the pieces that it was written in. */
export class OutputWindow {
  readonly #masker: Masker;
  readonly #pieces: Piece[] = [];
  #size = 0;
  /** Size at which the window is searched. */
  #searchAt = WINDOW_SIZE;

  constructor(masker: Masker) {
    this.#masker = masker;
  }

  /** Adds output; what waited long enough becomes ready. */
  add(waiting: WaitingEvent, event: SourceTerminalEvent): void {
    const write: Write = { waiting, event, masked: [] };
    const { data } = event;
    let start = 0;
    do {
      const end = endOfPart(data, start);
      this.#pieces.push({ text: data.slice(start, end), write, isLast: end === data.length });
      this.#size += end - start;
      if (this.#size >= this.#searchAt) this.#search(this.#size - OVERLAP);
      start = end;
    } while (start < data.length);
  }

  /** Nothing goes on with the output so far: all of it becomes ready. */
  end(): void {
    if (this.#pieces.length > 0) this.#search(this.#size);
  }

  /** Masks the window, and lets go the pieces that end before a place. */
  #search(end: number): void {
    const text = this.#pieces.map((piece) => piece.text).join('');
    const writeEnds: number[] = [];
    let pieceEnd = 0;
    for (const piece of this.#pieces) {
      pieceEnd += piece.text.length;
      if (piece.isLast) writeEnds.push(pieceEnd);
    }
    const spans = this.#masker.terminalSpans(text, writeEnds);
    let start = 0;
    let at = 0;
    let done = 0;
    for (const piece of this.#pieces) {
      const next = start + piece.text.length;
      while (at < spans.length && spans[at]!.end <= start) at += 1;
      if (next > end || isCut(spans, at, next, end)) break;
      const { waiting, event, masked } = piece.write;
      masked.push(replaceIn(piece.text, start, spans, at));
      if (piece.isLast) {
        waiting.event = { ...event, data: masked.join('') };
        waiting.isReady = true;
      }
      done += 1;
      start = next;
    }
    this.#pieces.splice(0, done);
    this.#size -= start;
    this.#searchAt = this.#size + WINDOW_SIZE - OVERLAP;
  }
}

/** Where the part of a write that begins at `start` ends; a character of two code units stays whole. */
function endOfPart(data: string, start: number): number {
  const end = Math.min(data.length, start + MAX_PART);
  const last = data.charCodeAt(end - 1);
  return end < data.length && last >= 0xd800 && last < 0xdc00 ? end + 1 : end;
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
