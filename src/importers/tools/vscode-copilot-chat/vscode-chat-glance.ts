import type { Glance, RecordGlance } from '../../glance.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { promptOf } from './request-prompt.ts';
import { isLogHead } from './session-records.ts';
import { folderIn } from './workspace-file.ts';

/** What a record says for a list: a request, a member of a document, or a mutation of a log. */
export const vsCodeChatGlance: Glance = {
  members: ['requests'],
  record: (record) => {
    if (typeof record['kind'] === 'number') return mutation(record);
    return 'requestId' in record ? requests([record]) : session(record);
  },
  facts: (text) => ({ project: folderIn(text) }),
  beginning: (text) => (isLogHead(text) ? firstOf(text) : undefined),
};

function mutation({ kind, k: path, v: value }: LogRecord): RecordGlance {
  if (kind === 0) return isObject(value) ? { ...session(value), ...requests(asList(value['requests'])) } : {};
  const [member, second] = asList(path);
  if (second !== undefined) return {};
  if (kind === 2 && member === 'requests') return requests(asList(value));
  return kind === 1 && typeof member === 'string' ? session({ [member]: value }) : {};
}

function session(record: LogRecord): RecordGlance {
  return {
    title: asText(record['customTitle']),
    generatedTitle: asText(record['computedTitle']),
    sessionId: asText(record['sessionId']),
  };
}

function requests(list: readonly unknown[]): RecordGlance {
  const asked = list.filter(isObject).filter((request) => promptOf(request).blocks.length > 0);
  const [first] = asked;
  if (!first) return {};
  const [block] = promptOf(first).blocks;
  return {
    prompt: block?.type === 'text' ? block.text : '',
    morePrompts: asked.length - 1,
    time: timeOf(first),
    endTime: timeOf(asked.at(-1)!),
  };
}

function timeOf({ timestamp }: LogRecord): number | undefined {
  const time = asNumber(timestamp);
  return time === undefined ? undefined : plausibleTime(time);
}

/** What the beginning of a log says whose first line is long: it holds the whole session up to then. */
function firstOf(text: string): RecordGlance {
  const valueOf = (key: string): string | undefined => {
    const match = new RegExp(`"${key}"\\s*:\\s*("(?:[^"\\\\]|\\\\.)*")`).exec(text);
    return match ? asText(JSON.parse(match[1]!)) : undefined;
  };
  const prompt =
    /"message"\s*:\s*\{\s*(?:"parts"\s*:\s*\[[^\]]{0,4000}\]\s*,\s*)?"text"\s*:\s*("(?:[^"\\]|\\.)*")/.exec(
      text,
    );
  const time = /"timestamp"\s*:\s*(\d{12,14})\b/.exec(text);
  return {
    title: valueOf('customTitle'),
    sessionId: valueOf('sessionId'),
    ...(prompt && { prompt: String(JSON.parse(prompt[1]!)) }),
    ...(time && { time: plausibleTime(Number(time[1])) }),
  };
}
