import type { ContentBlock, EventMeta } from '../../../format/index.ts';
import { textContent } from '../../records/session-writer.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { asJson, asList, asNumber, asText, compact, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { CallUsage } from './call-usage.ts';
import { AcpCalls } from './acp-calls.ts';
import { blocksOf, mediaOf, wordsOf } from './event-content.ts';
import { changesOf } from './file-changes.ts';
import { commandOf, describe, IN_CHANGE, isShell, planOf } from './openhands-tools.ts';

/** What the tool was given, and what it is called, in an event of an action. */
interface ActionCall {
  readonly id: string | undefined;
  readonly name: string;
  readonly input: LogRecord;
}

/** Exit code of a command that has not ended yet. */
const STILL_RUNNING = -1;

/** The events of the SDK: `{kind, id, timestamp, source, …}`. */
export class SdkEvents {
  readonly #writer: SessionWriter;
  readonly #usage: CallUsage;
  readonly #isSubagent: boolean;
  readonly #acp: AcpCalls;
  /** Calls that are told as a thought or a message: their results say nothing more. */
  readonly #told = new Set<string>();
  /** Calls that were not allowed, and so did not run. */
  readonly #refused = new Set<string>();
  /** Folder that the shell is in. */
  cwd: string | undefined;
  /** The command that the shell still runs, and the last one that was started. */
  #running: string | undefined;
  #lastCommand: string | undefined;

  constructor(
    writer: SessionWriter,
    { usage, isSubagent }: { readonly usage: CallUsage; readonly isSubagent: boolean },
  ) {
    this.#writer = writer;
    this.#usage = usage;
    this.#isSubagent = isSubagent;
    this.#acp = new AcpCalls(writer);
  }

  survey(record: LogRecord): void {
    const id = callKeyOf(record);
    switch (record['kind']) {
      case 'ActionEvent':
        if (id !== undefined && !isTold(record)) this.#writer.survey.call(id, isShell(callOf(record).name));
        break;
      case 'ObservationEvent':
      case 'UserRejectObservation':
      case 'AgentErrorEvent':
        if (id !== undefined) this.#writer.survey.result(id);
        if (id !== undefined && record['kind'] === 'UserRejectObservation') this.#refused.add(id);
        break;
      case 'ACPToolCallEvent':
        this.#acp.survey(record);
        break;
      case 'ConversationStateUpdateEvent':
        if (record['key'] === 'stats') this.#usage.add(record['value']);
        else if (isObject(record['value'])) this.#usage.add(record['value']['stats']);
    }
  }

  translate(record: LogRecord): boolean {
    switch (record['kind']) {
      case 'MessageEvent':
        return this.#message(record);
      case 'ActionEvent':
        this.#action(record);
        return true;
      case 'ObservationEvent':
        this.#observation(record);
        return true;
      case 'UserRejectObservation':
        this.#rejection(record);
        return true;
      case 'AgentErrorEvent':
        this.#error(record);
        return true;
      case 'ACPToolCallEvent':
        return this.#acp.translate(record);
      default:
        return this.#note(record);
    }
  }

