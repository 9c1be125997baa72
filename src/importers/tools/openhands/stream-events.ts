import type { EventMeta } from '../../../format/index.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asJson, asList, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallUsage } from './call-usage.ts';
import { mediaOf, picturesOf } from './event-content.ts';
import { changesOf } from './file-changes.ts';
import { commandOf, describe, IN_CHANGE, isShell, planOf } from './openhands-tools.ts';

/** Tools, by the actions that are calls of them. */
const TOOL_OF: Readonly<Record<string, string>> = {
  run: 'execute_bash',
  run_ipython: 'execute_ipython_cell',
  read: 'file_editor',
  write: 'write_file',
  edit: 'file_editor',
  browse: 'browser_navigate',
  browse_interactive: 'browser',
  delegate: 'delegate',
  call_tool_mcp: 'mcp',
  mcp: 'mcp',
  task_tracking: 'task_tracker',
};

/** Inputs that say how the program runs the action, and the thought, which is told before it. */
const NO_INPUT = new Set([
  'thought',
  'blocking',
  'hidden',
  'is_static',
  'confirmation_state',
  'security_risk',
  'impl_source',
  'include_extra',
  'cwd',
]);

/** Actions and observations of the program for itself. */
const STATE = new Set([
  'change_agent_state',
  'agent_state_changed',
  'recall',
  'null',
  'condensation_request',
  'loop_recovery',
]);

/** Whether a record is an event of the older form: an action, or what came of one. */
export function isStreamEvent(record: LogRecord): boolean {
  return (
    !('kind' in record) && (typeof record['action'] === 'string' || typeof record['observation'] === 'string')
  );
}

/** Events of OpenHands before its SDK, as `save_trajectory_path` wrote them: `{id, timestamp, source, action | observation}`. */
export class StreamEvents {
  readonly #writer: SessionWriter;
  readonly #usage: CallUsage;
  /** Folder that the commands run in, once one told. */
  cwd: string | undefined;
  #shellFolder: string | undefined;
  #running: string | undefined;
  #lastCommand: string | undefined;

  constructor(writer: SessionWriter, { usage }: { readonly usage: CallUsage }) {
    this.#writer = writer;
    this.#usage = usage;
  }

  survey(record: LogRecord): void {
    const { action, cause } = record;
    const tool = typeof action === 'string' ? TOOL_OF[action] : undefined;
    if (tool !== undefined) this.#writer.survey.call(idOf(record['id']), isShell(tool));
    if (typeof record['observation'] === 'string' && cause !== undefined)
      this.#writer.survey.result(idOf(cause));
    if (isObject(record['llm_metrics'])) this.#usage.addUse('agent', record['llm_metrics']);
    const { extras } = record;
    const metadata = isObject(extras) && isObject(extras['metadata']) ? extras['metadata'] : {};
    this.cwd ??= asText(metadata['working_dir']);
  }

  translate(record: LogRecord): boolean {
    const { action, observation } = record;
    if (STATE.has(String(action ?? observation))) return this.#state(record);
    return typeof action === 'string'
      ? this.#action(action, record)
      : this.#observation(String(observation), record);
  }

