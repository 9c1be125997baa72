import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { KiroCalls, KiroResult } from './kiro-calls.ts';

/** Writes the lines of a journal of version 2: `{version, kind, data: {message_id, content[{kind, data}]}}`. */
export class JournalMessages {
  readonly #writer: SessionWriter;
  readonly #calls: KiroCalls;
  readonly #isSubagent: boolean;

  constructor(writer: SessionWriter, calls: KiroCalls, isSubagent: boolean) {
    this.#writer = writer;
    this.#calls = calls;
    this.#isSubagent = isSubagent;
  }

  survey({ data }: LogRecord, number: number): void {
    for (const block of blocksOf(data)) {
      const inner = isObject(block) && isObject(block['data']) ? block['data'] : {};
      const id = asText(inner['toolUseId']);
      if (isObject(block) && block['kind'] === 'toolUse') {
        this.#calls.surveyCall(id, asText(inner['name']) ?? '', inner['input'], number);
      } else if (isObject(block) && block['kind'] === 'toolResult') this.#calls.surveyResult(id);
    }
  }

  /** @returns whether the line is of a kind that is known */
  write({ kind, data }: LogRecord, meta: EventMeta): boolean {
    if (!isObject(data)) return false;
    switch (kind) {
      case 'Prompt':
        this.#prompt(data);
        return true;
      case 'AssistantMessage':
        this.#answer(data, meta);
        return true;
      case 'ToolResults':
        this.#results(data);
        return true;
      case 'Compaction':
        this.#writer.notice('compaction', asText(data['summary']));
        // What it repeats stands before it.
        this.#writer.markTold(data['messages_snapshot']);
        return true;
      case 'Clear':
        this.#writer.notice('system', 'The conversation was cleared');
        return true;
      case 'ResetTo':
        this.#writer.notice('system', 'The conversation was taken back to an earlier message', {
          data: { targetIndex: Number(data['target_index'] ?? 0) },
        });
        return true;
      default:
        return false;
    }
  }

  #prompt(data: LogRecord): void {
    const blocks: ContentBlock[] = [];
    for (const block of blocksOf(data)) {
      const shown = contentOf(block);
      if (shown) blocks.push(shown);
    }
    if (blocks.length > 0 && this.#isSubagent) this.#writer.message('user', blocks);
    else if (blocks.length > 0) this.#writer.prompt(blocks);
    for (const block of blocksOf(data)) if (!contentOf(block)) this.#writer.keep(block, 'prompt block');
  }

  #answer(data: LogRecord, given: EventMeta): void {
    let meta = given;
    for (const block of blocksOf(data)) {
      const inner = isObject(block) ? block['data'] : undefined;
      const kind = isObject(block) ? block['kind'] : undefined;
      const thought = kind === 'thinking' ? textOf(inner) : undefined;
      if (kind === 'text' && inner === '') continue;
      const shown = contentOf(block);
      if (kind === 'thinking') this.#writer.message('thought', thought ?? '', { meta });
      else if (shown) this.#writer.message('agent', [shown], { meta });
      else if (kind === 'toolUse' && isObject(inner)) {
        this.#calls.call(asText(inner['toolUseId']), asText(inner['name']) ?? '', inner['input'], meta);
      } else {
        this.#writer.keep(block, 'assistant block');
        continue;
      }
      meta = {};
    }
  }

  #results(data: LogRecord): void {
    for (const block of blocksOf(data)) {
      const inner = isObject(block) && block['kind'] === 'toolResult' ? block['data'] : undefined;
      if (isObject(inner)) this.#calls.result(asText(inner['toolUseId']), resultOf(inner));
      else this.#writer.keep(block, 'result block');
    }
  }
}

/** A result, its parts being text, JSON or pictures. */
function resultOf({ content, status }: LogRecord): KiroResult {
  const parts = asList(content).filter(isObject);
  const texts = parts.flatMap((part) => (part['kind'] === 'text' ? (asText(part['data']) ?? []) : []));
  const pictures = parts.flatMap((part) => (part['kind'] === 'image' ? (contentOf(part) ?? []) : []));
  return {
    ...(texts.length > 0 && { text: texts.join('\n') }),
    json: parts.flatMap((part) => (part['kind'] === 'json' ? [part['data']] : [])),
    pictures,
    isFailed: typeof status === 'string' && status.toLowerCase() !== 'success',
  };
}

/** A text or picture; `undefined` for blocks of other kinds. */
function contentOf(block: unknown): ContentBlock | undefined {
  if (!isObject(block)) return undefined;
  if (block['kind'] === 'text') {
    const text = textOf(block['data']);
    return text === undefined ? undefined : { type: 'text', text };
  }
  if (block['kind'] !== 'image' || !isObject(block['data'])) return undefined;
  const { data } = block;
  const source = isObject(data['source']) ? data['source'] : data;
  const format = asText(data['format']);
  const type = asText(source['media_type']) ?? (format === undefined ? undefined : `image/${format}`);
  const bytes = asText(source['data']) ?? asText(source['bytes']);
  return type === undefined || bytes === undefined ? undefined : mediaBlock(type, bytes);
}

function textOf(value: unknown): string | undefined {
  return asText(isObject(value) ? value['text'] : value);
}

function blocksOf(data: unknown): readonly unknown[] {
  return isObject(data) ? asList(data['content']) : [];
}
