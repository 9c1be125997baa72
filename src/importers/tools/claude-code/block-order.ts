import { asCount, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { messageOf } from './records.ts';

interface Block {
  readonly line: number;
  readonly index: number;
}

/**
 * The order of the blocks of one API message, each of which is a record. Newer versions number them (`apiBlockIndex`)
 * and may write them as they become ready; then the numbers hold, not the lines.
 */
export class BlockOrder {
  readonly #messages = new Map<string, Block[]>();

  /** Notes a record, in the order of lines. */
  add(record: LogRecord, line: number): void {
    const index = asCount(record['apiBlockIndex']);
    const id = asText(messageOf(record)?.['id']);
    if (index === undefined || id === undefined) return;
    const blocks = this.#messages.get(id);
    if (blocks) blocks.push({ line, index });
    else this.#messages.set(id, [{ line, index }]);
  }

  /**
   * What each line follows from, with the blocks of a message in order of their numbers: the first of them takes the place
   * of the one that was written first.
   *
   * @param parents - line of each line's parent, -1 for none
   */
  reorder(parents: readonly number[]): readonly number[] {
    const follows = [...parents];
    for (const blocks of this.#messages.values()) {
      const sorted = blocks.toSorted((a, b) => a.index - b.index);
      if (sorted.every(({ line }, place) => line === blocks[place]!.line)) continue;
      follows[sorted[0]!.line] = parents[blocks[0]!.line]!;
      for (const [place, { line }] of sorted.entries())
        if (place > 0) follows[line] = sorted[place - 1]!.line;
    }
    return follows;
  }
}
