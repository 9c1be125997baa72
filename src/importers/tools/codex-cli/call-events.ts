import type { JsonObject } from '../../../format/index.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { readOutput } from './call-output.ts';
import type { Calls, CallFacts } from './calls.ts';
import { hasFailed, itemTimes } from './completed-items.ts';
import { describeCommand, describePatched, describeTool } from './describe-tool.ts';
import { changedPaths, hunkHeaders } from './patch-calls.ts';
import { durationOf } from './rollout-item.ts';
import type { RolloutSurvey } from './rollout-survey.ts';
import { commandOf } from './shell.ts';

/**
 * Events that tell how a call went: often more than the output that the model got. Of what runs inside a script
 * (code mode) they are the only record; it gets calls of its own.
 */
export class CallEvents {
  readonly #writer: SessionWriter;
  readonly #survey: RolloutSurvey;
  readonly #calls: Calls;

  constructor(writer: SessionWriter, survey: RolloutSurvey, calls: Calls) {
    this.#writer = writer;
    this.#survey = survey;
    this.#calls = calls;
  }

  /** A `patch_apply_end` event. */
  patch(payload: LogRecord): boolean {
    const id = asText(payload['call_id']);
    const { changes } = payload;
    const said = [asText(payload['stdout']), asText(payload['stderr'])].filter((part) => part !== undefined);
    const isFailure = payload['success'] === false;
    const isOwn = !this.#survey.hasCall(id);
    if (isOwn) {
      const paths = changedPaths(changes);
      const start = { id, name: 'apply_patch', description: describePatched(paths) };
      this.#begin(payload, () => this.#writer.call(isFailure ? { ...start, input: { changes } } : start));
    }
    if (isFailure) {
      const facts = { isUnpatched: true, hasFailed: true, ...refusal(payload) };
      this.#calls.learn(id, { ...facts, duration: spanOf(payload) }, said);
      return isOwn;
    }
    const made = this.#calls.made(id, changes);
    this.#writer.markTold(hunkHeaders(changes));
    this.#calls.learn(id, { changes: made, duration: spanOf(payload) }, said);
    return true;
  }

  /** An `exec_command_end` event. */
  command(payload: LogRecord): boolean {
    const id = asText(payload['call_id']);
    const streams = [payload['stdout'], payload['stderr']].flatMap((part) => asText(part) ?? []);
    const output = asText(payload['aggregated_output']) ?? streams.join('\n');
    const exitCode = payload['status'] === 'declined' ? undefined : asNumber(payload['exit_code']);
    const duration = durationOf(payload['duration']) ?? spanOf(payload);
    const failure = hasFailed(payload['status']) ? { hasFailed: true, ...refusal(payload) } : {};
    this.#writer.markTold([payload['command'], payload['cwd'], payload['cwd_url'], payload['parsed_cmd']]);
    if (!this.#survey.hasCall(id)) this.#ownCommand(id, payload);
    if (!this.#calls.isOpen(id)) return this.#late(id, exitCode === undefined ? {} : { exitCode });
    this.#writer.markTold(output);
    const formatted = asText(payload['formatted_output']);
    const facts = { output: { text: output }, exitCode, duration, ...failure };
    this.#calls.learn(id, facts, formatted === undefined ? streams : [...streams, formatted]);
    return true;
  }

  #ownCommand(id: string | undefined, payload: LogRecord): void {
    const command = commandOf(payload);
    const input = { command: command?.command ?? '' };
    const description = describeCommand(input.command, input);
    this.#begin(payload, () =>
      this.#calls.start(id, { name: 'exec_command', input, description, command }, command?.command),
    );
  }

  /** An `mcp_tool_call_end` event. */
  server(payload: LogRecord): boolean {
    const invocation = isObject(payload['invocation']) ? payload['invocation'] : {};
    const { result } = payload;
    const isFailure = isObject(result) && 'Err' in result;
    const given = isObject(result) ? (result['Ok'] ?? result['Err'] ?? result) : result;
    const name = `mcp__${asText(invocation['server']) ?? ''}__${asText(invocation['tool']) ?? ''}`;
    this.#writer.markTold(invocation);
    return this.#tool(payload, { name, input: invocation['arguments'], given, isFailure });
  }

  /** A `dynamic_tool_call_response` event: a tool that the program around Codex brings. */
  dynamic(payload: LogRecord): boolean {
    const { content_items: items, error, success } = payload;
    const isFailure = success === false || (error !== null && error !== undefined);
    const name = asText(payload['tool']) ?? 'tool';
    const given = items ?? error;
    return this.#tool(payload, { name, input: payload['arguments'], given, isFailure });
  }

