import { LineReader } from './line-reader.ts';
import type { LinkRegistry } from './links.ts';
import type { TerminalRun } from './terminal-screen.ts';
import { Bg, type BufferLine, Content } from './xterm-internals.ts';

/** A line as it was read last. */
interface ReadLine {
  /** Its cells, packed as in the emulator. */
  readonly words: Uint32Array;
  readonly whole: boolean;
  readonly runs: readonly TerminalRun[];
}

/**
 * Reads lines as runs, and gives the same runs again for as long as a line stays what it was: an emulator that scrolls
 * calls every row changed, of which most have only moved. Comparing costs little beside reading.
 */
export class RowReader {
  readonly #reader = new LineReader();
  readonly #links: LinkRegistry;
  readonly #read = new WeakMap<BufferLine, ReadLine>();

  constructor(links: LinkRegistry) {
    this.#links = links;
  }

  /** As `LineReader.runs`. */
  runs(line: BufferLine, { whole }: { readonly whole: boolean }): readonly TerminalRun[] {
    const read = this.#read.get(line);
    if (read?.whole === whole && hasWords(line, read.words)) return read.runs;
    const runs = this.#reader.runs(line, this.#links, { whole });
    if (isAllInWords(line)) this.#read.set(line, { words: copyOf(line, read?.words), whole, runs });
    else this.#read.delete(line);
    return runs;
  }
}

function hasWords({ _data: data }: BufferLine, words: Uint32Array): boolean {
  if (words.length !== data.length) return false;
  for (let i = 0; i < data.length; i += 1) if (words[i] !== data[i]) return false;
  return true;
}

/** Whether nothing of a line stands elsewhere than in its words, as marks, links and kinds of underlines do. */
function isAllInWords({ _data: data }: BufferLine): boolean {
  for (let i = 0; i < data.length; i += 3) {
    if (data[i]! & Content.combined || data[i + 2]! & Bg.extended) return false;
  }
  return true;
}

function copyOf({ _data: data }: BufferLine, used: Uint32Array | undefined): Uint32Array {
  if (used?.length !== data.length) return data.slice();
  used.set(data);
  return used;
}
