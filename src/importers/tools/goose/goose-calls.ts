import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { asCount, asList, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { planOf } from '../../records/todo-plan.ts';
import { describeCall } from '../../records/tool-description.ts';
import { askedChange, gooseTool, IN_CHANGE, isGooseShell } from './goose-tools.ts';

/** How results say that a command failed. */
const EXIT = /exit(?:ed with)? code:? (\d{1,10})\b/i;

/** A call that may have started a session of a subagent. */
export interface AgentCall {
  readonly id: string;
  /** Number of its message. */
  readonly record: number;
}

/** Writes the blocks of calls and results. */
export class GooseCalls {
  readonly #writer: SessionWriter;
  /** Calls by the texts that they were given. */
  readonly #given = new Map<string, AgentCall>();

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  survey(block: LogRecord, record: number): void {
    const id = asText(block['id']);
    if (id === undefined) return;
    if (isRequest(block)) {
      const { name, input } = callIn(block);
      this.#writer.survey.call(id, isGooseShell(name));
      for (const text of Object.values(input)) {
        if (typeof text === 'string') this.#given.set(textKey(text.trim()), { id, record });
      }
    } else if (block['type'] === 'toolResponse') this.#writer.survey.result(id);
  }

  /** The call that was given a text, as a subagent's prompt is. */
  callGiven(prompt: string): AgentCall | undefined {
    return this.#given.get(textKey(prompt.trim()));
  }

  /** @returns whether the block is a call or a result */
  write(block: LogRecord, meta: EventMeta): boolean {
    if (isRequest(block)) this.#call(block, meta);
    else if (block['type'] === 'toolResponse') this.#result(block);
    else return false;
    return true;
  }

  #call(block: LogRecord, meta: EventMeta): void {
    const { name, input, error } = callIn(block);
    const id = asText(block['id']);
    const command = isGooseShell(name) ? asText(input['command']) : undefined;
    const plan = planOf(input['todos']);
    this.#writer.call({
      id,
      name,
      input,
      description: describeCall(name, input, gooseTool(name, input)),
      inChange: askedChange(name, input) ? IN_CHANGE.filter((key) => key in input) : [],
      meta,
      ...(command !== undefined && { command: { command } }),
    });
    if (plan && plan.length > 0) this.#writer.plan(plan);
    // A call that could not be understood: there is no tool, and no result.
    if (error !== undefined) this.#writer.notice('error', error, { toolCallId: this.#writer.callId(id) });
  }

  #result(block: LogRecord): void {
    const id = asText(block['id']);
    const result = isObject(block['toolResult']) ? block['toolResult'] : {};
    const { value } = result;
    const facts = isObject(value) ? value : {};
    const parts = asList(Array.isArray(value) ? value : facts['content']).filter(isObject);
    const error = asText(result['error']);
    const text = error ?? shownText(parts);
    const isFailed = result['status'] === 'error' || error !== undefined || facts['isError'] === true;
    const call = this.#writer.openCall(id);
    const change = call && !isFailed ? askedChange(call.name, call.input) : undefined;
    const shown = change ? [this.#writer.change({ ...change, toolCallId: call!.id })] : [];
    const structured = new ToldTexts(text).remainder(facts['structuredContent']);
    const exitCode = isGooseShell(call?.name ?? '') ? exitCodeOf(facts, text, isFailed) : undefined;
    const rawInput = change?.exact === false ? call!.start.description.rawInput : undefined;
    this.#writer.result(id, {
      text,
      ...(isFailed && { status: 'failed', reason: reasonOf(text) }),
      ...(exitCode !== undefined && { exitCode }),
      content: [
        ...shown,
        ...parts
          .flatMap((part) => pictureOf(part) ?? [])
          .map((content) => ({ type: 'content' as const, content })),
      ],
      ...(isObject(structured) && exitCode === undefined && { rawOutput: structured }),
      ...(rawInput && { rawInput }),
    });
  }
}

function isRequest({ type }: LogRecord): boolean {
  return type === 'toolRequest' || type === 'frontendToolRequest';
}

/** `{status: "success", value: {name, arguments}}`, `{status: "error", error}`, or the call itself. */
function callIn({ toolCall }: LogRecord): { name: string; input: LogRecord; error?: string } {
  const outer = isObject(toolCall) ? toolCall : {};
  const call = isObject(outer['value']) ? outer['value'] : outer;
  const error = asText(outer['error']);
  return {
    name: asText(call['name']) ?? '',
    input: isObject(call['arguments']) ? call['arguments'] : {},
    ...(error !== undefined && { error }),
  };
}

/** Some texts are for the model only; where there is one for the person, it is shown. */
function shownText(parts: readonly LogRecord[]): string | undefined {
  const texts = parts.filter((part) => part['type'] === 'text' && asText(part['text']) !== undefined);
  const forPerson = texts.filter(({ annotations }) => {
    const audience = isObject(annotations) ? asList(annotations['audience']) : [];
    return audience.includes('user');
  });
  const shown = (forPerson.length > 0 ? forPerson : texts).map((part) => String(part['text']));
  return shown.length === 0 ? undefined : shown.join('\n');
}

function exitCodeOf(facts: LogRecord, text: string | undefined, isFailed: boolean): number | undefined {
  const structured = isObject(facts['structuredContent']) ? facts['structuredContent'] : {};
  const told = asCount(structured['exit_code']) ?? asCount(structured['exitCode']);
  const match = isFailed ? EXIT.exec(text?.slice(-400) ?? '') : null;
  return told ?? (match ? Number(match[1]) : undefined);
}

function reasonOf(text = ''): NonNullable<EventMeta['reason']> {
  if (/\bdeclined\b|\bdenied\b|not permitted by the user/i.test(text.slice(0, 400))) return 'refused';
  return /\binterrupted\b|\bcancel+ed\b/i.test(text.slice(0, 400)) ? 'interrupted' : 'failed';
}

/** A picture; `undefined` for other parts. */
export function pictureOf(part: LogRecord): ContentBlock | undefined {
  const [data, type] = [asText(part['data']), asText(part['mimeType'])];
  return part['type'] === 'image' && data !== undefined && type !== undefined
    ? mediaBlock(type, data)
    : undefined;
}
