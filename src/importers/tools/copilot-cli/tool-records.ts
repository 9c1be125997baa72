import type { EventMeta, JsonObject } from '../../../format/index.ts';
import { asCount, isObject, asList, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { describeCall } from '../../records/tool-description.ts';
import { CHANGE_INPUTS, changesOf, isDiff } from './tool-changes.ts';
import { commandOf, inputOf, planOf, shellOf, toolEntry } from './copilot-tools.ts';

/** What the assistant asked for, until the tool starts. */
interface Request {
  readonly intention?: string | undefined;
  readonly title?: string | undefined;
  /** What the tool was given, until the start tells it. */
  readonly arguments?: unknown;
}

/** Writes the calls of tools and their results, which come as records of their own and interleave. */
export class ToolRecords {
  readonly #writer: SessionWriter;
  /** Calls that a record tells of when they start; the others are known by their request only. */
  readonly #started = new Set<string>();
  readonly #requests = new Map<string, Request>();
  /** Calls that are a line of status: their intent. */
  readonly #intents = new Set<string>();
  /** Commands by the id of their shell. */
  readonly #running = new Map<string, string>();
  cwd: string | undefined;

  constructor(writer: SessionWriter) {
    this.#writer = writer;
  }

  // ---------------------------------------------------------------------------------------- first pass

  survey(type: unknown, data: LogRecord): void {
    if (type === 'assistant.message') {
      for (const request of asList(data['toolRequests'])) {
        const asked = isObject(request) ? asText(request['toolCallId']) : undefined;
        if (asked !== undefined) this.#writer.survey.call(asked, false);
      }
    }
    const id = asText(data['toolCallId']);
    if (id === undefined) return;
    if (type === 'tool.execution_start') {
      this.#started.add(id);
      this.#writer.survey.call(id, isShell(asText(data['toolName']) ?? ''));
    }
    if (type === 'tool.execution_complete') this.#writer.survey.result(id);
  }

  // --------------------------------------------------------------------------------------- second pass

  /** Tools that a message asks for. Those that start have a record of their own. */
  requests(requests: unknown): void {
    for (const request of asList(requests)) {
      if (!isObject(request)) {
        this.#writer.keep(request, 'tool request');
        continue;
      }
      const id = asText(request['toolCallId']);
      const facts = { intention: asText(request['intentionSummary']), title: asText(request['toolTitle']) };
      // Where ids are blacked out only one waits for its start; the others stay with the message.
      if (id === undefined || !this.#requests.has(id)) {
        // The start tells them; whether it does is seen when it comes.
        const isToldLater = id !== undefined && this.#started.has(id);
        if (isToldLater) this.#writer.markTold([request['arguments'], facts.intention, facts.title]);
        if (id !== undefined) this.#requests.set(id, { ...facts, arguments: request['arguments'] });
      }
      if (id === undefined || !this.#started.has(id)) {
        this.#call(id, asText(request['name']) ?? '', request['arguments'], {});
      }
    }
  }

  start(data: LogRecord): void {
    const model = asText(data['model']);
    this.#call(asText(data['toolCallId']), asText(data['toolName']) ?? '', data['arguments'], {
      ...(model !== undefined && { model }),
    });
  }

  #call(id: string | undefined, name: string, argument: unknown, meta: EventMeta): void {
    const writer = this.#writer;
    const request = id === undefined ? undefined : this.#requests.get(id);
    if (id !== undefined) this.#requests.delete(id);
    const input = inputOf(argument ?? request?.arguments);
    const fields = isObject(input) ? input : {};
    writer.markTold(input);
    // Both tell the same, unless one is damaged.
    if (saysMore(request?.arguments, input)) writer.keep(request?.arguments, 'tool request');
    const intent = name === 'report_intent' ? asText(fields['intent']) : undefined;
    if (intent !== undefined) {
      if (id !== undefined) this.#intents.add(id);
      writer.notice('progress', intent);
      return;
    }
    const isAnswered = id !== undefined && this.#started.has(id) && writer.survey.isAnswered(id);
    // What never started is not put at a prompt.
    const hasStarted = id === undefined || this.#started.has(id);
    const command = hasStarted ? commandOf(name, fields, this.#running) : undefined;
    const shell = shellOf(fields);
    if (command !== undefined && shell !== undefined && !command.startsWith('# '))
      this.#running.set(shell, command);
    const plan = name === 'update_todo' ? planOf(fields['todos']) : undefined;
    const { intention } = request ?? {};
    const isTold = intention === undefined || intention === fields['description'];
    writer.call({
      id,
      name,
      input,
      description: describeCall(name, input, toolEntry(name, fields)),
      inChange: isAnswered ? (CHANGE_INPUTS.get(name) ?? []) : [],
      command: command === undefined ? undefined : { command, cwd: this.cwd },
      meta: {
        ...meta,
        ...(!isTold && { intention }),
        ...(request?.title !== undefined && { toolTitle: request.title }),
      },
    });
    if (plan) writer.plan(plan);
  }

  complete(data: LogRecord): void {
    const writer = this.#writer;
    const id = asText(data['toolCallId']);
    const result = isObject(data['result']) ? data['result'] : {};
    const content = asText(result['content']) ?? asText(data['result']);
    const detail = asText(result['detailedContent']);
    if (id !== undefined && this.#intents.delete(id) && data['success'] === true) {
      writer.markTold([content, detail]);
      return;
    }
    if (data['success'] === false || isObject(data['error'])) {
      this.#failed(id, data, content);
      return;
    }
    const call = writer.openCall(id);
    const name = call?.name ?? '';
    const toolCallId = call?.id;
    const changes = changesOf(name, call?.input ?? {}, detail, this.cwd).map((change) =>
      writer.change({ ...change, ...(toolCallId !== undefined && { toolCallId }) }),
    );
    // The detail of a shell is what a person sees of its output: the model gets a shortened one.
    const words = isShell(name) ? (detail ?? content) : content;
    if (isDiff(detail)) writer.markTold(detail);
    writer.result(id, {
      text: words,
      exitCode: isShell(name) ? exitCodeOf(data, words ?? '') : undefined,
      content: [...changes, ...mediaOf(result['contents'])],
      ...beyond(words, isShell(name) ? content : isDiff(detail) ? undefined : detail, call?.input),
    });
  }

  #failed(id: string | undefined, data: LogRecord, content: string | undefined): void {
    const error = isObject(data['error']) ? data['error'] : {};
    const code = asText(error['code']);
    const message = asText(error['message']) ?? asText(data['error']) ?? content;
    this.#writer.result(id, {
      status: 'failed',
      reason: reasonOf(code ?? ''),
      text: message,
      rawOutput: {
        ...(code !== undefined && code !== 'failure' && { code }),
        ...beyond(message, content, undefined).rawOutput,
      },
    });
  }
}

