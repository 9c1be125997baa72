import type { PlanEntry, TranscriptEvent, TranscriptKeyframe } from '../../format/index.ts';
import type { TrackState } from '../track-state.ts';
import type { OpenCall, ToolEvent } from './tool-item.ts';

/** Open calls that a state remembers; the oldest are forgotten first, so that keyframes stay small. */
const MAX_OPEN_CALLS = 256;
const MAX_OPEN_TITLE = 400;

/**
 * The state around the conversation, which is all that a keyframe holds: plan, mode, model, title, context use, open
 * calls. Its size does not grow with the session.
 */
export class TranscriptContext implements TrackState<'transcript'> {
  #plan: readonly PlanEntry[] | undefined;
  #mode: string | undefined;
  #model: string | undefined;
  #title: string | undefined;
  #usage: TranscriptKeyframe['usage'];
  #turns = 0;
  #openCalls = new Map<string, OpenCall>();

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

  /** A call that has begun and not ended. */
  openCall(toolCallId: string | undefined): OpenCall | undefined {
    return toolCallId === undefined ? undefined : this.#openCalls.get(toolCallId);
  }

  apply(event: TranscriptEvent): void {
    this.#model = event._meta?.reprise?.model ?? this.#model;
    switch (event.sessionUpdate) {
      case 'tool_call':
      case 'tool_call_update':
        this.#applyTool(event);
        return;
      case 'plan':
        this.#plan = event.entries;
        return;
      case 'usage_update':
        this.#usage = { used: event.used, ...(event.size !== undefined && { size: event.size }) };
        return;
      case 'current_mode_update':
        this.#mode = event.currentModeId;
        return;
      case 'session_info_update':
        this.#title = event.title ?? this.#title;
        return;
      case '_reprise/turn':
        this.#turns += 1;
        return;
      default:
        // Everything else is said in the conversation itself.
        return;
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

  restore(keyframe: TranscriptKeyframe | undefined): void {
    this.#plan = keyframe?.plan;
    this.#mode = keyframe?.mode;
    this.#model = keyframe?.model;
    this.#title = keyframe?.title;
    this.#usage = keyframe?.usage;
    this.#turns = keyframe?.turns ?? 0;
    this.#openCalls = new Map(keyframe?.openToolCalls?.map((call) => [call.toolCallId, call]));
  }

  equals(other: TrackState<'transcript'>): boolean {
    return JSON.stringify(this.snapshot()) === JSON.stringify(other.snapshot());
  }

  #applyTool(event: ToolEvent): void {
    const open = this.#openCalls.get(event.toolCallId);
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
