import type { ContentBlock } from '../../../format/index.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock, mediaOfUrl } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/**
 * Writes what the user wrote and attached as a prompt, and what the program put around it for the model as a notice.
 *
 * @param isSubagent - the user is the agent that started a subagent: no turn of a person
 */
export function writeUserMessage(writer: SessionWriter, data: LogRecord, isSubagent: boolean): boolean {
  const content = asText(data['content']);
  const transformed = asText(data['transformedContent']);
  const words = content ?? transformed;
  const blocks: ContentBlock[] = words === undefined ? [] : [{ type: 'text', text: words }];
  for (const attachment of asList(data['attachments'])) {
    const block = isObject(attachment) ? attachmentBlock(attachment) : undefined;
    if (block) blocks.push(block);
  }
  if (blocks.length === 0) return false;
  if (isSubagent) writer.message('user', blocks);
  else writer.prompt(blocks);
  const context = content === undefined || transformed === undefined ? '' : around(transformed, content);
  if (context !== '') writer.notice('system', context, { data: { kind: 'context' } });
  writer.cover(transformed);
  return true;
}

/** What stands around a text in a longer one; the whole of that where the text is not in it. */
function around(whole: string, part: string): string {
  const start = whole.indexOf(part);
  if (start === -1) return whole.trim();
  return [whole.slice(0, start), whole.slice(start + part.length)]
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .join('\n');
}

/** An image or document by its data, a file or folder by its path. */
function attachmentBlock(attachment: LogRecord): ContentBlock | undefined {
  const name = asText(attachment['displayName']) ?? asText(attachment['name']);
  const data = asText(attachment['data']);
  const type = asText(attachment['mimeType']);
  const media = data !== undefined && type !== undefined ? mediaBlock(type, data, name) : undefined;
  if (media) return media;
  const url = asText(attachment['url']) ?? asText(attachment['path']) ?? asText(attachment['filePath']);
  return url === undefined ? undefined : mediaOfUrl(url, name);
}
