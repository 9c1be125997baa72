import type { SessionEvent } from '../../../format/index.ts';
import { asJson, isObject, asText } from '../../sources/json-value.ts';
import { translateAssistant } from './assistant-records.ts';
import { translateAttachment } from './attachments.ts';
import { leftovers, showEvents } from './leftovers.ts';
import { translateProgress } from './progress-records.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionLine } from './session-lines.ts';
import type { Session } from './session.ts';
import { translateFact, translateSystem } from './system-records.ts';
import { translateUser } from './user-records.ts';

/** Turns one line into events and counts what became of it. */
export function translateLine(session: Session, place: SessionLine): readonly SessionEvent[] {
  const { line, log, index } = place;
  const { record } = line;
  const track = session.plan.tracks.trackOf(log, index);
  const isMain = log === session.plan.logs[0];
  if (record?.['type'] !== 'system' || record['subtype'] !== 'api_error') session.apiErrors.flush();
  const uuid = record && asText(record['uuid']);
  session.writer.begin({
    time: place.time,
    track,
    uuid: uuid !== undefined && log.uuids.get(uuid) === index ? uuid : undefined,
    fallbackId: `${isMain ? '' : `${track}:`}line-${line.number}`,
    record: isMain ? line.number : undefined,
    approximate: place.approximate,
    branch: log.branches.get(index),
  });
  if (record) translateRecord(session, record, place, track);
  else keepText(session, line.text, line.flaw);
  return session.writer.drain();
}

function translateRecord(session: Session, record: LogRecord, place: SessionLine, track: string): void {
  const { report, writer } = session;
  const type = typeOf(record);
  const version = asText(record['version']);
  if (version !== undefined) report.version(version);
  if (place.log.copies.has(place.index)) {
    report.count('understood', type);
    report.note('repeated-record', 'a record repeats an earlier one and was left out', { severity: 'info' });
    return;
  }
  const covered = session.startRecord();
  session.announceTrack(track);
  if (track === 'main') writeGitBranch(session, asText(record['gitBranch']));
  const isKnown = translateKnown(session, record);
  showEvents(covered, writer.recordEvents);
  const extra = isKnown ? leftovers(record, covered) : undefined;
  if (isKnown && (extra === undefined || !writer.isSilent)) {
    if (extra) writer.attach(extra);
    report.count('understood', type);
    return;
  }
  // Failures that are held back happened before.
  session.apiErrors.flush();
  writer.update({ sessionUpdate: '_reprise/unknown', recordType: type, value: asJson(record) });
  report.count('kept', type);
}

function translateKnown(session: Session, record: LogRecord): boolean {
  switch (record['type']) {
    case 'assistant':
      translateAssistant(session, record);
      return isObject(record['message']);
    case 'user':
      translateUser(session, record);
      return isObject(record['message']);
    case 'system':
      return translateSystem(session, record);
    case 'attachment':
      return translateAttachment(session, record);
    case 'progress':
      return translateProgress(session, record);
    default:
      return translateFact(session, record);
  }
}

/** The branch that is checked out, where it has changed. */
function writeGitBranch(session: Session, branch: string | undefined): void {
  if (branch === undefined || branch === session.gitBranch) return;
  session.gitBranch = branch;
  session.writer.update({
    sessionUpdate: '_reprise/system',
    text: `On branch ${branch}`,
    data: { kind: 'git-branch', branch },
  });
}

/** A line that could not be read as a record is kept as text. */
function keepText(session: Session, line: string, flaw: string | undefined): void {
  if (line !== '') {
    session.writer.update({ sessionUpdate: '_reprise/unknown', recordType: flaw ?? 'line', value: line });
  }
  session.report.count('unreadable', '');
}

function typeOf(record: LogRecord): string {
  const type = asText(record['type']) ?? 'record';
  const data = isObject(record['data']) ? record['data'] : {};
  const attachment = isObject(record['attachment']) ? record['attachment'] : {};
  const kind = asText(record['subtype']) ?? asText(data['type']) ?? asText(attachment['type']);
  return kind === undefined ? type : `${type}/${kind}`;
}
