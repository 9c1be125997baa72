import type { ContentBlock } from '../../../format/index.ts';
import { asJson, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';

/** A content block of the protocol as ours; one of an unknown kind is kept as it is. */
export function blockOf(value: unknown): ContentBlock {
  if (typeof value === 'string') return { type: 'text', text: value };
  const block = isObject(value) ? value : {};
  switch (block['type']) {
    case 'text':
      if (typeof block['text'] === 'string') return { type: 'text', text: block['text'] };
      break;
    case 'image':
    case 'audio': {
      const media = mediaBlock(asText(block['mimeType']) ?? '', asText(block['data']) ?? '');
      if (media && asText(block['data']) !== undefined) return media;
      break;
    }
    case 'resource_link': {
      const link = linkOf(block);
      if (link) return link;
      break;
    }
    case 'resource': {
      const embedded = isObject(block['resource']) ? embeddedOf(block['resource']) : undefined;
      if (embedded) return embedded;
    }
  }
  return { type: '_reprise/other', value: asJson(value ?? null) };
}

function linkOf(block: LogRecord): ContentBlock | undefined {
  const uri = asText(block['uri']);
  if (uri === undefined) return undefined;
  const name = asText(block['title']) ?? asText(block['name']);
  const mimeType = asText(block['mimeType']);
  return {
    type: 'resource_link',
    uri,
    ...(name !== undefined && { name }),
    ...(mimeType !== undefined && { mimeType }),
  };
}

/** A file that stands in a message: its text with where it is from above it, or its bytes. */
function embeddedOf(resource: LogRecord): ContentBlock | undefined {
  const uri = asText(resource['uri']);
  const words = resource['text'];
  if (typeof words === 'string') {
    return { type: 'text', text: uri === undefined ? words : `${uri}\n${words}` };
  }
  const blob = asText(resource['blob']);
  return blob === undefined ? undefined : mediaBlock(asText(resource['mimeType']) ?? '', blob, uri);
}
