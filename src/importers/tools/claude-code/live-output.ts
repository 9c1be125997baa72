import { asText } from '../../sources/json-value.ts';
import { ShownText, splitLines } from '../../kept/shown-text.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Characters of live output that are held for a command until its result is there. */
const MAX_HELD = 1024 * 1024;

/**
 * Output that commands printed while they ran. It is cumulative and stands again in the result, so it is held
 * until then; what the result does not repeat (an interrupted command, a shortened output) is kept.
 */
export class LiveOutput {
  readonly #held = new Map<string, string[]>();

  /** @returns the texts that are held */
  add(callId: string | undefined, data: LogRecord): readonly string[] {
    const words = asText(data['fullOutput']) ?? asText(data['output']);
    if (callId === undefined || words === undefined) return [];
    const held = this.#held.get(callId) ?? [];
    const tail = asText(data['output']);
    const size = held.reduce((sum, part) => sum + part.length, 0);
    if (size + words.length + (tail?.length ?? 0) > MAX_HELD) return [];
    // Each piece holds the ones before it, as a rule.
    const latest = held.at(-1);
    if (latest !== undefined && words.startsWith(latest)) held.pop();
    held.push(words);
    if (tail !== undefined && !words.includes(tail)) held.unshift(tail);
    this.#held.set(callId, held);
    return tail === undefined ? [words] : [words, tail];
  }

  /** Lines of a command's live output that are not among those shown. */
  take(callId: string, shown: ShownText): string | undefined {
    const held = this.#held.get(callId);
    this.#held.delete(callId);
    if (!held) return undefined;
    const lines = new Set(held.flatMap(splitLines).filter((line) => !shown.hasLine(line)));
    return lines.size === 0 ? undefined : [...lines].join('\n');
  }

  /** What is left when the log ends: call id → output. */
  *rest(): Generator<readonly [string, string], void, undefined> {
    for (const callId of [...this.#held.keys()]) {
      const words = this.take(callId, new ShownText());
      if (words !== undefined) yield [callId, words];
    }
  }
}
