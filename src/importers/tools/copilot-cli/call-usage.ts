import type { TokenUsage } from '../../../format/index.ts';
import { asCount, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/**
 * What calls of the model used (`session.usage_record`): each stands before the message that the call gave, on the
 * track of the agent that made it.
 */
export class CallUsage {
  readonly #waiting = new Map<string, TokenUsage>();

  /** Notes what a call used. */
  add(track: string, { usage }: LogRecord): void {
    if (isObject(usage)) this.#waiting.set(track, usageOf(usage));
  }

  /** What the call used that gave the next message of a track; output alone where only the message tells. */
  take(track: string, outputTokens: number | undefined): TokenUsage | undefined {
    const usage = this.#waiting.get(track);
    this.#waiting.delete(track);
    if (usage && Object.keys(usage).length > 0) return usage;
    return outputTokens === undefined ? undefined : { outputTokens };
  }
}

/** Tokens from the cache are among those of the input. */
function usageOf(usage: LogRecord): TokenUsage {
  const count = (key: string): number | undefined => asCount(usage[key]);
  const [input, output] = [count('inputTokens'), count('outputTokens')];
  const [cacheReadTokens, cacheWriteTokens] = [count('cacheReadTokens'), count('cacheWriteTokens')];
  return {
    ...(input !== undefined && { inputTokens: Math.max(0, input - (cacheReadTokens ?? 0)) }),
    ...(output !== undefined && { outputTokens: output }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(cacheWriteTokens ? { cacheWriteTokens } : {}),
  };
}
