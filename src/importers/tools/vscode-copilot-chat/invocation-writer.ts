import type { EventMeta, JsonObject, PlanEntry } from '../../../format/index.ts';
import { mediaBlock } from '../../records/media-block.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { describeCall } from '../../records/tool-description.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { asCount, asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import { plausibleTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { bareId } from './tool-rounds.ts';
import type { ToolRounds } from './tool-rounds.ts';
import { pathOf } from './uris.ts';
import { changeInputs, changesOf, modelName, VSCODE_TOOLS } from './vscode-tools.ts';

/** `isConfirmed.type` of a call that the person did not allow, or skipped. */
const REFUSED: ReadonlySet<unknown> = new Set([0, 5]);

/** Writes the calls of one request: as the response shows them, with what the rounds say of them. */
export class InvocationWriter {
  readonly #writer: SessionWriter;
  readonly #rounds: ToolRounds;
  readonly #prefix: string;
  readonly #seen = new Set<string>();
  /** How many changes of a file calls have made that no group of edits has shown yet. */
  readonly #made = new Map<string, number>();

  /** @param prefix - for calls without an id */
  constructor(writer: SessionWriter, rounds: ToolRounds, prefix: string) {
    this.#writer = writer;
    this.#rounds = rounds;
    this.#prefix = prefix;
  }

  /** A call as the response shows it, with its result. */
  write(part: LogRecord, meta: EventMeta): void {
    const id = bareId(asText(part['toolCallId']) ?? `${this.#prefix}-${this.#seen.size}`);
    this.#seen.add(id);
    const { name, input } = this.#callOf(id, part);
    const data = isObject(part['toolSpecificData']) ? part['toolSpecificData'] : {};
    const command = commandIn(data, name, input);
    const shown = plainText(part['pastTenseMessage']) ?? plainText(part['invocationMessage']);
    const entry = VSCODE_TOOLS.get(name);
    // Where nothing is known of what the call was given, what was shown says most.
    const isBare = !entry || Object.keys(input).length === 0;
    const title = command !== undefined || !isBare ? undefined : (asText(data['description']) ?? shown);
    this.#writer.call({
      id,
      name,
      input,
      inChange: changeInputs(name),
      description: {
        ...describeCall(name, input, command === undefined ? entry : { kind: 'execute', verb: '' }, {
          subject: command === undefined ? undefined : command,
        }),
        ...(title !== undefined && { title: oneLine(title) }),
      },
      // A command that was not allowed did not run.
      ...(command !== undefined && !isRefused(part) && { command: { command } }),
      meta,
    });
    this.#startSubagent(id, data);
    const plan = planIn(data['todoList']);
    if (plan.length > 0) this.#writer.plan(plan);
    this.#end(id, { part, name, input, data });
  }

  /** What only the rounds tell of: calls that nobody is shown, and results without a call. */
  writeHidden(): void {
    for (const { id, name } of this.#rounds.calls) {
      const isComplete = this.#rounds.resultOf(id) !== undefined;
      if (!this.#seen.has(id)) this.write({ toolCallId: id, toolId: name, isComplete }, {});
    }
    for (const id of this.#rounds.resultIds) {
      if (!this.#seen.has(id)) this.#writer.result(id, { text: this.#rounds.resultOf(id)?.text });
    }
  }

  /** Whether a call made a change of a file that a group of edits now shows again. */
  hasMade(path: string): boolean {
    const count = this.#made.get(path) ?? 0;
    this.#made.set(path, Math.max(0, count - 1));
    return count > 0;
  }

  #callOf(id: string, part: LogRecord): { readonly name: string; readonly input: LogRecord } {
    const call = this.#rounds.callOf(id);
    if (call) return call;
    const data = part['toolSpecificData'];
    const details = part['resultDetails'];
    const raw = isObject(data) && data['kind'] === 'input' ? data['rawInput'] : undefined;
    const told = isObject(details) ? jsonObject(details['input']) : undefined;
    return { name: modelName(asText(part['toolId']) ?? ''), input: isObject(raw) ? raw : (told ?? {}) };
  }

  /** What a subagent was asked and answered: its own calls are told by `subAgentInvocationId`. */
  #startSubagent(id: string, data: LogRecord): void {
    if (data['kind'] !== 'subagent') return;
    const title = asText(data['description']) ?? asText(data['agentName']);
    this.#writer.startTrack({
      type: 'track',
      kind: 'transcript',
      id: trackOf(id),
      parent: 'main',
      spawnedBy: id,
      ...(title !== undefined && { title }),
    });
    const prompt = asText(data['prompt']);
    this.#writer.enter(trackOf(id));
    if (prompt !== undefined) this.#writer.message('user', prompt, { meta: { origin: 'synthetic' } });
    this.#writer.enter('main');
  }

  #end(id: string, call: { part: LogRecord; name: string; input: LogRecord; data: LogRecord }): void {
    const { part, name, input, data } = call;
    const result = this.#rounds.resultOf(id);
    const isOver = part['isComplete'] === true || result !== undefined;
    if (isRefused(part) || !isOver) {
      this.#writer.result(id, {
        status: 'failed',
        reason: isRefused(part) ? 'refused' : 'interrupted',
        ...(result && { text: result.text }),
      });
      return;
    }
    const state = isObject(data['terminalCommandState']) ? data['terminalCommandState'] : {};
    const exitCode = asNumber(state['exitCode']);
    this.#writer.at(timeIn(state));
    const shown = isObject(part['resultDetails']) ? part['resultDetails'] : {};
    const hasFailed = shown['isError'] === true || (exitCode !== undefined && exitCode !== 0);
    const changes = hasFailed ? [] : changesOf(name, input);
    const made = changes.map((change) => this.#writer.change({ ...change, toolCallId: id }));
    for (const { path } of changes) this.#made.set(path, (this.#made.get(path) ?? 0) + 1);
    const output = isObject(data['terminalCommandOutput'])
      ? data['terminalCommandOutput']['text']
      : undefined;
    const isTerminal = data['kind'] === 'terminal';
    const text =
      isTerminal && typeof output === 'string' ? output : (result?.text ?? textsIn(shown['output']));
    const media = [...(result?.media ?? []), ...mediaIn(shown['output'])];
    const sent = isTerminal && result && result.text.trim() !== text.trim() ? result.text : undefined;
    const answer = data['kind'] === 'subagent' ? asText(data['result']) : undefined;
    this.#writer.result(id, {
      status: hasFailed ? 'failed' : 'completed',
      text: text === '' && answer !== undefined ? answer : text,
      exitCode,
      duration: asCount(state['duration']),
      content: [...made, ...media.map((content) => ({ type: 'content' as const, content }))],
      rawOutput: restOf(part, sent),
    });
  }
}

