import type { PlanEntry } from '../../../format/index.ts';
import { asJson, compact, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';

/** Why a turn ended otherwise than by the agent's own will. */
export const STOPS: ReadonlyMap<unknown, string> = new Map([
  ['max_tokens', 'Stopped: the limit of tokens was reached'],
  ['max_turn_requests', 'Stopped: the limit of requests in a turn was reached'],
  ['refusal', 'The agent refused to go on'],
]);

/** What is said of messages that are of no conversation. */
export const LABELS: ReadonlyMap<string, string> = new Map([
  ['initialize', 'The client connects'],
  ['initialize (answer)', 'The agent answers'],
  ['session/new', 'New session'],
  ['session/new (answer)', 'Modes and options of the session'],
  ['session/load', 'Load a session'],
  ['session/load (answer)', 'Modes and options of the session'],
  ['session/resume', 'Resume a session'],
  ['session/resume (answer)', 'Modes and options of the session'],
  ['session/close', 'Close the session'],
  ['session/set_config_option', 'Change an option'],
  ['session/set_config_option (answer)', 'Options of the session'],
  ['available_commands_update', 'Commands that the agent offers'],
  ['config_option_update', 'Options of the session'],
]);

/** What a message says, as data of a notice. */
export function dataOf(kind: string, params: LogRecord) {
  const said = Object.entries(params).filter(([key]) => key !== 'sessionId');
  return compact([['kind', kind], ...said.map(([key, value]) => [key, asJson(value)] as const)]);
}

/** An entry of a plan; none where it has no words. */
export function planEntry(entry: unknown): readonly PlanEntry[] {
  const content = isObject(entry) ? asText(entry['content']) : undefined;
  if (!isObject(entry) || content === undefined) return [];
  const { status, priority } = entry;
  return [
    {
      content,
      status: status === 'completed' || status === 'in_progress' ? status : 'pending',
      ...((priority === 'high' || priority === 'medium' || priority === 'low') && { priority }),
    },
  ];
}
