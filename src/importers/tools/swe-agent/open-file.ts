import type { SourceChange } from '../../../format/index.ts';
import { splitLines } from '../../kept/told-texts.ts';

/** How an observation begins to show a file, and each line of it. */
const SHOWN_FILE = /^\[File: ([^\n]{1,4000}) \(\d{1,9} lines total\)\]$/m;
const SHOWN_LINE = /^(\d{1,9}):(.*)$/;

/** Lines of a file that are remembered. */
const MAX_LINES = 100_000;

/** A command of the line editor: the lines that it replaces, and what with. */
const LINE_EDIT = /^\s*edit (\d{1,9}):(\d{1,9})\n([^]*?)\n?end_of_edit\s*$/;

/** A replacement of lines, both counted from 1 and inclusive. */
export interface LineEdit {
  readonly first: number;
  readonly last: number;
  readonly text: string;
}

/** The replacement that a command asks for. */
export function lineEditIn(command: string): LineEdit | undefined {
  const [, first, last, text] = LINE_EDIT.exec(command) ?? [];
  return text === undefined ? undefined : { first: Number(first), last: Number(last), text };
}

/** The file that is open in the line editor, as far as the observations have shown it. */
export class OpenFile {
  #path: string | undefined;
  readonly #lines = new Map<number, string>();

  /** Where it lies, once it was shown. */
  get path(): string | undefined {
    return this.#path;
  }

  /** Takes in what an observation shows of a file. */
  see(observation: string): void {
    const shown = SHOWN_FILE.exec(observation);
    if (!shown) return;
    if (shown[1] !== this.#path) this.#lines.clear();
    this.#path = shown[1]!;
    for (const line of splitLines(observation.slice(shown.index + shown[0].length))) {
      const [, number, text] = SHOWN_LINE.exec(line) ?? [];
      if (text !== undefined && this.#lines.size < MAX_LINES) this.#lines.set(Number(number), text);
    }
  }

  /** The change that an edit made; `undefined` where lines that it replaced were never shown. */
  change({ first, last, text }: LineEdit): Pick<SourceChange, 'path' | 'op' | 'hunks'> | undefined {
    const count = last - first + 1;
    if (this.#path === undefined || count < 0 || count > this.#lines.size) return undefined;
    const before = Array.from({ length: count }, (_, index) => this.#lines.get(first + index));
    if (!before.every((line) => line !== undefined)) return undefined;
    const after = text === '' ? [] : splitLines(text);
    const lines = [...before.map((line) => `-${line}`), ...after.map((line) => `+${line}`)];
    const hunk = { oldStart: first, oldLines: count, newStart: first, newLines: after.length, lines };
    // What stands behind it has other numbers now; the observation shows them again.
    this.#lines.clear();
    return { path: this.#path, op: 'modify', hunks: [hunk] };
  }
}
