import type { ContentBlock } from '../../../format/index.ts';
import { asJson, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { pointerIn } from './assets.ts';
import type { Assets } from './assets.ts';
import { withoutMarkers } from './citations.ts';
import { contentOf, metadataOf } from './message.ts';

/** The parts of a message as a person sees them: texts, images, sounds, what was spoken. */
export function blocksOf(message: LogRecord, assets: Assets): readonly ContentBlock[] {
  const { parts, text: whole } = contentOf(message);
  return [...asList(parts), whole].flatMap((part) => blockOf(part, message, assets));
}

function blockOf(part: unknown, message: LogRecord, assets: Assets): readonly ContentBlock[] {
  if (part === null || part === undefined || part === '') return [];
  if (typeof part === 'string') return [textBlock(withoutMarkers(part, metadataOf(message)))];
  if (!isObject(part)) return [{ type: '_reprise/other', value: asJson(part) }];
  const spoken = asText(part['text']);
  const pointer = pointerIn(part);
  if (pointer) return [assets.block(pointer)];
  if (spoken !== undefined) return [textBlock(spoken)];
  return [{ type: '_reprise/other', value: asJson(part) }];
}

function textBlock(words: string): ContentBlock {
  return { type: 'text', text: words };
}
