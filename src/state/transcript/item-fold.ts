import type {
  ContentBlock,
  EventBase,
  JsonObject,
  MessageChunk,
  ModeUpdate,
  Notice,
  Plan,
  SubagentReference,
  TranscriptEvent,
  UsageUpdate,
} from '../../format/index.ts';
import { plusUsage } from './plus-usage.ts';
import { beginToolItem, mergeToolEvent } from './tool-item.ts';
import type { OpenCall, ToolEvent } from './tool-item.ts';
import type {
  MessageItem,
  NoticeItem,
  PromptItem,
  ThoughtItem,
  ToolItem,
  TranscriptItem,
} from './transcript-item.ts';

type ChunkEvent = EventBase & MessageChunk;
type ChunkItem = PromptItem | MessageItem | ThoughtItem;

/** Folds the events of one window of segments into items; `TranscriptState` says how. */
export class ItemFold {
  #items: TranscriptItem[] = [];
  #frozen: readonly TranscriptItem[] | undefined;
  #current: string | undefined;
  /** `toolCallId` → position of its item. */
  readonly #toolPositions = new Map<string, number>();
  /** A turn has begun since the latest chunk: the next one continues nothing. */
  #isNewTurn = false;
  /** `messageId` of the latest chunk. */
  #messageId: string | undefined;
  /** A `_reprise/turn` whose prompt has not come yet. */
  #turnStart: EventBase | undefined;

  get items(): readonly TranscriptItem[] {
    return (this.#frozen ??= Object.freeze(this.#items.slice()));
  }

  get current(): string | undefined {
    return this.#current;
  }

  turn(event: EventBase): void {
    this.#turnStart = event;
    this.#isNewTurn = true;
  }

  /** @param turn - number of the turn that is under way, counted from 1 */
  chunk(event: ChunkEvent, turn: number): void {
    const last = this.#items.at(-1);
    if (last && !this.#isNewTurn && this.#messageId === event.messageId && isContinued(last, event)) {
      const content = appendBlock(last.content, event);
      const usage = plusUsage(last.usage, event._meta?.reprise?.usage);
      const item = { ...last, end: Math.max(last.end, event.t), content, ...(usage && { usage }) };
      this.#replace(this.#items.length - 1, item);
      return;
    }
    this.#push(chunkItem(event, turn, this.#turnStart));
    if (event.sessionUpdate === 'user_message_chunk') this.#turnStart = undefined;
    this.#isNewTurn = false;
    this.#messageId = event.messageId;
  }

  /** @param open - what is known of the call from before this window */
  tool(event: ToolEvent, open: OpenCall | undefined): void {
    const position = this.#toolPositions.get(event.toolCallId);
    if (position === undefined) this.#pushTool(event, open);
    else this.#replace(position, mergeToolEvent(this.#items[position] as ToolItem, event));
  }

  plan(event: EventBase & Plan): void {
    const last = this.#items.at(-1);
    if (last?.type === 'plan' && last.branch === event._meta?.reprise?.branch) {
      this.#replace(this.#items.length - 1, { ...last, end: event.t, entries: event.entries });
    } else this.#push({ ...base(event), type: 'plan', entries: event.entries });
  }

  mode(event: EventBase & ModeUpdate): void {
    this.#push({ ...base(event), type: 'notice', notice: 'mode', text: event.currentModeId });
  }

  notice(event: EventBase & Notice): void {
    this.#push({
      ...base(event),
      type: 'notice',
      notice: event.sessionUpdate.slice('_reprise/'.length) as NoticeItem['notice'],
      ...(event.text !== undefined && { text: event.text }),
      ...(event.toolCallId !== undefined && { toolCallId: event.toolCallId }),
      ...(event.data && { data: event.data }),
    });
  }

  subagent(event: EventBase & SubagentReference, open: OpenCall | undefined): void {
    const { toolCallId, track, title } = event;
    if (toolCallId !== undefined && open && !this.#toolPositions.has(toolCallId)) {
      this.#pushTool({ t: event.t, id: event.id, sessionUpdate: 'tool_call_update', toolCallId }, open);
    }
    const position = toolCallId === undefined ? undefined : this.#toolPositions.get(toolCallId);
    const item = position === undefined ? undefined : this.#items[position];
    if (position !== undefined && item?.type === 'tool') {
      this.#replace(position, { ...item, end: Math.max(item.end, event.t), subagent: track });
    } else this.#push({ ...base(event), type: 'subagent', track, ...(title !== undefined && { title }) });
  }

  /** What was used is told of the item before it; where no item is in the window, of none. */
  usage(event: EventBase & UsageUpdate): void {
    const last = this.#items.at(-1);
    const usage = plusUsage(last?.usage, event._meta?.reprise?.usage);
    if (!last || (usage === last.usage && !event.cost)) return;
    const item = { ...last, ...(usage && { usage }), ...(event.cost && { cost: event.cost }) };
    this.#items[this.#items.length - 1] = Object.freeze(item);
    this.#frozen = undefined;
  }

  /** Also for kinds of events that a later version brings. */
  unknown(event: TranscriptEvent): void {
    if (event.sessionUpdate === '_reprise/unknown') {
      const { recordType, value, content } = event;
      this.#push({
        ...base(event),
        type: 'unknown',
        ...(recordType !== undefined && { recordType }),
        ...(value !== undefined && { value }),
        ...(content && { content }),
      });
      return;
    }
    this.#push({
      ...base(event),
      type: 'unknown',
      recordType: event.sessionUpdate,
      value: event as unknown as JsonObject,
    });
  }

  #pushTool(event: ToolEvent, open: OpenCall | undefined): void {
    this.#toolPositions.set(event.toolCallId, this.#items.length);
    this.#push(beginToolItem(event, open));
  }

  #push(item: TranscriptItem): void {
    this.#items.push(Object.freeze(item));
    this.#touched(item);
  }

  #replace(position: number, item: TranscriptItem): void {
    this.#items[position] = Object.freeze(item);
    this.#touched(item);
  }

  #touched(item: TranscriptItem): void {
    this.#current = item.id;
    this.#frozen = undefined;
  }
}

