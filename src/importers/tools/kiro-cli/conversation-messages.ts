import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { promptOf } from './conversation-store.ts';
import type { KiroCalls } from './kiro-calls.ts';
import { storeTime } from '../../stores/store-time.ts';

/** Writes the exchanges of a conversation of the database: what was given to the model, and what it answered. */
export class ConversationMessages {
  readonly #writer: SessionWriter;
  readonly #calls: KiroCalls;

  constructor(writer: SessionWriter, calls: KiroCalls) {
    this.#writer = writer;
    this.#calls = calls;
  }

  survey({ user, assistant }: LogRecord, number: number): void {
    const { results } = givenBy(user);
    for (const result of results) this.#calls.surveyResult(asText(result['tool_use_id']));
    for (const call of callsOf(assistant)) {
      this.#calls.surveyCall(asText(call['id']), nameOf(call), argsOf(call), number);
    }
  }

  /** @returns whether the exchange is of a known form */
  write(entry: LogRecord): boolean {
    const { user, assistant, request_metadata: metadata } = entry;
    if (!isObject(user) && !isObject(assistant)) return false;
    if (isObject(user)) this.#given(entry, user);
    const answer = isObject(assistant) ? assistant : {};
    const facts = isObject(metadata) ? metadata : {};
    const model = asText(facts['model_id']);
    this.#answer(answer, model === undefined ? {} : { model }, storeTime(facts['stream_end_timestamp_ms']));
    return true;
  }

  /** What a person asked, or what tools gave. */
  #given(entry: LogRecord, user: LogRecord): void {
    const { results, cancelled, isKnown } = givenBy(user);
    for (const result of results) {
      const parts = asList(result['content']).filter(isObject);
      const texts = parts.flatMap((part) => asText(part['Text']) ?? []);
      const status = asText(result['status']);
      this.#calls.result(asText(result['tool_use_id']), {
        ...(texts.length > 0 && { text: texts.join('\n') }),
        json: parts.flatMap((part) => ('Json' in part ? [part['Json']] : [])),
        isFailed: status !== undefined && status.toLowerCase() !== 'success',
        ...(cancelled && { reason: 'interrupted' as const }),
      });
    }
    const words = promptOf(entry);
    const pictures = asList(user['images']).flatMap((image) => pictureOf(image) ?? []);
    const blocks: ContentBlock[] = [
      ...(words === undefined ? [] : [{ type: 'text' as const, text: words }]),
      ...pictures,
    ];
    if (blocks.length > 0) this.#writer.prompt(blocks);
    const added = asText(user['additional_context']);
    if (added !== undefined) this.#writer.notice('system', added, { data: { kind: 'context' } });
    if (!isKnown) this.#writer.keep(user['content'], 'user content');
  }

  #answer(assistant: LogRecord, meta: EventMeta, end: number | undefined): void {
    const [said, asked] = [assistant['Response'], assistant['ToolUse']];
    const inner = isObject(asked) ? asked : isObject(said) ? said : undefined;
    if (!inner) {
      if (Object.keys(assistant).length > 0) this.#writer.keep(assistant, 'assistant');
      return;
    }
    this.#writer.at(end);
    const words = asText(inner['content']);
    if (words !== undefined) this.#writer.message('agent', words, { meta });
    for (const [index, call] of callsOf(assistant).entries()) {
      const isFirst = words === undefined && index === 0;
      this.#calls.call(asText(call['id']), nameOf(call), argsOf(call), isFirst ? meta : {});
    }
  }
}

interface Given {
  readonly results: readonly LogRecord[];
  /** The person stopped the tools. */
  readonly cancelled: boolean;
  readonly isKnown: boolean;
}

function givenBy(user: unknown): Given {
  const content = isObject(user) && isObject(user['content']) ? user['content'] : {};
  const cancelled = content['CancelledToolUses'];
  const results = isObject(cancelled) ? cancelled : content['ToolUseResults'];
  return {
    results: asList(isObject(results) ? results['tool_use_results'] : undefined).filter(isObject),
    cancelled: isObject(cancelled),
    isKnown: ['Prompt', 'ToolUseResults', 'CancelledToolUses'].some((key) => key in content),
  };
}

function callsOf(assistant: unknown): readonly LogRecord[] {
  const asked = isObject(assistant) ? assistant['ToolUse'] : undefined;
  return asList(isObject(asked) ? asked['tool_uses'] : undefined).filter(isObject);
}

/** The name and the arguments that the model gave, where the program made others of them. */
function nameOf(call: LogRecord): string {
  return asText(call['name']) ?? asText(call['orig_name']) ?? '';
}

function argsOf(call: LogRecord): unknown {
  return call['args'] ?? call['orig_args'];
}

/** `{format: "png", source: {Bytes: [..]}}`: bytes as numbers, or base64. */
function pictureOf(image: unknown): ContentBlock | undefined {
  const source = isObject(image) && isObject(image['source']) ? image['source'] : {};
  const bytes = source['Bytes'] ?? source['bytes'];
  const format = isObject(image) ? (asText(image['format']) ?? 'png') : 'png';
  const data = Array.isArray(bytes) ? base64(bytes as unknown[]) : asText(bytes);
  return data === undefined ? undefined : mediaBlock(`image/${format.toLowerCase()}`, data);
}

function base64(bytes: readonly unknown[]): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(Number(byte) & 0xff);
  return btoa(text);
}
