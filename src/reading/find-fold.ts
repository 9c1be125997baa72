import type { TranscriptEvent } from '../format/index.ts';
import { TranscriptState } from '../state/index.ts';
import type { ToolItem, TranscriptItem } from '../state/index.ts';
import type { HitPlace } from './find-hit.ts';

/** Where an item stands in its conversation. */
export type ItemPlace = Omit<HitPlace, 'track'>;

/** An item that changes no more, with its place. */
export interface SettledItem {
  readonly item: TranscriptItem;
  readonly place: ItemPlace;
  /** It was told before as ended, and its call has told more since. */
  readonly isContinued: boolean;
}

/** A call as it is remembered. */
interface KnownCall {
  readonly id: string;
  readonly time: number;
  readonly title: string;
  readonly place: ItemPlace;
  ended: boolean;
}

/** Calls that are remembered, and of these the ones that may be open: the oldest are taken as ended first. */
const MAX_CALLS = 100_000;
const MAX_OPEN = 256;

/** Types of items that are told in pieces → the events that are the pieces. */
const SAID: ReadonlyMap<TranscriptItem['type'], TranscriptEvent['sessionUpdate']> = new Map([
  ['prompt', 'user_message_chunk'],
  ['message', 'agent_message_chunk'],
  ['thought', 'agent_thought_chunk'],
  ['plan', 'plan'],
]);

/**
 * Folds a transcript segment by segment and hands out the items that change no more; it holds only those that may. What
 * comes of a transcript does not depend on where it is cut.
 *
 * A call is settled when it has ended. Should it tell more after that, in a later segment, it comes once more with what
 * it told then.
 */
export class SettledItems {
  readonly #calls = new Map<string, KnownCall>();
  /** Events that make the items anew that may still change. */
  #held: TranscriptEvent[] = [];
  /** Places of the items that were begun before. */
  #places = new Map<string, ItemPlace>();
  #mode: string | undefined;
  /** How many items have begun. */
  #count = 0;

  /** Where the item of a call stands, and its id. */
  call(toolCallId: string | undefined): { readonly id: string; readonly place: ItemPlace } | undefined {
    return toolCallId === undefined ? undefined : this.#calls.get(toolCallId);
  }

  /**
   * Takes the events of the next segment.
   *
   * @param isLast - nothing comes behind it: all items are settled
   */
  take(events: readonly TranscriptEvent[], isLast: boolean): SettledItem[] {
    const late = this.#lateCalls(events);
    const all = [...this.#held, ...events];
    const items = this.#fold(late, all);
    const open = isLast ? new Set<string>() : openItems(items, all);
    const settled: SettledItem[] = [];
    const places = new Map<string, ItemPlace>();
    for (const item of items) {
      const place = this.#placeOf(item);
      const isContinued = item.type === 'tool' && late.has(item.toolCallId);
      if (open.has(item.id)) places.set(item.id, place);
      else settled.push({ item, place, isContinued });
      if (item.type === 'tool') this.#remember(item, place, !open.has(item.id));
    }
    this.#places = places;
    this.#held = heldEvents(items, open, all);
    return settled;
  }

  #fold(late: ReadonlyMap<string, KnownCall>, events: readonly TranscriptEvent[]): readonly TranscriptItem[] {
    const state = new TranscriptState();
    state.restore({
      ...(this.#mode !== undefined && { mode: this.#mode }),
      openToolCalls: [...late].map(([toolCallId, { id, time, title }]) => ({
        toolCallId,
        event: id,
        title,
        time,
      })),
    });
    // First, so that nothing that follows comes between two pieces of a message.
    for (const [toolCallId, { id, time }] of late) {
      state.apply({ t: time, id, sessionUpdate: 'tool_call_update', toolCallId });
    }
    for (const event of events) state.apply(event);
    this.#mode = state.mode;
    return state.items;
  }

  /** Calls that have ended and of which these events tell more. */
  #lateCalls(events: readonly TranscriptEvent[]): ReadonlyMap<string, KnownCall> {
    const late = new Map<string, KnownCall>();
    for (const event of events) {
      if (event.sessionUpdate !== 'tool_call_update') continue;
      const call = this.#calls.get(event.toolCallId);
      if (call?.ended) late.set(event.toolCallId, call);
    }
    return late;
  }

