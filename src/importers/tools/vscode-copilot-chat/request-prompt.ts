import type { ContentBlock } from '../../../format/index.ts';
import { mediaBlock } from '../../records/media-block.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { nameOf, pathOf } from './uris.ts';

/** Bytes of a picture that stands in a request as a list of numbers. */
const MAX_PICTURE = 32 * 1024 * 1024;

/** What a person asked, with what was attached to it. */
export interface RequestPrompt {
  readonly blocks: readonly ContentBlock[];
  /** What the program, or instructions of the project, put in. */
  readonly context: readonly LogRecord[];
}

/** The prompt of a request: its words, the files and pictures with it. */
export function promptOf(request: LogRecord): RequestPrompt {
  const message = request['message'];
  const words = asText(message) ?? (isObject(message) ? asText(message['text']) : undefined);
  const blocks: ContentBlock[] = words === undefined ? [] : [{ type: 'text', text: words }];
  const context: LogRecord[] = [];
  const data = isObject(request['variableData']) ? request['variableData'] : {};
  for (const variable of asList(data['variables'])) {
    if (!isObject(variable)) continue;
    const block = attachmentOf(variable);
    if (block) blocks.push(block);
    else context.push(variable);
  }
  return { blocks, context };
}

function attachmentOf(variable: LogRecord): ContentBlock | undefined {
  const { kind, value, mimeType } = variable;
  if (kind === 'image') return pictureOf(value, asText(mimeType) ?? 'image/png');
  if (kind !== 'file' && kind !== 'directory' && variable['isFile'] !== true) return undefined;
  const uri = pathOf(value);
  return uri === undefined
    ? undefined
    : { type: 'resource_link', uri, name: asText(variable['name']) ?? nameOf(uri) };
}

/** A picture is written as base64, or as an object of its bytes by their places. */
function pictureOf(value: unknown, type: string): ContentBlock | undefined {
  const text = isObject(value) ? (asText(value['$base64']) ?? asText(value['data'])) : asText(value);
  if (text !== undefined) return mediaBlock(type, text.replace(/^data:[^,]{0,100},/, ''));
  if (!isObject(value)) return undefined;
  const bytes = Object.values(value);
  if (bytes.length === 0 || bytes.length > MAX_PICTURE || bytes.some((byte) => typeof byte !== 'number'))
    return undefined;
  let binary = '';
  for (const byte of bytes as number[]) binary += String.fromCharCode(byte & 0xff);
  return mediaBlock(type, btoa(binary));
}
