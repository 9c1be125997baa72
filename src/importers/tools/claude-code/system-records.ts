import type { JsonObject, Notice } from '../../../format/index.ts';
import { compact, asCount, isObject, asText } from '../../sources/json-value.ts';
import { ToldTexts } from '../../kept/told-texts.ts';
import { RECORD_FIELDS } from './known-fields.ts';
import { writeMode } from './notices.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Session } from './session.ts';
import { translateState } from './state-records.ts';
import { promptStart } from './session-facts.ts';
import { readUserText } from './user-text.ts';

/** A record of type `system`. @returns whether its subtype is known */
export function translateSystem(session: Session, record: LogRecord): boolean {
  switch (record['subtype']) {
    case 'compact_boundary':
    case 'microcompact_boundary':
      translateBoundary(session, record);
      return true;
    case 'api_error':
      session.apiErrors.add(record);
      if (isObject(record['error'])) session.writer.markTold(record['error']);
      return true;
    case 'local_command':
      translateLocalCommand(session, record);
      return true;
    case 'stop_hook_summary':
      writeNotice(session, '_reprise/hook', { record, data: { name: 'Stop', ...hookFields(record) } });
      return true;
    case 'turn_duration':
    case 'away_summary':
    case 'informational':
    case 'model_refusal_fallback':
    case 'session_start':
      writeNotice(session, '_reprise/system', { record, data: fieldsOf(record, ['content']) });
      return true;
    case 'error':
      session.apiErrors.add(record);
      if (isObject(record['error'])) session.writer.markTold(record['error']);
      return true;
    case 'api_refusal':
      translateRefusal(session, record);
      return true;
    default:
      return false;
  }
}

/** The provider would not answer. */
function translateRefusal(session: Session, record: LogRecord): void {
  const words =
    asText(record['apiRefusalExplanation']) ?? asText(record['content']) ?? 'The answer was refused';
  const data = compact([
    ['kind', 'refusal'],
    ['category', asText(record['apiRefusalCategory'])],
    ['direction', asText(record['direction'])],
  ]);
  session.writer.notice('error', words, { data });
}

function writeNotice(
  session: Session,
  sessionUpdate: Notice['sessionUpdate'],
  { record, data }: { record: LogRecord; data: JsonObject | undefined },
): void {
  const words = asText(record['content']);
  const kind =
    sessionUpdate === '_reprise/system' ? asText(record['subtype'])?.replaceAll('_', '-') : undefined;
  const whole = compact([['kind', kind], ...Object.entries(data ?? {})]);
  session.writer.update({
    sessionUpdate,
    ...(words !== undefined && { text: words }),
    ...(whole && { data: whole }),
  });
}

/** Fields of a record beyond those that every record has, and those named. */
function fieldsOf(record: LogRecord, without: readonly string[]): JsonObject | undefined {
  const shown = new ToldTexts();
  const skip = new Set([...RECORD_FIELDS, ...without]);
  const rest = shown.remainder(record, skip);
  return isObject(rest) ? rest : undefined;
}

function hookFields(record: LogRecord): JsonObject {
  return fieldsOf(record, ['hookCount', 'toolUseID', 'content']) ?? {};
}

function translateBoundary(session: Session, record: LogRecord): void {
  const metadata = record['compactMetadata'] ?? record['microcompactMetadata'];
  const fields = isObject(metadata) ? metadata : {};
  const skip = new Set([
    'preservedMessages',
    'preservedSegment',
    'compactedToolIds',
    'clearedAttachmentUUIDs',
  ]);
  const rest = new ToldTexts().remainder(fields, skip);
  const words = asText(record['content']);
  const isMicro = record['subtype'] === 'microcompact_boundary';
  const data = compact([
    ['trigger', isMicro ? 'micro' : undefined],
    ...Object.entries(isObject(rest) ? rest : {}),
  ]);
  const uuid = asText(record['uuid']);
  if (uuid !== undefined && session.facts.summarised.has(uuid) && !isMicro) {
    // One event for both: the summary follows and takes this with it.
    session.writer.markTold([fields, words]);
    session.compactions.set(uuid, { ...data, ...(words !== undefined && { note: words }) });
    return;
  }
  session.writer.update({
    sessionUpdate: '_reprise/compaction',
    ...(words !== undefined && { text: words }),
    ...(data && { data }),
  });
}

