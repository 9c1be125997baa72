import type { ContentBlock, EventMeta, TokenUsage } from '../../../format/index.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { asCount, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { API_TOOLS, changeInputs, changesOf, commandOf, fileRead, subjectOf } from './api-tools.ts';
import { blocksOf } from './message-blocks.ts';
import { planIn } from './todo-list.ts';
import { imageIn, readResult, withoutExitCode } from './tool-result.ts';
import type { ToolResult } from './tool-result.ts';
import { modeIn, splitUserText } from './user-text.ts';
import { splitAnswer } from './xml-calls.ts';

/** What stands before the result of a call that was written as XML. */
const XML_RESULT = /^\[([a-z_]{3,40})(?:[^\n]{0,2000})\] Result:\s*/;

/**
 * The messages that a model gets and gives, in Anthropic's form: those of the command line, and the history that the
 * extensions keep of a task.
 */
export class ApiMessages {
  readonly #writer: SessionWriter;
  readonly #isSubagent: boolean;
  /** Calls that were written as XML and wait for their result. */
  readonly #xmlCalls: string[] = [];
  readonly #surveyedXml: string[] = [];
  #model: string | undefined;
  #mode: string | undefined;

  constructor(writer: SessionWriter, isSubagent: boolean) {
    this.#writer = writer;
    this.#isSubagent = isSubagent;
  }

  /** First pass. @returns calls of the message: id, and the task that one gives to a subagent */
  survey(message: LogRecord, number: number): readonly (readonly [id: string, task: string | undefined])[] {
    const calls: [string, string | undefined][] = [];
    for (const block of blocksOf(message)) {
      if (block['type'] === 'tool_result') {
        const id = asText(block['tool_use_id']);
        if (id !== undefined) this.#writer.survey.result(id);
      } else if (block['type'] === 'tool_use') {
        const id = asText(block['id']);
        if (id === undefined) continue;
        const { name, input } = block;
        this.#writer.survey.call(id, commandOf(asText(name) ?? '', input) !== undefined);
        calls.push([id, isObject(input) ? asText(input['task']) : undefined]);
      } else if (typeof block['text'] === 'string') this.#surveyXml(message['role'], block['text'], number);
    }
    return calls;
  }

  /** @returns whether it is a message */
  translate(message: LogRecord, number: number): boolean {
    switch (message['role']) {
      case 'user':
        this.#user(message);
        return true;
      case 'assistant':
        this.#assistant(message, number);
        return true;
      default:
        return false;
    }
  }

