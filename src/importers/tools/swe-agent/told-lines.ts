import { splitLines } from '../../kept/told-texts.ts';
import { isObject } from '../../sources/json-value.ts';
import { textHash } from '../../sources/text-key.ts';

/** Lines that are remembered; after them, what the history repeats is kept with it. */
const MAX_LINES = 2_000_000;

/** What the program puts around an observation, in templates of its versions. */
const TEMPLATE =
  /^(?:OBSERVATION:|```\w*|bash-\$|\(Open file: .*\)|\(Current directory: .*\)|Your command ran successfully and did not produce any output\.|)$/;

/** The lines of the steps of a run, by their hash: the history repeats them in messages. */
export class ToldLines {
  readonly #hashes = new Set<number>();

  /** Adds the lines of every text of a value. */
  addAll(value: unknown): void {
    if (typeof value === 'string') {
      for (const line of splitLines(value)) {
        if (this.#hashes.size < MAX_LINES) this.#hashes.add(textHash(line.trim()));
      }
    } else if (Array.isArray(value)) for (const item of value as unknown[]) this.addAll(item);
    else if (isObject(value)) this.addAll(Object.values(value));
  }

  /** What of a text no step says; the whole text where that is most of it. */
  untold(text: string): string | undefined {
    const lines = splitLines(text);
    const untold = lines.filter((line) => !this.#isTold(line.trim()));
    if (untold.length === 0) return undefined;
    return untold.length * 2 > lines.length ? text : untold.join('\n');
  }

  #isTold(line: string): boolean {
    return TEMPLATE.test(line) || this.#hashes.has(textHash(line));
  }
}
