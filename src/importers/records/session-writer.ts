import type {
  ContentBlock,
  EventMeta,
  JsonObject,
  Notice,
  NoticeName,
  PlanEntry,
  SessionEvent,
  SourceChange,
  SourceToolContent,
  SourceUpdate,
  TerminalReference,
  TrackDeclaration,
} from '../../format/index.ts';
import type { CallSurvey } from './call-survey.ts';
import { EventWriter } from './event-writer.ts';
import type { RecordContext } from './event-writer.ts';
import { asJson } from '../sources/json-value.ts';
import { PromisedTexts } from '../kept/promised-texts.ts';
import { SessionCalls } from './session-calls.ts';
import type { CallEnd, CallStart, StartedCall } from './session-calls.ts';
import { ToldTexts } from '../kept/told-texts.ts';
import type { ShellCommand, ShellOutput } from './synthesised-terminal.ts';

export { textContent } from './session-calls.ts';
export type { CallEnd, CallStart, StartedCall } from './session-calls.ts';

/** The longest time that one record is believed to span: 24 hours in ms. */
const MAX_RECORD_SPAN = 86_400_000;

/**
 * Writes what a log tells in the words of the archive: prompts, messages, calls and results, commands on a terminal,
 * changes. Every importer of an assistant's log writes through it; what a record says beyond its events is found by
 * comparing, so that a translator only has to know what it shows.
 */
export class SessionWriter {
  /** Wall time of the session's time 0, ms since 1970 UTC (0 when no record has a time). */
  origin = 0;
  readonly #events = new EventWriter();
  readonly #calls = new SessionCalls(this.#events, (value) => this.markTold(value));
  /** Texts of the events of earlier records. */
  readonly #declared = new Set<string>();
  readonly #promised = new PromisedTexts();
  /** Values of the record whose texts stand elsewhere. */
  #marked: unknown[] = [];
  /** Values of the record that stand within what is told. */
  #within: unknown[] = [];
  #messages = 0;

  /** Calls and results, as the first pass notes them for the second. */
  get survey(): CallSurvey {
    return this.#calls.survey;
  }

  /** Starts a record; what follows belongs to it. */
  begin(context: RecordContext): void {
    this.#events.begin(context);
    this.#marked = [];
    this.#within = [];
  }

  /**
   * Goes on with the record at a wall time of its own, for records that hold several moments (a call and its result,
   * the parts of a message). Never goes back; a time that lies far ahead (a clock that is off) is not taken.
   *
   * @param wallTime - ms since 1970 UTC
   * @param isApproximate - the time is not from the source: from here on events say so
   */
  at(wallTime: number | undefined, isApproximate = false): void {
    if (wallTime === undefined) return;
    const time = Math.round(wallTime - this.origin);
    const { time: now } = this.context;
    if (time > now && time - now <= MAX_RECORD_SPAN) this.#events.moveTo(time, isApproximate);
  }

  /** The record that is translated: its time, track and number. */
  get context(): RecordContext {
    return this.#events.context;
  }

  /** Whether the record has given no transcript event yet. */
  get isSilent(): boolean {
    return this.#events.isSilent;
  }

  /** Takes the events away. */
  drain(): readonly SessionEvent[] {
    const own = this.#events.recordEvents;
    const events = this.#events.drain();
    this.#promised.tellAside(events.slice(0, events.length - own.length));
    this.#promised.tell(own);
    this.#promised.settle();
    return events;
  }

  // ---------------------------------------------------------------------------------------- messages

  /** Starts a turn with what a person wrote. */
  prompt(content: string | readonly ContentBlock[], meta: EventMeta = {}): void {
    this.interruptCalls();
    this.#events.update({ sessionUpdate: '_reprise/turn' });
    this.message('user', content, { meta: { origin: 'human', ...meta } });
  }

