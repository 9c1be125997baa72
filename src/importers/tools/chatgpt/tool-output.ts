import type { ContentBlock, JsonObject, SourceToolContent } from '../../../format/index.ts';
import { asJson, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallEnd } from '../../records/session-writer.ts';
import { imagesOfRun, pointerIn } from './assets.ts';
import type { Assets } from './assets.ts';
import { blocksOf } from './content-blocks.ts';
import { contentOf, metadataOf } from './message.ts';

/** What a message of a tool gives, and what it may be called. */
export interface ToolOutput extends Pick<CallEnd, 'status' | 'text' | 'rawOutput'> {
  readonly content: readonly SourceToolContent[];
  readonly title?: string | undefined;
}

/** Reads the message of a tool. */
export function readToolOutput(message: LogRecord, assets: Assets): ToolOutput {
  const content = contentOf(message);
  switch (content['content_type']) {
    case 'text':
    case 'multimodal_text':
    case 'code':
      return { ...withText(blocksOf(message, assets)) };
    case 'execution_output':
      return runOutput(message, content, assets);
    case 'tether_browsing_display':
      return { text: joined(content['summary'], content['result']), content: [] };
    case 'tether_quote':
      return quote(content);
    case 'system_error':
      return { status: 'failed', text: joined(content['name'], content['text']), content: [] };
    case 'computer_output':
      return { content: screenshot(content, assets) };
    default:
      // A kind of its own: shown as it is.
      return { content: [], rawOutput: asJson(content) as JsonObject };
  }
}

/** Texts are what the tool said; everything else stands beside them. */
function withText(blocks: readonly ContentBlock[]): ToolOutput {
  const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  return {
    ...(texts.length > 0 && { text: texts.join('\n') }),
    content: blocks.filter(({ type }) => type !== 'text').map(asContent),
  };
}

function runOutput(message: LogRecord, content: LogRecord, assets: Assets): ToolOutput {
  const { aggregate_result: run } = metadataOf(message);
  const status = isObject(run) ? asText(run['status']) : undefined;
  return {
    ...(status?.startsWith('fail') === true && { status: 'failed' as const }),
    text: asText(content['text']),
    content: imagesOfRun(message).map((pointer) => asContent(assets.block(pointer))),
  };
}

function quote(content: LogRecord): ToolOutput {
  const url = asText(content['url']);
  const title = asText(content['title']) ?? asText(content['domain']);
  const link: readonly ContentBlock[] =
    url === undefined ? [] : [{ type: 'resource_link', uri: url, name: title ?? url }];
  return { text: asText(content['text']), content: link.map(asContent), title: title ?? url };
}

function screenshot({ screenshot: image }: LogRecord, assets: Assets): readonly SourceToolContent[] {
  const pointer = isObject(image) ? pointerIn(image) : undefined;
  return pointer ? [asContent(assets.block(pointer))] : [];
}

function asContent(content: ContentBlock): SourceToolContent {
  return { type: 'content', content };
}

function joined(...texts: readonly unknown[]): string {
  return texts.filter((part) => asText(part) !== undefined).join('\n\n');
}

/** Thoughts as they are shown: each with its heading. */
export function thoughtsIn(content: LogRecord): readonly string[] {
  return asList(content['thoughts']).flatMap((thought) => {
    if (!isObject(thought)) return [];
    const heading = asText(thought['summary']);
    const body = asText(thought['content']);
    const shown = [heading === undefined ? undefined : `**${heading}**`, body];
    return heading === undefined && body === undefined ? [] : [shown.filter(Boolean).join('\n\n')];
  });
}
