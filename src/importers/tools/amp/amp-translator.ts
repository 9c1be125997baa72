import type { EventMeta, JsonObject, SessionInfo, TokenUsage } from '../../../format/index.ts';
import { ChatLog } from '../../chat-messages/chat-log.ts';
import { wordsOf } from '../../chat-messages/content-parts.ts';
import type { RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { textContent } from '../../records/session-writer.ts';
import { asCount, asJson, asList, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { readAmp } from './amp-message.ts';
import type { AmpMessage, AmpRun } from './amp-message.ts';
import { AMP_TOOLS, wordsOfResult } from './amp-tools.ts';
import { folderOfUri } from './folder-of-uri.ts';

/** What the messages of a thread mean. */
export class AmpTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #log: ChatLog;
  readonly #models = new Set<string>();
  #thread: LogRecord = {};

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#log = new ChatLog(writer, { tools: AMP_TOOLS });
  }

  survey(record: LogRecord): void {
    const { calls, results } = readAmp(record);
    for (const call of calls) this.#log.calls.surveyCall(call);
    for (const run of results) if (hasEnded(run)) this.#log.calls.surveyResult(run.id);
    const model = isObject(record['usage']) ? asText(record['usage']['model']) : undefined;
    if (model !== undefined) this.#models.add(model);
  }

  envelope(thread: LogRecord): void {
    this.#thread = thread;
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const title = asText(this.#thread['title']);
    const sessionId = asText(this.#thread['id']);
    const platform = isObject(this.#initial['platform']) ? this.#initial['platform'] : {};
    const version = asText(platform['clientVersion']);
    const workspace = this.#workspace();
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: 'amp',
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(workspace && { workspace }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  translate(record: LogRecord, { number }: SourceRecord): boolean {
    const message = readAmp(record);
    switch (message.role) {
      case 'user':
        this.#user(record, message);
        return true;
      case 'assistant':
        this.#answer(record, message);
        return true;
      case 'info':
        this.#info(message, number);
        return true;
      default:
        return false;
    }
  }

  get #initial(): LogRecord {
    const { env } = this.#thread;
    return isObject(env) && isObject(env['initial']) ? env['initial'] : {};
  }

  #workspace(): SessionInfo['workspace'] {
    const [tree] = asList(this.#initial['trees']);
    if (!isObject(tree)) return undefined;
    const root = folderOfUri(tree['uri']);
    const { repository } = tree;
    const ref = isObject(repository) ? asText(repository['ref']) : undefined;
    const branch = ref?.replace(/^refs\/heads\//, '');
    if (root === undefined && branch === undefined) return undefined;
    return { ...(root !== undefined && { root }), ...(branch !== undefined && { git: { branch } }) };
  }

  /** Results come as messages of the user; what a person wrote stands in messages of its own. */
  #user(record: LogRecord, { parts, results }: AmpMessage): void {
    for (const run of results) this.#result(run);
    if (parts.length === 0) return;
    if (results.length > 0) this.#log.injected(parts, 'message');
    else this.#log.prompt(parts);
    const mentions = isObject(record['fileMentions']) ? asList(record['fileMentions']['files']) : [];
    for (const file of [...mentions, ...asList(record['discoveredGuidanceFiles'])].filter(isObject)) {
      const content = asText(file['content']);
      const uri = asText(file['uri']);
      const data: JsonObject = { kind: 'file', ...(uri !== undefined && { uri }) };
      if (content !== undefined) this.#writer.notice('system', content, { data });
    }
  }

  #answer({ usage, state }: LogRecord, { parts, calls }: AmpMessage): void {
    const message = { role: 'assistant', parts, calls, thoughts: [], resultOf: undefined };
    this.#log.answer(message, metaOf(usage));
    if (isObject(state) && state['type'] === 'cancelled') {
      this.#writer.interruptCalls();
      this.#writer.notice('interruption', undefined);
    }
  }

  /** Commands of a person, and sums of what was before. */
  #info({ parts, commands, summaries }: AmpMessage, number: number): void {
    for (const text of summaries) this.#writer.notice('compaction', text);
    for (const [index, { command, run }] of commands.entries()) {
      const id = `manual-${number}.${index}`;
      this.#log.calls.call({ id, name: 'Bash', args: { cmd: command } }, { origin: 'human' });
      this.#result({ ...run, id });
    }
    if (parts.length > 0) this.#log.injected(parts, 'info');
  }

  /** How a call ended. One that waits, or runs, when the thread ends has none. */
  #result(run: AmpRun): void {
    if (!hasEnded(run)) return;
    const { id, status, result, error } = run;
    const words = wordsOfResult(result);
    const reason = reasonOf(status, result);
    const exitCode = isObject(result) ? asNumber(result['exitCode']) : undefined;
    const failure = isObject(error) ? asText(error['message']) : asText(error);
    const rest = restOf(result, words);
    if (this.#writer.openCall(id)?.start.command) {
      const isFailed = reason !== undefined || (exitCode ?? 0) !== 0;
      this.#writer.result(id, {
        text: words,
        ...(exitCode !== undefined && { exitCode }),
        ...(isFailed && { status: 'failed' as const }),
        ...(reason !== undefined && { reason }),
        content: failure === undefined ? [] : [textContent(failure)],
        rawOutput: rest,
      });
      return;
    }
    const shown = [words, failure].filter((text) => text !== undefined && text !== '').join('\n');
    const parts = shown === '' ? [] : [{ kind: 'text' as const, text: shown }];
    this.#log.calls.result(id, { parts, ...(reason && { reason }), ...(rest && { rest }) });
    if (wordsOf(parts) === '') this.#writer.markTold(result);
  }
}

