import type { ChangeEvent } from '../../format/index.ts';
import { parsePatch } from './hunks.ts';
import { createHunks } from './patch.ts';
import type { Hunk } from './hunks.ts';
import { plainLines } from './source-edits.ts';

/** Who wrote a line: a change of the session, somebody before the session began, or nobody knows. */
export type LineOrigin =
  | { readonly kind: 'change'; readonly change: string; readonly time: number }
  | { readonly kind: 'before' }
  | { readonly kind: 'unknown' };

/** A line whose text is known. */
export interface BlamedLine {
  /** Counted from 1. */
  readonly number: number;
  /** Without its end. */
  readonly text: string;
  readonly origin: LineOrigin;
}

/** What is known of a file's lines at a moment. */
export interface BlamedFile {
  /** The known lines, by number. */
  readonly lines: readonly BlamedLine[];
  /** They are all the lines there are; otherwise what stands between and after them is not known. */
  readonly whole: boolean;
}

/** Lines of a file that are followed; of a longer one nothing is told. */
export const MAX_BLAMED_LINES = 200_000;

const BEFORE: LineOrigin = { kind: 'before' };
const UNKNOWN: LineOrigin = { kind: 'unknown' };
const NOTHING: BlamedFile = { lines: [], whole: false };

/** What an event says of a file, wherever it is stored. */
export interface EventContent {
  readonly patch?: string | undefined;
  /** The whole text after the event. */
  readonly text?: string | undefined;
}

/**
 * Follows one file through its history and remembers who wrote each line last.
 *
 * Feed it what `fileHistory` gives, in order. A file that is not known whole is followed as far as the hunks of its
 * changes show it. Each event costs the lines of the file.
 */
export class Blame {
  #file: BlamedFile | undefined;
  /** The session has changed the file: not every line that comes to light now was there before it. */
  #changed = false;
  readonly #written = new Map<string, number>();

  /** The lines after the last event; `undefined` where there is no such file then, or nothing was told of it. */
  get file(): BlamedFile | undefined {
    return this.#file;
  }

  /** Lines that a change (id) wrote. */
  written(change: string): number {
    return this.#written.get(change) ?? 0;
  }

  /** Takes the next event of the file. */
  apply(event: ChangeEvent, { patch, text }: EventContent): void {
    const origin = originOf(event);
    if (event.op === 'delete') this.#file = undefined;
    else if (text !== undefined) this.#takeText(event, text, origin);
    else if (patch !== undefined) this.#takePatch(event, patch, origin);
    else if (event.op !== 'rename' || event.exact === false) this.#file = NOTHING;
    if (event.op !== 'observe') this.#changed = true;
    if ((this.#file?.lines.length ?? 0) > MAX_BLAMED_LINES) this.#file = NOTHING;
  }

  #takeText(event: ChangeEvent, text: string, origin: LineOrigin): void {
    const next = plainLines(text);
    const known = this.#file;
    if (known?.whole) {
      const hunks = createHunks(closed(known.lines.map((line) => line.text)), closed(next));
      this.#file = { lines: this.#follow(known.lines, hunks, origin), whole: true };
      return;
    }
    // Without what stood there before, only a new file tells who wrote all of it.
    const rest = event.op === 'create' ? origin : this.#unseen;
    const seen = new Map(known?.lines.map((line) => [line.number, line]));
    const lines = next.map((line, index): BlamedLine => {
      const old = seen.get(index + 1);
      return { number: index + 1, text: line, origin: old?.text === line ? old.origin : rest };
    });
    this.#file = { lines, whole: true };
    this.#count(origin, lines.filter((line) => line.origin === origin).length);
  }

  #takePatch({ exact }: ChangeEvent, patch: string, origin: LineOrigin): void {
    const hunks = parsePatch(patch);
    if (!hunks || hunks.some(isPlaceless)) {
      this.#file = NOTHING;
      return;
    }
    const { lines, whole } = this.#file ?? NOTHING;
    this.#file = { lines: this.#follow(lines, hunks, origin), whole: whole && exact !== false };
  }

  /** Lines after hunks: what they add is of `origin`, all others stay who they are and move. */
  #follow(old: readonly BlamedLine[], hunks: readonly Hunk[], origin: LineOrigin): BlamedLine[] {
    const lines: BlamedLine[] = [];
    let index = 0;
    let shift = 0;
    let added = 0;
    const passUntil = (number: number): void => {
      for (; index < old.length && old[index]!.number < number; index += 1)
        lines.push(moved(old[index]!, shift));
    };
    for (const hunk of hunks) {
      let number = hunk.oldLines === 0 ? hunk.oldStart + 1 : hunk.oldStart;
      passUntil(number);
      for (const line of hunk.lines) {
        const text = line.slice(1);
        if (line.startsWith('+')) {
          shift += 1;
          added += 1;
          lines.push({ number: number - 1 + shift, text, origin });
        } else if (!line.startsWith('\\')) {
          const known = old[index]?.number === number ? old[index++] : undefined;
          if (line.startsWith('-')) shift -= 1;
          else {
            const same = known?.text === text ? known.origin : this.#unseen;
            lines.push({ number: number + shift, text, origin: same });
          }
          number += 1;
        }
      }
    }
    passUntil(Infinity);
    this.#count(origin, added);
    return lines;
  }

  /** Who wrote a line that is seen for the first time. */
  get #unseen(): LineOrigin {
    return this.#changed ? UNKNOWN : BEFORE;
  }

  #count(origin: LineOrigin, lines: number): void {
    if (origin.kind === 'change') this.#written.set(origin.change, lines);
  }
}

/** Lines that an `observe` finds were written by something that no change tells of. */
function originOf({ op, id, t }: ChangeEvent): LineOrigin {
  return op === 'observe' ? UNKNOWN : { kind: 'change', change: id, time: t };
}

function moved(line: BlamedLine, shift: number): BlamedLine {
  return shift === 0 ? line : { ...line, number: line.number + shift };
}

/** A hunk whose place in the file nobody knows. */
function isPlaceless({ oldStart, oldLines, newStart, newLines }: Hunk): boolean {
  return (oldStart === 0 && oldLines > 0) || (newStart === 0 && newLines > 0);
}

/** Whether the last line has an end makes no other line of it. */
function closed(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}
