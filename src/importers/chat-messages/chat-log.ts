import type { EventMeta, JsonObject } from '../../format/index.ts';
import type { SessionWriter } from '../records/session-writer.ts';
import { ChatCalls } from './chat-calls.ts';
import type { ChatMessage } from './chat-message.ts';
import { blocksOf, partsOf, wordsOf } from './content-parts.ts';
import type { ContentPart } from './content-parts.ts';
import type { ToolSet } from './tool-set.ts';

/** One agent whose messages are written. */
export interface ChatLogOptions {
  readonly tools: ToolSet;
  /** The user of its messages is the agent that started it, and no person. */
  readonly isSubagent?: boolean;
  /** Tells ids of its calls from those of other agents of the session. Default: it is the only one. */
  readonly scope?: string;
}

/**
 * Writes messages of a chat into the session. Who wrote a message of the user, a person or a program, the tool that reads
 * the log has to know; the rest is the same for all.
 */
export class ChatLog {
  readonly calls: ChatCalls;
  readonly #writer: SessionWriter;
  readonly #isSubagent: boolean;

  constructor(writer: SessionWriter, { tools, isSubagent = false, scope }: ChatLogOptions) {
    this.#writer = writer;
    this.#isSubagent = isSubagent;
    this.calls = new ChatCalls(writer, tools, scope);
  }

  /** First pass: notes the calls of a message, or which one it answers. */
  survey({ role, calls, resultOf }: ChatMessage): void {
    for (const call of calls) this.calls.surveyCall(call);
    if (role === 'tool') this.calls.surveyResult(resultOf);
  }

  /** What a person asks, and so begins a turn; or, to a subagent, the agent that started it. */
  prompt(content: string | readonly ContentPart[], meta: EventMeta = {}): void {
    const parts = partsIn(content);
    const blocks = blocksOf(parts);
    if (blocks.length > 0) {
      if (this.#isSubagent) this.#writer.message('user', blocks, { meta });
      else this.#writer.prompt(blocks, meta);
    }
    this.#keepOthers(parts, 'user part');
  }

  /** What the program tells the model: kept, and no part of what was said. @param kind - what it is, for people */
  injected(content: string | readonly ContentPart[], kind: string, data: JsonObject = {}): void {
    const parts = partsIn(content);
    const words = wordsOf(parts);
    if (words !== '') this.#writer.notice('system', words, { data: { kind, ...data } });
    for (const part of parts) {
      if (part.kind === 'media')
        this.#writer.message('user', [part.block], { meta: { origin: 'synthetic' } });
    }
    this.#keepOthers(parts, 'system part');
  }

  /** An answer: what was thought, what was said, and the calls, in this order. @param meta - of its first event */
  answer({ parts, thoughts, calls }: ChatMessage, meta: EventMeta = {}): void {
    let first: EventMeta | undefined = meta;
    const next = (): EventMeta => {
      const given = first ?? {};
      first = undefined;
      return given;
    };
    for (const text of thoughts) this.#writer.message('thought', text, { meta: next() });
    for (const part of parts) {
      if (part.kind === 'thought') this.#writer.message('thought', part.text, { meta: next() });
      else if (part.kind === 'text') this.#writer.message('agent', part.text, { meta: next() });
      else if (part.kind === 'media') this.#writer.message('agent', [part.block], { meta: next() });
      else this.#writer.keep(part.value, 'assistant part');
    }
    for (const call of calls) this.calls.call(call, next());
  }

  /** The result of the call that a message answers. */
  result({ parts, resultOf }: ChatMessage, rest?: JsonObject): void {
    this.calls.result(resultOf, { parts, rest });
  }

  #keepOthers(parts: readonly ContentPart[], kind: string): void {
    for (const part of parts) {
      if (part.kind === 'other') this.#writer.keep(part.value, kind);
      if (part.kind === 'thought') this.#writer.message('thought', part.text);
    }
  }
}

function partsIn(content: string | readonly ContentPart[]): readonly ContentPart[] {
  return typeof content === 'string' ? partsOf(content) : content;
}