  /**
   * Writes a message, or a part of one.
   *
   * @param from - `thought` is reasoning; an empty text stands for reasoning that the provider hides
   */
  message(
    from: 'user' | 'agent' | 'thought',
    content: string | readonly ContentBlock[],
    { id, meta }: { id?: string | undefined; meta?: EventMeta } = {},
  ): void {
    const blocks: readonly ContentBlock[] =
      typeof content === 'string' ? [{ type: 'text', text: content }] : content;
    const sessionUpdate = CHUNKS[from];
    // An agent's chunks without an id are read as pieces of a stream: two messages in a row would run into each other.
    const isNext = from !== 'user' && this.#events.isBehind(sessionUpdate) && hasWords(blocks);
    const isApart = blocks.length > 1 || isNext;
    const messageId = id ?? (isApart ? `message-${(this.#messages += 1)}` : undefined);
    for (const [index, block] of blocks.entries()) {
      this.#events.update(
        { sessionUpdate, ...(messageId !== undefined && { messageId }), content: block },
        index === 0 ? meta : {},
      );
    }
  }

  /** Writes the whole plan as it is now. */
  plan(entries: readonly PlanEntry[]): void {
    this.#events.update({ sessionUpdate: 'plan', entries });
  }

  /** Writes something that happened around the conversation. */
  notice(
    kind: NoticeName,
    text: string | undefined,
    {
      data,
      toolCallId,
      meta,
    }: { data?: JsonObject | undefined; toolCallId?: string | undefined; meta?: EventMeta } = {},
  ): void {
    const update: Notice = {
      sessionUpdate: `_reprise/${kind}`,
      ...(text !== undefined && { text }),
      ...(toolCallId !== undefined && { toolCallId }),
      ...(data && { data }),
    };
    this.#events.update(update, meta);
  }

  /** Writes any other transcript event. */
  update(update: SourceUpdate, meta?: EventMeta, track?: string): void {
    this.#events.update(update, meta, track);
  }

  /** Writes an event that belongs to no record: a track, a session fact. */
  push(event: SessionEvent): void {
    this.#events.push(event);
  }

  /** Keeps a record, or a part of one, word for word. */
  keep(value: unknown, recordType?: string): void {
    this.#events.update({
      sessionUpdate: '_reprise/unknown',
      ...(recordType !== undefined && { recordType }),
      // A translator may be left with nothing where it looked for something: the event has to have a value.
      value: asJson(value) ?? null,
    });
  }

  // ------------------------------------------------------------------------------------------- calls

  /** Writes a call and returns the id that events know it by. */
  call(given: CallStart): string {
    return this.#calls.start(given);
  }

  /** The open call of a log's id, oldest first. */
  openCall(vendorId: string | undefined): StartedCall | undefined {
    return this.#calls.openCall(vendorId);
  }

  /** The id under which events know the call that is, or was last, open under a log's id. */
  callId(vendorId: string | undefined): string | undefined {
    return this.#calls.idOf(vendorId);
  }

  /** Ends the oldest open call of a log's id; a result whose call is not in the log gets a call of its own. */
  result(vendorId: string | undefined, end: CallEnd): void {
    this.#calls.end(vendorId, end);
  }

  /** Says that the calls of this track which get no result were interrupted: whoever goes on has done that. */
  interruptCalls(): void {
    this.#calls.interrupt();
  }

  /**
   * Shows a command that is no call of the agent together with its output, and returns how to refer to it.
   *
   * @param call - id of the call that events make of it; empty where they make none
   */
  showCommand(command: ShellCommand, output: ShellOutput, call: string): TerminalReference {
    return this.#calls.showCommand(command, output, call);
  }

  /** Says when the log ends that all calls which got no result were interrupted. */
  interruptAll(): void {
    this.#calls.interruptAll();
  }

  /** Tells when the log ends what calls were given that no change has told, and leaves the calls open. */
  giveBackInputs(): void {
    this.#calls.giveBackInputs();
  }

  // ------------------------------------------------------------------------------------------ changes

  /** Writes a change; the result of the call that made it shows what this returns. */
  change(change: Omit<SourceChange, 'type' | 'time' | 'sourceId' | 'meta'>): SourceToolContent {
    return { type: '_reprise/change', sourceId: this.#events.change(change) };
  }

  // ------------------------------------------------------------------------------------------- tracks

  /** Goes on with the record on another track; `id` as `RecordContext.id`, where a record stands within it. */
  enter(track: string, id?: string): void {
    // The record that starts a subagent may be missing, or name another one: what the subagent did stands nevertheless.
    if (track !== 'main') this.declareTrack({ type: 'track', kind: 'transcript', id: track, parent: 'main' });
    this.#events.enter(track, id);
  }

  /** Declares a track, once, before the first event of it or of a track below it. */
  declareTrack(declaration: TrackDeclaration): void {
    if (this.#declared.has(declaration.id)) return;
    this.#declared.add(declaration.id);
    this.#events.push(declaration);
  }

  /** Declares a subagent's track and refers to it from its parent. */
  startTrack(declaration: TrackDeclaration): void {
    this.declareTrack(declaration);
    const { id, title, parent = 'main', spawnedBy } = declaration;
    this.#events.update(
      {
        sessionUpdate: '_reprise/subagent',
        track: id,
        ...(spawnedBy !== undefined && { toolCallId: spawnedBy }),
        ...(title !== undefined && { title }),
      },
      {},
      parent,
    );
  }

  // ----------------------------------------------------------------------------------- nothing is lost

  /**
   * Says that every text of a value is told by another event of the session, line for line. What is left away for that
   * is looked for in the events; where it is in none, the import keeps it in the end.
   */
  markTold(value: unknown): void {
    if (value !== undefined) this.#marked.push(value);
  }

  /** Says that every text of a value stands within what other events tell: whoever says so has compared. */
  markWithin(value: unknown): void {
    if (value !== undefined) this.#within.push(value);
  }

  /** Whether an event of an earlier record told a text, word for word and lately. */
  isTold(text: string): boolean {
    return this.#promised.isTold(text);
  }

  /** The texts that the record's events tell, and the same with what was marked as told. */
  toldTexts(): { readonly shown: ToldTexts; readonly marked: ToldTexts } {
    const { recordEvents } = this.#events;
    const shown = new ToldTexts();
    shown.addAll([recordEvents, this.#within]);
    if (this.#marked.length === 0) return { shown, marked: shown };
    const marked = new ToldTexts();
    marked.addAll([recordEvents, this.#within, this.#marked]);
    return { shown, marked };
  }

  /** The promises of the session: that what was marked as told elsewhere is told. */
  get promised(): PromisedTexts {
    return this.#promised;
  }

  /** Lets the record's first transcript event carry what no event says. */
  attach(extra: JsonObject): void {
    this.#events.attach(extra);
  }
}

const CHUNKS = {
  user: 'user_message_chunk',
  agent: 'agent_message_chunk',
  thought: 'agent_thought_chunk',
} as const;

/** Whether there is anything to read: an empty text stands for what is hidden, and is no message of its own. */
function hasWords(blocks: readonly ContentBlock[]): boolean {
  return blocks.some((block) => block.type !== 'text' || block.text !== '');
}