  #placeOf(item: TranscriptItem): ItemPlace {
    const known = this.#places.get(item.id);
    if (known) return known;
    const call = item.type === 'tool' ? this.#calls.get(item.toolCallId) : undefined;
    if (call?.id === item.id) return call.place;
    const place = { time: item.time, item: this.#count };
    this.#count += 1;
    return place;
  }

  #remember({ toolCallId, id, time, title }: ToolItem, place: ItemPlace, ended: boolean): void {
    this.#calls.set(toolCallId, { id, time, title, place, ended });
    if (this.#calls.size <= MAX_CALLS) return;
    for (const oldest of this.#calls.keys()) {
      this.#calls.delete(oldest);
      return;
    }
  }
}

/** Ids of the items that the next event may change: calls that have not ended, and what is being said. */
function openItems(items: readonly TranscriptItem[], events: readonly TranscriptEvent[]): Set<string> {
  const calls = items.filter(
    (item) => item.type === 'tool' && item.status !== 'completed' && item.status !== 'failed',
  );
  const open = new Set(calls.slice(-MAX_OPEN).map(({ id }) => id));
  const last = items.at(-1);
  if (last?.type === 'plan' || (last && SAID.has(last.type) && !isNewTurn(events))) open.add(last.id);
  return open;
}

/** A turn has begun since anybody said anything: nothing of before is continued. */
function isNewTurn(events: readonly TranscriptEvent[]): boolean {
  const turn = events.findLastIndex(({ sessionUpdate }) => sessionUpdate === '_reprise/turn');
  return turn > events.findLastIndex(({ sessionUpdate }) => sessionUpdate.endsWith('_chunk'));
}

/** Events that make the open items anew, and the beginning of a turn whose prompt is to come. */
function heldEvents(
  items: readonly TranscriptItem[],
  open: ReadonlySet<string>,
  events: readonly TranscriptEvent[],
): TranscriptEvent[] {
  const calls = items.filter((item): item is ToolItem => item.type === 'tool' && open.has(item.id));
  const last = items.at(-1);
  const said = last && open.has(last.id) ? SAID.get(last.type) : undefined;
  const start = events.findIndex(({ id }) => id === last?.id);
  const turn = events.findLastIndex(({ sessionUpdate }) => sessionUpdate === '_reprise/turn');
  const prompt = events.findLastIndex(({ sessionUpdate }) => sessionUpdate === 'user_message_chunk');
  const others = events.filter(({ sessionUpdate }, index) => {
    if (index === turn && turn > prompt) return true;
    // A prompt has the id of the event that began its turn, and others may have spoken in between.
    return said !== undefined && (index === start || (index > start && sessionUpdate === said));
  });
  return [...calls.flatMap(eventsOf), ...others];
}

/** Two events that make a call's item, however many made it. */
function eventsOf(item: ToolItem): TranscriptEvent[] {
  const { id, time, end, toolCallId, title, kind, status, content, locations, rawInput, rawOutput } = item;
  const reprise = {
    ...(item.branch !== undefined && { branch: item.branch }),
    ...(item.toolName !== undefined && { toolName: item.toolName }),
  };
  const call: TranscriptEvent = {
    t: time,
    id,
    _meta: { reprise },
    sessionUpdate: 'tool_call',
    toolCallId,
    title,
    kind,
    status,
    content,
    locations,
    ...(rawInput && { rawInput }),
    ...(rawOutput && { rawOutput }),
  };
  return [call, { t: end, id, sessionUpdate: 'tool_call_update', toolCallId }];
}
