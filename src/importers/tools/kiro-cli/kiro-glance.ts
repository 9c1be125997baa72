import type { Glance, RecordGlance } from '../../glance.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { storeTime } from '../../stores/store-time.ts';
import { factsOf } from './session-facts.ts';

/** What a line of a journal of Kiro CLI, or the file of facts beside it, says for a list. */
export const kiroGlance: Glance = {
  record: (record) => {
    if (isObject(record['data'])) return lineOf(record, record['data']);
    if (isObject(record['payload']))
      return { time: storeTime(record['timestamp']), ...promptOf(record['payload']) };
    if (!('session_id' in record) && !('workspacePaths' in record)) return undefined;
    const { title, cwd, id, parent, startedAt, endedAt } = factsOf(record);
    return {
      generatedTitle: title,
      project: cwd,
      sessionId: id,
      time: startedAt,
      endTime: endedAt,
      isPart: parent === undefined ? undefined : true,
    };
  },
};

function lineOf({ kind }: LogRecord, data: LogRecord): RecordGlance {
  const meta = isObject(data['meta']) ? data['meta'] : {};
  const time = storeTime(data['timestamp']) ?? storeTime(meta['timestamp']);
  if (kind !== 'Prompt') return { time };
  const words = asList(data['content']).flatMap((block) =>
    isObject(block) ? (asText(block['data']) ?? []) : [],
  );
  return { time, prompt: words.join(' ') };
}

function promptOf({ type, content }: LogRecord): RecordGlance {
  const words = type === 'user' || type === 'session_start' ? asText(content) : undefined;
  return words === undefined ? {} : { prompt: words };
}
