import type { SourceToolContent } from '../../../format/index.ts';
import { asJson, asNumber, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallEnd, SessionWriter } from '../../records/session-writer.ts';
import { ShownText } from '../../kept/shown-text.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { blockOf } from './acp-content.ts';
import {
  isEnd,
  hasMore,
  withoutOutcome,
  kindOf,
  locationsOf,
  notePaths,
  commandOf,
  inputOf,
  asObject,
  withoutKeys,
  isText,
  textsOf,
  withoutFence,
  toolName,
} from './call-fields.ts';
import type { AcpTerminals, Terminal } from './acp-terminals.ts';

/** A call as far as the stream has told of it. */
export interface CallState {
  readonly vendorId: string;
  /** Id that events know it by. */
  readonly eventId: string;
  /** What it shows now: each list replaces the one before. */
  content: readonly unknown[];
  /** Paths that it is about. */
  readonly paths: Set<string>;
  /** Path → changes that the client made for it, on its request. */
  readonly writes: Map<string, string[]>;
  /** Diffs that it announced: they are written when it has ended. */
  readonly announced: LogRecord[];
  title: string;
  terminal: Terminal | undefined;
  isCommand: boolean;
  isDone: boolean;
  /** The user said no. */
  isRefused: boolean;
}

const STARTED = ['pending', 'in_progress'] as const;

/** Calls among which the one is looked for that a file request belongs to. */
const MAX_RECENT = 100;

/** Diffs of a call that are remembered until it ends. */
const MAX_ANNOUNCED = 200;

/** What is done with the diffs of a call: they are changes once it is completed. */
type DiffUse = 'later' | 'change' | 'show';

/** Calls of tools and their updates. An update changes what it names; lists replace those before. */
export class AcpCalls {
  readonly #writer: SessionWriter;
  readonly #terminals: AcpTerminals;
  readonly #calls = new Map<string, CallState>();
  /** The newest calls: those that a file request may belong to. */
  readonly #recent: CallState[] = [];
  /** Known after the first pass: calls that are told of, that end, and that the user refuses. */
  readonly #surveyed = new Set<string>();
  readonly #ending = new Set<string>();
  readonly #refused = new Set<string>();

  constructor(writer: SessionWriter, terminals: AcpTerminals) {
    this.#writer = writer;
    this.#terminals = terminals;
  }

  // ------------------------------------------------------------------------------------- first pass

  /** Notes a call or an update of one. */
  survey(update: LogRecord): void {
    const id = asText(update['toolCallId']);
    if (id === undefined) return;
    if (update['sessionUpdate'] === 'tool_call' || !this.#surveyed.has(id)) {
      this.#writer.survey.call(id, update['kind'] === 'execute');
      this.#surveyed.add(id);
    }
    if (isEnd(update['status'])) {
      this.#ending.add(id);
      this.#writer.survey.result(id);
    }
    for (const item of asList(update['content'])) {
      const terminal = isObject(item) && item['type'] === 'terminal' ? asText(item['terminalId']) : undefined;
      if (terminal !== undefined) this.#terminals.attach(terminal, id);
    }
  }

  /** Notes that the user refuses a call: that ends it, where the stream says no more of it. */
  surveyRefusal(id: string): void {
    this.#refused.add(id);
    if (!this.#ending.has(id)) this.#writer.survey.result(id);
  }

  // ------------------------------------------------------------------------------------ second pass

  get(vendorId: string | undefined): CallState | undefined {
    return vendorId === undefined ? undefined : this.#calls.get(vendorId);
  }

  /** The newest running call about a file. */
  about(path: string): CallState | undefined {
    return this.#recent.findLast((call) => !call.isDone && call.paths.has(path));
  }

  /** Writes a call, or what has changed of one. */
  translate(update: LogRecord): boolean {
    const vendorId = asText(update['toolCallId']);
    if (vendorId === undefined) return false;
    const known = this.#calls.get(vendorId);
    const isNew = !known || (update['sessionUpdate'] === 'tool_call' && known.isDone);
    const call = isNew ? this.#start(vendorId, update) : known;
    if (!isNew && !isEnd(update['status'])) this.#change(call, update);
    if (isEnd(update['status'])) this.#end(call, update, isNew);
    return true;
  }

  /** Ends a call that the user has refused, and of which the stream says no more. */
  refuse(call: CallState): void {
    call.isRefused = true;
    if (call.isDone || this.#ending.has(call.vendorId)) return;
    call.isDone = true;
    this.#writer.result(call.vendorId, {
      status: 'failed',
      reason: 'refused',
      content: this.#announced(call, false),
    });
  }

