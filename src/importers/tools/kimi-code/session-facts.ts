import type { SessionInfo } from '../../../format/index.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { sourceText } from '../../sources/source-text.ts';

/** Bytes of `state.json` that are read. */
const MAX_STATE_SIZE = 1024 * 1024;

/** What is known of a session; its logs share it. */
export class SessionFacts {
  /** `kimi-code`, or `kimi-cli` as the log shows. */
  agent: 'kimi-code' | 'kimi-cli' = 'kimi-code';
  readonly models = new Set<string>();
  title: string | undefined;
  cwd: string | undefined;
  /** Where a command ran that names no folder: the folder of the session, for logs that do not say it. */
  shellFolder: string | undefined;
  sessionId: string | undefined;

  /** Takes what `state.json` beside the log says. */
  async readState(source: ImportSource): Promise<void> {
    const file = await source.sibling?.('state.json');
    if (!file || file.size > MAX_STATE_SIZE) return;
    const json = await sourceText(file);
    const state = parse(json);
    if (!isObject(state)) return;
    this.title = asText(state['custom_title']) ?? asText(state['title']);
    this.cwd ??= asText(state['workDir']) ?? asText(state['work_dir']) ?? asText(state['cwd']);
    this.sessionId ??= sessionIdOf(state);
  }

  info(): Omit<SessionInfo, 'type' | 'startedAt'> {
    const { agent, models, title, sessionId } = this;
    const cwd = this.cwd ?? this.shellFolder;
    return {
      ...(title !== undefined && { title }),
      agent: { name: agent, ...(models.size > 0 && { models: [...models] }) },
      ...(cwd !== undefined && { workspace: { root: cwd } }),
      ...(sessionId !== undefined && { sessionId }),
    };
  }
}

/** The folder of an agent names the session. */
function sessionIdOf(state: Record<string, unknown>): string | undefined {
  const main = isObject(state['agents']) ? state['agents']['main'] : undefined;
  const folder = isObject(main) ? asText(main['homedir']) : undefined;
  const own = asText(state['sessionId']) ?? asText(state['id']);
  return own ?? /[\\/](session_[\w-]{1,80})[\\/]/.exec(folder ?? '')?.[1];
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
