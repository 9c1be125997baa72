import type { TokenUsage } from '../../../format/index.ts';
import { chatUsageOf } from '../../chat-messages/chat-usage.ts';
import { asCount, isObject } from '../../sources/json-value.ts';

/** Tokens of an answer, as either interface of OpenAI counts them. */
export function miniUsageOf(usage: unknown): TokenUsage | undefined {
  const counted = chatUsageOf(usage);
  if (counted || !isObject(usage)) return counted;
  const details = usage['input_tokens_details'];
  return chatUsageOf({
    prompt_tokens: asCount(usage['input_tokens']),
    completion_tokens: asCount(usage['output_tokens']),
    ...(isObject(details) && { prompt_tokens_details: details }),
  });
}
