import type { ImportSource } from '../../sources/import-source.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { SessionFacts } from './session-facts.ts';
import { sourceText } from '../../sources/source-text.ts';

/** A file beside a log that holds the records of one subagent. */
export interface AgentFile {
  readonly source: ImportSource;
  readonly agentId: string;
  readonly agentType?: string;
  /** Id of the call that started it, where the file beside its records says so (2.1.3xx). */
  readonly call?: string;
}

/** Files of subagents that are read; one session of the corpus has none, real ones have some dozens. */
const MAX_AGENT_FILES = 2000;

/** Bytes of an agent's `.meta.json`. */
const MAX_META_SIZE = 64 * 1024;

/**
 * Opens the files of the subagents that lie beside a log, at most 2000.
 *
 * @param folders - see `sessionFolders`
 */
export async function findAgentFiles(
  source: ImportSource,
  folders: readonly string[],
  facts: SessionFacts,
): Promise<readonly AgentFile[]> {
  const files: AgentFile[] = [];
  for (const path of await agentPaths(source, folders, facts)) {
    const file = await source.sibling?.(path);
    if (!file) continue;
    const { agentType, call } = await readMeta(source, path);
    files.push({
      source: file,
      agentId: agentIdOf(path),
      ...(agentType !== undefined && { agentType }),
      ...(call !== undefined && { call }),
    });
  }
  return files;
}

/**
 * Folders beside a log that may hold what belongs to its sessions: they are named like them. The names come from a
 * log: they must not lead anywhere else.
 *
 * @param name - of the log's file
 */
export function sessionFolders(sessionIds: ReadonlySet<string>, name: string): readonly string[] {
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

/** What the `.meta.json` of an agent says of it. */
interface AgentMeta {
  readonly agentType?: string | undefined;
  readonly call?: string | undefined;
}

async function readMeta(source: ImportSource, path: string): Promise<AgentMeta> {
  const meta = await source.sibling?.(path.replace(/\.jsonl$/, '.meta.json'));
  if (!meta || meta.size > MAX_META_SIZE) return {};
  const json = await sourceText(meta);
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? { agentType: asText(value['agentType']), call: asText(value['toolUseId']) } : {};
  } catch {
    return {};
  }
}