  #surveyXml(role: unknown, text: string, number: number): void {
    if (role === 'user') {
      const id = XML_RESULT.test(text) ? this.#surveyedXml.shift() : undefined;
      if (id !== undefined) this.#writer.survey.result(id);
      return;
    }
    for (const [index, part] of splitAnswer(text).entries()) {
      if (part.kind !== 'call') continue;
      const id = xmlId(number, index);
      this.#writer.survey.call(id, commandOf(part.name, part.input) !== undefined);
      this.#surveyedXml.push(id);
    }
  }

  #user(message: LogRecord): void {
    const prompts: ContentBlock[] = [];
    const blocks = blocksOf(message);
    for (let index = 0; index < blocks.length; index++) {
      const block = blocks[index]!;
      const image = imageIn(block);
      if (block['type'] === 'tool_result') this.#result(block);
      else if (image) prompts.push(image);
      else if (typeof block['text'] !== 'string') this.#writer.keep(block, 'user block');
      else if (XML_RESULT.test(block['text'])) index += this.#xmlResult(block['text'], blocks, index);
      else this.#userText(block['text'], prompts);
    }
    if (prompts.length === 0) return;
    if (this.#isSubagent || message['isSummary'] === true)
      this.#writer.message('user', prompts, { meta: { origin: 'synthetic' } });
    else this.#writer.prompt(prompts);
  }

  #userText(whole: string, prompts: ContentBlock[]): void {
    const { prompt, context } = splitUserText(whole);
    const mode = modeIn(whole);
    if (mode !== undefined && mode !== this.#mode)
      this.#writer.update({ sessionUpdate: 'current_mode_update', currentModeId: mode });
    this.#mode = mode ?? this.#mode;
    for (const { name, words } of context) this.#writer.notice('system', words, { data: { kind: name } });
    if (prompt !== '') prompts.push({ type: 'text', text: prompt });
  }

  /** The words may stand in the same block as what they announce, or in the next. @returns blocks beyond the first */
  #xmlResult(text: string, blocks: readonly LogRecord[], index: number): number {
    const own = text.replace(XML_RESULT, '');
    const next = blocks[index + 1]?.['text'];
    const isNext = own.trim() === '' && typeof next === 'string' && !/^\s*<environment_details>/.test(next);
    this.#end(this.#xmlCalls.shift(), readResult(isNext ? next : own, false));
    return isNext ? 1 : 0;
  }

  /** Model and tokens go with the first event of an answer. */
  #assistant(message: LogRecord, number: number): void {
    let meta = this.#answerMeta(message);
    for (const block of blocksOf(message)) {
      const reasoning = reasoningIn(block);
      if (reasoning !== undefined) this.#writer.message('thought', reasoning, { meta });
      else if (block['type'] === 'tool_use') this.#call(block, meta);
      else if (typeof block['text'] === 'string') this.#answerText(block['text'], meta, number);
      else {
        const image = imageIn(block);
        if (image) this.#writer.message('agent', [image], { meta });
        else this.#writer.keep(block, 'assistant block');
      }
      meta = {};
    }
  }

  #answerText(text: string, first: EventMeta, number: number): void {
    let meta = first;
    for (const [index, part] of splitAnswer(text).entries()) {
      if (part.kind === 'call') {
        const id = xmlId(number, index);
        this.#xmlCalls.push(id);
        this.#call({ id, name: part.name, input: part.input }, meta, true);
      } else this.#writer.message(part.kind === 'thought' ? 'thought' : 'agent', part.text, { meta });
      meta = {};
    }
  }

  /** @param isXml - the answer is a text, of which the marks between replacements are a part */
  #call({ id, name: given, input }: LogRecord, meta: EventMeta, isXml = false): void {
    const name = asText(given) ?? '';
    const subject = subjectOf(name, input);
    this.#writer.call({
      id: asText(id),
      name,
      input,
      inChange: changeInputs(name).filter((key) => !isXml || key !== 'diff'),
      description: describeCall(name, input, API_TOOLS.get(name), { subject }),
      command: commandOf(name, input),
      meta,
    });
    const plan = planIn(isObject(input) ? (input['task_progress'] ?? input['todos']) : undefined);
    if (plan.length > 0) this.#writer.plan(plan);
  }

  #result(block: LogRecord): void {
    this.#end(asText(block['tool_use_id']), readResult(block['content'], block['is_error'] === true));
  }

  #end(id: string | undefined, result: ToolResult): void {
    const open = this.#writer.openCall(id);
    const { name = '', input = {} } = open ?? {};
    const isShell = open?.start.command !== undefined;
    const told = isShell ? withoutExitCode(result.text) : undefined;
    const exitCode = result.exitCode ?? told?.exitCode;
    const hasFailed = result.hasFailed || result.isRefused || (exitCode !== undefined && exitCode !== 0);
    const changes = open && !hasFailed ? changesOf(name, input, result.text) : [];
    const made = changes.map((change) => this.#writer.change({ ...change, toolCallId: open!.id }));
    const read = open && !hasFailed ? fileRead(name, input, result.text) : undefined;
    this.#writer.result(id, {
      status: hasFailed ? 'failed' : 'completed',
      ...(result.isRefused && { reason: 'refused' as const }),
      text: read ? undefined : (told?.text ?? result.text),
      exitCode: isShell ? (exitCode ?? (name === 'run_commands' && !hasFailed ? 0 : undefined)) : undefined,
      content: [
        ...made,
        ...(read ? [read] : []),
        ...result.media.map((content) => ({ type: 'content' as const, content })),
      ],
      rawOutput: result.rest,
    });
  }

  #answerMeta(message: LogRecord): EventMeta {
    const info = isObject(message['modelInfo']) ? message['modelInfo'] : {};
    this.#model = asText(info['id']) ?? asText(info['modelId']) ?? this.#model;
    const usage = usageOf(message['metrics']);
    return { ...(this.#model !== undefined && { model: this.#model }), ...(usage && { usage }) };
  }
}

/** Reasoning: a block of Anthropic's, which may be hidden, or one of Roo Code's. */
function reasoningIn(block: LogRecord): string | undefined {
  if (block['type'] === 'thinking' && typeof block['thinking'] === 'string') return block['thinking'];
  if (block['type'] === 'redacted_thinking') return '';
  return block['type'] === 'reasoning' ? (asText(block['text']) ?? '') : undefined;
}

function xmlId(number: number, index: number): string {
  return `xml-${number}-${index}`;
}

function usageOf(metrics: unknown): TokenUsage | undefined {
  if (!isObject(metrics)) return undefined;
  const tokens = isObject(metrics['tokens']) ? metrics['tokens'] : undefined;
  const entries = [
    ['inputTokens', metrics['inputTokens'] ?? tokens?.['prompt']],
    ['outputTokens', metrics['outputTokens'] ?? tokens?.['completion']],
    ['cacheReadTokens', metrics['cacheReadTokens'] ?? tokens?.['cached']],
    ['cacheWriteTokens', metrics['cacheWriteTokens']],
  ] as const;
  const known = entries.flatMap(([key, value]) => {
    const count = asCount(value);
    return count === undefined || (count === 0 && key.startsWith('cache')) ? [] : [[key, count] as const];
  });
  return known.length === 0 ? undefined : Object.fromEntries(known);
}
