import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** A marker in a text: its kind and what it refers to, between characters of the private use area. */
const MARKER = /\ue200([^\ue200\ue201]{0,2000})\ue201/g;
const SEPARATOR = '\ue202';
const STRAY = /[\ue200-\ue206]/g;

/**
 * Takes the markers of citations, links and entities out of a text, so that it can be read: a marker that the
 * message's references explain becomes what ChatGPT shows for it, any other one the words in it, or its ids in
 * brackets.
 */
export function withoutMarkers(said: string, metadata: LogRecord): string {
  if (!said.includes('\ue200')) return said.replaceAll(STRAY, '');
  const shown = new Map<string, string>();
  for (const reference of asList(metadata['content_references'])) {
    if (!isObject(reference)) continue;
    const { matched_text: marker, alt } = reference;
    if (typeof marker === 'string' && typeof alt === 'string' && alt !== '') shown.set(marker, alt);
  }
  return said
    .replaceAll(MARKER, (marker, inside: string) => shown.get(marker) ?? readable(inside))
    .replaceAll(STRAY, '');
}

function readable(inside: string): string {
  const [kind = '', ...rest] = inside.split(SEPARATOR);
  if (kind === 'entity') return entityName(rest[0] ?? '') ?? '';
  // A link names its text first.
  if (kind === 'url' || kind === 'link_title') return rest[0] ?? '';
  return rest.length === 0 ? kind : `[${[kind, ...rest].join(' ')}]`;
}

/** `["city","Lisbon","capital of Portugal"]` → `Lisbon`. */
function entityName(json: string): string | undefined {
  try {
    return asText(asList(JSON.parse(json) as unknown)[1]);
  } catch {
    return json;
  }
}
