import type { Glance, RecordGlance } from '../../glance.ts';
import { parseIsoTime } from '../../sources/iso-time.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { itemOf } from './rollout-item.ts';
import { injectedKind, splitPrompt } from './split-prompt.ts';

/** What a record of Codex says for a list. Prompts are taken from the events of the interface, as long as there are any. */
export const codexGlance: Glance = {
  tells: (line) =>
    /"user_message"|"UserMessage"|"userMessage"|"thread_name_updated"|"session_meta"|^\{"type":"message","role":"user"/.test(
      line,
    ),
  record: (record) => {
    const { type, payload } = record;
    const time = parseIsoTime(record['timestamp']);
    if (type === undefined && typeof record['id'] === 'string') return { time, ...identityOf(record) };
    if (type === 'message' && record['role'] === 'user') return { time, ...promptOf(wordsOf(record)) };
    if (!isObject(payload)) return { time };
    if (type === 'session_meta') return { time, ...identityOf(payload) };
    if (payload['type'] === 'thread_name_updated') return { time, title: asText(payload['thread_name']) };
    const event = itemOf(record);
    if (event?.type !== 'user_message' || isRepeated(event.payload)) return { time };
    return { time, ...promptOf(asText(event.payload['message']) ?? '') };
  },
};

/** The first of a file says whose it is: a fork begins with copies of what it was forked from. */
function identityOf(meta: LogRecord): RecordGlance {
  const { id, cwd, git, source, thread_source: origin } = meta;
  const subagent = isObject(source) && 'subagent' in source ? source['subagent'] : undefined;
  const spawn = isObject(subagent) && isObject(subagent['thread_spawn']) ? subagent['thread_spawn'] : meta;
  return {
    sessionId: asText(id),
    project: asText(cwd),
    branch: isObject(git) ? asText(git['branch']) : undefined,
    isPart: origin === 'subagent' || subagent !== undefined,
    parent: asText(spawn['parent_thread_id']) ?? asText(meta['parent_thread_id']),
  };
}

/** An event of old versions that repeats injected text. */
function isRepeated({ kind }: LogRecord): boolean {
  return typeof kind === 'string' && kind !== 'plain';
}

function promptOf(words: string): RecordGlance {
  const kind = injectedKind(words);
  if (kind === undefined) return { prompt: words };
  const { prompt, context } = splitPrompt(words);
  return context === undefined ? {} : { prompt };
}

function wordsOf({ content }: LogRecord): string {
  return asList(content)
    .map((part) => (isObject(part) ? (asText(part['text']) ?? '') : ''))
    .join('\n');
}
