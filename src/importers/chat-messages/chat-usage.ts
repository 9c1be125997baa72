import type { TokenUsage } from '../../format/index.ts';
import { asCount, isObject } from '../sources/json-value.ts';

/**
 * Tokens of an answer as OpenAI counts them: those read from a cache among those of the prompt, thinking among those of the
 * answer. `undefined` where nothing is counted, or all is 0: providers without counts are told so.
 */
export function chatUsageOf(usage: unknown): TokenUsage | undefined {
  if (!isObject(usage)) return undefined;
  const details = isObject(usage['prompt_tokens_details']) ? usage['prompt_tokens_details'] : {};
  const prompt = asCount(usage['prompt_tokens']);
  const outputTokens = asCount(usage['completion_tokens']);
  const cached = Math.min(asCount(details['cached_tokens']) ?? 0, prompt ?? 0);
  if ((prompt ?? 0) + (outputTokens ?? 0) === 0) return undefined;
  return {
    ...(prompt !== undefined && { inputTokens: prompt - cached }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cached > 0 && { cacheReadTokens: cached }),
  };
}