  #message(record: LogRecord): boolean {
    const message = record['llm_message'];
    if (!isObject(message)) return false;
    const content = blocksOf(message['content']);
    if (record['source'] === 'user') this.#prompt(content);
    else if (record['source'] === 'agent') this.#answer(record, message, content);
    else this.#writer.notice('system', wordsOf(content), { data: { kind: 'message' } });
    this.#added(record);
    return true;
  }

  #prompt(content: readonly ContentBlock[]): void {
    if (this.#isSubagent) this.#writer.message('user', content, { meta: { origin: 'synthetic' } });
    else this.#writer.prompt(content);
  }

  #answer(record: LogRecord, message: LogRecord, content: readonly ContentBlock[]): void {
    const meta = this.#thoughts(message, this.#usage.takeAnswer(asText(record['llm_response_id'])));
    if (content.length > 0) this.#writer.message('agent', content, { meta });
  }

  /** What was put beside a message or a result for the model to see: skills and rules. */
  #added(record: LogRecord): void {
    const words = wordsOf(blocksOf(record['extended_content']));
    if (words !== '') this.#writer.notice('system', words, { data: { kind: 'context' } });
  }

  /** Writes the reasoning of an answer. @returns what the next event of the answer is to carry */
  #thoughts(answer: LogRecord, meta: EventMeta): EventMeta {
    let rest = meta;
    const told = new Set<string>();
    for (const thought of thoughtsIn(answer)) {
      if (told.has(thought)) continue;
      told.add(thought);
      this.#writer.message('thought', thought, { meta: rest });
      rest = {};
    }
    return rest;
  }

  #action(record: LogRecord): void {
    const call = callOf(record);
    let meta = this.#thoughts(record, this.#usage.takeAnswer(asText(record['llm_response_id'])));
    const said = blocksOf(record['thought']);
    if (said.length > 0) {
      this.#writer.message('agent', said, { meta });
      meta = {};
    }
    if (isTold(record)) {
      this.#tell(record, call, meta);
      return;
    }
    this.#call(record, call, meta);
    if (call.name === 'task_tracker' && call.input['command'] === 'plan') {
      const entries = planOf(call.input);
      if (entries.length > 0) this.#writer.plan(entries);
    }
  }

  /** A tool that is there to think, or to end the work, is a thought, or the last message. */
  #tell({ action }: LogRecord, { id }: ActionCall, meta: EventMeta): void {
    if (id !== undefined) this.#told.add(id);
    const { thought, message } = isObject(action) ? action : {};
    if (typeof thought === 'string') this.#writer.message('thought', thought, { meta });
    if (typeof message === 'string' && message !== '') this.#writer.message('agent', message, { meta });
  }

  #call(record: LogRecord, { id, name, input }: ActionCall, meta: EventMeta): void {
    const isRefused = id !== undefined && this.#refused.has(id);
    const command = isRefused ? undefined : commandOf(name, input, { cwd: this.cwd, running: this.#running });
    if (command && command.continues === undefined) this.#lastCommand = command.command;
    const risk = asText(record['security_risk']);
    this.#writer.call({
      id,
      name,
      input,
      inChange: IN_CHANGE.filter((key) => Object.hasOwn(input, key)),
      description: describe(name, input, asText(record['summary'])),
      ...(command && { command }),
      meta: { ...meta, ...((risk === 'HIGH' || risk === 'MEDIUM') && { securityRisk: risk }) },
    });
  }

  #observation(record: LogRecord): void {
    const id = callKeyOf(record);
    const seen = isObject(record['observation']) ? record['observation'] : {};
    const shown = blocksOf(seen['content'] ?? seen['output']);
    if (id !== undefined && this.#told.has(id)) {
      const words = wordsOf(shown);
      if (words !== '' && !this.#writer.isTold(words)) this.#writer.notice('system', words);
      return;
    }
    const exitCode = this.#shellState(seen);
    const call = this.#writer.openCall(id);
    // Of older versions: whether it failed, or why.
    const error = asText(seen['error']);
    const isFailed = seen['is_error'] === true || seen['error'] === true || error !== undefined;
    const changes = (isFailed ? [] : changesOf(seen)).map((change) =>
      this.#writer.change({ ...change, ...(call && { toolCallId: call.id }) }),
    );
    this.#writer.result(id, {
      text: [wordsOf(shown), error].filter(Boolean).join('\n'),
      ...((isFailed || (exitCode ?? 0) !== 0) && { status: 'failed' as const }),
      content: [...changes, ...mediaOf(shown).map((content) => ({ type: 'content', content }) as const)],
      ...(exitCode !== undefined && { exitCode }),
      rawOutput: factsOf(seen),
    });
    this.#added(record);
  }

  /** Notes where the shell is and what it still runs. @returns the exit code of a command that has ended */
  #shellState(seen: LogRecord): number | undefined {
    const metadata = isObject(seen['metadata']) ? seen['metadata'] : {};
    this.cwd = asText(metadata['working_dir']) ?? this.cwd;
    const exitCode = asNumber(seen['exit_code']) ?? asNumber(metadata['exit_code']);
    if (exitCode !== undefined) this.#running = exitCode === STILL_RUNNING ? this.#lastCommand : undefined;
    return exitCode === STILL_RUNNING ? undefined : exitCode;
  }

  #rejection(record: LogRecord): void {
    const reason = asText(record['rejection_reason']);
    this.#writer.result(callKeyOf(record), {
      status: 'failed',
      reason: 'refused',
      content: reason === undefined ? [] : [textContent(reason)],
    });
  }

  /** What went wrong before a tool could run. */
  #error(record: LogRecord): void {
    const id = callKeyOf(record);
    const text = asText(record['error']);
    if (this.#writer.openCall(id)) this.#writer.result(id, { status: 'failed', text });
    else this.#writer.notice('error', text);
  }

  /** What happened around the conversation. */
  #note(record: LogRecord): boolean {
    switch (record['kind']) {
      case 'SystemPromptEvent': {
        const words = wordsOf(blocksOf([record['dynamic_context'] ?? '']));
        if (words !== '') this.#writer.notice('system', words, { data: { kind: 'context' } });
        return true;
      }
      case 'Condensation':
      case 'CondensationSummaryEvent': {
        const forgotten = asList(record['forgotten_event_ids']).length;
        const data = forgotten > 0 ? { forgottenEvents: forgotten } : undefined;
        this.#writer.notice('compaction', asText(record['summary']), { data });
        return true;
      }
      case 'CondensationRequest':
        return true;
      case 'PauseEvent':
      case 'InterruptEvent':
        if (record['kind'] === 'InterruptEvent') this.#writer.interruptCalls();
        this.#writer.notice('interruption', asText(record['reason']));
        return true;
      case 'ConversationErrorEvent': {
        const code = asText(record['code']);
        this.#writer.notice('error', asText(record['detail']) ?? code, { ...(code && { data: { code } }) });
        return true;
      }
      case 'HookExecutionEvent':
        this.#writer.notice('hook', hookTitle(record), { data: hookFacts(record) });
        return true;
      default:
        return false;
    }
  }
}

