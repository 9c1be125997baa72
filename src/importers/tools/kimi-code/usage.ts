import type { TokenUsage } from '../../../format/index.ts';
import { count, isObject } from '../../sources/json-value.ts';

/** Tokens of a step: `inputOther` of Kimi Code is `input_other` of kimi-cli. */
export function usageOf(value: unknown): TokenUsage | undefined {
  if (!isObject(value)) return undefined;
  const inputTokens = count(value['inputOther'] ?? value['input_other']);
  const outputTokens = count(value['output']);
  const cacheReadTokens = count(value['inputCacheRead'] ?? value['input_cache_read']);
  const cacheWriteTokens = count(value['inputCacheCreation'] ?? value['input_cache_creation']);
  if (![inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens].some(Boolean)) return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(cacheWriteTokens ? { cacheWriteTokens } : {}),
  };
}
