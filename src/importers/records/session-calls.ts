import type { EventMeta, JsonObject, SourceToolContent, TerminalReference } from '../../format/index.ts';
import { CallSurvey } from './call-survey.ts';
import type { EventWriter } from './event-writer.ts';
import { isObject } from '../sources/json-value.ts';
import { TextIndex } from '../sources/text-index.ts';
import type { LogRecord } from '../sources/log-record.ts';
import { exitLine, SynthesisedTerminal } from './synthesised-terminal.ts';
import type { ShellCommand, ShellOutput } from './synthesised-terminal.ts';
import { hasEscapes, MAX_EXCERPT } from './tool-calls.ts';
import type { ToolDescription } from './tool-description.ts';

/** What the second call of an id is told from the first by. */
const FIRST_COPY = 2;

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

/** A call that waits for its result. */
export interface StartedCall {
  /** Id that events use: the log's, made unique where it names several calls. */
  readonly id: string;
  /** Transcript track that it stands on; how it ends is told there. */
  readonly track: string;
  readonly name: string;
  readonly input: LogRecord;
  readonly start: CallStart;
}

/**
 * The tool calls of a session: which are open, which id events know them by, and the terminal that their commands are
 * shown on.
 */
export class SessionCalls {
  /** Filled in the first pass, asked in the second. */
  readonly survey = new CallSurvey();
  readonly #events: EventWriter;
  readonly #markTold: (value: unknown) => void;
  readonly #terminal: SynthesisedTerminal;
  readonly #open = new Map<string, StartedCall[]>();
  /** Ids that events know calls by, each with the number that is tried next where it names another call. */
  readonly #ids = new TextIndex();
  readonly #unanswered = new Map<string, string[]>();
  #overlapping: ReadonlySet<string> | undefined;

