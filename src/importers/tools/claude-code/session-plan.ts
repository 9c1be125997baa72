import type { ImportSource } from '../../sources/import-source.ts';
import type { ImportOptions } from '../../importer.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import { surveyLog } from './log-survey.ts';
import type { LogSurvey } from './log-survey.ts';
import { planTracks } from './agent-tracks.ts';
import type { AgentFile, AgentTracks } from './agent-tracks.ts';
import { SessionFacts } from './session-facts.ts';

/** Everything the second pass has to know of a session. */
export interface SessionPlan {
  readonly facts: SessionFacts;
  /** The log itself first, then the files of its subagents. */
  readonly logs: readonly LogSurvey[];
  readonly tracks: AgentTracks;
  /** Wall time of the session's start, ms since 1970 UTC; `undefined` when no record has a time. */
  readonly startedAt: number | undefined;
  /** Folders beside the log that hold what belongs to its session, or sessions. */
  readonly folders: readonly string[];
}

/** Files of subagents that are read; one session of the corpus has none, real ones have some dozens. */
const MAX_AGENT_FILES = 2000;

/** Bytes of an agent's `.meta.json`. */
const MAX_META_SIZE = 64 * 1024;

/** First pass over the log and the files of its subagents. */
export async function planSession(source: ImportSource, options: ImportOptions): Promise<SessionPlan> {
  const facts = new SessionFacts();
  const main = await surveyLog(source, facts, options.signal);
  const folders = sessionFolders(facts.sessionIds, source.name);
  const agentFiles: AgentFile[] = [];
  for (const path of await agentPaths(source, folders, facts)) {
    const file = await source.sibling?.(path);
    if (!file) continue;
    const survey = await surveyLog(file, facts, options.signal);
    for (const uuid of survey.uuids.keys()) facts.agentUuids.add(uuid);
    const agentType = await readAgentType(source, path);
    agentFiles.push({ survey, agentId: agentIdOf(path), ...(agentType !== undefined && { agentType }) });
  }
  const logs = [main, ...agentFiles.map(({ survey }) => survey)];
  const starts = logs.filter(({ clock }) => clock.timed).map(({ clock }) => clock.times[clock.order[0]!]!);
  return {
    facts,
    logs,
    tracks: planTracks(main, agentFiles, facts),
    startedAt: starts.length === 0 ? undefined : Math.min(...starts),
    folders,
  };
}

/** A folder is named like the session. The name comes from a log: it must not lead anywhere else. */
function sessionFolders(sessionIds: ReadonlySet<string>, name: string): readonly string[] {
  const stems = sessionIds.size > 0 ? [...sessionIds] : [name.replace(/\.jsonl$/, '')];
  return stems.filter((stem) => /^[\w-]{1,80}$/.test(stem));
}

async function agentPaths(
  source: ImportSource,
  folders: readonly string[],
  facts: SessionFacts,
): Promise<string[]> {
  const paths = new Set<string>();
  for (const folder of folders) {
    const subagents = `${folder}/subagents`;
    for (const name of (await source.siblings?.(subagents)) ?? []) {
      if (/(?:^|\/)agent-[\w-]{1,80}\.jsonl$/.test(name) && !name.includes('..')) {
        paths.add(name.startsWith(`${folder}/`) ? name : `${subagents}/${name}`);
      }
    }
  }
  const known = new Set([...paths].map(agentIdOf));
  const ids = [...facts.progressAgents.keys(), ...[...facts.calls.values()].map((call) => call.agentId)];
  for (const id of ids) {
    if (id === undefined || known.has(id) || !/^[\w-]{1,80}$/.test(id)) continue;
    paths.add(`agent-${id}.jsonl`);
  }
  return [...paths].slice(0, MAX_AGENT_FILES);
}

function agentIdOf(path: string): string {
  return path.slice(path.lastIndexOf('agent-') + 'agent-'.length, -'.jsonl'.length);
}

async function readAgentType(source: ImportSource, path: string): Promise<string | undefined> {
  const meta = await source.sibling?.(path.replace(/\.jsonl$/, '.meta.json'));
  if (!meta || meta.size > MAX_META_SIZE) return undefined;
  const decoder = new TextDecoder();
  let json = '';
  for await (const chunk of meta.chunks()) json += decoder.decode(chunk, { stream: true });
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? asText(value['agentType']) : undefined;
  } catch {
    return undefined;
  }
}