  #action(action: string, record: LogRecord): boolean {
    const args = isObject(record['args']) ? record['args'] : {};
    const content = asText(args['content']);
    switch (action) {
      case 'message': {
        const blocks = [
          ...(content === undefined ? [] : [{ type: 'text', text: content } as const]),
          ...picturesOf(args['image_urls']),
        ];
        if (blocks.length === 0) return true;
        if (record['source'] === 'user') this.#writer.prompt(blocks);
        else this.#writer.message('agent', blocks, { meta: this.#answerOf(record) });
        return true;
      }
      case 'system':
        return true;
      case 'think':
        this.#writer.message('thought', asText(args['thought']) ?? '', { meta: this.#answerOf(record) });
        return true;
      case 'finish':
      case 'reject':
        this.#finish(record, args);
        return true;
      case 'condensation':
        this.#writer.notice('compaction', asText(args['summary']));
        return true;
      default:
        return this.#call(action, record, args);
    }
  }

  #finish(record: LogRecord, args: LogRecord): void {
    const outputs = isObject(args['outputs']) ? args['outputs'] : {};
    const said = asText(args['final_thought']) ?? asText(args['thought']) ?? asText(outputs['content']);
    if (said !== undefined) this.#writer.message('agent', said, { meta: this.#answerOf(record) });
  }

  #call(action: string, record: LogRecord, args: LogRecord): boolean {
    const name = TOOL_OF[action];
    if (name === undefined) return false;
    let meta = this.#answerOf(record);
    const thought = asText(args['thought']);
    if (thought !== undefined) {
      this.#writer.message('agent', thought, { meta });
      meta = {};
    }
    const input = inputOf(action, args);
    const command = commandOf(name, input, { cwd: this.#shellFolder, running: this.#running });
    if (command && command.continues === undefined) this.#lastCommand = command.command;
    this.#writer.call({
      id: idOf(record['id']),
      name: name === 'mcp' ? (asText(args['name']) ?? name) : name,
      input,
      inChange: IN_CHANGE.filter((key) => Object.hasOwn(input, key)),
      description: describe(name, input, undefined),
      ...(command && { command }),
      meta,
    });
    const entries = planOf(args);
    if (name === 'task_tracker' && entries.length > 0) this.#writer.plan(entries);
    return true;
  }

  #observation(observation: string, record: LogRecord): boolean {
    const { cause, success } = record;
    const extras = isObject(record['extras']) ? record['extras'] : {};
    const text = asText(record['content']);
    if (!this.#writer.openCall(idOf(cause))) {
      if (observation === 'error') this.#writer.notice('error', text);
      else if (text !== undefined) this.#writer.notice('system', text, { data: { kind: observation } });
      return true;
    }
    const exitCode = this.#shellState(extras);
    const hasFailed = observation === 'error' || observation === 'user_rejected';
    const changes = hasFailed ? [] : changesOf(extras);
    const call = this.#writer.openCall(idOf(cause));
    this.#writer.result(idOf(cause), {
      text: text ?? '',
      ...((hasFailed || success === false || (exitCode ?? 0) !== 0) && { status: 'failed' as const }),
      ...(observation === 'user_rejected' && { reason: 'refused' as const }),
      content: [
        ...changes.map((change) => this.#writer.change({ ...change, toolCallId: call!.id })),
        ...mediaOf(picturesOf(extras['image_urls'] ?? picturesIn(extras))).map(
          (block) => ({ type: 'content', content: block }) as const,
        ),
      ],
      ...(exitCode !== undefined && { exitCode }),
    });
    return true;
  }

  #shellState(extras: LogRecord): number | undefined {
    const metadata = isObject(extras['metadata']) ? extras['metadata'] : undefined;
    if (!metadata) return asNumber(extras['exit_code']);
    this.#shellFolder = asText(metadata['working_dir']) ?? this.#shellFolder;
    const exitCode = asNumber(metadata['exit_code']);
    this.#running = exitCode === -1 ? this.#lastCommand : undefined;
    return exitCode === -1 ? undefined : exitCode;
  }

  /** What the program says of itself; that a person stopped the agent, or that it failed, is told. */
  #state(record: LogRecord): boolean {
    const extras = isObject(record['extras']) ? record['extras'] : {};
    const { agent_state: state } = extras;
    // What the program says to itself of its state; a prompt that it looks up knowledge for stands before it.
    this.#writer.markTold([asText(record['message']), asText(record['content'])]);
    const reason = asText(extras['reason']);
    if (state === 'error') this.#writer.notice('error', reason ?? asText(record['content']));
    else if (state === 'stopped' || state === 'paused') {
      this.#writer.notice('interruption', reason, { data: { state } });
    } else if (record['observation'] === 'recall') this.#recalled(extras);
    return true;
  }

  /** What the program added to a prompt: instructions of the repository, knowledge of micro-agents. */
  #recalled(extras: LogRecord): void {
    const data = compact(
      Object.entries(extras)
        .filter(
          ([, value]) => value !== '' && value !== null && !(Array.isArray(value) && value.length === 0),
        )
        .map(([key, value]) => [key, asJson(value)]),
    );
    if (data) this.#writer.notice('system', undefined, { data: { kind: 'context', ...data } });
  }

  /** Model and tokens of the answer that an action came of. */
  #answerOf({ tool_call_metadata: metadata }: LogRecord): EventMeta {
    const response =
      isObject(metadata) && isObject(metadata['model_response']) ? metadata['model_response'] : {};
    const model = asText(response['model']);
    return { ...(model !== undefined && { model }), ...this.#usage.takeAnswer(asText(response['id'])) };
  }
}

/** Events are numbered from 0. */
function idOf(id: unknown): string {
  return `event-${String(id)}`;
}

function inputOf(action: string, args: LogRecord): LogRecord {
  const given = Object.entries(args).filter(
    ([key, value]) => !NO_INPUT.has(key) && value !== null && value !== '' && value !== false,
  );
  const input = Object.fromEntries(given);
  // A command without words waits for one that runs.
  if (action === 'run') input['command'] = args['command'] ?? '';
  if (action === 'read') return { command: 'view', ...onlyWhole(input) };
  return action === 'write' ? { ...input, file_path: args['path'] } : input;
}

/** Lines from the first to the last are the whole file. */
function onlyWhole(input: LogRecord): LogRecord {
  const { start, end, ...rest } = input;
  const isWhole = (start === undefined || start === 0) && (end === undefined || end === -1);
  return isWhole ? rest : input;
}

function picturesIn(extras: LogRecord): readonly unknown[] {
  return asList([extras['screenshot'], extras['set_of_marks']]).filter((url) =>
    asText(url)?.startsWith('data:'),
  );
}
