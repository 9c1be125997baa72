import { splitInjected } from '../../chat-messages/injected-parts.ts';
import { partsOf } from '../../chat-messages/content-parts.ts';
import type { ContentPart } from '../../chat-messages/content-parts.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What the program puts around a prompt, or sends in its place. */
const TAGS = [
  'system-reminder',
  'user_info',
  'git_status',
  'project_layout',
  'open_and_recently_viewed_files',
  'attached_files',
  'rules',
  'skills',
  'environment_context',
  'image_files',
];

const QUERY = 'user_query';

/** A message of the user, taken apart. */
export interface UserMessage {
  /** What the person wrote, and pictures; empty where a program wrote it all. */
  readonly asked: readonly ContentPart[];
  /** What a program wrote, each with its kind. */
  readonly injected: readonly { readonly kind: string; readonly part: ContentPart }[];
  /** The context was summed up. */
  readonly isSummary: boolean;
}

/** What a person asked, and what the program added: that has a reason, or stands in tags. */
export function readUser(record: LogRecord): UserMessage {
  const reason = asText(record['synthetic_reason']);
  const parts = partsOf(record['content']);
  if (reason !== undefined && reason !== 'interjection') {
    const injected = parts.map((part) => ({ kind: reason, part }));
    return { asked: [], injected, isSummary: reason.startsWith('compaction') };
  }
  const asked: ContentPart[] = [];
  const injected: { kind: string; part: ContentPart }[] = [];
  for (const part of parts) {
    if (part.kind !== 'text') asked.push(part);
    else splitText(part.text, { asked, injected });
  }
  return { asked, injected, isSummary: false };
}

function splitText(
  text: string,
  { asked, injected }: { asked: ContentPart[]; injected: { kind: string; part: ContentPart }[] },
): void {
  const queries = splitInjected(text, [QUERY]);
  const around = splitInjected(queries.words, TAGS);
  for (const { name, words } of around.injected)
    injected.push({ kind: name, part: { kind: 'text', text: words } });
  for (const { words } of queries.injected) {
    asked.push({ kind: 'text', text: words.slice(QUERY.length + 2, -QUERY.length - 3).trim() });
  }
  if (around.words.trim() === '') return;
  // Around a query the program says why it comes: "The user interrupted the previous turn".
  const rest: ContentPart = { kind: 'text', text: around.words };
  if (queries.injected.length > 0) injected.push({ kind: 'note', part: rest });
  else asked.push(rest);
}
