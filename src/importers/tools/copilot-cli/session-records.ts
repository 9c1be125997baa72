import type { JsonObject } from '../../../format/index.ts';
import { asJson, asCount, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/** How a record about the session is written. @returns whether it was understood */
type Writing = (writer: SessionWriter, data: LogRecord) => boolean;

/** Records that tell of the session, not of the conversation. */
export const SESSION_RECORDS: ReadonlyMap<string, Writing> = new Map<string, Writing>([
  ['session.start', (writer, data) => note(writer, 'system', 'Session started', startFacts(writer, data))],
  ['session.resume', (writer, data) => note(writer, 'system', 'Session resumed', factsOf(data))],
  ['session.info', (writer, data) => say(writer, 'system', data)],
  ['session.warning', (writer, data) => say(writer, 'system', data)],
  ['session.error', (writer, data) => say(writer, 'error', data)],
  ['session.model_change', modelChange],
  ['session.mode_changed', modeChange],
  ['session.title_changed', titleChange],
  ['session.permissions_changed', (writer, data) => note(writer, 'permission', 'Permissions changed', data)],
  ['session.snapshot_rewind', (writer, data) => note(writer, 'system', 'The user went back', data)],
  ['session.truncation', (writer, data) => note(writer, 'compaction', 'Context truncated', data)],
  ['session.compaction_start', () => true],
  ['session.compaction_complete', compaction],
  ['session.usage_info', usageInfo],
  ['session.shutdown', shutdown],
  ['session.idle', () => true],
  ['system.notification', (writer, data) => say(writer, 'system', data)],
  ['permission.requested', permissionRequest],
  ['permission.completed', permissionEnd],
  ['skill.invoked', skill],
  ['subagent.failed', (writer, data) => say(writer, 'error', data)],
  ['subagent.selected', (writer, data) => subagentNote(writer, 'Subagent', data)],
  ['subagent.configured', subagentSettings],
  ['subagent.completed', (writer, data) => subagentNote(writer, 'Subagent finished', data)],
  ['session.auto_mode_resolved', (writer, data) => note(writer, 'system', 'Model chosen', data)],
  ['session.usage_checkpoint', (writer, data) => note(writer, 'system', 'Usage so far', data)],
  ['assistant.intent', (writer, data) => note(writer, 'progress', asText(data['intent']) ?? '', {})],
  ['assistant.turn_start', () => true],
  ['assistant.turn_end', () => true],
  ['tool.execution_progress', (writer, data) => toolNote(writer, data, 'progressMessage')],
  ['tool.execution_partial_result', (writer, data) => toolNote(writer, data, 'partialOutput')],
  ['tool.user_requested', () => true],
  ['abort', abort],
]);

function note(
  writer: SessionWriter,
  kind: 'system' | 'permission' | 'compaction' | 'progress',
  words: string,
  data: LogRecord,
): boolean {
  writer.notice(kind, words, { data: dataOf(data) });
  return true;
}

/** A notice whose words stand in the record. */
function say(writer: SessionWriter, kind: 'system' | 'error', data: LogRecord): boolean {
  const key = ['message', 'content', 'error'].find((name) => asText(data[name]) !== undefined);
  if (key === undefined) return false;
  writer.notice(kind, asText(data[key]), { data: dataOf(data, key) });
  return true;
}

/** The data of a notice: all of a record but ids and what is said in words. */
function dataOf(data: LogRecord, ...without: readonly string[]): JsonObject | undefined {
  const entries = Object.entries(data).filter(
    ([key, value]) => value !== undefined && !without.includes(key) && !IDS.has(key),
  );
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([key, value]) => [key, asJson(value)]));
}

const IDS: ReadonlySet<string> = new Set(['sessionId', 'interactionId', 'turnId', 'requestId', 'toolCallId']);

/** Where a session runs. */
function factsOf({ context, selectedModel }: LogRecord): LogRecord {
  return {
    ...(selectedModel !== undefined && { model: selectedModel }),
    ...(isObject(context) ? context : {}),
  };
}

/** The same of its start, beyond what the session event says. */
function startFacts(writer: SessionWriter, data: LogRecord): LogRecord {
  const { cwd, branch, gitRoot, ...rest } = factsOf(data);
  writer.markTold([cwd, branch]);
  return { ...(gitRoot !== cwd && { gitRoot }), ...rest };
}

