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
  TrackDeclaration,
} from '../../format/index.ts';
import { CallSurvey } from './call-survey.ts';
import { EventWriter } from './event-writer.ts';
import type { RecordContext } from './event-writer.ts';
import { asJson, isObject } from '../sources/json-value.ts';
import type { LogRecord } from '../sources/log-record.ts';
import { RecentTexts } from '../kept/recent-texts.ts';
import { ShownText } from '../kept/shown-text.ts';
import { exitLine, SynthesisedTerminal } from './synthesised-terminal.ts';
import type { ShellCommand } from './synthesised-terminal.ts';
import { hasEscapes, MAX_EXCERPT } from './tool-calls.ts';
import type { ToolDescription } from './tool-description.ts';

/** A tool call as a log tells of it. */
export interface CallStart {
  /** The log's id of the call; absent where it has none, then the call cannot be answered. */
  readonly id?: string | undefined;
  /** The tool's name in the log. */
  readonly name: string;
  readonly description: ToolDescription;
  /** `false` where the log has no results at all, so that a missing one says nothing. */
  readonly isAnswered?: false;
  /** The whole input. */
  readonly input?: unknown;
  /** Inputs that the change holds which the result tells of; the call gets them back when there is none. */
  readonly inChange?: readonly string[];
  /** The command, where the call runs one in a shell. */
  readonly command?: ShellCommand | undefined;
  readonly content?: readonly SourceToolContent[];
  readonly meta?: EventMeta;
}

/** How a call ended. */
export interface CallEnd {
  readonly status?: 'completed' | 'failed';
  readonly reason?: EventMeta['reason'];
  /** What the tool gave, as a person reads it. Of a command: its output, which goes to the terminal. */
  readonly text?: string | undefined;
  /** Images, changes, lines of files. */
  readonly content?: readonly SourceToolContent[];
  readonly exitCode?: number | undefined;
  /** Milliseconds the tool says it took. */
  readonly duration?: number | undefined;
  /** What else the result says, beyond text and content. */
  readonly rawOutput?: JsonObject | undefined;
  /** What the call was given that its changes do not show; over what `CallStart.inChange` brings back. */
  readonly rawInput?: JsonObject | undefined;
  readonly title?: string | undefined;
  readonly meta?: EventMeta | undefined;
}

/** The longest time that one record is believed to span: 24 hours in ms. */
const MAX_RECORD_SPAN = 86_400_000;

/** A call that waits for its result. */
export interface StartedCall {
  /** Id that events use: the log's, made unique where it names several calls. */
  readonly id: string;
  readonly name: string;
  readonly input: LogRecord;
  readonly start: CallStart;
}

/**
 * Writes what a log tells in the words of the archive: prompts, messages, calls and results, commands on a terminal,
 * changes. Every importer of an assistant's log writes through it; what a record says beyond its events is found by
 * comparing, so that a translator only has to know what it shows.
 */
export class SessionWriter {
  /** Wall time of the session's time 0, ms since 1970 UTC (0 when no record has a time). */
  origin = 0;
  /** Filled in the first pass, asked in the second. */
  readonly survey = new CallSurvey();
  readonly #events = new EventWriter();
  readonly #terminal: SynthesisedTerminal;
  readonly #open = new Map<string, StartedCall[]>();
  readonly #ids = new Set<string>();
  readonly #unanswered = new Map<string, string[]>();
  readonly #said = new RecentTexts();
  #overlapping: ReadonlySet<string> | undefined;
  #covered = new ShownText();
  #messages = 0;

