import type { SessionInfo, Workspace } from '../../../format/index.ts';
import { asJson, compact, isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { SessionWriter } from '../../records/session-writer.ts';

/** Keys of an envelope or header that the session itself says, or that are only of use to programs. */
const IN_SESSION = new Set([
  'type',
  'schema_version',
  'id',
  'ts',
  'session_uid',
  'content_hash',
  'stream',
  'segment',
  'sessions',
  'agent',
  'cwd',
  'name',
]);

/** Models of a session that are listed. */
const MAX_MODELS = 100;

/** What headers and later records say of the session as a whole. */
export class SessionFacts {
  readonly #models = new Set<string>();
  #header: LogRecord = {};
  #title: string | undefined;
  #branch: string | undefined;

  /** First pass. */
  add(record: LogRecord): void {
    const payload = isObject(record['payload']) ? record['payload'] : {};
    if (record['type'] === 'session') {
      // Segments of one session repeat what the first header says, and may add to it.
      this.#header = { ...record, ...this.#header };
      const agent = isObject(record['agent']) ? record['agent'] : {};
      this.#addModel(agent['model_default']);
    }
    this.#addModel(payload['model']);
    this.#addModel(payload['to_model']);
    if (record['type'] !== 'session_metadata_update') return;
    const value = asText(payload['value']);
    if (payload['field'] === 'name') this.#title = value ?? this.#title;
    if (payload['field'] === 'vcs.branch') this.#branch = value ?? this.#branch;
    if (payload['field'] === 'agent.model_default') this.#addModel(value);
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const header = this.#header;
    const agent = isObject(header['agent']) ? header['agent'] : {};
    const version = asText(agent['version']);
    const title = this.#title ?? asText(header['name']);
    const sessionId = asText(header['session_uid']) ?? asText(header['id']);
    const workspace = this.#workspace();
    return {
      ...(title !== undefined && { title }),
      agent: {
        name: asText(agent['name']) ?? 'agent',
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(workspace && { workspace }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  /** Writes what an envelope or header says beyond the session: description, tags, where it comes from. */
  describe(record: LogRecord, writer: SessionWriter): void {
    const { vcs } = record;
    const description = asText(record['description']);
    const isSession = record['type'] === 'session';
    if (isSession) {
      writer.cover([record['name'], record['cwd'], record['agent']]);
      if (isObject(vcs))
        writer.cover([vcs['branch'], vcs['remote_url'], vcs['head_commit'], vcs['revision']]);
    }
    const data = compact(
      Object.entries(record)
        .filter(([key]) => key !== 'description' && !(IN_SESSION.has(key) && (isSession || key !== 'name')))
        .filter(([key]) => !(isSession && key === 'vcs' && !(isObject(vcs) && 'worktree' in vcs)))
        .map(([key, value]) => [key, asJson(value)]),
    );
    if (description === undefined && !data) return;
    writer.notice('system', description, { data: { kind: String(record['type']), ...data } });
  }

  #workspace(): Workspace | undefined {
    const header = this.#header;
    const vcs = isObject(header['vcs']) ? header['vcs'] : {};
    const root = asText(header['cwd']);
    const branch = this.#branch ?? asText(vcs['branch']);
    const commit = asText(vcs['head_commit']) ?? asText(vcs['revision']);
    const remote = asText(vcs['remote_url']);
    if (root === undefined && branch === undefined && commit === undefined && remote === undefined)
      return undefined;
    const git = {
      ...(branch !== undefined && { branch }),
      ...(commit !== undefined && { commit }),
      ...(remote !== undefined && { remote }),
    };
    return { ...(root !== undefined && { root }), ...(Object.keys(git).length > 0 && { git }) };
  }

  #addModel(value: unknown): void {
    const model = asText(value);
    if (model !== undefined && this.#models.size < MAX_MODELS) this.#models.add(model);
  }
}
