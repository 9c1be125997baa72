import type {
  ChangeEvent,
  MessageChunk,
  ReadingMap,
  ToolCall,
  ToolCallUpdate,
  TranscriptEvent,
} from '../format/index.ts';
import { FoldList } from './reading/fold-list.ts';
import { CALL, changeCost, chunkCost, messageCost, noticeCost, resultCost } from './reading/reading-cost.ts';
import { ReadingLine } from './reading/reading-line.ts';
import { foldsOf } from './reading/run-folds.ts';
import type { RunCall } from './reading/run-folds.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

type Call = Mutable<RunCall>;
type CallEvent = TranscriptEvent & (ToolCall | ToolCallUpdate);

type ChunkEvent = TranscriptEvent & MessageChunk;

interface Message {
  readonly kind: MessageChunk['sessionUpdate'];
  readonly messageId: string | number | undefined;
  readonly cost: number;
}

/** Something to look at from `time` on, for `cost` ms of reading. */
interface Beat {
  readonly time: number;
  cost: number;
  /** How many events of the conversation come with it: what is beside the conversation comes with them. */
  readonly shown: number;
}

/** Reading time of a fold, ms: enough for its label. */
const FOLD = 2500;
/** A run is closed at this many beats, whatever is in it: the bound of memory. */
const MAX_RUN = 4096;
/** Terminal output: share of its active time, and most for one burst, ms; silence that ends a burst. */
const OUTPUT_SHARE = 0.5;
const MAX_BURST = 5000;
const SILENCE = 2000;

/**
 * Builds the map of the reading clock in one pass over the events of a session: what people read takes its time,
 * what they only glance at takes a beat, what happens while nothing can be seen takes none, and long runs of
 * tool calls are folded under a label.
 *
 * Give it the events of the main transcript, the changes and the terminals, by time. Equal events give an equal
 * map. Memory: the map, and the run of tool calls under way.
 */
export class ReadingMapBuilder {
  readonly #line = new ReadingLine();
  readonly #folds = new FoldList();
  /** Beats since the last text, and the calls among them. */
  #run: Beat[] = [];
  #calls = new Map<string, Call>();
  #burst: Beat | undefined;
  /** The message whose chunks are coming, and what they cost without bounds. */
  #message: Message | undefined;
  #hasTranscript = false;
  /** Time of the latest event; times never run back. */
  #time = 0;

  /** An event of the main transcript. */
  transcript(event: TranscriptEvent): void {
    this.#hasTranscript = true;
    switch (event.sessionUpdate) {
      case 'user_message_chunk':
      case 'agent_message_chunk':
        this.#closeRun();
        this.#takeChunk(event);
        return;
      case 'agent_thought_chunk':
        this.#takeChunk(event);
        return;
      case 'tool_call':
      case 'tool_call_update':
        this.#takeCall(event);
        break;
      case '_reprise/subagent': {
        const call = this.#calls.get(event.toolCallId ?? '');
        if (call) call.subagent = true;
        break;
      }
      case '_reprise/compaction':
      case '_reprise/error':
      case '_reprise/interruption':
      case '_reprise/commit':
      case '_reprise/cut':
        this.#closeRun();
        this.#beat(event.t, noticeCost(event));
        break;
      default:
        this.#beat(event.t, noticeCost(event));
    }
    this.#message = undefined;
  }

  change(event: ChangeEvent): void {
    this.#beat(event.t, changeCost(event), 0);
  }

  /** Something happened at `time` on a terminal track. */
  terminal(time: number): void {
    const silence = Math.max(time - this.#time, 0);
    if (this.#burst && silence < SILENCE) {
      this.#burst.cost = Math.min(this.#burst.cost + Math.round(silence * OUTPUT_SHARE), MAX_BURST);
      this.#time = Math.max(this.#time, time);
      return;
    }
    this.#burst = this.#beat(time, 0, 0);
  }

  /**
   * The map from 0 to `duration`, ms; `undefined` for a session without a transcript, which has nothing to read.
   */
  finish(duration: number): ReadingMap | undefined {
    if (!this.#hasTranscript) return undefined;
    this.#closeRun();
    this.#line.moveTo(Math.max(duration, this.#time));
    return { ...this.#line.columns(), folds: this.#folds.list() };
  }

  /** Bounds hold for a message as a whole, in however many chunks it comes. */
  #takeChunk(event: ChunkEvent): void {
    const kind = event.sessionUpdate;
    // As in the transcript: a person's chunks without an id are one message when they come at one time.
    const messageId = event.messageId ?? (kind === 'user_message_chunk' ? event.t : undefined);
    const before =
      this.#message?.kind === kind && this.#message.messageId === messageId ? this.#message : undefined;
    const cost = (before?.cost ?? 0) + chunkCost(event);
    this.#beat(event.t, messageCost(kind, cost) - (before ? messageCost(kind, before.cost) : 0));
    this.#message = { kind, messageId, cost };
  }

  #takeCall(event: CallEvent): void {
    const beat = this.#beat(event.t, resultCost(event) + (event.sessionUpdate === 'tool_call' ? CALL : 0));
    const call = this.#calls.get(event.toolCallId) ?? this.#beginCall(event, beat);
    if (!call) return;
    call.end = beat.time;
    call.last = this.#run.length - 1;
    call.failed ||= event.status === 'failed';
    call.title = event.title ?? call.title;
    call.kind = event.kind ?? call.kind;
    const path = event.locations?.[0]?.path;
    if (path !== undefined) call.path = path;
  }

  #beginCall(event: CallEvent, { time }: Beat): Call | undefined {
    if (event.sessionUpdate !== 'tool_call') return undefined;
    const first = this.#run.length - 1;
    const call: Call = {
      first,
      last: first,
      start: time,
      end: time,
      failed: false,
      kind: event.kind ?? 'other',
      title: event.title,
    };
    this.#calls.set(event.toolCallId, call);
    return call;
  }

  #beat(at: number, cost: number, shown = 1): Beat {
    if (this.#run.length >= MAX_RUN) this.#closeRun();
    const time = Math.max(at, this.#time);
    // Output of a terminal ends with its last event, not with what comes next.
    if (this.#burst && time - this.#time >= SILENCE) this.#run.push({ time: this.#time, cost: 0, shown: 0 });
    this.#burst = undefined;
    this.#time = time;
    const beat = { time, cost, shown };
    this.#run.push(beat);
    return beat;
  }

  /** Spends the beats of the run, those of a fold as one. */
  #closeRun(): void {
    const folds = foldsOf([...this.#calls.values()]);
    for (const { start, end, label } of folds) this.#folds.add({ start, end, label });
    const passedOver = folds.filter((fold) => !fold.wait).values();
    let fold = passedOver.next().value;
    for (const [index, beat] of this.#run.entries()) {
      if (!fold || index < fold.first) {
        this.#line.moveTo(beat.time, beat.shown);
        this.#line.linger(beat.cost);
        continue;
      }
      if (index === fold.first) {
        this.#line.moveTo(fold.start, 1);
        this.#line.linger(FOLD);
      }
      if (index < fold.last) continue;
      this.#line.moveTo(fold.end);
      fold = passedOver.next().value;
    }
    this.#run = [];
    this.#calls = new Map();
    this.#burst = undefined;
  }
}
