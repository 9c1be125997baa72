import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { partsOf, splitUserContent } from '../gemini-cli/content-parts.ts';
import type { ContentPart, UserContent } from '../gemini-cli/content-parts.ts';

/** The parts of a record's message. */
export function messageParts({ message }: LogRecord): readonly ContentPart[] {
  return isObject(message) ? partsOf(message['parts']) : [];
}

/** Whether a record holds what a person typed: no results of tools, nothing that the program wrote for them. */
export function isPersons({ type, provenance, isSidechain }: LogRecord): boolean {
  if (type !== 'user' || isSidechain === true) return false;
  return provenance === undefined || provenance === 'real_user';
}

/**
 * What a person wrote and what the program added. Where hooks changed a prompt, what was typed stands apart, and the
 * text that the model got is context.
 */
export function promptOf(record: LogRecord): UserContent {
  const own = messageParts(record).filter(({ kind }) => kind !== 'response' && kind !== 'call');
  const payload = record['systemPayload'];
  const typed = isObject(payload) ? asText(payload['displayText']) : undefined;
  const split = splitUserContent(own);
  if (typed === undefined) return split;
  const words = split.prompt.map((block) => (block.type === 'text' ? block.text : '')).join('\n');
  const media = split.prompt.filter(({ type }) => type !== 'text');
  return {
    prompt: [{ type: 'text', text: typed }, ...media],
    context: [...split.context, { name: 'as-sent', words }],
  };
}
