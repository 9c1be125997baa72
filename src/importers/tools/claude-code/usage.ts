import type { TokenUsage } from '../../../format/index.ts';
import { asCount, isObject } from '../../sources/json-value.ts';

/** Token counts of one API message. Counts that the vendor did not write are absent. */
export function readUsage(value: unknown): TokenUsage | undefined {
  if (!isObject(value)) return undefined;
  const inputTokens = asCount(value['input_tokens']);
  const outputTokens = asCount(value['output_tokens']);
  const cacheReadTokens = asCount(value['cache_read_input_tokens']);
  const cacheWriteTokens = asCount(value['cache_creation_input_tokens']);
  if ([inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens].every((tokens) => !tokens))
    return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(cacheWriteTokens ? { cacheWriteTokens } : {}),
  };
}

/**
 * One usage of two copies. Every line of a message repeats its usage, and older versions wrote an output count
 * that was still growing: the largest is the right one.
 */
export function mergeUsage(a: TokenUsage | undefined, b: TokenUsage | undefined): TokenUsage | undefined {
  if (!a || !b) return a ?? b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]) as Set<keyof TokenUsage>;
  return Object.fromEntries([...keys].map((key) => [key, Math.max(a[key] ?? 0, b[key] ?? 0)]));
}
