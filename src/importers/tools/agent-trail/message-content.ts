import type { ContentBlock, EventMeta, TokenUsage } from '../../../format/index.ts';
import { asJson, asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaOfUrl } from '../../records/media-block.ts';

/** Text and attachments of a message. */
export function contentOf(payload: LogRecord): readonly ContentBlock[] {
  return [{ type: 'text', text: asText(payload['text']) ?? '' }, ...attachmentsOf(payload)];
}

/** Attachments as links; one that has no address is kept as it is. */
export function attachmentsOf({ attachments }: LogRecord): readonly ContentBlock[] {
  return asList(attachments).map((attachment): ContentBlock => {
    const uri = isObject(attachment) ? asText(attachment['uri']) : undefined;
    if (!isObject(attachment) || uri === undefined)
      return { type: '_reprise/other', value: asJson(attachment) };
    const block = mediaOfUrl(uri, asText(attachment['name']));
    const mimeType = asText(attachment['media_type']);
    return block.type === 'resource_link' && block.mimeType === undefined && mimeType !== undefined
      ? { ...block, mimeType }
      : block;
  });
}

/** Model, tokens and what else a message says of how it was made. */
export function messageMeta(payload: LogRecord): EventMeta {
  const model = asText(payload['model']);
  const usage = usageOf(payload['usage']);
  const stopReason = asText(payload['stop_reason']);
  const level = asText(payload['level']);
  return {
    ...(model !== undefined && { model }),
    ...(usage && { usage }),
    ...(stopReason !== undefined && { stopReason }),
    ...(level !== undefined && { thinkingLevel: level }),
  };
}

/** Tokens of one response; sums over the session so far are none of its own. */
export function usageOf(value: unknown): TokenUsage | undefined {
  if (!isObject(value)) return undefined;
  const usage = {
    inputTokens: asCount(value['input_tokens']),
    outputTokens: asCount(value['output_tokens']),
    cacheReadTokens: asCount(value['cache_read_tokens']),
    cacheWriteTokens: asCount(value['cache_creation_tokens']),
  };
  const known = Object.entries(usage).filter(([, tokens]) => tokens !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** How full the context is, where a record says so. */
export function windowOf(value: unknown): { readonly used: number; readonly size?: number } | undefined {
  const used = isObject(value) ? asCount(value['context_input_tokens']) : undefined;
  const size = isObject(value) ? asCount(value['context_window_tokens']) : undefined;
  return used === undefined ? undefined : { used, ...(size ? { size } : {}) };
}