  /** Of calls that never ended: what their terminals gave. */
  finish(): void {
    for (const call of this.#calls.values()) {
      const output = call.isDone ? undefined : call.terminal?.take()?.text;
      if (output === undefined || output === '') continue;
      this.#writer.update({
        sessionUpdate: 'tool_call_update',
        toolCallId: call.eventId,
        content: [{ type: 'content', content: { type: 'text', text: output } }],
      });
    }
  }

  #start(vendorId: string, update: LogRecord): CallState {
    const terminal = this.#terminals.of(vendorId);
    const isExecute = update['kind'] === 'execute' || terminal !== undefined;
    const isRun = isExecute && !(this.#refused.has(vendorId) && !this.#ending.has(vendorId));
    const command = isRun ? (terminal?.command ?? commandOf(update['rawInput'])) : undefined;
    const title = oneLine(asText(update['title']) ?? command ?? asText(update['kind']) ?? '');
    const isAnswered = this.#writer.survey.isAnswered(vendorId);
    const rawInput = inputOf(update['rawInput'], title, command);
    const call = {
      vendorId,
      content: asList(update['content']),
      paths: new Set<string>(),
      writes: new Map<string, string[]>(),
      announced: [],
      title,
      terminal,
      isCommand: command !== undefined,
      isDone: false,
      isRefused: false,
    };
    notePaths(call, update);
    const hasEnded = isEnd(update['status']);
    const content = hasEnded ? [] : this.#content(call.content, isAnswered ? 'later' : 'show', call);
    const eventId = this.#writer.call({
      id: vendorId,
      name: toolName(update) ?? '',
      input: update['rawInput'],
      description: {
        title: title === '' ? 'Tool call' : title,
        kind: kindOf(update['kind']) ?? (terminal ? 'execute' : 'other'),
        locations: locationsOf(update['locations']),
        ...(rawInput && { rawInput }),
      },
      content,
      ...(command !== undefined && { command: { command, cwd: terminal?.cwd } }),
    });
    const state: CallState = { ...call, eventId };
    this.#calls.set(vendorId, state);
    this.#recent.push(state);
    if (this.#recent.length > MAX_RECENT) this.#recent.shift();
    return state;
  }

  #change(call: CallState, update: LogRecord): void {
    notePaths(call, update);
    if (Array.isArray(update['content'])) call.content = update['content'] as unknown[];
    const isAnswered = this.#writer.survey.isAnswered(call.vendorId);
    const content = Array.isArray(update['content'])
      ? this.#content(call.content, isAnswered && !call.isDone ? 'later' : 'show', call)
      : [];
    const given = asText(update['title']);
    const title = given === undefined || oneLine(given) === call.title ? undefined : oneLine(given);
    call.title = title ?? call.title;
    const kind = kindOf(update['kind']);
    const locations = locationsOf(update['locations']);
    const rawInput = inputOf(update['rawInput'], call.title, undefined);
    const rawOutput = asObject(update['rawOutput'], 'output');
    const status = STARTED.find((known) => known === update['status']);
    const changed = {
      ...(status && { status }),
      ...(title !== undefined && { title }),
      ...(kind && { kind }),
      ...(locations.length > 0 && { locations }),
      ...(content.length > 0 && { content }),
      ...(rawInput && { rawInput }),
      ...(rawOutput && { rawOutput }),
    };
    if (Object.keys(changed).length === 0) return;
    this.#writer.update({ sessionUpdate: 'tool_call_update', toolCallId: call.eventId, ...changed });
  }

  #end(call: CallState, update: LogRecord, isNew: boolean): void {
    if (!isNew && hasMore(update)) this.#change(call, withoutOutcome(update));
    notePaths(call, update);
    if (Array.isArray(update['content'])) call.content = update['content'] as unknown[];
    const isCompleted = update['status'] === 'completed';
    const { rawOutput } = update;
    const fields = isObject(rawOutput) ? rawOutput : {};
    const output = call.terminal?.take();
    const exitCode = output?.exitCode ?? asNumber(fields['exit_code']) ?? asNumber(fields['exitCode']);
    const content = this.#content(call.content, isCompleted ? 'change' : 'show', call);
    content.push(...this.#announced(call, isCompleted));
    for (const sourceId of [...call.writes.values()].flat())
      content.push({ type: '_reprise/change', sourceId });
    const words = output?.text ?? (call.isCommand ? textsOf(content).join('\n') : undefined);
    const isPrinted = call.isCommand && output === undefined && words !== '';
    const shown = new ShownText(words, ...textsOf(content));
    const rest = shown.remainder(
      withoutKeys(rawOutput, exitCode === undefined ? [] : ['exit_code', 'exitCode']),
    );
    if (words !== undefined) this.#writer.cover(words);
    const end: CallEnd = {
      status: isCompleted ? 'completed' : 'failed',
      ...(!isCompleted && call.isRefused && { reason: 'refused' }),
      ...(words !== undefined && words !== '' && { text: withoutFence(words) }),
      content: isPrinted ? content.filter((item) => !isText(item)) : content,
      ...(exitCode !== undefined && { exitCode }),
      rawOutput:
        rest === undefined ? output?.rawOutput : { ...asObject(rest, 'output'), ...output?.rawOutput },
    };
    if (call.isDone) this.#change(call, { ...update, content: update['content'] });
    else this.#writer.result(call.vendorId, end);
    call.isDone = true;
  }

  /** What a call shows. Terminals are written where they end. */
  #content(
    items: readonly unknown[],
    diffs: DiffUse,
    call: Pick<CallState, 'announced' | 'writes'> & { readonly eventId?: string },
  ): SourceToolContent[] {
    return items.flatMap((item): SourceToolContent[] => {
      const field = isObject(item) ? item : {};
      if (field['type'] === 'content') return [{ type: 'content', content: blockOf(field['content']) }];
      if (field['type'] === 'terminal' && asText(field['terminalId']) !== undefined) return [];
      const path = field['type'] === 'diff' ? asText(field['path']) : undefined;
      if (path === undefined || diffs === 'show' || typeof field['newText'] !== 'string')
        return [asItIs(item)];
      this.#writer.cover(item);
      if (diffs === 'change') return this.#diff(call, field, path);
      if (call.announced.length < MAX_ANNOUNCED && !call.announced.some((known) => isSame(known, field)))
        call.announced.push(field);
      return [];
    });
  }

  /**
   * Diffs that a call announced and does not show at its end. They were made if it was completed, unless it shows
   * other ones of the same file then; what those do not say is shown as it is.
   */
  #announced(call: CallState, isCompleted: boolean): SourceToolContent[] {
    const last = call.content.filter(isObject).filter(({ type }) => type === 'diff');
    const shown = new ShownText();
    shown.addAll(last);
    const open = call.announced.filter((diff) => !last.some((other) => isSame(diff, other)));
    return open.flatMap((diff) => {
      const path = String(diff['path']);
      const isReplaced = last.some((other) => other['path'] === path) || call.writes.has(path);
      const newest = open.findLast((other) => other['path'] === path);
      if (isCompleted && !isReplaced && diff === newest) return this.#diff(call, diff, path);
      return isCompleted && isReplaced && shown.remainder(diff) === undefined ? [] : [asItIs(diff)];
    });
  }

  /**
   * A diff as a change. It says what was replaced by what, which may be the whole file or a part of it: applied to the
   * text of the file, where that is known, both give the same.
   */
  #diff(
    call: Pick<CallState, 'writes'> & { readonly eventId?: string },
    { oldText, newText }: LogRecord,
    path: string,
  ): SourceToolContent[] {
    // The client has written the file for this call: that is the same change, and the whole file.
    if (call.writes.has(path) || typeof newText !== 'string') return [];
    const change =
      typeof oldText === 'string'
        ? ({ op: 'modify', edits: [{ oldText, newText }] } as const)
        : ({ op: 'create', after: newText } as const);
    return [
      this.#writer.change({
        path,
        ...change,
        ...(call.eventId !== undefined && { toolCallId: call.eventId }),
      }),
    ];
  }
}

/** A part of a call that is no change, or not one that was made. */
function asItIs(item: unknown): SourceToolContent {
  return { type: 'content', content: { type: '_reprise/other', value: asJson(item) } };
}

function isSame(a: LogRecord, b: LogRecord): boolean {
  return a['path'] === b['path'] && a['oldText'] === b['oldText'] && a['newText'] === b['newText'];
}

/** The newest diff that a call shows, or has announced, of a file. */
export function diffOf(call: CallState, path: string): LogRecord | undefined {
  const diffs = [...call.announced, ...call.content.filter(isObject)];
  return diffs.findLast((item) => item['type'] === 'diff' && item['path'] === path);
}
