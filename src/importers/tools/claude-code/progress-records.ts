import { compact, isObject, asText } from '../../sources/json-value.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { textKey } from '../../sources/text-key.ts';
import { translateAssistant } from './assistant-records.ts';
import { writeSystem } from './notices.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import { translateUser } from './user-records.ts';

const PROGRESS_FIELDS = new Set([
  'type',
  'agentId',
  'taskId',
  'totalLines',
  'elapsedTimeSeconds',
  'elapsedTimeMs',
]);

/** A `progress` record (2.1.12 to 2.1.79). @returns whether its type is known */
export function translateProgress(session: Session, record: LogRecord): boolean {
  const data = isObject(record['data']) ? record['data'] : {};
  switch (data['type']) {
    case 'agent_progress':
      return translateAgentProgress(session, data);
    case 'bash_progress':
    case 'powershell_progress':
      session.writer.markTold(session.progress.add(asText(record['parentToolUseID']), data));
      return true;
    case 'hook_progress':
      writeHook(session, record, data);
      return true;
    case 'mcp_progress':
    case 'query_update':
    case 'search_results_received':
    case 'waiting_for_task':
      writeProgress(session, record, data);
      return true;
    default:
      return false;
  }
}

/** A copy of a subagent's record. Where the record itself is at hand, the copy says nothing. */
function translateAgentProgress(session: Session, data: LogRecord): boolean {
  const { facts, tracks, writer } = session;
  const nested = data['message'];
  const agentId = asText(data['agentId']) ?? '';
  const track = tracks.byAgent.get(agentId);
  if (!isObject(nested) || track === undefined) return false;
  const uuid = asText(nested['uuid']);
  if (uuid !== undefined && facts.agentUuids.has(uuid)) {
    session.writer.markTold(data);
    return true;
  }
  session.announceTrack(track);
  writer.enter(track, uuid);
  const prompt = asText(data['prompt']);
  const isKnown = prompt === undefined || facts.agentPrompts.get(agentId) === textKey(prompt.trim());
  if (isKnown) session.writer.markTold(prompt);
  else if (session.tellOnce(prompt)) writeSystem(session, prompt, { kind: 'prompt' });
  if (nested['type'] === 'assistant') translateAssistant(session, nested);
  else if (nested['type'] === 'user') translateUser(session, nested);
  else return false;
  return true;
}

function writeHook(session: Session, record: LogRecord, data: LogRecord): void {
  const call = session.writer.callId(asText(record['parentToolUseID']));
  const name = asText(data['hookName']) ?? asText(data['hookEvent']);
  const rest = new ToldTexts().remainder(data, new Set(['type', 'hookName', 'hookEvent']));
  session.writer.update({
    sessionUpdate: '_reprise/hook',
    ...(call !== undefined && { toolCallId: call }),
    data: compact([['name', name], ...Object.entries(isObject(rest) ? rest : {})]) ?? {},
  });
}

function writeProgress(session: Session, record: LogRecord, data: LogRecord): void {
  const call = session.writer.callId(asText(record['parentToolUseID']) ?? asText(record['toolUseID']));
  // A call that starts or ends says so itself.
  const isStep = ['started', 'completed', 'failed'].includes(String(data['status']));
  if (data['type'] === 'mcp_progress' && call !== undefined && isStep) {
    session.writer.markWithin([data['serverName'], data['toolName']]);
    return;
  }
  const rest = new ToldTexts().remainder(data, PROGRESS_FIELDS);
  session.writer.update({
    sessionUpdate: '_reprise/progress',
    ...(call !== undefined && { toolCallId: call }),
    data: { kind: String(data['type']).replaceAll('_', '-'), ...(isObject(rest) && rest) },
  });
}