const ENDED = new Set(['done', 'error', 'cancelled', 'rejected-by-user', 'rejected']);

function hasEnded({ status, result }: AmpRun): boolean {
  return status === undefined ? result !== undefined : ENDED.has(status);
}

function reasonOf(
  status: string | undefined,
  result: unknown,
): 'failed' | 'interrupted' | 'refused' | undefined {
  if (status === 'cancelled') return 'interrupted';
  if (status?.startsWith('rejected')) return 'refused';
  const isFailed = status === 'error' || (isObject(result) && result['success'] === false);
  return isFailed ? 'failed' : undefined;
}

/** What a result says beyond its words. */
function restOf(result: unknown, words: string | undefined): JsonObject | undefined {
  if (!isObject(result)) {
    return words === undefined && result !== undefined && result !== null
      ? { result: asJson(result) }
      : undefined;
  }
  return compact(
    Object.entries(result)
      .filter(([key, value]) => value !== words && value !== null && key !== 'exitCode' && key !== 'success')
      .map(([key, value]) => [key, asJson(value)]),
  );
}

function metaOf(usage: unknown): EventMeta {
  if (!isObject(usage)) return {};
  const model = asText(usage['model']);
  const counts = usageOf(usage, model);
  return { ...(model !== undefined && { model }), ...(Object.keys(counts).length > 0 && { usage: counts }) };
}

/** Models of OpenAI have no price for writing a cache: what they count there was read by nobody before, as other input. */
function usageOf(usage: LogRecord, model = ''): TokenUsage {
  const written = asCount(usage['cacheCreationInputTokens']);
  const input = asCount(usage['inputTokens']);
  const isInput = model.startsWith('gpt-') && written !== undefined;
  const outputTokens = asCount(usage['outputTokens']);
  const cacheReadTokens = asCount(usage['cacheReadInputTokens']);
  return {
    ...(input !== undefined && { inputTokens: input + (isInput ? written : 0) }),
    ...(outputTokens !== undefined && { outputTokens }),
    ...(cacheReadTokens ? { cacheReadTokens } : {}),
    ...(written && !isInput ? { cacheWriteTokens: written } : {}),
  };
}