const ITEM_TYPES = {
  user_message_chunk: 'prompt',
  agent_message_chunk: 'message',
  agent_thought_chunk: 'thought',
} as const;

function base(
  event: EventBase,
): Pick<TranscriptItem, 'id' | 'time' | 'end' | 'approximate' | 'branch' | 'usage'> {
  const meta = event._meta?.reprise;
  return {
    id: event.id,
    time: event.t,
    end: event.t,
    ...(meta?.approximate && { approximate: true }),
    ...(meta?.branch !== undefined && { branch: meta.branch }),
    ...(meta?.usage && { usage: meta.usage }),
  };
}

function chunkItem(event: ChunkEvent, turn: number, turnStart: EventBase | undefined): ChunkItem {
  const meta = event._meta?.reprise;
  const content = appendBlock([], event);
  const origin = meta?.origin && { origin: meta.origin };
  const model = meta?.model !== undefined && { model: meta.model };
  switch (event.sessionUpdate) {
    case 'user_message_chunk': {
      const begin = turnStart && { id: turnStart.id, time: turnStart.t };
      return { ...base(event), ...begin, type: 'prompt', turn, content, ...origin };
    }
    case 'agent_message_chunk':
      return { ...base(event), type: 'message', content, ...model, ...origin };
    case 'agent_thought_chunk':
      return { ...base(event), type: 'thought', content, ...model };
  }
}

function isContinued(item: TranscriptItem, event: ChunkEvent): item is ChunkItem {
  const meta = event._meta?.reprise;
  if (item.type !== ITEM_TYPES[event.sessionUpdate] || item.branch !== meta?.branch) return false;
  // What a person sends is not streamed: without an id, only what comes at one time is one prompt.
  if (item.type !== 'prompt' || event.messageId !== undefined) return true;
  return item.end === event.t && item.origin === meta?.origin;
}

/** The blocks with the event's block behind them; pieces of a stream are joined, empty texts left out. */
function appendBlock(blocks: readonly ContentBlock[], event: ChunkEvent): readonly ContentBlock[] {
  const block = event.content;
  if (block.type === 'text' && block.text === '') return blocks;
  const last = blocks.at(-1);
  const isStream = event.messageId === undefined && event.sessionUpdate !== 'user_message_chunk';
  if (isStream && last?.type === 'text' && block.type === 'text') {
    return Object.freeze([...blocks.slice(0, -1), { ...block, text: last.text + block.text }]);
  }
  return Object.freeze([...blocks, block]);
}
