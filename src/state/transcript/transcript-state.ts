import type { PlanEntry, TranscriptEvent, TranscriptKeyframe } from '../../format/index.ts';
import type { TrackState } from '../track-state.ts';
import { ItemFold } from './item-fold.ts';
import type { OpenCall, ToolEvent } from './tool-item.ts';
import type { TranscriptItem } from './transcript-item.ts';

/** Open calls that a state remembers; the oldest are forgotten first, so that keyframes stay small. */
const MAX_OPEN_CALLS = 256;
const MAX_OPEN_TITLE = 400;

/**
 * The conversation at the playhead: the state around it (what a keyframe holds) and the items that the events
 * since the last `restore` make.
 *
 * How events become items:
 * - Chunks of one kind that follow each other with the same `messageId` are one item, each chunk a block of its
 *   content. An agent's chunks without `messageId` are pieces of a stream (plain ACP): their texts are joined as
 *   they come; a person's are one prompt when they come at one time. Any other item between two chunks begins a
 *   new one, so that the order of what was said is kept.
 * - A prompt that follows a `_reprise/turn` has that event's id and time, so that links to turns find it.
 * - A `tool_call` and all its updates are one item at the place of the call; an update to a call from before the
 *   keyframe makes an item with the id and title that the keyframe tells.
 * - A subagent is a part of the call that started it, or an item of its own where that call is not known.
 * - Consecutive plans are one item. A mode that differs from the one before is a notice.
 * - Events of kinds this version does not know are `unknown` items.
 *
 * Windows of segments: the items of segments a…b are those of `restore(keyframe of a)` and all events of a…b, in
 * order. To extend a window forward, go on applying; to extend it backward, fold the larger window anew. What
 * was cut apart by the first keyframe (a message in the middle, a call that had begun) grows whole by that.
 */
export class TranscriptState implements TrackState<'transcript'> {
  #plan: readonly PlanEntry[] | undefined;
  #mode: string | undefined;
  #model: string | undefined;
  #title: string | undefined;
  #usage: TranscriptKeyframe['usage'];
  #turns = 0;
  #openCalls = new Map<string, OpenCall>();
  #fold = new ItemFold();

  /** Items in order, frozen; the same array until something changes, items that did not change keep identity. */
  get items(): readonly TranscriptItem[] {
    return this.#fold.items;
  }

  /** Id of the item that the latest event made or changed. */
  get current(): string | undefined {
    return this.#fold.current;
  }

  /** The whole plan or todo list as it stands. */
  get plan(): readonly PlanEntry[] | undefined {
    return this.#plan;
  }

  get mode(): string | undefined {
    return this.#mode;
  }

  /** Model of the latest event that names one. */
  get model(): string | undefined {
    return this.#model;
  }

  get title(): string | undefined {
    return this.#title;
  }

  /** Tokens in context, and the size of the window where known. */
  get usage(): TranscriptKeyframe['usage'] {
    return this.#usage;
  }

  /** Turns begun so far. */
  get turns(): number {
    return this.#turns;
  }

  apply(event: TranscriptEvent): void {
    this.#model = event._meta?.reprise?.model ?? this.#model;
    switch (event.sessionUpdate) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
      case 'agent_thought_chunk': {
        this.#fold.chunk(event, Math.max(this.#turns, 1));
        return;
      }
      case 'tool_call':
      case 'tool_call_update': {
        this.#applyTool(event);
        return;
      }
      case 'plan':
        this.#plan = event.entries;
        {
          this.#fold.plan(event);
          return;
        }
      case 'usage_update':
        this.#usage = { used: event.used, ...(event.size !== undefined && { size: event.size }) };
        return;
      case 'current_mode_update':
        if (event.currentModeId !== this.#mode) this.#fold.mode(event);
        this.#mode = event.currentModeId;
        return;
      case 'session_info_update':
        this.#title = event.title ?? this.#title;
        return;
      case '_reprise/turn':
        this.#turns += 1;
        {
          this.#fold.turn(event);
          return;
        }
      case '_reprise/subagent': {
        this.#fold.subagent(event, this.#openCalls.get(event.toolCallId ?? ''));
        return;
      }
      case '_reprise/compaction':
      case '_reprise/interruption':
      case '_reprise/error':
      case '_reprise/permission':
      case '_reprise/hook':
      case '_reprise/commit':
      case '_reprise/queue':
      case '_reprise/progress':
      case '_reprise/system': {
        this.#fold.notice(event);
        return;
      }
      default: {
        this.#fold.unknown(event);
        return;
      }
    }
  }

  snapshot(): TranscriptKeyframe {
    return {
      ...(this.#plan && { plan: this.#plan }),
      ...(this.#mode !== undefined && { mode: this.#mode }),
      ...(this.#model !== undefined && { model: this.#model }),
      ...(this.#title !== undefined && { title: this.#title }),
      ...(this.#usage && { usage: this.#usage }),
      ...(this.#openCalls.size > 0 && { openToolCalls: [...this.#openCalls.values()] }),
      ...(this.#turns > 0 && { turns: this.#turns }),
    };
  }

  /** Begins a new window: takes the state of a keyframe and forgets all items. */
  restore(keyframe: TranscriptKeyframe | undefined): void {
    this.#plan = keyframe?.plan;
    this.#mode = keyframe?.mode;
    this.#model = keyframe?.model;
    this.#title = keyframe?.title;
    this.#usage = keyframe?.usage;
    this.#turns = keyframe?.turns ?? 0;
    this.#openCalls = new Map(keyframe?.openToolCalls?.map((call) => [call.toolCallId, call]));
    this.#fold = new ItemFold();
  }

  /** Compares the state around the conversation; items are what the events of a window make of it. */
  equals(other: TrackState<'transcript'>): boolean {
    return JSON.stringify(this.snapshot()) === JSON.stringify(other.snapshot());
  }

  #applyTool(event: ToolEvent): void {
    const open = this.#openCalls.get(event.toolCallId);
    this.#fold.tool(event, open);
    if (event.status === 'completed' || event.status === 'failed') this.#openCalls.delete(event.toolCallId);
    else if (open || event.sessionUpdate === 'tool_call') this.#remember(event, open);
  }

  #remember(event: ToolEvent, open: OpenCall | undefined): void {
    const kind = event.kind ?? open?.kind;
    this.#openCalls.set(event.toolCallId, {
      toolCallId: event.toolCallId,
      event: open?.event ?? event.id,
      title: (event.title ?? open?.title ?? '').slice(0, MAX_OPEN_TITLE),
      ...(kind && { kind }),
      time: open?.time ?? event.t,
    });
    if (this.#openCalls.size <= MAX_OPEN_CALLS) return;
    for (const oldest of this.#openCalls.keys()) {
      this.#openCalls.delete(oldest);
      return;
    }
  }
}