  /** A `dynamic_tool_call_request` event. */
  dynamicRequest(payload: LogRecord): boolean {
    const id = asText(payload['call_id']) ?? asText(payload['callId']);
    if (this.#survey.hasCall(id)) this.#writer.markTold(payload['arguments']);
    else {
      const name = asText(payload['tool']) ?? 'tool';
      const input = payload['arguments'];
      this.#writer.call({ id, name, input, description: describeTool(name, input) });
    }
    return true;
  }

  /** What a tool gave. */
  #tool(payload: LogRecord, { name, input, given, isFailure }: GivenByTool): boolean {
    const id = asText(payload['call_id']);
    const output = readOutput(given);
    if (!this.#calls.isOpen(id) && !this.#survey.hasCall(id)) {
      const start = { id, name, input, description: describeTool(name, input) };
      this.#begin(payload, () => this.#writer.call(start));
    }
    if (!this.#calls.isOpen(id)) return this.#late(id, {});
    this.#writer.markTold(output.json);
    const failed = isFailure || output.hasFailed === true || hasFailed(payload['status']);
    const duration = durationOf(payload['duration']) ?? spanOf(payload);
    this.#calls.learn(id, { output, duration, hasFailed: failed }, [output.text]);
    return true;
  }

  /** An event about agents: `collab_agent_spawn_end` and its like, or the item of newer versions. */
  collaboration(tool: string, payload: LogRecord): boolean {
    const id = asText(payload['call_id']);
    const told = statusTexts(payload);
    const input = Object.fromEntries(
      ['prompt', 'model', 'new_agent_role', 'new_agent_nickname']
        .map((key) => [key, asText(payload[key])] as const)
        .filter(([, value]) => value !== undefined && value !== ''),
    );
    if (!this.#survey.hasCall(id)) {
      const start = { id, name: tool, input, description: describeTool(tool, input) };
      this.#begin(payload, () => this.#writer.call(start));
    }
    if (!this.#calls.isOpen(id)) return this.#late(id, {});
    this.#writer.markTold([payload['prompt'], payload['agents_states'], payload['receiver_agents'], told]);
    const failed = hasFailed(payload['status']);
    this.#calls.learn(id, { duration: spanOf(payload), hasFailed: failed }, told);
    return true;
  }

  /** A `view_image_tool_call` event. */
  image(payload: LogRecord): boolean {
    const id = asText(payload['call_id']);
    if (this.#survey.hasCall(id)) {
      this.#writer.markTold(payload['path']);
      return true;
    }
    const input = { path: asText(payload['path']) ?? '' };
    this.#begin(payload, () =>
      this.#writer.call({ id, name: 'view_image', input, description: describeTool('view_image', input) }),
    );
    this.#writer.result(id, {});
    return true;
  }

  /** Writes a call of which the log has this event only, between the times that it names. */
  #begin(payload: LogRecord, write: () => void): void {
    const { start, end } = itemTimes(payload);
    this.#writer.at(start);
    write();
    this.#writer.at(end);
  }

  /** What an event says of a call that has ended: a command that went on in the background. */
  #late(id: string | undefined, rawOutput: JsonObject): boolean {
    const toolCallId = this.#writer.callId(id);
    if (toolCallId === undefined) return false;
    const isTold = Object.keys(rawOutput).length === 0;
    this.#writer.update({
      sessionUpdate: 'tool_call_update',
      toolCallId,
      ...(!isTold && { rawOutput }),
    });
    return true;
  }
}

interface GivenByTool {
  readonly name: string;
  readonly input: unknown;
  readonly given: unknown;
  readonly isFailure: boolean;
}

function refusal({ status }: LogRecord): Pick<CallFacts, 'reason'> {
  return status === 'declined' ? { reason: 'refused' } : {};
}

/** How long an item says that something took, ms. */
function spanOf(payload: LogRecord): number | undefined {
  const { start, end } = itemTimes(payload);
  return start === undefined || end === undefined || end < start ? undefined : end - start;
}

/** What agents that ended have said. */
function statusTexts({
  status,
  statuses,
  agent_statuses: list,
  agents_states: states,
}: LogRecord): readonly string[] {
  const values = [
    status,
    ...Object.values(isObject(statuses) ? statuses : {}),
    ...Object.values(isObject(states) ? states : {}),
    ...asList(list).map((entry) => (isObject(entry) ? entry['status'] : undefined)),
  ];
  const texts = values
    .filter(isObject)
    .flatMap((value) => Object.values(value).flatMap((part) => asText(part) ?? []));
  return [...new Set(texts)];
}
