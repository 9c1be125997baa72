import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asList, asText } from '../../sources/json-value.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import { textContent } from '../../records/session-writer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { assetId, Assets, attachmentsOf, pointerIn } from './assets.ts';
import { CallPairs, nodeId } from './call-pairs.ts';
import { Canvas } from './canvas.ts';
import type { DocumentChange } from './canvas.ts';
import { blocksOf } from './content-blocks.ts';
import { conversationId, isBareNode } from './chatgpt-conversations.ts';
import {
  contentOf,
  hiddenText,
  isHidden,
  messageOf,
  metadataOf,
  plainText,
  roleOf,
  toolAddressed,
  toolName,
} from './message.ts';
import { describeUnasked, readRequest } from './tool-request.ts';
import { readToolOutput, thoughtsIn } from './tool-output.ts';
import type { ToolOutput } from './tool-output.ts';

/** Inputs of the canvas that the change holds. */
const IN_CHANGE = ['content', 'updates'];

/** What the nodes of a conversation mean. */
export class ChatGptTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #assets: Assets;
  readonly #pairs: CallPairs;
  /** The document of each branch; `''` is the main line. */
  readonly #canvases = new Map<string, Canvas>();
  readonly #models = new Set<string>();
  #facts: LogRecord = {};
  /** Calls whose last answer is still to come. */
  readonly #waiting = new Map<string, WaitingCall>();

  constructor(writer: SessionWriter, source: ImportSource) {
    this.#writer = writer;
    this.#assets = new Assets(source);
    this.#pairs = new CallPairs(writer.survey);
  }

  survey(node: LogRecord, place: SourceRecord): void {
    const message = messageOf(node);
    if (!message) return;
    const model = modelOf(message);
    if (model !== undefined && roleOf(message) === 'assistant') this.#models.add(model);
    this.#pairs.add(node, place, (tool) => tool === 'container.exec');
  }

  envelope(conversation: LogRecord): void {
    this.#facts = conversation;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const title = asText(this.#facts['title']);
    const sessionId = conversationId(this.#facts);
    const fallback = asText(this.#facts['default_model_slug']);
    const models = this.#models.size > 0 ? [...this.#models] : fallback === undefined ? [] : [fallback];
    return {
      ...(title !== undefined && { title }),
      agent: { name: 'chatgpt', ...(models.length > 0 && { models }) },
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  async prepare(node: LogRecord): Promise<void> {
    const message = messageOf(node);
    if (message) await this.#assets.load(message);
  }

  translate(node: LogRecord, place: SourceRecord): boolean {
    const message = messageOf(node);
    if (!message) return isBareNode(node);
    const tool = toolAddressed(message);
    if (tool !== undefined) return this.#call(tool, message, node, place);
    if (roleOf(message) === 'tool') return this.#output(message, node, place);
    if (isHidden(message)) return this.#hidden(message);
    switch (roleOf(message)) {
      case 'user':
        return this.#prompt(message);
      case 'assistant':
        return this.#answer(message);
      default:
        return false;
    }
  }

  #prompt(message: LogRecord): boolean {
    const shown = blocksOf(message, this.#assets);
    const parts = asList(contentOf(message)['parts']).filter(isObject);
    const inParts = new Set(parts.map((part) => assetId(pointerIn(part)?.uri)));
    const attached = attachmentsOf(message)
      .filter(({ uri }) => !inParts.has(assetId(uri)))
      .map((pointer) => this.#assets.block(pointer));
    const blocks = [...shown, ...attached];
    if (blocks.length > 0) this.#writer.prompt(blocks);
    return true;
  }

  #answer(message: LogRecord): boolean {
    const content = contentOf(message);
    const meta = metaOf(message);
    switch (content['content_type']) {
      case 'thoughts':
        for (const thought of thoughtsIn(content)) this.#writer.message('thought', thought, { meta });
        return true;
      case 'reasoning_recap':
        this.#writer.notice('progress', asText(content['content']), { meta });
        return true;
      case 'system_error':
        this.#writer.notice('error', asText(content['text']) ?? asText(content['name']), { meta });
        return true;
      case 'code':
        this.#code(content, meta);
        break;
      case 'text':
      case 'multimodal_text':
        this.#said(message, meta);
        break;
      default:
        return false;
    }
    this.#ending(message);
    return true;
  }

  #said(message: LogRecord, meta: EventMeta): void {
    const blocks = blocksOf(message, this.#assets);
    if (blocks.length > 0) this.#writer.message('agent', blocks, { meta });
  }

  /** Code that is shown, not run. */
  #code(content: LogRecord, meta: EventMeta): void {
    const code = plainText(content);
    const language = asText(content['language']);
    const tag = language === undefined || language === 'unknown' ? '' : language.replaceAll(/[^\w+#-]/g, '');
    // A fence is longer than any within.
    const longest = code.match(/`+/g)?.reduce((most, { length }) => Math.max(most, length), 0) ?? 0;
    const fence = '`'.repeat(Math.max(3, longest + 1));
    if (code !== '') this.#writer.message('agent', `${fence}${tag}\n${code}\n${fence}`, { meta });
  }

  /** How an answer ended, where it did not come to its end. */
  #ending(message: LogRecord): void {
    const { finish_details: details } = metadataOf(message);
    const type = typeof details === 'object' && details !== null && 'type' in details ? details.type : '';
    if (type === 'interrupted' || message['status'] === 'finished_partial_completion') {
      this.#writer.notice('interruption', 'The answer was stopped');
    } else if (type === 'max_tokens') {
      this.#writer.notice('interruption', 'The answer reached the limit of its length');
    }
  }

  #hidden(message: LogRecord): boolean {
    const words = hiddenText(message);
    const kind = asText(contentOf(message)['content_type']);
    if (words === '') return true;
    this.#writer.notice('system', words, {
      ...(kind !== undefined && kind !== 'text' && { data: { kind } }),
    });
    return true;
  }

  #call(tool: string, message: LogRecord, node: LogRecord, place: SourceRecord): boolean {
    const id = nodeId(node, place);
    const request = readRequest(tool, message);
    const change = this.#canvas(place.branch).change(tool, request.input);
    this.#writer.cover(plainText(contentOf(message)));
    const isAnswered = id !== undefined && this.#writer.survey.isAnswered(id);
    const eventId = this.#writer.call({
      id,
      name: tool,
      input: request.input,
      description: request.description,
      ...(request.command !== undefined && { command: { command: request.command } }),
      ...(change && { inChange: IN_CHANGE }),
      ...(change && !isAnswered && { content: [this.#writer.change(change)] }),
      meta: metaOf(message),
    });
    if (id !== undefined && isAnswered) this.#waiting.set(id, { id: eventId, change, given: [] });
    return true;
  }

  /** A message of a tool: the last one to a call ends it. */
  #output(message: LogRecord, node: LogRecord, place: SourceRecord): boolean {
    const output = readToolOutput(message, this.#assets);
    const part = this.#pairs.of(node, place);
    const waiting = part && this.#waiting.get(part.call);
    if (!part || !waiting) {
      this.#unasked(message, output, node, place);
      return true;
    }
    waiting.given.push(output);
    if (part.isLast) {
      this.#waiting.delete(part.call);
      this.#end(part.call, waiting);
    } else {
      this.#writer.update({
        sessionUpdate: 'tool_call_update',
        toolCallId: waiting.id,
        status: 'in_progress',
      });
      this.#writer.cover(contentOf(message));
    }
    return true;
  }

  /** All that a tool gave to a call, in its order. */
  #end(call: string, { change, given }: WaitingCall): void {
    const { status, rawOutput } = given.at(-1)!;
    const changed = change && status !== 'failed' ? [this.#writer.change(change)] : [];
    const isOne = given.length === 1 || this.#writer.openCall(call)?.start.command !== undefined;
    const texts = given.flatMap((output) => output.text ?? []);
    const content = given.flatMap((output) => [
      ...(isOne || !output.text ? [] : [textContent(output.text)]),
      ...output.content,
    ]);
    this.#writer.result(call, {
      ...(status && { status }),
      ...(rawOutput && { rawOutput }),
      ...(isOne && texts.length > 0 && { text: texts.join('\n') }),
      content: [...content, ...changed],
    });
  }

  /** What a tool gives of itself, such as the parts of a file that was attached. */
  #unasked(message: LogRecord, output: ToolOutput, node: LogRecord, place: SourceRecord): void {
    const name = toolName(message);
    const id = nodeId(node, place) ?? `node-${place.number}`;
    const { title, ...end } = output;
    if (!end.text && end.content.length === 0 && !end.rawOutput) return;
    this.#writer.call({ id, name, description: describeUnasked(name, title) });
    this.#writer.result(id, end);
  }

  #canvas(branch = ''): Canvas {
    const canvas = this.#canvases.get(branch) ?? new Canvas();
    this.#canvases.set(branch, canvas);
    return canvas;
  }
}

interface WaitingCall {
  /** As events know it. */
  readonly id: string;
  /** What it asks for, if it is about the document beside the conversation. */
  readonly change: DocumentChange | undefined;
  /** What the tool has given so far. */
  readonly given: ToolOutput[];
}

function modelOf(message: LogRecord): string | undefined {
  return asText(metadataOf(message)['model_slug']);
}

/** Model, and the custom GPT that answers. */
function metaOf(message: LogRecord): EventMeta {
  const model = modelOf(message);
  const gizmo = asText(metadataOf(message)['gizmo_id']);
  return { ...(model !== undefined && { model }), ...(gizmo !== undefined && { gizmo }) };
}