/** What another form of a result says beyond the one that is shown. */
function beyond(
  shown: string | undefined,
  other: string | undefined,
  input: LogRecord | undefined,
): { readonly rawOutput?: JsonObject } {
  if (other === undefined) return {};
  const texts = new ToldTexts(shown);
  texts.addAll(input);
  const detail = texts.untold(other);
  return detail === undefined ? {} : { rawOutput: { detail } };
}

/** Images and documents of a result; its texts stand in `content`. */
function mediaOf(contents: unknown) {
  return asList(contents).flatMap((item) => {
    const data = isObject(item) ? asText(item['data']) : undefined;
    const type = isObject(item) ? asText(item['mimeType']) : undefined;
    const block = data !== undefined && type !== undefined ? mediaBlock(type, data) : undefined;
    return block ? [{ type: 'content' as const, content: block }] : [];
  });
}

function isShell(name: string): boolean {
  return /^(?:(?:read|write|stop)_)?(?:bash|powershell)$/.test(name);
}

/** The exit code that a tool measured, or that ends its output. */
function exitCodeOf(data: LogRecord, output: string): number | undefined {
  const telemetry = isObject(data['toolTelemetry']) ? data['toolTelemetry'] : {};
  const metrics = isObject(telemetry['metrics']) ? telemetry['metrics'] : {};
  const match = /<[\w :-]{0,80}(?:exited|completed) with exit code (-?\d{1,10})>\s*$/.exec(
    output.slice(-200),
  );
  return match ? Number(match[1]) : asCount(metrics['exit_code']);
}

function reasonOf(code: string): NonNullable<EventMeta['reason']> {
  if (/denied|rejected/i.test(code)) return 'refused';
  return /abort|cancel|interrupt/i.test(code) ? 'interrupted' : 'failed';
}

/** Whether what was asked for has a text that the start does not have. */
function saysMore(asked: unknown, started: unknown): boolean {
  const told = new ToldTexts();
  told.addAll(started);
  const isTold = (value: unknown): boolean => {
    if (typeof value === 'string') return value.length < MIN_TEXT || told.has(value);
    return typeof value !== 'object' || value === null || Object.values(value).every(isTold);
  };
  return !isTold(asked);
}

/** Shorter texts are names of states and the like. */
const MIN_TEXT = 24;
