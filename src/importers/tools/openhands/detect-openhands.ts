import { headLines, headOfDocument } from '../../sources/head-lines.ts';
import { asText, isObject } from '../../sources/json-value.ts';

/** Characters of a head that are looked at: the first event of a trajectory may hold a long prompt. */
const LOOKED_AT = 100_000;

/** Kinds of events, as the SDK names its classes. */
const KIND = /^(?:\w+Event|\w+Observation|Condensation(?:Request)?)$/;

const SOURCES = ['user', 'agent', 'environment'];

/**
 * How sure it is that a source is the state of a conversation, whose events lie in files beside it, or is made of events:
 * lines, or a list of them, new or of the older form.
 */
export function detectOpenHands(head: Uint8Array): number {
  const start = headOfDocument(head)?.slice(0, LOOKED_AT);
  if (start === undefined) return 0;
  if (start.startsWith('[')) return isListOfEvents(start) ? 0.9 : 0;
  if (isConversationState(start)) return 0.95;
  return isEvent(headLines(head, 1)[0]) ? 0.9 : 0;
}

/** Whether a text begins as the file `base_state.json` of a conversation does: its id, then the agent with its model. */
function isConversationState(start: string): boolean {
  if (!/^\{\s*"id"\s*:\s*"[\w-]{8,64}"\s*,\s*"agent"\s*:\s*\{/.test(start)) return false;
  return /"(?:llm|kind|persistence_dir|execution_status)"\s*:/.test(start);
}

/** Whether a value is an event of the SDK. */
export function isEvent(value: unknown): boolean {
  if (!isObject(value) || typeof value['kind'] !== 'string') return false;
  return KIND.test(value['kind']) && isOfSource(value) && 'timestamp' in value;
}

/** Keys stand in any order, and the first item may be longer than the head. */
function isListOfEvents(start: string): boolean {
  if (!/^\[\s*\{/.test(start)) return false;
  const isKnown = /"source"\s*:\s*"(?:user|agent|environment)"/.test(start) && /"timestamp"\s*:/.test(start);
  if (!isKnown) return false;
  if (/"kind"\s*:\s*"(?:\w+Event|Condensation)"/.test(start)) return true;
  return (
    /"action"\s*:\s*"\w+"/.test(start) && /"(?:args|extras)"\s*:/.test(start) && /"id"\s*:\s*\d/.test(start)
  );
}

function isOfSource(value: Record<string, unknown>): boolean {
  return SOURCES.includes(asText(value['source']) ?? '');
}
