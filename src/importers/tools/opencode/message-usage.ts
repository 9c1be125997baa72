import type { TokenUsage, UsageUpdate } from '../../../format/index.ts';
import { asCount, asNumber, isObject } from '../../sources/json-value.ts';

/** Token counts of a message or a step. Reasoning is part of the output. */
export function tokenUsage(tokens: unknown): TokenUsage | undefined {
  if (!isObject(tokens)) return undefined;
  const cache = isObject(tokens['cache']) ? tokens['cache'] : {};
  const inputTokens = asCount(tokens['input']);
  const outputTokens = asCount(tokens['output']);
  const cacheReadTokens = asCount(cache['read']);
  const cacheWriteTokens = asCount(cache['write']);
  if (!inputTokens && !outputTokens && !cacheReadTokens && !cacheWriteTokens) return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(cacheWriteTokens ? { cacheWriteTokens } : {}),
  };
}

/** Sums up what the steps of a session cost, and tells how full the context is after each. */
export class UsageMeter {
  #cost = 0;

  /** @returns `undefined` for a step that used nothing */
  step(tokens: unknown, cost: unknown): UsageUpdate | undefined {
    this.#cost += Math.max(0, asNumber(cost) ?? 0);
    const usage = tokenUsage(tokens);
    if (!usage) return undefined;
    const { inputTokens = 0, outputTokens = 0, cacheReadTokens = 0, cacheWriteTokens = 0 } = usage;
    const sum = inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens;
    const used = (isObject(tokens) ? asCount(tokens['total']) : undefined) ?? sum;
    // Sums of dollars have more digits than they mean.
    const amount = Math.round(this.#cost * 1e6) / 1e6;
    return {
      sessionUpdate: 'usage_update',
      used,
      ...(Number.isFinite(amount) && amount > 0 && { cost: { amount, currency: 'USD' } }),
    };
  }
}
