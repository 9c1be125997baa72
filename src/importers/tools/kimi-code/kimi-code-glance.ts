import type { Glance, RecordGlance } from '../../glance.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** What a record of Kimi Code or kimi-cli says for a list, and `state.json`, which both keep beside the log. */
export const kimiCodeGlance: Glance = {
  tells: (line) => /"turn\.(?:prompt|steer)"|"TurnBegin"|"SteerInput"|^\{"role": ?"user"/.test(line),
  record: (record) => {
    const { type, message } = record;
    if (record['role'] === 'user') return contextPrompt(record['content']);
    if (type === undefined && !isObject(message)) return factsOf(record);
    const time = timeOf(record);
    if (type === 'turn.prompt' || type === 'turn.steer')
      return { time, ...(isPersons(record['origin']) && promptOf(record['input'])) };
    if (!isObject(message) || (message['type'] !== 'TurnBegin' && message['type'] !== 'SteerInput'))
      return { time };
    return { time, ...(isObject(message['payload']) && promptOf(message['payload']['user_input'])) };
  },
};

function factsOf(state: LogRecord): RecordGlance {
  const main = isObject(state['agents']) ? state['agents']['main'] : undefined;
  const folder = isObject(main) ? asText(main['homedir']) : undefined;
  return {
    title: asText(state['custom_title']) ?? asText(state['title']),
    project: asText(state['workDir']) ?? asText(state['work_dir']) ?? asText(state['cwd']),
    sessionId:
      asText(state['sessionId']) ??
      asText(state['id']) ??
      /[\\/](session_[\w-]{1,80})[\\/]/.exec(folder ?? '')?.[1],
  };
}

/** Kimi Code counts milliseconds, kimi-cli seconds. */
function timeOf(record: LogRecord): number | undefined {
  const time = asNumber(record['time'] ?? record['created_at']);
  if (time !== undefined) return plausibleTime(time);
  const seconds = asNumber(record['timestamp']);
  return seconds === undefined ? undefined : plausibleTime(seconds * 1000);
}

/** Whether a person wrote it: at the prompt, or by a command that stands for one. */
function isPersons(origin: unknown): boolean {
  return !isObject(origin) || origin['kind'] === 'user' || origin['trigger'] === 'user-slash';
}

/** A message of a context, which has no times; what the program says in the user's name stands in tags. */
function contextPrompt(content: unknown): RecordGlance {
  const { prompt } = promptOf(content);
  return prompt === undefined || /^\s*<system/.test(prompt) ? {} : { prompt };
}

function promptOf(input: unknown): RecordGlance {
  if (typeof input === 'string') return input === '' ? {} : { prompt: input };
  const parts = asList(input);
  if (parts.length === 0) return {};
  return { prompt: parts.map((part) => (isObject(part) ? (asText(part['text']) ?? '') : '')).join(' ') };
}
