import { writeSync } from 'node:fs';
import { styleText } from 'node:util';

/** Where a command's words go: data to stdout, people to stderr. */
export interface Output {
  /** One line of data. Control characters are removed. */
  data(line: string, look?: Look): void;
  /** One JSON document for machines. */
  json(value: unknown): void;
  /** One line for people. Control characters are removed. */
  note(line: string, look?: Look): void;
  /** What the work has come to; shown only on a terminal, and only when it takes long. */
  progress(line: string): void;
}

/** What a line is, shown in colour where there are colours: how grave it is, told by its first word, or the head of a table. */
export type Look = 'error' | 'warning' | 'info' | 'heading';

/** Work shorter than this shows no progress, ms. */
const PROGRESS_DELAY = 700;
const PROGRESS_INTERVAL = 100;

/** Output of a process to its own streams. */
export class ProcessOutput implements Output {
  readonly #started = performance.now();
  #drawn = 0;
  #progressShown = false;

  data(line: string, look?: Look): void {
    this.#clearProgress();
    writeFully(1, `${painted(printable(line), look, process.stdout)}\n`);
  }

  json(value: unknown): void {
    this.#clearProgress();
    writeFully(1, `${jsonText(value, 2)}\n`);
  }

  note(line: string, look?: Look): void {
    this.#clearProgress();
    writeFully(2, `${painted(printable(line), look, process.stderr)}\n`);
  }

  progress(line: string): void {
    const now = performance.now();
    if (!process.stderr.isTTY || now - this.#started < PROGRESS_DELAY) return;
    if (now - this.#drawn < PROGRESS_INTERVAL) return;
    this.#drawn = now;
    this.#progressShown = true;
    writeFully(2, `\r\x1b[K${printable(line).slice(0, (process.stderr.columns || 80) - 1)}`);
  }

  #clearProgress(): void {
    if (!this.#progressShown) return;
    this.#progressShown = false;
    writeFully(2, '\r\x1b[K');
  }
}

/** A printable line as it looks on a stream. */
function painted(line: string, look: Look | undefined, stream: NodeJS.WriteStream): string {
  if (look === undefined || look === 'info' || !hasColours(stream)) return line;
  // Whether the stream shows colours was asked already.
  const paint = (text: string): string => styleText(STYLES[look], text, { validateStream: false });
  return look === 'heading' ? paint(line) : line.replace(/^[^\s:]+/, paint);
}

const STYLES = { error: 'red', warning: 'yellow', heading: 'bold' } as const;

/** A terminal that can, unless `NO_COLOR` is set; anything else when `FORCE_COLOR` is. */
function hasColours(stream: NodeJS.WriteStream): boolean {
  const { NO_COLOR: never, FORCE_COLOR: always } = process.env;
  if (never) return false;
  return stream.isTTY ? stream.hasColors() : always !== undefined && !['', '0'].includes(always);
}

/**
 * A text from an archive, a log or the command line as one harmless line of a terminal: control characters, and
 * the bidirectional and invisible ones that make a text read as another, become `�`.
 */
export function printable(text: string): string {
  return text.replaceAll(UNPRINTABLE, '\ufffd');
}

// C0 without tab, DEL and C1; bidirectional controls; zero width; tag characters.
const UNPRINTABLE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/**
 * JSON whose characters are all harmless to a terminal: what {@link printable} replaces is escaped here, so that a machine
 * reads the same.
 *
 * @param indent - columns of each level; default: one line
 */
export function jsonText(value: unknown, indent?: number): string {
  const text = JSON.stringify(value, undefined, indent);
  // Of control characters JSON escapes those below the space; what is left of them is its own layout.
  return text.replaceAll(UNPRINTABLE, (character) => (character < ' ' ? character : escaped(character)));
}

function escaped(character: string): string {
  const unit = (index: number): string => character.charCodeAt(index).toString(16).padStart(4, '0');
  return Array.from({ length: character.length }, (_, index) => `\\u${unit(index)}`).join('');
}

/** Bytes as people say them: `812 B`, `4.2 KB`, `1.3 MB`. */
export function formatSize(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  for (const [unit, size] of UNITS) {
    if (bytes < size * 999.5) return `${(bytes / size).toPrecision(3).replace(/\.0+$/, '')} ${unit}`;
  }
  return `${(bytes / 1e9).toFixed(1)} GB`;
}

const UNITS = [
  ['KB', 1e3],
  ['MB', 1e6],
] as const;

/** Milliseconds as people say them: `8 s`, `12 min 5 s`, `3 h 20 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}

/** Cells of a terminal; `undefined` for what is none: nothing has to be cut there. */
export function terminalWidth(stream: NodeJS.WriteStream): number | undefined {
  return stream.isTTY ? stream.columns : undefined;
}

/** Writes a table whose first line has the labels of its columns. */
export function writeTable([labels, ...rows]: readonly string[], output: Output): void {
  if (labels !== undefined) output.data(labels, 'heading');
  for (const row of rows) output.data(row);
}

/** `1 turn`, `2 turns`. */
export function formatCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${NUMBERS.format(count)} ${count === 1 ? noun : plural}`;
}

// Made once: it costs as much as formatting a thousand numbers, and progress is told often.
const NUMBERS = new Intl.NumberFormat('en');

/** A pipe may be full (EAGAIN): wait for its reader; one that closed ends the process quietly, as for `cat`. */
function writeFully(descriptor: 1 | 2, text: string): void {
  const bytes = Buffer.from(text);
  for (let offset = 0; offset < bytes.length;) {
    try {
      offset += writeSync(descriptor, bytes, offset);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'EAGAIN') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      else if (code === 'EPIPE') process.exit(0);
      else throw error;
    }
  }
}
