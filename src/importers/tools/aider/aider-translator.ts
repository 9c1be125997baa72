import type { EventMeta, SessionInfo, SourceToolContent, TokenUsage } from '../../../format/index.ts';
import { asNumber, asList } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { AppliedEdits } from './applied-edits.ts';
import { readToolMessage } from './tool-messages.ts';
import type { ToolMessage } from './tool-messages.ts';

const SHELL = /^(?:\/(?:run|test|git|lint)\s+|!)(\S.*)/s;
const MODE = /^\/(?:chat-mode\s+)?(ask|code|architect|context|help)\s*$/;
const MODEL = /^(?:Main model|Model): (\S{1,200}) with (\S{1,60}) edit format/;

/** What the blocks of a history mean. */
export class AiderTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #edits = new AppliedEdits();
  /** Tokens of replies, by the number of their records. */
  readonly #usage = new Map<number, TokenUsage>();
  /** Number of the reply that a message about tokens is of; 0: none that has none yet. */
  #reply = 0;
  #title: string | undefined;
  #version: string | undefined;
  #model: string | undefined;
  #editorModel: string | undefined;
  /** The editor model answers, to the plan of an architect. */
  #isEditor = false;
  /** Words of the last reply, without blanks at the ends of its lines: what an architect hands on. */
  #said = '';
  #calls = 0;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey({ kind, text, messages }: LogRecord, { number }: SourceRecord): void {
    if (kind === 'reply') this.#reply = number;
    if (kind === 'prompt' && typeof text === 'string') {
      this.#reply = 0;
      if (!/^[/!]/.test(text) && text.trim() !== '') this.#title ??= oneLine(text);
    }
    for (const message of messagesIn(messages)) {
      this.#version ??= /^Aider v(\S{1,40})$/.exec(message)?.[1];
      const read = this.#reply === 0 ? undefined : readToolMessage(message);
      if (read?.kind !== 'usage') continue;
      this.#usage.set(this.#reply, read.usage);
      this.#reply = 0;
    }
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    return {
      ...(this.#title !== undefined && { title: this.#title }),
      agent: { name: 'aider', ...(this.#version !== undefined && { version: this.#version }) },
    };
  }

  translate({ kind, text, time, messages }: LogRecord, { number }: SourceRecord): boolean {
    if (kind === 'tool') {
      this.#program(messagesIn(messages));
      return true;
    }
    if (typeof text !== 'string') return false;
    // Even a time that is written down is local, of a zone that nobody knows.
    const meta: EventMeta = asNumber(time) === undefined ? {} : { approximate: true };
    if (kind === 'start') this.#writer.notice('system', text, { meta });
    else if (kind === 'prompt') this.#prompt(text, meta);
    else this.#answer(text, number);
    return true;
  }

  #prompt(text: string, meta: EventMeta): void {
    if (this.#said !== '' && trimmedLines(text) === this.#said) {
      // The plan of an architect, given to the editor: it was said, and no person wrote it.
      this.#isEditor = true;
      this.#writer.cover(text);
      this.#writer.notice('system', 'The plan goes to the editor model', { data: { kind: 'editor prompt' } });
      return;
    }
    this.#said = '';
    this.#isEditor = false;
    const command = SHELL.exec(text)?.[1];
    if (command !== undefined) this.#shell(text, command, meta);
    else if (text.startsWith('/')) {
      // A question behind a command (`/ask why`) is written again as a prompt of its own.
      this.#writer.message('user', text, { meta: { origin: 'command', ...meta } });
      const mode = MODE.exec(text)?.[1];
      if (mode !== undefined) this.#mode(mode);
    } else this.#writer.prompt(text, meta);
  }

  /** A command of the user's; its output is not in the history. */
  #shell(text: string, command: string, meta: EventMeta): void {
    this.#writer.call({
      name: text.startsWith('!') ? 'run' : text.slice(1).split(/\s/, 1)[0]!,
      isAnswered: false,
      description: { title: oneLine(text), kind: 'execute', locations: [] },
      command: { command },
      meta: { origin: 'command', ...meta },
    });
    this.#writer.cover(text);
  }

  #answer(text: string, number: number): void {
    this.#said = trimmedLines(text);
    this.#edits.propose(text);
    const usage = this.#usage.get(number);
    const model = this.#isEditor ? (this.#editorModel ?? this.#model) : this.#model;
    const ofModel: EventMeta = model === undefined ? {} : { model };
    let meta: EventMeta = { ...ofModel, ...(usage && { usage }) };
    for (const { isThought, words } of splitThoughts(text)) {
      this.#writer.message(isThought ? 'thought' : 'agent', words, { meta });
      meta = ofModel;
    }
    this.#writer.cover(text);
  }

  /** What the program says; plain messages that follow each other are one notice. */
  #program(messages: readonly string[]): void {
    let plain: string[] = [];
    const flush = (): void => {
      const words = plain.join('\n').replace(/^\n+/, '').trimEnd();
      if (words !== '') this.#writer.notice('system', words);
      plain = [];
    };
    let last = '';
    for (const message of messages) {
      const read = readToolMessage(message);
      this.#note(message, last);
      last = message;
      if (read.kind === 'system') {
        plain.push(message);
        continue;
      }
      flush();
      this.#say(message, read);
    }
    flush();
  }

  #say(message: string, read: ToolMessage): void {
    if (read.kind === 'applied') this.#applied(read.path, message);
    else if (read.kind === 'usage') {
      const { usage, cost } = read;
      this.#writer.notice('system', message, { data: { kind: 'usage' } });
      this.#writer.update({
        sessionUpdate: 'usage_update',
        used: usage.inputTokens ?? 0,
        ...(cost !== undefined && { cost: { amount: cost, currency: 'USD' } }),
      });
    } else this.#writer.notice(read.kind, message, { data: read.data });
  }

  /** Notes what a message tells for later. */
  #note(message: string, before: string): void {
    const model = MODEL.exec(message);
    if (model) {
      this.#model = model[1]!;
      this.#mode(model[2]!);
    }
    this.#editorModel = /^Editor model: (\S{1,200}) with /.exec(message)?.[1] ?? this.#editorModel;
    const added = /^Added (.{1,1000}?) to the chat/.exec(message);
    if (added) this.#edits.add(added[1]!);
    if (message.startsWith('Create new file?')) this.#edits.ask(before);
  }

  #mode(currentModeId: string): void {
    this.#writer.update({ sessionUpdate: 'current_mode_update', currentModeId });
  }

  #applied(path: string, message: string): void {
    const change = this.#edits.apply(path);
    const content: SourceToolContent[] = change ? [this.#writer.change(change)] : [];
    this.#calls += 1;
    this.#writer.update(
      {
        sessionUpdate: 'tool_call',
        toolCallId: `edit-${this.#calls}`,
        title: oneLine(`Edit ${path}`),
        kind: 'edit',
        status: 'completed',
        locations: [{ path: change?.path ?? path }],
        ...(content.length > 0 && { content }),
        rawOutput: { message },
      },
      { toolName: 'edit' },
    );
  }
}

