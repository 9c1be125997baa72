import type { SessionInfo } from '../../../format/index.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { modelAmong } from './acp-messages.ts';
import type { AcpMessage } from './acp-message.ts';

/** Models of a session that are listed. */
const MAX_MODELS = 100;

/** Requests that say where a session works. */
const OPENING = new Set(['session/new', 'session/load', 'session/resume']);

/** What a stream says of the session as a whole. */
export class SessionFacts {
  readonly #models = new Set<string>();
  #session: string | undefined;
  #agent: LogRecord = {};
  #root: string | undefined;
  #title: string | undefined;

  /** @param session - its id, where it was asked for */
  constructor(session: string | undefined) {
    this.#session = session;
  }

  /** First pass: a message, and of a response the request that it answers. */
  add({ method, params, result, update, sessionId }: AcpMessage, request: AcpMessage | undefined): void {
    this.#session ??= sessionId;
    if (method !== undefined && OPENING.has(method)) this.#root = asText(params['cwd']) ?? this.#root;
    if (update?.['sessionUpdate'] === 'session_info_update')
      this.#title = asText(update['title']) ?? this.#title;
    if (isObject(result)) {
      if (isObject(result['agentInfo'])) this.#agent = result['agentInfo'];
      if (request?.method === 'session/new') this.#session ??= asText(result['sessionId']);
    }
    for (const model of [modelAmong(result), modelAmong(update)]) {
      if (model !== undefined && this.#models.size < MAX_MODELS) this.#models.add(model);
    }
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const version = asText(this.#agent['version']);
    const name = asText(this.#agent['name']) ?? 'agent';
    return {
      ...(this.#title !== undefined && { title: this.#title }),
      agent: {
        name,
        ...(version !== undefined && { version }),
        ...(this.#models.size > 0 && { models: [...this.#models] }),
      },
      ...(this.#root !== undefined && { workspace: { root: this.#root } }),
      ...(this.#session !== undefined && { sessionId: this.#session }),
    };
  }
}
