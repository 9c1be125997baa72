import type { ContentBlock, EventMeta, SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { agentTrack } from '../../stores/agent-track.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import { StoreSession } from '../../stores/store-session.ts';
import { isSessionLine } from './detect-goose.ts';
import { GooseCalls, pictureOf } from './goose-calls.ts';
import { agentSessions, firstPrompt, titleOf } from './goose-store.ts';

/** Blocks that say that the conversation was, or had to be, summed up. */
const COMPACTIONS: ReadonlySet<unknown> = new Set([
  'summarizationRequested',
  'contextLengthExceeded',
  'conversationCompacted',
]);

/** What the messages of a session of Goose mean. */
export class GooseTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #calls: GooseCalls;
  readonly #isSubagent: boolean;
  /** The row of the session, or the first line of its log. */
  #facts: LogRecord;

  constructor(writer: SessionWriter, facts: LogRecord = {}, isSubagent = false) {
    this.#writer = writer;
    this.#calls = new GooseCalls(writer);
    this.#facts = facts;
    this.#isSubagent = isSubagent;
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    if (isSessionLine(record)) this.#facts = { ...record, ...this.#facts };
    for (const block of asList(record['content'])) if (isObject(block)) this.#calls.survey(block, number);
  }

  /** Nothing links the session of a subagent to its call but when it began, and what it was asked. */
  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (!(source instanceof StoreSession) || this.#isSubagent) return [];
    const children: ChildSource[] = [];
    for (const row of await agentSessions(source)) {
      const id = asText(row['id']) ?? '';
      const call = this.#calls.callGiven((await firstPrompt(source.store, id)) ?? '');
      if (!call) continue;
      const title = titleOf(row);
      children.push({
        source: source.child(id, row),
        translator: new GooseTranslator(this.#writer, row, true),
        after: call.record,
        track: {
          type: 'track',
          kind: 'transcript',
          id: agentTrack(id),
          parent: 'main',
          spawnedBy: call.id,
          ...(title !== undefined && { title }),
        },
      });
    }
    return children;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { id, working_dir: folder, model_config_json: config } = this.#facts;
    const title = titleOf(this.#facts);
    const [sessionId, root] = [asText(id), asText(folder)];
    const settings = typeof config === 'string' ? jsonColumn(config) : config;
    const model = isObject(settings) ? asText(settings['model_name']) : undefined;
    return {
      agent: { name: 'goose', ...(model !== undefined && { models: [model] }) },
      ...(title !== undefined && { title }),
      ...(sessionId !== undefined && { sessionId }),
      ...(root !== undefined && { workspace: { root } }),
    };
  }

  translate(record: LogRecord): boolean {
    if (isSessionLine(record)) {
      this.#writer.markTold([record['working_dir'], record['description']]);
      return true;
    }
    const { role, content, metadata } = record;
    if ((role !== 'user' && role !== 'assistant') || !Array.isArray(content)) return false;
    const blocks = content as readonly unknown[];
    if (isObject(metadata) && metadata['userVisible'] === false) this.#hidden(blocks);
    else if (role === 'user') this.#user(blocks);
    else this.#assistant(blocks);
    return true;
  }

  /** Tokens of the session, and what it cost, where they are counted. */
  finish(): void {
    if (this.#isSubagent) return;
    const used = asCount(this.#facts['total_tokens']);
    const amount = Math.round((asNumber(this.#facts['accumulated_cost']) ?? 0) * 1e6) / 1e6;
    if (!used) return;
    this.#writer.update({
      sessionUpdate: 'usage_update',
      used,
      ...(amount > 0 && { cost: { amount, currency: 'USD' } }),
    });
  }

  /** Messages that a person never sees: what the program tells the model. */
  #hidden(blocks: readonly unknown[]): void {
    for (const block of blocks) {
      const words = isObject(block) ? textOf(block) : undefined;
      if (words !== undefined) this.#writer.notice('system', words, { data: { kind: 'hidden' } });
      else this.#around(block, {});
    }
  }

  #user(blocks: readonly unknown[]): void {
    const shown = blocks.flatMap((block) => (isObject(block) ? (contentOf(block) ?? []) : []));
    for (const block of blocks) if (!isObject(block) || !contentOf(block)) this.#around(block, {});
    if (shown.length > 0 && this.#isSubagent) this.#writer.message('user', shown);
    else if (shown.length > 0) this.#writer.prompt(shown);
  }

  #assistant(blocks: readonly unknown[]): void {
    for (const block of blocks) {
      const shown = isObject(block) ? contentOf(block) : undefined;
      if (shown) this.#writer.message('agent', [shown]);
      else this.#around(block, {});
    }
  }

  #around(block: unknown, meta: EventMeta): void {
    if (!isObject(block)) {
      this.#writer.keep(block, 'block');
      return;
    }
    const { type } = block;
    const words = asText(block['msg']) ?? asText(block['text']);
    if (this.#calls.write(block, meta)) return;
    if (type === 'thinking' || type === 'reasoning') {
      this.#writer.message('thought', asText(block['thinking']) ?? words ?? '');
    } else if (type === 'redactedThinking') this.#writer.message('thought', '');
    else if (type === 'text' && block['text'] === '') return;
    else if (COMPACTIONS.has(type)) this.#writer.notice('compaction', words);
    else if (type === 'systemNotification' && words !== undefined) this.#writer.notice('system', words);
    else if (type === 'toolConfirmationRequest') this.#confirmation(block);
    else this.#writer.keep(block, asText(type) ?? 'block');
  }

  /** The program asked the person; the call stands there too. */
  #confirmation(block: LogRecord): void {
    const toolCallId = this.#writer.callId(asText(block['id']));
    const question =
      asText(block['prompt']) ?? `Asked whether to run ${asText(block['toolName']) ?? 'a tool'}`;
    this.#writer.markTold(block['arguments']);
    this.#writer.notice('system', question, { toolCallId });
  }
}

function textOf(block: LogRecord): string | undefined {
  return block['type'] === 'text' ? asText(block['text']) : undefined;
}

function contentOf(block: LogRecord): ContentBlock | undefined {
  const text = textOf(block);
  return text === undefined ? pictureOf(block) : { type: 'text', text };
}