/** Names a call: by the id of the provider, else by the event of its action. */
function callKeyOf(record: LogRecord): string | undefined {
  const event = record['kind'] === 'ActionEvent' ? record['id'] : record['action_id'];
  return asText(record['tool_call_id']) ?? asText(event);
}

/** The call of an action; one that could not be made has its arguments as the model wrote them. */
function callOf(record: LogRecord): ActionCall {
  const { action, tool_call: given } = record;
  const name = asText(record['tool_name']) ?? (isObject(given) ? asText(given['name']) : undefined) ?? '';
  const id = callKeyOf(record);
  if (!isObject(action))
    return { id, name, input: argumentsOf(isObject(given) ? given['arguments'] : undefined) };
  const { data } = action;
  // What a tool of a server was given stands in one field.
  const fields = action['kind'] === 'MCPToolAction' && isObject(data) ? data : action;
  const input = Object.entries(fields).filter(([key, value]) => key !== 'kind' && !isDefault(value));
  return { id, name, input: Object.fromEntries(input) };
}

/** Fields of an action that were not given stand there with these. */
function isDefault(value: unknown): boolean {
  return value === null || value === false;
}

function argumentsOf(text: unknown): LogRecord {
  if (typeof text !== 'string') return {};
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : { arguments: text };
  } catch {
    return { arguments: text };
  }
}

/** Whether an action is told as a thought, or as a message. */
function isTold({ action }: LogRecord): boolean {
  return isObject(action) && (action['kind'] === 'ThinkAction' || action['kind'] === 'FinishAction');
}

function thoughtsIn(answer: LogRecord): readonly string[] {
  const blocks = asList(answer['thinking_blocks']).map((block) => (isObject(block) ? block['thinking'] : ''));
  const item = isObject(answer['responses_reasoning_item']) ? answer['responses_reasoning_item'] : {};
  const texts = [
    answer['reasoning_content'],
    ...blocks,
    ...asList(item['summary']),
    ...asList(item['content']),
  ];
  return texts.filter((text) => typeof text === 'string' && text !== '') as string[];
}

/** What an observation says beyond what is shown of it. */
function factsOf(seen: LogRecord) {
  return compact(
    Object.entries(seen)
      .filter(([key, value]) => !SHOWN.has(key) && !isDefault(value))
      .map(([key, value]) => [key, asJson(value)]),
  );
}

/** Fields of an observation that are shown, or repeat the call. */
const SHOWN = new Set([
  'kind',
  'content',
  'output',
  'is_error',
  'error',
  'command',
  'path',
  'file_path',
  'prev_exist',
  'is_new_file',
  'old_content',
  'new_content',
  'exit_code',
  'metadata',
  'task_list',
  'commit',
]);

function hookTitle(record: LogRecord): string {
  const name = asText(record['hook_event_type']) ?? 'Hook';
  const command = asText(record['hook_command']);
  return command === undefined ? name : `${name}: ${command}`;
}

function hookFacts(record: LogRecord) {
  const facts = [
    'success',
    'blocked',
    'exit_code',
    'reason',
    'stdout',
    'stderr',
    'error',
    'additional_context',
  ];
  return compact(
    facts
      .filter((key) => record[key] !== null && record[key] !== '')
      .map((key) => [key, record[key] === undefined ? undefined : asJson(record[key])]),
  );
}