function modelChange(writer: SessionWriter, data: LogRecord): boolean {
  const model = asText(data['newModel']);
  const effort = asText(data['reasoningEffort']);
  if (model === undefined) return false;
  const words = `Model: ${model}${effort === undefined ? '' : `, ${effort} effort`}`;
  writer.notice('system', words, { data: dataOf(data, 'newModel', 'reasoningEffort'), meta: { model } });
  return true;
}

/** What a subagent may do, or did: its name stands with its track. */
function subagentNote(writer: SessionWriter, words: string, data: LogRecord): boolean {
  const name = asText(data['agentDisplayName']) ?? asText(data['agentName']);
  writer.markTold([data['agentName'], data['agentDisplayName']]);
  return note(writer, 'system', name === undefined ? words : `${words}: ${name}`, {
    ...data,
    agentName: undefined,
    agentDisplayName: undefined,
  });
}

function subagentSettings(writer: SessionWriter, data: LogRecord): boolean {
  const words = [asText(data['model']), asText(data['reasoningEffort'])].filter(Boolean).join(', ');
  return note(writer, 'system', words === '' ? 'Subagent set up' : `Subagent set up: ${words}`, data);
}

function modeChange(writer: SessionWriter, data: LogRecord): boolean {
  const mode = asText(data['newMode']) ?? asText(data['mode']);
  if (mode === undefined) return false;
  writer.update({ sessionUpdate: 'current_mode_update', currentModeId: mode });
  return true;
}

function titleChange(writer: SessionWriter, data: LogRecord): boolean {
  const title = asText(data['title']);
  if (title === undefined) return false;
  writer.update({ sessionUpdate: 'session_info_update', title });
  return true;
}

function compaction(writer: SessionWriter, data: LogRecord): boolean {
  const words = asText(data['summaryContent']) ?? asText(data['error']);
  writer.notice('compaction', words, { data: dataOf(data, 'summaryContent') });
  return true;
}

function usageInfo(writer: SessionWriter, data: LogRecord): boolean {
  const used = asCount(data['currentTokens']);
  const size = asCount(data['tokenLimit']);
  if (used === undefined) return false;
  writer.update({ sessionUpdate: 'usage_update', used, ...(size !== undefined && { size }) });
  return true;
}

/** The end of a session, with its totals. */
function shutdown(writer: SessionWriter, data: LogRecord): boolean {
  const used = asCount(data['currentTokens']);
  if (used !== undefined) writer.update({ sessionUpdate: 'usage_update', used });
  return note(writer, 'system', 'Session ended', data);
}

function permissionRequest(writer: SessionWriter, data: LogRecord): boolean {
  const request = isObject(data['permissionRequest']) ? data['permissionRequest'] : data;
  const toolCallId = asText(request['toolCallId']);
  const words = asText(request['intention']) ?? asText(request['fullCommandText']) ?? asText(request['kind']);
  writer.notice(
    'permission',
    words === undefined ? 'Asked for permission' : `Asked for permission: ${words}`,
    {
      data: dataOf(request, 'intention'),
      ...(toolCallId !== undefined && { toolCallId }),
    },
  );
  return true;
}

function permissionEnd(writer: SessionWriter, data: LogRecord): boolean {
  const kind = isObject(data['result']) ? asText(data['result']['kind']) : asText(data['result']);
  writer.notice('permission', kind === undefined ? 'Permission decided' : `Permission: ${kind}`, {
    data: dataOf(data),
  });
  return true;
}

function skill(writer: SessionWriter, data: LogRecord): boolean {
  const name = asText(data['name']);
  writer.notice('system', name === undefined ? 'Skill' : `Skill: ${name}`, { data: dataOf(data, 'name') });
  return true;
}

/** A line that a tool says while it works. */
function toolNote(writer: SessionWriter, data: LogRecord, key: string): boolean {
  const words = asText(data[key]);
  const toolCallId = asText(data['toolCallId']);
  if (words === undefined) return false;
  writer.notice('progress', words, { ...(toolCallId !== undefined && { toolCallId }) });
  return true;
}

function abort(writer: SessionWriter, data: LogRecord): boolean {
  const reason = asText(data['reason']);
  writer.interruptCalls();
  writer.notice('interruption', reason === 'user_initiated' ? 'Interrupted by the user' : reason, {
    data: dataOf(data),
  });
  return true;
}
