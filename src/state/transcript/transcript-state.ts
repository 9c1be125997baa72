import type {
  EventBase,
  PlanEntry,
  TranscriptEvent,
  TranscriptKeyframe,
  UnknownRecord,
} from '../../format/index.ts';
import type { TrackState } from '../track-state.ts';
import { ItemFold } from './item-fold.ts';
import { TranscriptContext } from './transcript-context.ts';
import type { TranscriptItem } from './transcript-item.ts';

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
 * - What was used (`usage_update`) is told of the item before it.
 * - Consecutive plans are one item. A mode that differs from the one before is a notice.
 * - Events of kinds this version does not know are `unknown` items.
 *
 * Windows of segments: the items of segments a…b are those of `restore(keyframe of a)` and all events of a…b, in
 * order. To extend a window forward, go on applying; to extend it backward, fold the larger window anew. What
 * was cut apart by the first keyframe (a message in the middle, a call that had begun) grows whole by that.
 */
export class TranscriptState implements TrackState<'transcript'> {
  readonly #context = new TranscriptContext();
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
    return this.#context.plan;
  }

  get mode(): string | undefined {
    return this.#context.mode;
  }

  /** Model of the latest event that names one. */
  get model(): string | undefined {
    return this.#context.model;
  }

  get title(): string | undefined {
    return this.#context.title;
  }

  /** Tokens in context, and the size of the window where known. */
  get usage(): TranscriptKeyframe['usage'] {
    return this.#context.usage;
  }

  /** Turns begun so far. */
  get turns(): number {
    return this.#context.turns;
  }

  apply(event: TranscriptEvent): void {
    this.#foldEvent(event);
    this.#context.apply(event);
  }

  snapshot(): TranscriptKeyframe {
    return this.#context.snapshot();
  }

  /** Begins a new window: takes the state of a keyframe and forgets all items. */
  restore(keyframe: TranscriptKeyframe | undefined): void {
    this.#context.restore(keyframe);
    this.#fold = new ItemFold();
  }

  /** Compares the state around the conversation; items are what the events of a window make of it. */
  equals(other: TrackState<'transcript'>): boolean {
    return this.#context.equals(other);
  }

  /** Makes items of an event, in the light of the state before it. */
  #foldEvent(event: TranscriptEvent): void {
    const { turns, mode } = this.#context;
    switch (event.sessionUpdate) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
      case 'agent_thought_chunk':
        this.#fold.chunk(event, Math.max(turns, 1));
        return;
      case 'tool_call':
      case 'tool_call_update':
        this.#fold.tool(event, this.#context.openCall(event.toolCallId));
        return;
      case 'plan':
        this.#fold.plan(event);
        return;
      case 'usage_update':
        this.#fold.usage(event);
        return;
      case 'session_info_update':
        return;
      case 'current_mode_update':
        if (event.currentModeId !== mode) this.#fold.mode(event);
        return;
      case '_reprise/turn':
        this.#fold.turn(event);
        return;
      case '_reprise/subagent':
        this.#fold.subagent(event, this.#context.openCall(event.toolCallId));
        return;
      case '_reprise/compaction':
      case '_reprise/interruption':
      case '_reprise/error':
      case '_reprise/permission':
      case '_reprise/hook':
      case '_reprise/commit':
      case '_reprise/queue':
      case '_reprise/progress':
      case '_reprise/system':
      case '_reprise/cut':
        this.#fold.notice(event);
        return;
      default:
        // Kinds of later versions come here too; a kind of this one that has no case does not compile.
        this.#fold.unknown(event satisfies EventBase & UnknownRecord);
    }
  }
}
