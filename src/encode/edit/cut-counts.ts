import type { Cut, JsonObject, SessionEvent } from '../../format/index.ts';

/** How much was cut in one place. */
export class CutCounts {
  turns = 0;
  messages = 0;
  toolCalls = 0;
  changes = 0;
  tracks = 0;
  pictures = 0;
  readonly #messageIds = new Set<string>();

  /** Counts an event that was cut. */
  add(event: SessionEvent): void {
    if (event.type === 'change' && event.op !== 'observe') this.changes += 1;
    if (event.type !== 'transcript') return;
    const { update } = event;
    switch (update.sessionUpdate) {
      case '_reprise/turn':
        this.turns += 1;
        break;
      case 'tool_call':
        this.toolCalls += 1;
        break;
      case 'user_message_chunk':
      case 'agent_message_chunk':
        this.#message(update.messageId);
        break;
      case '_reprise/cut':
        this.join(update.data ?? {});
        break;
      default:
    }
  }

  /** Nothing but time was cut. */
  get isEmpty(): boolean {
    return this.turns + this.messages + this.toolCalls + this.changes + this.tracks + this.pictures === 0;
  }

  /** The counts that are not 0. */
  toJSON(): Omit<Cut, 'time'> {
    const { turns, messages, toolCalls, changes, tracks, pictures } = this;
    const counts = Object.entries({ turns, messages, toolCalls, changes, tracks, pictures });
    return Object.fromEntries(counts.filter(([, count]) => count > 0));
  }

  /** Chunks with one id are one message. */
  #message(id: string | undefined): void {
    if (id !== undefined && this.#messageIds.has(id)) return;
    if (id !== undefined) this.#messageIds.add(id);
    this.messages += 1;
  }

  /** What another cut took out, which is now within this one. */
  join(data: JsonObject | Partial<Cut>): void {
    for (const key of ['turns', 'messages', 'toolCalls', 'changes', 'tracks', 'pictures'] as const) {
      const count: unknown = data[key];
      if (typeof count === 'number' && Number.isSafeInteger(count) && count > 0) this[key] += count;
    }
  }
}
