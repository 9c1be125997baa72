import type { Glance, RecordGlance } from '../../glance.ts';
import { asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isPlaceholderTitle } from './placeholder-title.ts';

/**
 * What a session of OpenCode says for a list: an export with its messages, or the file of a session in the storage,
 * whose messages lie elsewhere.
 */
export const openCodeGlance: Glance = {
  members: ['messages'],
  record: (record) => {
    const { info, parts } = record;
    if (!isObject(info)) return { ...sessionOf(record), isWithoutMessages: 'projectID' in record };
    if (!('role' in info)) return { ...sessionOf(info), isPart: undefined, parent: undefined };
    return { time: timesOf(info)[0], ...(info['role'] === 'user' && promptOf(parts)) };
  },
};

function sessionOf(session: LogRecord): RecordGlance {
  const [created, updated] = timesOf(session);
  const title = known(session['title']);
  return {
    time: created,
    endTime: updated,
    title: title !== undefined && isPlaceholderTitle(title) ? undefined : title,
    project: known(session['directory']),
    sessionId: known(session['id']),
    isPart: asText(session['parentID']) === undefined ? undefined : true,
    parent: asText(session['parentID']),
  };
}

function timesOf({ time }: LogRecord): readonly (number | undefined)[] {
  const times = isObject(time) ? [time['created'], time['updated'] ?? time['completed']] : [];
  return times.map(asNumber).map((ms) => (ms === undefined ? undefined : plausibleTime(ms)));
}

/** What the parts of a message of a person say that he wrote. */
export function promptOf(parts: unknown): Pick<RecordGlance, 'prompt'> {
  const written = asList(parts)
    .filter(isObject)
    .filter((part) => part['synthetic'] !== true && part['ignored'] !== true);
  const words = written.flatMap((part) => wordsOf(part) ?? []);
  return words.length === 0 ? {} : { prompt: words.join(' ') };
}

/** What a person wrote or attached. */
function wordsOf(part: LogRecord): string | undefined {
  if (part['type'] === 'text') return asText(part['text']);
  if (part['type'] === 'file') return typeof part['url'] === 'string' ? '' : undefined;
  if (part['type'] !== 'subtask') return undefined;
  const command = asText(part['command']);
  return command === undefined ? asText(part['description']) : `/${command}`;
}

/** A text that no program for masking secrets has taken away. */
function known(value: unknown): string | undefined {
  return value === 'REDACTED' ? undefined : asText(value);
}
