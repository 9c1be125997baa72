import type { EventMeta, SessionInfo } from '../../../format/index.ts';
import { asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { RecordTranslator } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { CallWriter } from '../gemini-cli/call-writer.ts';
import type { ResponseFacts } from '../gemini-cli/call-writer.ts';
import { blocksOf, promptIn } from './prompts.ts';

/** What the records of a log mean. */
export class IflowTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #calls: CallWriter;
  /** An answer is written again while it grows: its calls stand in several records. */
  readonly #surveyed = new Set<string>();
  readonly #written = new Set<string>();
  readonly #models = new Set<string>();
  #sessionId: string | undefined;
  #cwd: string | undefined;
  #gitBranch: string | undefined;
  #version: string | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
    this.#calls = new CallWriter(writer);
  }

  survey(record: LogRecord): void {
    this.#sessionId ??= asText(record['sessionId']);
    this.#cwd ??= asText(record['cwd']);
    this.#gitBranch ??= asText(record['gitBranch']);
    this.#version = asText(record['version']) ?? this.#version;
    const model = isObject(record['message']) ? asText(record['message']['model']) : undefined;
    if (model !== undefined) this.#models.add(model);
    for (const block of blocksOf(record)) {
      const call = callIn(block);
      const id = call && asText(call['id']);
      if (call && (id === undefined || !this.#surveyed.has(id))) this.#calls.surveyPart('call', call);
      if (id !== undefined) this.#surveyed.add(id);
      const response = responseIn(block);
      if (response) this.#calls.surveyPart('response', response.value);
    }
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const workspace = {
      ...(this.#cwd !== undefined && { root: this.#cwd }),
      ...(this.#gitBranch !== undefined && { git: { branch: this.#gitBranch } }),
    };
    return {
      agent: {
        name: 'iflow',
        ...(this.#version !== undefined && { version: this.#version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(this.#sessionId !== undefined && { sessionId: this.#sessionId }),
    };
  }

  translate(record: LogRecord): boolean {
    if (!isObject(record['message'])) return false;
    if (record['type'] === 'user') this.#user(record);
    else if (record['type'] === 'assistant') this.#assistant(record, record['message']);
    else return false;
    return true;
  }

  #user(record: LogRecord): void {
    const prompt = promptIn(record);
    for (const block of blocksOf(record)) {
      const response = responseIn(block);
      if (response) this.#calls.response(response.value, factsOf(record, response.display));
      else if (prompt === undefined || !isObject(block) || block['type'] !== 'text')
        this.#writer.keep(block, 'user block');
    }
    if (prompt !== undefined) this.#writer.prompt(prompt);
  }

  #assistant(record: LogRecord, message: LogRecord): void {
    let meta = answerMeta(message);
    for (const block of blocksOf(record)) {
      const call = callIn(block);
      if (call) this.#call(call, meta);
      else if (!isObject(block)) this.#writer.keep(block, 'assistant block');
      else if (block['type'] === 'thinking' && typeof block['thinking'] === 'string')
        this.#writer.message('thought', block['thinking'], { meta });
      else if (block['type'] === 'text' && typeof block['text'] === 'string')
        this.#writer.message('agent', block['text'], { meta });
      else this.#writer.keep(block, 'assistant block');
      meta = {};
    }
  }

  #call(call: LogRecord, meta: EventMeta): void {
    const id = asText(call['id']) ?? '';
    if (this.#written.has(id)) this.#writer.markTold(call);
    else this.#calls.part(call, meta);
    if (id !== '') this.#written.add(id);
  }
}

/** A call as the parts of Gemini have it. */
function callIn(block: unknown): LogRecord | undefined {
  if (!isObject(block) || block['type'] !== 'tool_use') return undefined;
  return { id: block['id'], name: block['name'], args: block['input'] };
}

/** A result as the parts of Gemini have it, and what the person saw. */
function responseIn(block: unknown): { value: LogRecord; display: unknown } | undefined {
  if (!isObject(block) || block['type'] !== 'tool_result') return undefined;
  const id = block['tool_use_id'];
  const content = block['content'];
  if (!isObject(content)) return { value: { id, response: { output: content } }, display: undefined };
  const parts = isObject(content['responseParts']) ? content['responseParts'] : {};
  const value = isObject(parts['functionResponse'])
    ? parts['functionResponse']
    : { response: { output: '' } };
  return { value: { ...value, id }, display: content['resultDisplay'] };
}

function factsOf(record: LogRecord, display: unknown): ResponseFacts {
  const { status } = isObject(record['toolUseResult']) ? record['toolUseResult'] : {};
  const isKnown = status === 'success' || status === 'error' || status === 'cancelled';
  return { display, ...(isKnown && { status }) };
}

/** The program writes zeros where the provider gives no counts. */
function answerMeta({ model, usage }: LogRecord): EventMeta {
  const name = asText(model);
  const fields = isObject(usage) ? usage : {};
  const [inputTokens = 0, outputTokens = 0] = [
    asCount(fields['input_tokens']),
    asCount(fields['output_tokens']),
  ];
  const isCounted = inputTokens + outputTokens > 0;
  return {
    ...(name !== undefined && { model: name }),
    ...(isCounted && { usage: { inputTokens, outputTokens } }),
  };
}