  constructor() {
    this.#terminal = new SynthesisedTerminal({
      time: () => this.#events.context.time,
      declare: (track) => this.#events.push(track),
      write: (data) => this.#events.terminal('shell', 'o', data),
    });
  }

  /** Starts a record; what follows belongs to it. */
  begin(context: RecordContext): void {
    this.#events.begin(context);
    this.#covered = new ShownText();
  }

  /**
   * Goes on with the record at a wall time of its own, for records that hold several moments (a call and its result,
   * the parts of a message). Never goes back; a time that lies far ahead (a clock that is off) is not taken.
   *
   * @param wallTime - ms since 1970 UTC
   */
  at(wallTime: number | undefined): void {
    if (wallTime === undefined) return;
    const time = Math.round(wallTime - this.origin);
    const { time: now } = this.context;
    if (time > now && time - now <= MAX_RECORD_SPAN) this.#events.moveTo(time);
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
    for (const event of this.#events.recordEvents) this.#said.addAll(event);
    return this.#events.drain();
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
    const messageId = id ?? (blocks.length > 1 ? `message-${(this.#messages += 1)}` : undefined);
    for (const [index, block] of blocks.entries()) {
      this.#events.update(
        { sessionUpdate, ...(messageId !== undefined && { messageId }), content: block },
        index === 0 ? meta : {},
      );
    }
  }

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
      value: asJson(value),
    });
  }

  // ------------------------------------------------------------------------------------------- calls

  /** Writes a call and returns the id that events know it by. */
  call(given: CallStart): string {
    const { name, description, command, content = [], meta } = given;
    const vendorId = given.id ?? `${this.context.fallbackId}.call`;
    // Without a result there will be no change that holds these inputs, unless the call comes with it.
    const hasChange = content.some(({ type }) => type === '_reprise/change');
    const inChange = hasChange || this.survey.isAnswered(vendorId) ? (given.inChange ?? []) : [];
    const start: CallStart = { ...given, inChange };
    const input = isObject(start.input) ? start.input : {};
    const id = this.#uniqueId(vendorId);
    this.#register(vendorId, { id, name, input, start });
    const rawInput = withoutKeys(description.rawInput, inChange);
    const { title, kind, locations } = description;
    this.#events.update(
      {
        sessionUpdate: 'tool_call',
        toolCallId: id,
        title,
        ...(kind !== 'other' && { kind }),
        ...(locations.length > 0 && { locations }),
        ...(rawInput && { rawInput }),
        ...(content.length > 0 && { content }),
      },
      { ...meta, ...(name !== '' && { toolName: name }) },
    );
    for (const key of inChange) this.cover(input[key]);
    if (command && !this.#isWrittenAtEnd(vendorId)) this.#terminal.start(command);
    return id;
  }

  /** The open call of a log's id, oldest first. */
  openCall(vendorId: string | undefined): StartedCall | undefined {
    return vendorId === undefined ? undefined : this.#open.get(vendorId)?.[0];
  }

  /** Ends the oldest open call of a log's id; a result whose call is not in the log gets a call of its own. */
  result(vendorId: string | undefined, end: CallEnd): void {
    const call = this.#take(vendorId) ?? this.#orphan(vendorId);
    const { status = 'completed', reason, exitCode, duration, title } = end;
    const content: SourceToolContent[] = [...(end.content ?? [])];
    const facts: JsonObject[] = [];
    if (end.text !== undefined || exitCode !== undefined) {
      if (call.start.command) content.unshift(...this.#output(call, end, facts));
      else {
        if (end.text !== undefined && end.text !== '') content.unshift(textContent(end.text));
        if (exitCode !== undefined) facts.push({ exitCode });
      }
    }
    // What a result repeats of its call stands with the call.
    this.cover(call.input);
    const raw = { ...Object.assign({}, ...facts), ...end.rawOutput } as JsonObject;
    const isChanged = content.some((item) => item.type === '_reprise/change');
    const rawInput =
      end.rawInput ??
      (isChanged || !call.start.inChange?.length ? undefined : call.start.description.rawInput);
    this.#events.update(
      {
        sessionUpdate: 'tool_call_update',
        toolCallId: call.id,
        status,
        ...(title !== undefined && { title }),
        ...(rawInput && { rawInput }),
        ...(content.length > 0 && { content }),
        ...(Object.keys(raw).length > 0 && { rawOutput: raw }),
      },
      {
        ...end.meta,
        ...(status === 'failed' && { reason: reason ?? 'failed' }),
        ...(duration !== undefined && { duration }),
      },
    );
  }

  /** Says that the calls of this track which get no result were interrupted: whoever goes on has done that. */
  interruptCalls(): void {
    const { track } = this.context;
    for (const toolCallId of this.#unanswered.get(track) ?? []) {
      this.#events.update(
        { sessionUpdate: 'tool_call_update', toolCallId, status: 'failed' },
        { reason: 'interrupted' },
      );
    }
    this.#unanswered.delete(track);
  }

  /** What is left to say when the log ends. */
  finish(): void {
    for (const track of [...this.#unanswered.keys()]) {
      this.#events.enter(track, undefined);
      this.interruptCalls();
    }
  }

  // ------------------------------------------------------------------------------------------ changes

  /** Writes a change; the result of the call that made it shows what this returns. */
  change(change: Omit<SourceChange, 'type' | 'time' | 'sourceId' | 'meta'>): SourceToolContent {
    return { type: '_reprise/change', sourceId: this.#events.change(change) };
  }

  // ------------------------------------------------------------------------------------------- tracks

  /** Goes on with the record on another track. */
  enter(track: string): void {
    this.#events.enter(track, undefined);
  }

  /** Declares a subagent's track and refers to it from its parent. */
  startTrack(declaration: TrackDeclaration): void {
    this.#events.push(declaration);
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

  /** Says that every text of a value stands in another event, or is shown in another form. */
  cover(value: unknown): void {
    this.#covered.addAll(value);
  }

  /** Whether a text stands in an event of this record, or stood in one of another lately. */
  isTold(text: string): boolean {
    return this.#said.has(text);
  }

  /** The texts of the record's events, and what was covered. */
  shownText(): ShownText {
    for (const event of this.#events.recordEvents) this.#covered.addAll(event);
    return this.#covered;
  }

  /** Lets the record's first transcript event carry what no event says. */
  attach(extra: JsonObject): void {
    this.#events.attach(extra);
  }

  // ------------------------------------------------------------------------------------------ private

  /** Output of a command: on the terminal; short plain output stands with the call too. */
  #output(call: StartedCall, { text = '', exitCode }: CallEnd, facts: JsonObject[]): SourceToolContent[] {
    if (this.#isWrittenAtEnd(call.start.id) && call.start.command) this.#terminal.start(call.start.command);
    const reference = this.#terminal.finish({ text, exitCode });
    this.#covered.add(text);
    if (exitCode !== undefined) this.#covered.add(exitLine(exitCode));
    if (text.length >= MAX_EXCERPT || hasEscapes(text)) return [reference];
    if (exitCode !== undefined) facts.push({ exitCode });
    return text === '' ? [] : [textContent(text)];
  }

  #isWrittenAtEnd(vendorId: string | undefined): boolean {
    this.#overlapping ??= this.survey.overlapping();
    return vendorId !== undefined && this.#overlapping.has(vendorId);
  }

  #uniqueId(vendorId: string): string {
    let id = vendorId;
    for (let number = 2; this.#ids.has(id); number++) id = `${vendorId}~${number}`;
    this.#ids.add(id);
    return id;
  }

  #register(vendorId: string, call: StartedCall): void {
    if (call.start.isAnswered === false) return;
    // A call that is never answered is not waited for, so that its input need not be kept.
    if (call.start.id !== undefined && this.survey.isAnswered(vendorId)) {
      this.#open.set(vendorId, [...(this.#open.get(vendorId) ?? []), call]);
      return;
    }
    const { track } = this.context;
    if (call.start.id !== undefined)
      this.#unanswered.set(track, [...(this.#unanswered.get(track) ?? []), call.id]);
  }

  #take(vendorId: string | undefined): StartedCall | undefined {
    if (vendorId === undefined) return undefined;
    const calls = this.#open.get(vendorId);
    const call = calls?.shift();
    if (calls?.length === 0) this.#open.delete(vendorId);
    return call;
  }

  #orphan(vendorId: string | undefined): StartedCall {
    const description: ToolDescription = {
      title: 'Result of a call that is not in the log',
      kind: 'other',
      locations: [],
    };
    const start: CallStart = { name: '', description };
    const id = this.#uniqueId(vendorId ?? `${this.context.fallbackId}.result`);
    this.#events.update({ sessionUpdate: 'tool_call', toolCallId: id, title: description.title });
    return { id, name: '', input: {}, start };
  }
}

const CHUNKS = {
  user: 'user_message_chunk',
  agent: 'agent_message_chunk',
  thought: 'agent_thought_chunk',
} as const;

/** A text as content of a tool call. */
export function textContent(text: string): SourceToolContent {
  return { type: 'content', content: { type: 'text', text } };
}

function withoutKeys(input: JsonObject | undefined, keys: readonly string[] = []): JsonObject | undefined {
  if (!input || keys.length === 0) return input;
  const rest = Object.entries(input).filter(([key]) => !keys.includes(key));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
