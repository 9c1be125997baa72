import type { Session } from '../../reading/index.ts';
import {
  commandOf,
  type NoticeItem,
  type PromptItem,
  type ToolItem,
  type TranscriptItem,
} from '../../state/index.ts';
import { subagentsOf } from '../conversation/conversation.ts';
import { Teller } from '../conversation/teller.ts';
import type { ExportInput, ExportOptions } from '../export-format.ts';
import { acpBlock } from './acp-content.ts';
import { absolutePath, acpDiffs } from './acp-diffs.ts';
import { AcpStream } from './acp-stream.ts';

/**
 * The conversation as the messages of an Agent Client Protocol session (version 1), one a line: prompts are requests, what
 * the agent said and did are updates. Conversations of subagents are sessions of their own.
 *
 * @throws {ArchiveError} what reading the segments gives
 */
export async function* exportAcp({ session }: ExportInput, options: ExportOptions): AsyncGenerator<string> {
  const { agent, workspace } = session.manifest;
  const time = options.from ?? 0;
  const stream = new AcpStream(session.manifest);
  const hello = stream.request(time, 'initialize', { protocolVersion: 1, clientCapabilities: {} });
  yield hello.line;
  const agentInfo = agent && { name: agent.name, version: agent.version ?? '' };
  yield stream.response(time, hello.id, { protocolVersion: 1, ...(agentInfo && { agentInfo }) });
  const begin = stream.request(time, 'session/new', { cwd: workspace?.root ?? '/', mcpServers: [] });
  yield begin.line;
  const sessionId = session.manifest.id;
  yield stream.response(time, begin.id, { sessionId });
  yield stream.update(time, sessionId, {
    sessionUpdate: 'session_info_update',
    title: session.manifest.title,
  });
  yield* new AcpSession(session, stream, sessionId, options).messages('main');
  for (const { id, title } of subagentsOf(session)) {
    const child = `${sessionId}/${id}`;
    yield stream.update(time, child, { sessionUpdate: 'session_info_update', title });
    yield* new AcpSession(session, stream, child, options).messages(id);
  }
}

/** A call that has begun in the stream and is told to its end when the stream is there. */
interface OpenCall {
  readonly item: ToolItem;
  readonly diffs: readonly object[];
}

/** One conversation as messages. */
class AcpSession {
  readonly #session: Session;
  readonly #stream: AcpStream;
  readonly #id: string;
  readonly #options: ExportOptions;
  readonly #teller: Teller;
  /** Calls that have begun, by the time of their end. */
  readonly #open: OpenCall[] = [];
  /** The request that the agent works on. */
  #prompt: number | undefined;
  #isInterrupted = false;
  /** Number of the turn that the stream is in. */
  #turn = 0;
  #time = 0;

  constructor(session: Session, stream: AcpStream, id: string, options: ExportOptions) {
    this.#session = session;
    this.#stream = stream;
    this.#id = id;
    this.#options = options;
    this.#teller = new Teller(session, options.signal);
  }

