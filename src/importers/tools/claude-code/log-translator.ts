import type { SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type {
  ChildSource,
  RecordOrder,
  RecordTranslator,
  SessionFinding,
  SourceRecord,
} from '../../records/record-translator.ts';
import type { SessionWriter } from '../../records/session-writer.ts';
import { findAgentFiles, sessionFolders } from './agent-files.ts';
import { translateAssistant } from './assistant-records.ts';
import { translateAttachment } from './attachments.ts';
import { LogSurvey } from './log-survey.ts';
import { persistedPaths, readPersisted } from './persisted-output.ts';
import { translateProgress } from './progress-records.ts';
import { Session } from './session.ts';
import { translateFact, translateSystem } from './system-records.ts';
import { translateUser } from './user-records.ts';

/** What the records of one file mean: of the log itself, or of a subagent's. The files of a session share it. */
export class LogTranslator implements RecordTranslator {
  readonly #session: Session;
  readonly #log: LogSurvey;
  /** uuids of the records of a subagent's file, while that is surveyed. */
  readonly #agentUuids: string[] = [];

  constructor(session: Session, log: LogSurvey) {
    this.#session = session;
    this.#log = log;
  }

  /** The translator of a log; those of its subagents' files come from `children`. */
  static ofLog(writer: SessionWriter, source: ImportSource): LogTranslator {
    const log = new LogSurvey(source);
    return new LogTranslator(new Session(writer, log), log);
  }

  /** Takes a record in, unless it is a copy. */
  survey(record: LogRecord, place: SourceRecord): void {
    const { source } = this.#log;
    const { facts, main } = this.#session;
    if (!this.#log.add(record, place)) return;
    facts.add(record, { source, number: place.number });
    const uuid = asText(record['uuid']);
    if (uuid !== undefined && this.#log !== main) this.#agentUuids.push(uuid);
  }

  /** Puts the tree of the file's records in order. */
  surveyed(order: RecordOrder): void {
    this.#log.resolve(order);
    for (const uuid of this.#agentUuids.splice(0)) this.#session.facts.agentUuids.set(uuid, 0);
  }

  /** The files of subagents beside the log. */
  async children(source: ImportSource): Promise<readonly ChildSource[]> {
    const session = this.#session;
    session.folders = sessionFolders(session.facts.sessionIds, source.name);
    const files = await findAgentFiles(source, session.folders, session.facts);
    return files.map((file) => ({
      source: file.source,
      translator: new LogTranslator(session, session.addAgent(file)),
    }));
  }

  /** Links subagents and calls of all files. */
  plan(): void {
    this.#session.plan();
  }

  /** Title, versions and folder, as the whole session tells them. */
  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { facts, main } = this.#session;
    const title = facts.title((uuid) => main.lineOfUuid(uuid) !== undefined);
    const workspace = {
      ...(facts.cwd !== undefined && { root: facts.cwd }),
      ...(facts.gitBranch !== undefined && { git: { branch: facts.gitBranch } }),
    };
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: 'claude-code',
        ...(facts.version !== undefined && { version: facts.version }),
        ...(facts.models.size > 0 && { models: [...facts.models] }),
      },
      ...(Object.keys(workspace).length > 0 && { workspace }),
      ...(facts.sessionId !== undefined && { sessionId: facts.sessionId }),
    };
  }

  /** Fetches an output that was too large for the log. */
  prepare(record: LogRecord): Promise<void> | undefined {
    const session = this.#session;
    session.persisted = undefined;
    const paths = persistedPaths(record, session.folders);
    if (paths.length === 0) return undefined;
    return readPersisted(session.main.source, paths).then((output) => {
      session.persisted = output;
    });
  }

  /** Failures of the service in a row are one event, which ends with any other record. */
  release(next: LogRecord | undefined): void {
    const isFailure = next?.['type'] === 'system' && FAILURES.has(next['subtype']);
    if (!isFailure) this.#session.apiErrors.flush();
  }

  /** The record's uuid, where it names no other one before it. */
  idOf(record: LogRecord, { number }: SourceRecord): string | undefined {
    const uuid = asText(record['uuid']);
    return uuid !== undefined && this.#log.lineOfUuid(uuid) === number ? uuid : undefined;
  }

  /** `main`, or the track of a subagent. */
  trackOf({ number }: SourceRecord): string {
    return this.#session.tracks.trackOf(this.#log, number);
  }

  /** The abandoned branch that a record is on. */
  branchOf(_record: LogRecord, { number }: SourceRecord): string | undefined {
    return this.#log.branchOf(number);
  }

  /** Whether the record stands in the file before, word for word. */
  isCopy(_record: LogRecord, { number }: SourceRecord): boolean {
    return this.#log.isCopy(number);
  }

  /** Writes the events of a record, by its type. */
  translate(record: LogRecord): boolean {
    const session = this.#session;
    const { track } = session.writer.context;
    session.announceTrack(track);
    const branch = asText(record['gitBranch']);
    // Every record repeats it.
    session.writer.markTold(branch);
    if (track === 'main') writeGitBranch(session, branch);
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

  /** Writes what was held back. */
  finish(): void {
    this.#session.finish();
  }

  /** Says where a log holds several sessions. */
  findings(): readonly SessionFinding[] {
    const { size } = this.#session.facts.sessionIds;
    if (size <= 1) return [];
    return [
      {
        code: 'several-sessions',
        message: `the log holds records of ${size} session ids`,
      },
    ];
  }
}

const FAILURES = new Set<unknown>(['api_error', 'error']);

/** Kind of a record, for the report: its type, and that of what it holds. */
export function kindOfRecord(record: LogRecord): string {
  const type = asText(record['type']) ?? 'record';
  const data = isObject(record['data']) ? record['data'] : {};
  const attachment = isObject(record['attachment']) ? record['attachment'] : {};
  const kind = asText(record['subtype']) ?? asText(data['type']) ?? asText(attachment['type']);
  return kind === undefined ? type : `${type}/${kind}`;
}

/** The branch that is checked out, where it has changed. */
function writeGitBranch(session: Session, branch: string | undefined): void {
  if (branch === undefined || branch === session.gitBranch) return;
  session.gitBranch = branch;
  session.writer.notice('system', `On branch ${branch}`, { data: { kind: 'git-branch', branch } });
}
