import type { EventMeta, SessionInfo, TokenUsage } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import { RecordBranches } from '../../records/record-branches.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { CallWriter } from '../gemini-cli/call-writer.ts';
import type { ResponseFacts } from '../gemini-cli/call-writer.ts';
import { findSubagents } from './find-subagents.ts';
import { isPersons, messageParts, promptOf } from './prompts.ts';
import { durationIn, titleIn, translateSystem } from './system-records.ts';

/** What the records of a log, or of a subagent's, mean. */
export class QwenTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #isSubagent: boolean;
  readonly #calls: CallWriter;
  readonly #branches = new RecordBranches();
  /** Records that calls stand in. */
  readonly #callRecords = new Map<string, number>();
  readonly #durations: Map<string, number>;
  readonly #models = new Set<string>();
  #title: string | undefined;
  #sessionId: string | undefined;
  #cwd: string | undefined;
  #gitBranch: string | undefined;
  #version: string | undefined;

  /** @param durations - of calls, by their ids: those of subagents stand in the log itself */
  constructor(writer: SessionWriter, { isSubagent = false, durations = new Map<string, number>() } = {}) {
    this.#writer = writer;
    this.#isSubagent = isSubagent;
    this.#durations = durations;
    this.#calls = new CallWriter(writer);
  }

  survey(record: LogRecord, { number }: SourceRecord): void {
    this.#sessionId ??= asText(record['sessionId']);
    this.#cwd ??= asText(record['cwd']);
    this.#gitBranch ??= asText(record['gitBranch']);
    this.#version = asText(record['version']) ?? this.#version;
    const model = asText(record['model']);
    if (model !== undefined) this.#models.add(model);
    if (record['subtype'] === 'custom_title' && isObject(record['systemPayload']))
      this.#title = titleIn(record['systemPayload']) ?? this.#title;
    const duration = durationIn(record);
    if (duration) this.#durations.set(...duration);
    const id = asText(record['uuid']);
    if (id !== undefined) {
      const parent = asText(record['parentUuid']);
      // What the program notes (telemetry, snapshots) follows from wherever it was.
      this.#branches.add({ id, parent, forks: isPersons(record), leads: record['type'] !== 'system' });
    }
    for (const part of messageParts(record)) {
      if (part.kind !== 'call' && part.kind !== 'response') continue;
      this.#calls.surveyPart(part.kind, part.value);
      const id = asText(part.value['id']);
      if (part.kind === 'call' && id !== undefined) this.#callRecords.set(id, number);
    }
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    if (this.#isSubagent) return [];
    return findSubagents(source, {
      sessionId: this.#sessionId,
      calls: this.#callRecords,
      translator: () => new QwenTranslator(this.#writer, { isSubagent: true, durations: this.#durations }),
    });
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const workspace = {
      ...(this.#cwd !== undefined && { root: this.#cwd }),
      ...(this.#gitBranch !== undefined && { git: { branch: this.#gitBranch } }),
    };
    return {
      ...(this.#title !== undefined && { title: this.#title }),
      agent: {
        name: 'qwen-code',
        ...(this.#version !== undefined && { version: this.#version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(this.#sessionId !== undefined && { sessionId: this.#sessionId }),
    };
  }

  branchOf(record: LogRecord): string | undefined {
    return this.#branches.of(asText(record['uuid']));
  }

  translate(record: LogRecord): boolean {
    if (record['type'] === 'system') return translateSystem(this.#writer, record);
    if (!isObject(record['message'])) return false;
    switch (record['type']) {
      case 'user':
        this.#user(record);
        return true;
      case 'assistant':
        this.#assistant(record);
        return true;
      case 'tool_result':
        this.#results(record);
        return true;
      default:
        return false;
    }
  }

  #user(record: LogRecord): void {
    this.#results(record);
    const { prompt, context } = promptOf(record);
    for (const { name, words } of context) this.#writer.notice('system', words, { data: { kind: name } });
    if (prompt.length === 0) return;
    if (this.#isSubagent) this.#writer.message('user', prompt, { meta: { origin: 'synthetic' } });
    else if (isPersons(record)) this.#writer.prompt(prompt);
    else this.#writer.message('user', prompt, { meta: { origin: 'synthetic' } });
  }

  /** Model and tokens go with the first event of an answer. */
  #assistant(record: LogRecord): void {
    let meta = answerMeta(record);
    for (const part of messageParts(record)) {
      if (part.kind === 'thought') this.#writer.message('thought', part.text, { meta });
      else if (part.kind === 'text') this.#writer.message('agent', part.text, { meta });
      else if (part.kind === 'media') this.#writer.message('agent', [part.block], { meta });
      else if (part.kind === 'call') this.#calls.part(part.value, meta);
      else this.#writer.keep(part.value, 'assistant part');
      meta = {};
    }
  }

  #results(record: LogRecord): void {
    const facts = isObject(record['toolCallResult']) ? record['toolCallResult'] : {};
    for (const part of messageParts(record)) {
      if (part.kind !== 'response') continue;
      const id = asText(part.value['id']);
      this.#calls.response(part.value, {
        status: statusOf(facts['status']),
        display: facts['resultDisplay'],
        duration: id === undefined ? undefined : this.#durations.get(id),
      });
    }
  }
}

function answerMeta(record: LogRecord): EventMeta {
  const model = asText(record['model']);
  const usage = usageOf(record['usageMetadata']);
  return { ...(model !== undefined && { model }), ...(usage && { usage }) };
}

function statusOf(status: unknown): ResponseFacts['status'] {
  return status === 'success' || status === 'error' || status === 'cancelled' ? status : undefined;
}

/** Tokens of an answer. What was cached is counted with the input, and thinking with the output. */
function usageOf(value: unknown): TokenUsage | undefined {
  if (!isObject(value)) return undefined;
  const [input, output, cached] = ['promptTokenCount', 'candidatesTokenCount', 'cachedContentTokenCount'].map(
    (key) => asCount(value[key]),
  );
  if (input === undefined && output === undefined) return undefined;
  return {
    ...(input !== undefined && { inputTokens: Math.max(0, input - (cached ?? 0)) }),
    ...(output !== undefined && { outputTokens: output }),
    ...(cached ? { cacheReadTokens: cached } : {}),
  };
}