function messagesIn(messages: unknown): readonly string[] {
  return asList(messages).filter((message) => typeof message === 'string');
}

function trimmedLines(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

const THINKING = /^(?:-{3,}\s*\n)?► \*\*THINKING\*\*[^\S\n]*$/m;
const ANSWER = /^(?:-{3,}\s*\n)?► \*\*ANSWER\*\*[^\S\n]*$/m;

/** Takes a reply apart into what was thought and what was said. */
function splitThoughts(reply: string): readonly { readonly isThought: boolean; readonly words: string }[] {
  const thinking = THINKING.exec(reply) ?? /^<think(?:ing)?>[^\S\n]*$/m.exec(reply);
  if (!thinking) return [{ isThought: false, words: reply }];
  const start = thinking.index + thinking[0].length;
  const rest = reply.slice(start);
  const answer = thinking[0].startsWith('<') ? /^<\/think(?:ing)?>[^\S\n]*$/m.exec(rest) : ANSWER.exec(rest);
  const parts = [
    { isThought: false, words: reply.slice(0, thinking.index).trim() },
    { isThought: true, words: (answer ? rest.slice(0, answer.index) : rest).trim() },
    { isThought: false, words: answer ? rest.slice(answer.index + answer[0].length).trim() : '' },
  ];
  return parts.filter(({ words }) => words !== '');
}
