/** What notes can be anchored to (spec [NTE-3]). */

import { isObject, type UnknownObject } from '../segments/json-value.ts';

const CHUNKS: readonly unknown[] = ['user_message_chunk', 'agent_message_chunk', 'agent_thought_chunk'];
/** They say something of what is there, and stand between nothing. */
const ASIDES: readonly unknown[] = ['tool_call_update', 'usage_update', 'session_info_update'];

/** Tells which events of a transcript begin a turn, message, thought or call, fed in order. */
export class Beginnings {
  /** What the next chunk may go on with. */
  #chunk: UnknownObject | undefined;
  /** A turn has begun, and its prompt has not come yet. */
  #awaitsPrompt = false;
  readonly #calls = new Set<unknown>();

  /** Whether this event, the next one, begins something. */
  begins(event: UnknownObject): boolean {
    const { sessionUpdate: kind, toolCallId } = event;
    if (ASIDES.includes(kind)) return false;
    const before = this.#chunk;
    this.#chunk = CHUNKS.includes(kind) ? event : undefined;
    if (kind === '_reprise/turn') {
      this.#awaitsPrompt = true;
      return true;
    }
    if (kind === 'tool_call') {
      const isNew = !this.#calls.has(toolCallId);
      this.#calls.add(toolCallId);
      return isNew;
    }
    if (!this.#chunk || (before && continues(before, event))) return false;
    // The prompt of a turn begins with the turn.
    const isOfTurn = this.#awaitsPrompt && kind === 'user_message_chunk';
    if (isOfTurn) this.#awaitsPrompt = false;
    return !isOfTurn;
  }
}

function continues(before: UnknownObject, event: UnknownObject): boolean {
  const { sessionUpdate: kind, messageId } = event;
  const isLike =
    before['sessionUpdate'] === kind &&
    before['messageId'] === messageId &&
    factOf(before, 'branch') === factOf(event, 'branch');
  if (!isLike || messageId !== undefined || kind !== 'user_message_chunk') return isLike;
  // What a person sends is not streamed: without an id, only what comes at one time is one prompt.
  return before['t'] === event['t'] && factOf(before, 'origin') === factOf(event, 'origin');
}

function factOf({ _meta: meta }: UnknownObject, name: 'branch' | 'origin'): unknown {
  return isObject(meta) && isObject(meta['reprise']) ? meta['reprise'][name] : undefined;
}
