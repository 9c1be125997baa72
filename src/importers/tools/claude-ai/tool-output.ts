import type { ContentBlock, SourceToolContent } from '../../../format/index.ts';
import { asJson, asCount, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { CallEnd } from '../../records/session-writer.ts';

/** Reads the content of a result: texts, sources of a search, images, files. */
export function readToolOutput({ content, is_error: isError }: LogRecord, isCommand: boolean): CallEnd {
  const items = typeof content === 'string' ? [content] : asList(content);
  const texts: string[] = [];
  const blocks: ContentBlock[] = [];
  for (const item of items) {
    const said = typeof item === 'string' ? item : plainTextOf(item);
    if (said !== undefined) texts.push(said);
    else if (isObject(item)) blocks.push(...blocksOf(item));
    else blocks.push({ type: '_reprise/other', value: asJson(item) });
  }
  const whole = texts.join('\n');
  const run = isCommand ? runOf(whole) : undefined;
  const isFailed = isError === true || (run?.exitCode ?? 0) !== 0;
  return {
    ...(isFailed && { status: 'failed' as const }),
    ...(run ?? { text: whole }),
    content: blocks.map((block): SourceToolContent => ({ type: 'content', content: block })),
  };
}

function plainTextOf(item: unknown): string | undefined {
  return isObject(item) && item['type'] === 'text' && typeof item['text'] === 'string'
    ? item['text']
    : undefined;
}

function blocksOf(item: LogRecord): readonly ContentBlock[] {
  const { type, url, title, text: words, source } = item;
  if (type === 'knowledge' && typeof url === 'string') {
    const link: ContentBlock = { type: 'resource_link', uri: url, name: asText(title) ?? url };
    return typeof words === 'string' && words !== '' ? [link, { type: 'text', text: words }] : [link];
  }
  if (type === 'image' && isObject(source)) {
    const image = mediaBlock(asText(source['media_type']) ?? '', asText(source['data']) ?? '');
    if (image) return [image];
  }
  const path = asText(item['file_path']);
  if (type === 'local_resource' && path !== undefined) {
    const mimeType = asText(item['mime_type']);
    const name = asText(item['name']) ?? path;
    return [{ type: 'resource_link', uri: path, name, ...(mimeType !== undefined && { mimeType }) }];
  }
  return [{ type: '_reprise/other', value: asJson(item) }];
}

/** What a command gave, where it stands as JSON in the text of a result: `{"returncode":0,"stdout":"","stderr":""}`. */
export function runOf(said: string): { readonly text: string; readonly exitCode?: number } | undefined {
  if (!said.startsWith('{')) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(said);
  } catch {
    return undefined;
  }
  if (!isObject(value) || (typeof value['stdout'] !== 'string' && typeof value['stderr'] !== 'string')) {
    return undefined;
  }
  // What says more than a run does is shown as it is.
  const isRun = Object.entries(value).every(
    ([key, field]) => key === 'returncode' || (RUN_TEXTS.has(key) && typeof field === 'string'),
  );
  if (!isRun) return undefined;
  const out = [asText(value['stdout']), asText(value['stderr'])].filter((part) => part !== undefined);
  const exitCode = asNumber(value['returncode']) === undefined ? undefined : asCount(value['returncode']);
  const joined = out.map((part, index) =>
    index < out.length - 1 && !part.endsWith('\n') ? `${part}\n` : part,
  );
  return { text: joined.join(''), ...(exitCode !== undefined && { exitCode }) };
}

/** What a run of a command printed. */
const RUN_TEXTS: ReadonlySet<string> = new Set(['stdout', 'stderr']);
