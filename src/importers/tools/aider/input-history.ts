import type { ImportSource } from '../../sources/import-source.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { markdownLines } from './markdown-lines.ts';

/** Entries of a history that are read. */
const MAX_ENTRIES = 200_000;

/** Reads the times of prompts from the history of the input line, which lies beside that of the chat. */
export class InputHistory {
  /** Times of each text, in order; ms since 1970 UTC, local time taken as UTC. */
  readonly #times = new Map<string, number[]>();
  readonly #next = new Map<string, number>();

  /** The history beside a chat; empty when there is none. */
  static async beside(source: ImportSource, signal?: AbortSignal): Promise<InputHistory> {
    const history = new InputHistory();
    const name = source.name.slice(source.name.lastIndexOf('/') + 1);
    const path = name.endsWith('chat.history.md')
      ? name.replace(/chat\.history\.md$/, 'input.history')
      : '.aider.input.history';
    const file = await source.sibling?.(path);
    if (file) await history.#read(file, signal);
    return history;
  }

  /**
   * When a prompt was given: the first time that is not before `from` and was not taken for another prompt.
   *
   * @param from - ms since 1970 UTC
   */
  timeOf(prompt: string, from: number): number | undefined {
    const times = this.#times.get(prompt);
    if (!times) return undefined;
    let index = this.#next.get(prompt) ?? 0;
    while (index < times.length && times[index]! < from) index += 1;
    this.#next.set(prompt, Math.min(index + 1, times.length));
    return times[index];
  }

  async #read(file: ImportSource, signal: AbortSignal | undefined): Promise<void> {
    let time: number | undefined;
    let words: string[] = [];
    let entries = 0;
    const end = (): void => {
      if (time === undefined || words.length === 0 || entries >= MAX_ENTRIES) return;
      const text = words.join('\n');
      const times = this.#times.get(text);
      if (times) times.push(time);
      else this.#times.set(text, [time]);
      entries += 1;
      words = [];
    };
    for await (const lines of markdownLines(file, signal)) {
      for (const { text } of lines) {
        if (text.startsWith('# ')) {
          end();
          words = [];
          time = parseIsoTime(text.slice(2).trim());
        } else if (text.startsWith('+')) words.push(text.slice(1));
      }
    }
    end();
  }
}