function translateLocalCommand(session: Session, record: LogRecord): void {
  const whole = asText(record['content']) ?? '';
  for (const part of readUserText(whole)) {
    if (part.kind === 'shell-output' || part.kind === 'shell-input') continue;
    const verbatim = new ToldTexts(part.text).untold(whole);
    const data = compact([
      ['kind', part.kind],
      ['verbatim', verbatim],
    ]);
    if (part.kind === 'command') {
      session.writer.update(
        { sessionUpdate: 'user_message_chunk', content: { type: 'text', text: part.text } },
        { origin: 'command', ...(verbatim !== undefined && { verbatim }) },
      );
    } else
      session.writer.update({ sessionUpdate: '_reprise/system', text: part.text, ...(data && { data }) });
  }
}

/** Records that hold no message: titles, modes, queue, links. @returns whether the type is known */
export function translateFact(session: Session, record: LogRecord): boolean {
  switch (record['type']) {
    case 'summary':
      translateTitle(session, asText(record['summary']));
      return true;
    case 'ai-title':
      translateTitle(session, asText(record['aiTitle']));
      return true;
    case 'custom-title':
      translateTitle(session, asText(record['customTitle']));
      return true;
    case 'permission-mode':
      writeMode(session, asText(record['permissionMode']));
      return true;
    case 'mode':
      translateInterfaceMode(session, asText(record['mode']));
      return true;
    case 'last-prompt':
      return isKnownPrompt(session, asText(record['lastPrompt']));
    case 'file-history-snapshot':
      return true;
    case 'queue-operation':
      translateQueue(session, record);
      return true;
    case 'pr-link':
      translatePullRequest(session, record);
      return true;
    default:
      return translateState(session, record);
  }
}

function translateTitle(session: Session, title: string | undefined): void {
  if (title === undefined) return;
  if (title === session.title) {
    session.writer.markTold(title);
    return;
  }
  session.title = title;
  session.writer.update({ sessionUpdate: 'session_info_update', title });
}

/** Mode of the input line (`normal`, `vim` …): of interest only where it is not the usual one. */
function translateInterfaceMode(session: Session, mode: string | undefined): void {
  if (mode === undefined || mode === 'normal' || !session.tellOnce(`mode ${mode}`)) return;
  session.writer.update({ sessionUpdate: '_reprise/system', data: { kind: 'mode', mode } });
}

/** The last prompt is repeated, shortened; one that stands nowhere in the log is kept. */
function isKnownPrompt(session: Session, prompt: string | undefined): boolean {
  if (prompt === undefined) return true;
  const start = promptStart(prompt.replace(/…$/, ''));
  return [...session.facts.promptStarts].some((known) => known.startsWith(start) || start.startsWith(known));
}

/** What was typed while the agent was busy. The text stands where it was taken up, if it was. */
function translateQueue(session: Session, record: LogRecord): void {
  const words = asText(record['content']);
  const operation = asText(record['operation']) ?? 'enqueue';
  if (words !== undefined && readUserText(words)[0]?.kind === 'notification' && !session.tellOnce(words))
    return;
  const isElsewhere = words !== undefined && session.isPrompt(words);
  session.writer.update({
    sessionUpdate: '_reprise/queue',
    ...(words !== undefined && !isElsewhere && { text: words }),
    data: { operation },
  });
}

function translatePullRequest(session: Session, record: LogRecord): void {
  const url = asText(record['prUrl']);
  const number = asCount(record['prNumber']);
  if (url !== undefined && !session.tellOnce(`pull request ${url}`)) return;
  session.writer.update({
    sessionUpdate: '_reprise/system',
    text: `Pull request${number === undefined ? '' : ` #${number}`}${url === undefined ? '' : `: ${url}`}`,
    data: compact([
      ['kind', 'pull-request'],
      ['number', number],
      ['url', url],
      ['repository', asText(record['prRepository'])],
    ])!,
  });
}