  async *messages(track: string): AsyncGenerator<string> {
    const { from, to, signal } = this.#options;
    if (!this.#session.tracks.some(({ kind, id }) => kind === 'transcript' && id === track)) return;
    const range = { track, ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
    for await (const item of this.#session.items(range, signal && { signal })) {
      yield* this.#endCalls(item.time);
      this.#time = Math.max(this.#time, item.time);
      yield* this.#item(item);
    }
    yield* this.#endCalls(Infinity);
    yield* this.#endPrompt();
  }

  async *#item(item: TranscriptItem): AsyncGenerator<string> {
    switch (item.type) {
      case 'prompt':
        if (item.turn === this.#turn) {
          // What a program put into a turn on its way: nobody asked for another one.
          yield* this.#say('user_message_chunk', item);
          return;
        }
        this.#turn = item.turn;
        yield* this.#endCalls(Infinity);
        yield* this.#endPrompt();
        yield* this.#ask(item);
        return;
      case 'message':
        yield* this.#say('agent_message_chunk', item);
        return;
      case 'thought':
        yield* this.#say('agent_thought_chunk', item);
        return;
      case 'tool':
        yield await this.#begin(item);
        return;
      case 'plan': {
        const entries = item.entries.map(({ content, status, priority = 'medium' }) => ({
          content,
          status,
          priority,
        }));
        yield this.#update({ sessionUpdate: 'plan', entries });
        return;
      }
      case 'notice':
        yield* this.#notice(item);
        return;
      default:
    }
  }

  async *#ask({ content }: PromptItem): AsyncGenerator<string> {
    const prompt = await Promise.all(
      content.map((block) => acpBlock(this.#session, block, this.#options.signal)),
    );
    const { id, line } = this.#stream.request(this.#time, 'session/prompt', { sessionId: this.#id, prompt });
    this.#prompt = id;
    yield line;
  }

  async *#say(
    sessionUpdate: string,
    { id, content }: Pick<PromptItem, 'id' | 'content'>,
  ): AsyncGenerator<string> {
    for (const block of content) {
      const given = await acpBlock(this.#session, block, this.#options.signal);
      yield this.#update({ sessionUpdate, messageId: id, content: given });
    }
  }

  *#notice({ notice, text }: NoticeItem): Generator<string> {
    if (notice === 'mode' && text !== undefined)
      yield this.#update({ sessionUpdate: 'current_mode_update', currentModeId: text });
    if (notice !== 'interruption' || this.#isInterrupted) return;
    this.#isInterrupted = true;
    yield this.#stream.notification(this.#time, 'session/cancel', { sessionId: this.#id });
  }

  async #begin(item: ToolItem): Promise<string> {
    const command = commandOf(item);
    const { toolCallId, title, kind, locations, rawInput, toolName } = item;
    const input = command === undefined ? rawInput : { command, ...rawInput };
    const diffs = await acpDiffs(this.#session, item, this.#options.signal);
    const root = this.#session.manifest.workspace?.root;
    this.#open.push({ item, diffs });
    this.#open.sort((a, b) => a.item.end - b.item.end);
    return this.#update({
      sessionUpdate: 'tool_call',
      toolCallId,
      title,
      kind,
      status: 'in_progress',
      ...(locations.length > 0 && {
        locations: locations.map((location) => ({ ...location, path: absolutePath(location.path, root) })),
      }),
      ...(input && { rawInput: input }),
      ...(toolName !== undefined && { _meta: { reprise: { toolName } } }),
    });
  }

  /** Tells the ends of calls that have come by a time. */
  async *#endCalls(until: number): AsyncGenerator<string> {
    while (this.#open[0] && this.#open[0].item.end <= until) {
      const { item, diffs } = this.#open.shift()!;
      this.#time = Math.max(this.#time, item.end);
      if (item.status === 'completed' || item.status === 'failed') yield await this.#end(item, diffs);
    }
  }

  async #end(item: ToolItem, diffs: readonly object[]): Promise<string> {
    const { output, exitCode, grade } = await this.#teller.call(item);
    const images: object[] = [];
    for (const part of item.content)
      if (part.type === 'content' && part.content.type === 'image')
        images.push(await acpBlock(this.#session, part.content, this.#options.signal));
    const content = [
      ...(output === '' ? [] : [{ type: 'content', content: { type: 'text', text: output } }]),
      ...images.map((image) => ({ type: 'content', content: image })),
      ...diffs,
    ];
    const { rawOutput, status, toolCallId } = item;
    const result = { ...rawOutput, ...(exitCode !== undefined && { exitCode }) };
    return this.#update({
      sessionUpdate: 'tool_call_update',
      toolCallId,
      status,
      ...(content.length > 0 && { content }),
      ...(Object.keys(result).length > 0 && { rawOutput: result }),
      ...(grade && { _meta: { reprise: { grade } } }),
    });
  }

  *#endPrompt(): Generator<string> {
    if (this.#prompt !== undefined) {
      const stopReason = this.#isInterrupted ? 'cancelled' : 'end_turn';
      yield this.#stream.response(this.#time, this.#prompt, { stopReason });
    }
    this.#prompt = undefined;
    this.#isInterrupted = false;
  }

  #update(update: object): string {
    return this.#stream.update(this.#time, this.#id, update);
  }
}
