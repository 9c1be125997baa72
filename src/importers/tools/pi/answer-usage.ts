import type { EventMeta, UsageUpdate } from '../../../format/index.ts';
import { asCount, asNumber, isObject } from '../../sources/json-value.ts';

/** Sums up what the answers of a session cost, and says how full the context was at each. */
export class AnswerUsage {
  #cost = 0;
  #used: number | undefined;

  /** Tokens of an answer, for its first event. */
  metaOf(usage: unknown): EventMeta {
    this.#used = undefined;
    if (!isObject(usage)) return {};
    const [input, output, read, write] = ['input', 'output', 'cacheRead', 'cacheWrite'].map((key) =>
      asCount(usage[key]),
    );
    const cost = isObject(usage['cost']) ? asNumber(usage['cost']['total']) : asNumber(usage['cost']);
    this.#cost += Math.max(0, cost ?? 0);
    if (input === undefined && output === undefined) return {};
    this.#used = asCount(usage['totalTokens']) ?? (input ?? 0) + (output ?? 0) + (read ?? 0) + (write ?? 0);
    return {
      usage: {
        ...(input !== undefined && { inputTokens: input }),
        ...(output !== undefined && { outputTokens: output }),
        ...(read ? { cacheReadTokens: read } : {}),
        ...(write ? { cacheWriteTokens: write } : {}),
      },
    };
  }

  /** How full the context is after the answer, and what the session has cost; absent where nothing is told. */
  update(): UsageUpdate | undefined {
    if (!this.#used) return undefined;
    // Sums of many small prices.
    const amount = Math.round(this.#cost * 1e6) / 1e6;
    return {
      sessionUpdate: 'usage_update',
      used: this.#used,
      ...(amount > 0 && { cost: { amount, currency: 'USD' } }),
    };
  }
}
