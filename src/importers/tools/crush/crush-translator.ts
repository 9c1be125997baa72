import type { ContentBlock, EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock, mediaOfUrl } from '../../records/media-block.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { planOf } from '../../records/todo-plan.ts';
import { agentTrack } from '../../records/agent-track.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import { storeTime } from '../../stores/store-time.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { crushDescendants, titleOf } from './crush-store.ts';
import { ToolParts } from './tool-parts.ts';

/** Reasons to end a message that say nothing. */
const USUAL_ENDS = new Set(['stop', 'end_turn', 'tool_use', 'unknown', '']);

/** Models that are named. */
const MAX_MODELS = 100;

/** What the messages of a session of Crush mean. */
export class CrushTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #session: LogRecord;
  readonly #isSubagent: boolean;
  readonly #tools: ToolParts;
  readonly #models = new Set<string>();
  /** Calls by their ids: the message that made each. */
  readonly #calls = new Map<string, number>();

  /** @param session - its row */
  constructor(writer: SessionWriter, session: LogRecord, isSubagent = false) {
    this.#writer = writer;
    this.#session = session;
    this.#isSubagent = isSubagent;
    this.#tools = new ToolParts(writer);
  }

  survey({ model, parts }: LogRecord, { number }: SourceRecord): void {
    const name = asText(model);
    if (name !== undefined && this.#models.size < MAX_MODELS) this.#models.add(name);
    for (const part of asList(parts)) {
      const id = this.#tools.survey(part);
      if (id !== undefined) this.#calls.set(id, number);
    }
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (!(source instanceof StoreSession)) return [];
    return (await crushDescendants(source)).map(({ session, parent }) => {
      // `<id of the message>$$<id of the call>`
      const call = session.id.split('$$', 2)[1];
      const title = titleOf(session.facts);
      return {
        source: session,
        translator: new CrushTranslator(this.#writer, session.facts, true),
        after: call === undefined ? undefined : this.#calls.get(call),
        track: {
          type: 'track',
          kind: 'transcript',
          id: agentTrack(session.id),
          parent: parent === source.id ? 'main' : agentTrack(parent),
          ...(call !== undefined && parent === source.id && { spawnedBy: call }),
          ...(title !== undefined && { title }),
        },
      };
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const title = titleOf(this.#session);
    const sessionId = asText(this.#session['id']);
    const { folder } = this.#tools;
    return {
      agent: { name: 'crush', ...(this.#models.size > 0 && { models: [...this.#models] }) },
      ...(title !== undefined && { title }),
      ...(sessionId !== undefined && { sessionId }),
      ...(folder !== undefined && { workspace: { root: folder } }),
    };
  }

  translate(message: LogRecord): boolean {
    if (!Array.isArray(message['parts'])) return false;
    const parts = message['parts'] as readonly unknown[];
    switch (message['role']) {
      case 'user':
        this.#user(message, parts);
        return true;
      case 'assistant':
        this.#assistant(message, parts);
        return true;
      case 'tool':
        for (const part of parts) if (!this.#tools.result(part, message)) this.#around(part);
        return true;
      default:
        return false;
    }
  }

  /** What the session has used, and its plan where no call told it. */
  finish(): void {
    const { prompt_tokens: input, completion_tokens: output, cost, todos } = this.#session;
    const used = (asCount(input) ?? 0) + (asCount(output) ?? 0);
    const amount = Math.round((asNumber(cost) ?? 0) * 1e6) / 1e6;
    if (this.#isSubagent) return;
    const plan = typeof todos === 'string' ? planOf(jsonColumn(todos)) : undefined;
    if (plan && plan.length > 0 && !this.#tools.hasPlan) this.#writer.plan(plan);
    if (used === 0 && amount <= 0) return;
    this.#writer.update({
      sessionUpdate: 'usage_update',
      used,
      ...(amount > 0 && { cost: { amount, currency: 'USD' } }),
    });
  }

  #user(message: LogRecord, parts: readonly unknown[]): void {
    const blocks = parts.flatMap((part) => blockOf(part) ?? []);
    if (isSummary(message)) this.#writer.notice('compaction', textOf(parts));
    else if (blocks.length > 0 && this.#isSubagent) this.#writer.message('user', blocks);
    else if (blocks.length > 0) this.#writer.prompt(blocks);
    for (const part of parts) if (!blockOf(part)) this.#around(part);
  }

  #assistant(message: LogRecord, parts: readonly unknown[]): void {
    const model = asText(message['model']);
    let meta: EventMeta = model === undefined ? {} : { model };
    for (const part of parts) {
      const data = isObject(part) && isObject(part['data']) ? part['data'] : {};
      const type = isObject(part) ? part['type'] : undefined;
      const thought = type === 'reasoning' ? data['thinking'] : undefined;
      const words = type === 'text' ? asText(data['text']) : undefined;
      if (typeof thought === 'string') {
        this.#writer.at(storeTime(data['started_at']));
        this.#writer.message('thought', thought, { meta });
        this.#writer.at(storeTime(data['finished_at']));
      } else if (words !== undefined && isSummary(message))
        this.#writer.notice('compaction', words, { meta });
      else if (words !== undefined) this.#writer.message('agent', words, { meta });
      else if (type === 'tool_call') {
        // Calls are made when the message is whole.
        this.#writer.at(storeTime(message['finished_at']));
        this.#tools.call(data, meta);
      } else {
        this.#around(part);
        continue;
      }
      meta = {};
    }
  }

  /** Parts that are no content: how a message ended, and what nobody knows. */
  #around(part: unknown): void {
    const data = isObject(part) && isObject(part['data']) ? part['data'] : undefined;
    const type = isObject(part) ? asText(part['type']) : undefined;
    const block = blockOf(part);
    if (type === 'text' && data?.['text'] === '') return;
    if (block) this.#writer.message('agent', [block]);
    else if (type === 'finish' && data) this.#finished(data);
    else this.#writer.keep(part, type ?? 'part');
  }

  #finished({ reason, time, message, details }: LogRecord): void {
    const why = asText(reason) ?? '';
    if (USUAL_ENDS.has(why)) return;
    this.#writer.at(storeTime(time));
    const words = [asText(message), asText(details)].filter(Boolean).join(': ');
    const said = words === '' ? undefined : words;
    if (why === 'canceled' || why === 'cancelled') {
      this.#writer.interruptCalls();
      this.#writer.notice('interruption', said);
    } else if (why === 'error' || why === 'permission_denied') {
      this.#writer.notice('error', said ?? `The message ended: ${why}`, { data: { reason: why } });
    } else this.#writer.notice('system', said ?? `The message ended: ${why}`);
  }
}

function isSummary({ is_summary_message: flag }: LogRecord): boolean {
  return flag === 1 || flag === true;
}

function textOf(parts: readonly unknown[]): string | undefined {
  const texts = parts.flatMap((part) => {
    const block = blockOf(part);
    return block?.type === 'text' ? [block.text] : [];
  });
  return texts.length === 0 ? undefined : texts.join('\n\n');
}

/** A text, picture or file of a message. */
function blockOf(part: unknown): ContentBlock | undefined {
  if (!isObject(part) || !isObject(part['data'])) return undefined;
  const { data } = part;
  if (part['type'] === 'text') {
    const text = asText(data['text']);
    return text === undefined ? undefined : { type: 'text', text };
  }
  if (part['type'] === 'image_url') {
    const url = asText(data['url']) ?? asText(data['URL']);
    return url === undefined ? undefined : mediaOfUrl(url);
  }
  if (part['type'] !== 'binary') return undefined;
  const [type, bytes] = [asText(data['MIMEType']), asText(data['Data'])];
  const name = asText(data['Path'])?.replace(/^.*[/\\]/, '');
  return type === undefined || bytes === undefined ? undefined : mediaBlock(type, bytes, name);
}
