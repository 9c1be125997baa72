import type { EventMeta, SessionInfo, TokenUsage } from '../../../format/index.ts';
import type { ChildSource, RecordTranslator, SourceRecord } from '../../records/record-importer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asCount, asJson, asList, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { InvocationWriter, trackOf } from './invocation-writer.ts';
import { promptOf } from './request-prompt.ts';
import { wordsOf, writePart } from './response-parts.ts';
import { changeOfEdits } from './text-edits.ts';
import { bareId, ToolRounds } from './tool-rounds.ts';
import { pathOf } from './uris.ts';
import { readWorkspace } from './workspace-file.ts';

/** What the requests of a session mean: each is a prompt with all that was answered to it. */
export class ChatTranslator implements RecordTranslator {
  readonly #writer: SessionWriter;
  readonly #models = new Set<string>();
  #title: string | undefined;
  #sessionId: string | undefined;
  #branch: string | undefined;
  #root: string | undefined;
  /** Tokens and model of the answer, for its first event. */
  #meta: EventMeta = {};

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(request: LogRecord): void {
    const model = modelOf(request);
    if (model !== undefined) this.#models.add(model);
    const rounds = new ToolRounds(request);
    for (const part of asList(request['response'])) {
      const id = isObject(part) ? asText(part['toolCallId']) : undefined;
      // A call and its result stand in one part: commands never overlap.
      if (id !== undefined) this.#surveyCall(bareId(id));
    }
    for (const { id } of rounds.calls) this.#surveyCall(id);
  }

  envelope(envelope: LogRecord): void {
    this.#title = asText(envelope['customTitle']) ?? asText(envelope['computedTitle']);
    this.#sessionId = asText(envelope['sessionId']);
    const repository = isObject(envelope['repoData']) ? envelope['repoData'] : {};
    this.#branch = asText(repository['localBranch']) ?? asText(repository['branch']);
  }

  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    this.#root = await readWorkspace(source);
    return [];
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const workspace = {
      ...(this.#root !== undefined && { root: this.#root }),
      ...(this.#branch !== undefined && { git: { branch: this.#branch } }),
    };
    return {
      ...(this.#title !== undefined && { title: this.#title }),
      agent: { name: 'vscode-copilot-chat', ...(this.#models.size > 0 && { models: [...this.#models] }) },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(this.#sessionId !== undefined && { sessionId: this.#sessionId }),
    };
  }

  translate(request: LogRecord, { number }: SourceRecord): boolean {
    if (!('message' in request) && !('response' in request)) return false;
    this.#prompt(request);
    const model = modelOf(request);
    const usage = usageOf(request);
    this.#meta = { ...(model !== undefined && { model }), ...(usage && { usage }) };
    this.#response(request, new InvocationWriter(this.#writer, new ToolRounds(request), `call-${number}`));
    this.#end(request);
    return true;
  }

  #surveyCall(id: string): void {
    this.#writer.survey.call(id, false);
    this.#writer.survey.result(id);
  }

  #prompt(request: LogRecord): void {
    const { blocks, context } = promptOf(request);
    for (const variable of context) {
      const name = asText(variable['name']) ?? asText(variable['id']);
      this.#writer.notice('system', name, { data: { kind: 'attachment', value: asJson(variable) } });
    }
    const metadata = metadataOf(request);
    for (const key of ['renderedGlobalContext', 'renderedUserMessage']) {
      const words = asList(metadata[key]).flatMap((part) =>
        isObject(part) ? (asText(part['text']) ?? []) : [],
      );
      if (words.length > 0) this.#writer.notice('system', words.join('\n'), { data: { kind: key } });
    }
    if (blocks.length > 0) this.#writer.prompt(blocks);
  }

  /** The parts have no times: they are spread over the time that the answer took. */
  #response(request: LogRecord, calls: InvocationWriter): void {
    const parts = asList(request['response']);
    const start = asNumber(request['timestamp']);
    const step = elapsedOf(request) / (parts.length + 1);
    let words = '';
    const flush = (): void => {
      if (words.trim() !== '') this.#writer.message('agent', words, { meta: this.#takeMeta() });
      words = '';
    };
    for (const [index, part] of parts.entries()) {
      const own = wordsOf(part);
      if (own !== undefined) {
        words += own;
        continue;
      }
      flush();
      if (start !== undefined) this.#writer.at(start + step * (index + 1), true);
      if (isObject(part)) this.#part(part, calls);
      else this.#writer.keep(part, 'response part');
    }
    if (start !== undefined) this.#writer.at(start + step * parts.length, true);
    flush();
    calls.writeHidden();
  }

  #part(part: LogRecord, calls: InvocationWriter): void {
    const subagent = asText(part['subAgentInvocationId']) ?? asText(part['subagentInvocationId']);
    if (subagent !== undefined) this.#writer.enter(trackOf(bareId(subagent)));
    if (part['kind'] === 'thinking') this.#thinking(part);
    else if (part['kind'] === 'toolInvocationSerialized' || part['kind'] === 'toolInvocation')
      calls.write(part, this.#takeMeta());
    else if (part['kind'] === 'textEditGroup') this.#edits(part, calls);
    else if (!writePart(this.#writer, part)) this.#writer.keep(part, asText(part['kind']) ?? 'response part');
    if (subagent !== undefined) this.#writer.enter('main');
  }

  #thinking({ value }: LogRecord): void {
    const words = Array.isArray(value) ? value.filter((one) => typeof one === 'string').join('\n') : value;
    if (typeof words === 'string' && words !== '')
      this.#writer.message('thought', words, { meta: this.#takeMeta() });
  }

  /** What a call has told is shown once more as edits; edits of their own are a change. */
  #edits(part: LogRecord, calls: InvocationWriter): void {
    const path = pathOf(part['uri']);
    if (path === undefined) {
      this.#writer.keep(part, 'textEditGroup');
      return;
    }
    if (calls.hasMade(path)) return;
    const change = changeOfEdits(path, part['edits']);
    if (change) this.#writer.change(change);
  }

  #end(request: LogRecord): void {
    const result = isObject(request['result']) ? request['result'] : {};
    const state = isObject(request['modelState']) ? request['modelState'] : {};
    const error = isObject(result['errorDetails']) ? result['errorDetails'] : undefined;
    const isCancelled = request['isCanceled'] === true || state['value'] === 2;
    if (isCancelled) this.#writer.notice('interruption', asText(error?.['message']));
    else if (error) {
      const { message, ...rest } = error;
      const data = compact(Object.entries(rest).map(([key, value]) => [key, asJson(value)]));
      this.#writer.notice('error', asText(message) ?? asText(error['code']), { data });
    } else if (state['value'] === 3) this.#writer.notice('error', 'The request failed');
    const { summary } = metadataOf(request);
    const summed = isObject(summary) ? asText(summary['text']) : undefined;
    if (summed !== undefined) this.#writer.notice('compaction', summed);
  }

