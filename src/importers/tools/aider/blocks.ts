import { closes, closingOf } from './fences.ts';

/** A block of a history: what one side said. */
export interface Block {
  readonly kind: 'start' | 'prompt' | 'tool' | 'reply';
  /** Its lines as they stand in the file. */
  readonly lines: readonly string[];
}

/** The line that every session begins with. */
export const START = /^# aider chat started at (\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2})\s*$/;

/** What only the program itself says: it ends a fence that its interrupted model left open. */
const CERTAINLY_TOOL =
  /^> (?:Tokens: |Applied edit to |\^C|Commit [0-9a-f]{7}|Cost: |Retrying in |litellm\.|Committing |Only \d+ reflections)/;

/**
 * Takes the lines of a history apart into blocks. What the user says has `#### ` before each line, what the program
 * says `> ` before its first; both end their lines with two spaces. All else is the model's. A model quotes and makes
 * headings too: its lines have no two spaces at their ends, or are in a fence.
 */
export class BlockSplitter {
  #kind: Block['kind'] | undefined;
  #lines: string[] = [];
  #closing: string | undefined;
  #afterBlank = true;
  /** The last message of the program has not ended: its last line has no two spaces at its end. */
  #isMessageOpen = false;
  /** Whether lines of user and program end with two spaces; an editor may have taken them away. */
  #hasBreaks = false;

  /** Takes the next line and returns the block that ended before it. */
  push(line: string): Block | undefined {
    const isBlank = line.trim() === '' && !this.#isMessageOpen;
    const kind = isBlank ? undefined : this.#kindOf(line);
    let ended: Block | undefined;
    if (kind !== undefined && this.#begins(kind)) {
      ended = this.end();
      this.#kind = kind;
    }
    if (isBlank && this.#kind !== 'reply') ended ??= this.end();
    else if (this.#kind !== undefined) this.#lines.push(line);
    if (this.#kind === 'reply') this.#fence(line);
    this.#afterBlank = isBlank;
    this.#isMessageOpen = this.#kind === 'tool' && this.#hasBreaks && !line.endsWith('  ');
    return ended;
  }

  /** The block that is open, at the end of a source. */
  end(): Block | undefined {
    const kind = this.#kind;
    const lines = this.#lines;
    this.#kind = undefined;
    this.#lines = [];
    this.#closing = undefined;
    this.#isMessageOpen = false;
    if (kind === undefined || lines.length === 0) return undefined;
    const blank = kind === 'reply' ? /^>?\s*$/ : /^\s*$/;
    while (blank.test(lines.at(-1) ?? 'x')) lines.pop();
    if (lines.length === 0) return undefined;
    return { kind, lines };
  }

  /** What a line is, where it stands. */
  #kindOf(line: string): Block['kind'] {
    if (START.test(line)) return 'start';
    const mark =
      line.startsWith('#### ') || line === '####' ? 'prompt' : line.startsWith('>') ? 'tool' : 'reply';
    if (mark !== 'reply') {
      this.#hasBreaks ||= line.endsWith('  ');
      if (this.#kind !== 'reply') return mark;
      const hasBreak = line.endsWith('  ') || !this.#hasBreaks;
      const isMarked = CERTAINLY_TOOL.test(line) || (this.#afterBlank && this.#closing === undefined);
      return hasBreak && isMarked ? mark : 'reply';
    }
    // What the program says may have more lines, without a mark, and blank ones.
    return this.#kind === 'tool' || this.#kind === 'prompt' ? this.#kind : 'reply';
  }

  #begins(kind: Block['kind']): boolean {
    return kind !== this.#kind || kind === 'start';
  }

  #fence(line: string): void {
    if (this.#closing === undefined) this.#closing = closingOf(line);
    else if (closes(line, this.#closing)) this.#closing = undefined;
  }
}

/** The words of a prompt, without the marks. */
export function promptText(lines: readonly string[]): string {
  return lines.map((line) => withoutBreak(line.replace(/^#### ?/, ''))).join('\n');
}

/** What the program said, message by message: a line without a mark goes on with the one before it. */
export function toolMessages(lines: readonly string[]): readonly string[] {
  const messages: string[][] = [];
  for (const line of lines) {
    const words = line.trimEnd();
    if (words.startsWith('>')) messages.push([words.replace(/^> ?/, '')]);
    else if (messages.length > 0) messages.at(-1)!.push(words);
    else messages.push([words]);
  }
  return messages.map((message) => message.join('\n').trimEnd());
}

function withoutBreak(line: string): string {
  return line.endsWith('  ') ? line.slice(0, -2) : line;
}
