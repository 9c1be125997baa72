import type { TokenUsage } from '../../../format/index.ts';
import { asCount, isObject } from '../../sources/json-value.ts';

/** Tokens of a step: `inputOther` of Kimi Code is `input_other` of kimi-cli. */
export function usageOf(value: unknown): TokenUsage | undefined {
  if (!isObject(value)) return undefined;
  const inputTokens = asCount(value['inputOther'] ?? value['input_other']);
  const outputTokens = asCount(value['output']);
  const cacheReadTokens = asCount(value['inputCacheRead'] ?? value['input_cache_read']);
  const cacheWriteTokens = asCount(value['inputCacheCreation'] ?? value['input_cache_creation']);
  if (![inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens].some(Boolean)) return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(cacheWriteTokens ? { cacheWriteTokens } : {}),
  };
}
