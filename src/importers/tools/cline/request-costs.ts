import type { EventMeta, TokenUsage, UsageUpdate } from '../../../format/index.ts';
import { asCount, asNumber } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Sums up what the requests of a task cost, and holds what the last one used for the answer that it brought. */
export class RequestCosts {
  #cost = 0;
  #usage: TokenUsage | undefined;

  /** What a request used. @returns how full the context is, and the cost so far; absent where nothing is told */
  add(request: LogRecord): UsageUpdate | undefined {
    const [input, output, read, write] = ['tokensIn', 'tokensOut', 'cacheReads', 'cacheWrites'].map((key) =>
      asCount(request[key]),
    );
    this.#cost += Math.max(0, asNumber(request['cost']) ?? 0);
    this.#usage = undefined;
    if (!input && !output) return undefined;
    this.#usage = {
      ...(input !== undefined && { inputTokens: input }),
      ...(output !== undefined && { outputTokens: output }),
      ...(read ? { cacheReadTokens: read } : {}),
      ...(write ? { cacheWriteTokens: write } : {}),
    };
    // Sums of many small prices.
    const amount = Math.round(this.#cost * 1e6) / 1e6;
    return {
      sessionUpdate: 'usage_update',
      used: (input ?? 0) + (output ?? 0) + (read ?? 0) + (write ?? 0),
      ...(amount > 0 && { cost: { amount, currency: 'USD' } }),
    };
  }

  /** Tokens for the first event of an answer; once. */
  take(): EventMeta {
    const usage = this.#usage;
    this.#usage = undefined;
    return usage ? { usage } : {};
  }
}