  /** @param markTold - is told each value whose texts the record need not tell again */
  constructor(events: EventWriter, markTold: (value: unknown) => void) {
    this.#events = events;
    this.#markTold = markTold;
    this.#terminal = new SynthesisedTerminal({
      time: () => events.context.time,
      declare: (track) => events.push(track),
      write: (data, call) => {
        events.terminal('shell', 'c', call);
        events.terminal('shell', 'o', data);
      },
    });
  }

  /** Writes a call and returns the id that events know it by. */
  start(given: CallStart): string {
    const { name, description, command, content = [], meta } = given;
    const vendorId = given.id ?? `${this.#events.context.fallbackId}.call`;
    // Without a result there will be no change that holds these inputs, unless the call comes with it.
    const hasChange = content.some(({ type }) => type === '_reprise/change');
    const isAnswered = given.id !== undefined && this.survey.isAnswered(given.id);
    const input = isObject(given.input) ? given.input : {};
    const inChange = hasChange || isAnswered ? (given.inChange ?? []) : [];
    const start: CallStart = { ...given, inChange };
    const id = this.#uniqueId(vendorId);
    this.#register(vendorId, { id, track: this.#events.context.track, name, input, start });
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
    for (const key of inChange) this.#markTold(input[key]);
    if (command && !this.#isWrittenAtEnd(vendorId)) this.#terminal.start(command, id);
    return id;
  }

  /**
   * The open call of a log's id, oldest first. The logs of a session and of its subagents may have the same ids: a
   * call of the record's own track goes first.
   */
  openCall(vendorId: string | undefined): StartedCall | undefined {
    const calls = vendorId === undefined ? undefined : this.#open.get(vendorId);
    const { track } = this.#events.context;
    return calls?.find((call) => call.track === track) ?? calls?.[0];
  }

  /** The id under which events know the call that is, or was last, open under a log's id. */
  idOf(vendorId: string | undefined): string | undefined {
    if (vendorId === undefined) return undefined;
    return this.openCall(vendorId)?.id ?? (this.#ids.has(vendorId) ? vendorId : undefined);
  }

  /** Ends the oldest open call of a log's id; a result whose call is not in the log gets a call of its own. */
  end(vendorId: string | undefined, end: CallEnd): void {
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
    this.#markTold(call.input);
    const raw = { ...Object.assign({}, ...facts), ...end.rawOutput } as JsonObject;
    const isChanged = content.some((item) => item.type === '_reprise/change');
    const rawInput = end.rawInput ?? (isChanged ? undefined : withheldInput(call));
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
      call.track,
    );
  }

  /**
   * Shows a command that is no call of the agent together with its output, and returns how to refer to it.
   *
   * @param call - id of the call that events make of it; empty where they make none
   */
  showCommand(command: ShellCommand, output: ShellOutput, call: string): TerminalReference {
    this.#terminal.start(command, call);
    return this.#terminal.finish(output, call);
  }

  /** Says that the calls of this track which get no result were interrupted: whoever goes on has done that. */
  interrupt(): void {
    const { track } = this.#events.context;
    for (const toolCallId of this.#unanswered.get(track) ?? []) {
      this.#events.update(
        { sessionUpdate: 'tool_call_update', toolCallId, status: 'failed' },
        { reason: 'interrupted' },
      );
    }
    this.#unanswered.delete(track);
  }

  /** Says when the log ends that all calls which got no result were interrupted. */
  interruptAll(): void {
    for (const track of [...this.#unanswered.keys()]) {
      this.#events.enter(track, undefined);
      this.interrupt();
    }
    for (const call of this.#stillOpen()) {
      const rawInput = withheldInput(call);
      this.#events.update(
        {
          sessionUpdate: 'tool_call_update',
          toolCallId: call.id,
          status: 'failed',
          ...(rawInput && { rawInput }),
        },
        { reason: 'interrupted' },
        call.track,
      );
    }
    this.#open.clear();
  }

  /** Gives calls back when the log ends what was left to the change of a result that never came, or could not be read. */
  giveBackInputs(): void {
    for (const call of this.#stillOpen()) {
      const rawInput = withheldInput(call);
      if (!rawInput) continue;
      this.#events.update(
        { sessionUpdate: 'tool_call_update', toolCallId: call.id, rawInput },
        undefined,
        call.track,
      );
    }
  }

  /** Calls that the first pass saw a result of, which the second did not. */
  #stillOpen(): readonly StartedCall[] {
    return [...this.#open.values()].flat();
  }

  /** Output of a command: on the terminal; short plain output stands with the call too. */
  #output(call: StartedCall, { text = '', exitCode }: CallEnd, facts: JsonObject[]): SourceToolContent[] {
    const { command } = call.start;
    if (this.#isWrittenAtEnd(call.start.id) && command) this.#terminal.start(command, call.id);
    const reference = this.#terminal.finish({ text, exitCode }, call.id);
    this.#markTold(text);
    if (exitCode !== undefined) this.#markTold(exitLine(exitCode));
    if (text.length >= MAX_EXCERPT || hasEscapes(text)) return [reference];
    if (exitCode !== undefined) facts.push({ exitCode });
    return text === '' ? [] : [textContent(text)];
  }

  /** On a terminal the output of commands that ran at once would interleave: each is written as one piece. */
  #isWrittenAtEnd(vendorId: string | undefined): boolean {
    this.#overlapping ??= this.survey.overlapping();
    return vendorId !== undefined && this.#overlapping.has(vendorId);
  }

  #uniqueId(vendorId: string): string {
    let id = vendorId;
    let number = this.#ids.get(vendorId) ?? FIRST_COPY;
    while (this.#ids.has(id)) id = `${vendorId}~${number++}`;
    this.#ids.set(id, FIRST_COPY);
    this.#ids.set(vendorId, number);
    return id;
  }

  #register(vendorId: string, call: StartedCall): void {
    if (call.start.isAnswered === false) return;
    // A call that is never answered is not waited for, so that its input need not be kept.
    if (call.start.id !== undefined && this.survey.isAnswered(vendorId)) {
      addTo(this.#open, vendorId, call);
      return;
    }
    if (call.start.id !== undefined) addTo(this.#unanswered, this.#events.context.track, call.id);
  }

  #take(vendorId: string | undefined): StartedCall | undefined {
    const call = this.openCall(vendorId);
    if (vendorId === undefined || !call) return undefined;
    const calls = this.#open.get(vendorId)!;
    if (calls.length === 1) this.#open.delete(vendorId);
    else if (calls[0] === call) calls.shift();
    else calls.splice(calls.indexOf(call), 1);
    return call;
  }

  #orphan(vendorId: string | undefined): StartedCall {
    const description: ToolDescription = {
      title: 'Result of a call that is not in the log',
      kind: 'other',
      locations: [],
    };
    const start: CallStart = { name: '', description };
    const id = this.#uniqueId(vendorId ?? `${this.#events.context.fallbackId}.result`);
    this.#events.update({ sessionUpdate: 'tool_call', toolCallId: id, title: description.title });
    return { id, track: this.#events.context.track, name: '', input: {}, start };
  }
}

/** The input of a call that has not told all of it, because a change was to come. */
function withheldInput({
  start: { inChange = [], description, content = [] },
}: StartedCall): JsonObject | undefined {
  if (content.some(({ type }) => type === '_reprise/change')) return undefined;
  return inChange.length > 0 ? description.rawInput : undefined;
}

/** Adds to a list, not to a copy of it: a log may name any number of calls alike. */
function addTo<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** A text as content of a tool call. */
export function textContent(text: string): SourceToolContent {
  return { type: 'content', content: { type: 'text', text } };
}

function withoutKeys(input: JsonObject | undefined, keys: readonly string[] = []): JsonObject | undefined {
  if (!input || keys.length === 0) return input;
  const rest = Object.entries(input).filter(([key]) => !keys.includes(key));
  return rest.length === 0 ? undefined : Object.fromEntries(rest);
}
