import type { ContentBlock, TokenUsage } from '../../../format/index.ts';
import { asJson, asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import { mediaOfUrl } from '../../records/media-block.ts';

/** A message: a text, or since version 1.6 a list of parts. Pictures lie in files that the trajectory names. */
export function contentOf(value: unknown): readonly ContentBlock[] {
  if (typeof value === 'string') return [{ type: 'text', text: value }];
  return asList(value).map(partOf);
}

function partOf(part: unknown): ContentBlock {
  if (isObject(part) && typeof part['text'] === 'string') return { type: 'text', text: part['text'] };
  const source = isObject(part) && isObject(part['source']) ? part['source'] : {};
  const path = asText(source['path']) ?? asText(source['url']);
  if (path === undefined) return { type: '_reprise/other', value: asJson(part) };
  const block = mediaOfUrl(path);
  const mimeType = asText(source['media_type']);
  return block.type === 'resource_link' && block.mimeType === undefined && mimeType !== undefined
    ? { ...block, mimeType }
    : block;
}

/** The texts of a message, one below the other. */
export function wordsOf(content: readonly ContentBlock[]): string {
  return content.flatMap((block) => (block.type === 'text' ? [block.text] : [])).join('\n');
}

/** Tokens of a step. `prompt_tokens` counts those from the cache too. */
export function usageOf(metrics: unknown): TokenUsage | undefined {
  if (!isObject(metrics)) return undefined;
  const prompt = asCount(metrics['prompt_tokens']);
  const cached = asCount(metrics['cached_tokens']);
  const outputTokens = asCount(metrics['completion_tokens']);
  if (prompt === undefined && outputTokens === undefined) return undefined;
  return {
    ...(prompt !== undefined && { inputTokens: Math.max(0, prompt - (cached ?? 0)) }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cached ? { cacheReadTokens: cached } : {}),
  };
}
