import type { TokenUsage } from '../../../format/index.ts';
import { asCount, isObject } from '../../sources/json-value.ts';

/** Tokens as the file of settings counts them (`inputTokens`), or a stream (`input_tokens`). */
export function droidUsage(value: unknown): TokenUsage | undefined {
  if (!isObject(value)) return undefined;
  const count = (...names: readonly string[]): number | undefined =>
    names.map((name) => asCount(value[name])).find((number) => number !== undefined);
  const inputTokens = count('inputTokens', 'input_tokens');
  const outputTokens = count('outputTokens', 'output_tokens');
  const cacheReadTokens = count('cacheReadTokens', 'cache_read_input_tokens') ?? 0;
  const cacheWriteTokens = count('cacheCreationTokens', 'cache_creation_input_tokens') ?? 0;
  if ((inputTokens ?? 0) + (outputTokens ?? 0) + cacheReadTokens + cacheWriteTokens === 0) return undefined;
  return {
    ...(inputTokens !== undefined && { inputTokens }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens > 0 && { cacheReadTokens }),
    ...(cacheWriteTokens > 0 && { cacheWriteTokens }),
  };
}
