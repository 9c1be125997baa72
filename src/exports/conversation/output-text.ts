/** Characters of one output that are held: the rest is counted. */
export const MAX_OUTPUT = 64 * 1024;

/** Of those, the ones at its beginning. */
const MAX_START = MAX_OUTPUT / 4;

/** An output that may be long: its beginning and its end are kept, as an error stands in one of them. */
export class OutputText {
  #start = '';
  #end = '';
  #left = 0;

  add(text: string): void {
    const room = MAX_START - this.#start.length;
    this.#start += text.slice(0, Math.max(0, room));
    this.#end += text.slice(Math.max(0, room));
    const over = this.#end.length - (MAX_OUTPUT - MAX_START);
    if (over <= 0) return;
    this.#left += over;
    this.#end = this.#end.slice(over);
  }

  /** Characters that are not kept. */
  get left(): number {
    return this.#left;
  }

  /** What is kept, with a line that says how much is missing. */
  get text(): string {
    return this.#left === 0
      ? this.#start + this.#end
      : `${this.#start}\n${leftLine(this.#left)}\n${this.#end}`;
  }
}

/** Says how much of a text is missing. */
export function leftLine(characters: number): string {
  return `… ${characters} characters are left out …`;
}
