import type { Glance } from '../../glance.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { folderOfUri } from './folder-of-uri.ts';
import { readAmp, timeOfMessage } from './amp-message.ts';

/** What a message says for a list, and what the thread says beside its messages. */
export const ampGlance: Glance = {
  members: ['messages'],
  record: (record) => {
    if (typeof record['role'] !== 'string') return factsOf(record);
    const { role, parts, results } = readAmp(record);
    const time = timeOfMessage(record);
    if (role !== 'user' || results.length > 0 || parts.length === 0) return { time };
    return { time, prompt: parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])).join(' ') };
  },
};

/** The other members of the document come one by one. */
function factsOf({ id, title, created, env }: LogRecord) {
  const ms = asNumber(created);
  return {
    ...(asText(id)?.startsWith('T-') && { sessionId: asText(id) }),
    title: asText(title),
    time: ms === undefined ? undefined : plausibleTime(ms),
    project: folderIn(env),
  };
}

function folderIn(env: unknown): string | undefined {
  const initial = isObject(env) && isObject(env['initial']) ? env['initial'] : {};
  const [tree] = asList(initial['trees']);
  return isObject(tree) ? folderOfUri(tree['uri']) : undefined;
}