function isRefused({ isConfirmed: confirmed }: LogRecord): boolean {
  return confirmed === false || (isObject(confirmed) && REFUSED.has(confirmed['type']));
}

/** The track of what a subagent did. */
export function trackOf(id: string): string {
  return `agent-${id.toLowerCase().replaceAll(/[^a-z0-9-]+/g, '-')}`.slice(0, 60);
}

function commandIn(data: LogRecord, name: string, input: LogRecord): string | undefined {
  const line = isObject(data['commandLine']) ? data['commandLine'] : {};
  if (data['kind'] === 'terminal')
    return (
      asText(line['userEdited']) ??
      asText(line['toolEdited']) ??
      asText(line['original']) ??
      asText(data['command'])
    );
  return name === 'run_in_terminal' ? asText(input['command']) : undefined;
}

function timeIn({ timestamp, duration }: LogRecord): number | undefined {
  const start = asNumber(timestamp);
  return start === undefined ? undefined : plausibleTime(start + (asCount(duration) ?? 0));
}

/** What a person was shown of a message: a text, or Markdown. */
export function plainText(message: unknown): string | undefined {
  const text = asText(message) ?? (isObject(message) ? asText(message['value']) : undefined);
  // A link without words shows the name of the file.
  return text?.replaceAll(/\[([^\]\n]*)\]\(([^)\n]*)\)/g, (_link, words: string, url: string) =>
    words === '' ? decoded(url.slice(url.lastIndexOf('/') + 1)) : words,
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name.replace(/#.*$/, ''));
  } catch {
    return name;
  }
}

/** What the result says of files that were found, and what the model was sent of a terminal where that differs. */
function restOf(part: LogRecord, sent: string | undefined): JsonObject | undefined {
  const files = asList(part['resultDetails']).flatMap((item) => pathOf(item) ?? []);
  const rest = { ...(files.length > 0 && { files }), ...(sent !== undefined && { sent }) };
  return Object.keys(rest).length === 0 ? undefined : rest;
}

function textsIn(output: unknown): string {
  return asList(output)
    .flatMap((item) => (isObject(item) && item['isText'] !== false ? (asText(item['value']) ?? []) : []))
    .join('\n');
}

function mediaIn(output: unknown): NonNullable<ReturnType<typeof mediaBlock>>[] {
  return asList(output).flatMap((item) => {
    if (!isObject(item) || item['isText'] !== false) return [];
    const [type, data] = [asText(item['mimeType']), asText(item['base64Data']) ?? asText(item['value'])];
    return type === undefined || data === undefined ? [] : (mediaBlock(type, data) ?? []);
  });
}

function planIn(list: unknown): readonly PlanEntry[] {
  return asList(list).flatMap((entry) => {
    const content = isObject(entry) ? asText(entry['title']) : undefined;
    return isObject(entry) && content !== undefined ? [{ content, status: statusOf(entry['status']) }] : [];
  });
}

function statusOf(status: unknown): PlanEntry['status'] {
  if (status === 'completed') return 'completed';
  return status === 'in-progress' ? 'in_progress' : 'pending';
}

function jsonObject(text: unknown): LogRecord | undefined {
  if (typeof text !== 'string' || !/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