  #takeMeta(): EventMeta {
    const meta = this.#meta;
    this.#meta = {};
    return meta;
  }
}

function metadataOf(request: LogRecord): LogRecord {
  const result = isObject(request['result']) ? request['result'] : {};
  return isObject(result['metadata']) ? result['metadata'] : {};
}

function modelOf(request: LogRecord): string | undefined {
  return asText(metadataOf(request)['resolvedModel']) ?? asText(request['modelId']);
}

function usageOf(request: LogRecord): TokenUsage | undefined {
  const metadata = metadataOf(request);
  const usage = isObject(request['usage']) ? request['usage'] : {};
  const input = asCount(metadata['promptTokens']) ?? asCount(usage['promptTokens']);
  const output =
    asCount(metadata['outputTokens']) ??
    asCount(usage['completionTokens']) ??
    asCount(request['completionTokens']);
  if (input === undefined && output === undefined) return undefined;
  return {
    ...(input !== undefined && { inputTokens: input }),
    ...(output !== undefined && { outputTokens: output }),
  };
}

/** How long the answer took, ms; 0 where nothing tells. */
function elapsedOf(request: LogRecord): number {
  const result = isObject(request['result']) ? request['result'] : {};
  const timings = isObject(result['timings']) ? result['timings'] : {};
  const state = isObject(request['modelState']) ? request['modelState'] : {};
  const [start, end] = [asNumber(request['timestamp']), asNumber(state['completedAt'])];
  const waited = start !== undefined && end !== undefined ? end - start : 0;
  return Math.max(0, asCount(timings['totalElapsed']) ?? waited);
}
