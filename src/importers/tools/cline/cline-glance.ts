import type { Glance, RecordGlance } from '../../glance.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { blocksOf } from './message-blocks.ts';
import { cwdIn } from './task-surroundings.ts';
import { splitUserText } from './user-text.ts';

/** What a record says for a list: a message, something that a person was shown, or a member of a document. */
export const clineGlance: Glance = {
  members: ['messages'],
  record: (record) => ({
    time: timeIn(record),
    sessionId: asText(record['sessionId']),
    isPart: record['agent'] === 'subagent' ? true : undefined,
    ...factsIn(record),
    ...(record['role'] === 'user' && promptOfMessage(record)),
    ...((record['type'] === 'say' || record['type'] === 'ask') && promptOfShown(record)),
  }),
};

function timeIn({ ts }: LogRecord): number | undefined {
  const time = asNumber(ts);
  return time === undefined ? undefined : plausibleTime(time);
}

/** What stands in the document beside the messages of the command line. */
function factsIn({ session_id: id, cwd, metadata, prompt }: LogRecord): RecordGlance {
  if (asText(id) === undefined) return {};
  const title = isObject(metadata) ? asText(metadata['title']) : undefined;
  return {
    project: asText(cwd),
    // Without a name the program puts the prompt there.
    title: title === prompt ? undefined : title,
    sessionId: asText(id),
  };
}

function promptOfMessage(message: LogRecord): RecordGlance {
  const texts: string[] = [];
  let hasPicture = false;
  let project: string | undefined;
  let isResult = false;
  for (const block of blocksOf(message)) {
    if (block['type'] === 'image') hasPicture = true;
    if (typeof block['text'] !== 'string') continue;
    project ??= cwdIn(block['text']);
    // The words behind the head of a result are the result.
    if (isResult || /^\[[a-z_]{3,40}[^\n]{0,2000}\] Result:/.test(block['text'])) {
      isResult = !isResult && block['text'].trimEnd().endsWith('Result:');
      continue;
    }
    const { prompt } = splitUserText(block['text']);
    if (prompt !== '') texts.push(prompt);
  }
  const isPrompt = (texts.length > 0 || hasPicture) && message['isSummary'] !== true;
  return { project, ...(isPrompt && { prompt: texts.join(' ') }) };
}

/** Before there was a kind for it, the task was a text, the only one with a list of pictures. */
function promptOfShown({ say, ask, text, images, conversationHistoryIndex: place }: LogRecord): RecordGlance {
  const words = asText(text) ?? '';
  if (say === 'api_req_started') return { project: cwdIn(words.replaceAll('\\n', '\n')) };
  if (say === 'text' && (Array.isArray(images) || place === -1)) return { prompt: words };
  if (say === 'task' || say === 'user_feedback')
    return words === '' && !Array.isArray(images) ? {} : { prompt: words };
  if (ask !== 'followup' && ask !== 'plan_mode_respond') return {};
  const selected = /"selected"\s*:\s*("(?:[^"\\]|\\.)+")/.exec(words)?.[1];
  return selected === undefined ? {} : { prompt: String(JSON.parse(selected)) };
}
