import type { ImportSource } from '../../sources/import-source.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { unpackedLog } from '../../packed/unpack-stream.ts';
import { timeInName } from './find-rollouts.ts';
import { readHeader } from './fork-source.ts';
import type { SpawnCall } from './rollout-survey.ts';

/** Rollouts beside a log whose beginning is looked at. */
const MAX_CANDIDATES = 400;

/** Subagents that become tracks. */
const MAX_SUBAGENTS = 200;

/** What tells which rollouts are those of subagents of a session. */
export interface SubagentLinks {
  /** Ids of the session: those of its log and of the logs that it was forked from. */
  readonly ids: ReadonlySet<string>;
  /** Session ids of subagents, or their names, → the call that started them. */
  readonly calls: ReadonlyMap<string, SpawnCall>;
  readonly translator: () => RecordTranslator;
}

interface Candidate {
  readonly source: ImportSource;
  readonly id: string;
  readonly parent: string;
  readonly names: readonly string[];
  readonly title: string | undefined;
}

/**
 * The rollouts of subagents near a rollout. Each is a file of its own that says which session started it; those of
 * subagents' subagents come too, below their parents. Looked at are those whose names, which begin with the time, are
 * not before the log's own.
 */
export async function findSubagents(
  source: ImportSource,
  { ids, calls, translator }: SubagentLinks,
): Promise<readonly ChildSource[]> {
  if (ids.size === 0 || !source.siblings) return [];
  const candidates = await readCandidates(source);
  const tracks = new Map<string, string>([...ids].map((id) => [id, 'main']));
  const children: ChildSource[] = [];
  for (let left = candidates; left.length > 0;) {
    const found = left.filter((candidate) => tracks.has(candidate.parent) && !tracks.has(candidate.id));
    for (const candidate of found) {
      if (children.length >= MAX_SUBAGENTS || tracks.has(candidate.id)) continue;
      const parent = tracks.get(candidate.parent)!;
      const call = [candidate.id, ...candidate.names].map((name) => calls.get(name)).find(Boolean);
      const track = `agent-${candidate.id
        .toLowerCase()
        .replaceAll(/[^a-z0-9._-]/g, '-')
        .slice(0, 80)}`;
      tracks.set(candidate.id, track);
      children.push({
        source: candidate.source,
        translator: translator(),
        after: call?.record,
        track: {
          type: 'track',
          kind: 'transcript',
          id: track,
          parent,
          ...(candidate.title !== undefined && { title: candidate.title }),
          ...(call && parent === 'main' && { spawnedBy: call.id }),
        },
      });
    }
    if (found.length === 0) break;
    left = left.filter((candidate) => !found.includes(candidate));
  }
  return children;
}

async function readCandidates(source: ImportSource): Promise<readonly Candidate[]> {
  const own = timeInName(source.name) ?? '';
  const paths = ((await source.siblings?.('', { deep: true })) ?? []).filter((path) => {
    const time = timeInName(path);
    return time !== undefined && time >= own && !path.endsWith(source.name);
  });
  const candidates: Candidate[] = [];
  for (const path of paths.slice(0, MAX_CANDIDATES)) {
    const packed = await source.sibling?.(path);
    const file = packed && (await unpackedLog(packed));
    const header = file && (await readHeader(file));
    const candidate = file && header && candidateOf(file, header);
    if (candidate) candidates.push(candidate);
  }
  return candidates;
}

function candidateOf(source: ImportSource, header: LogRecord): Candidate | undefined {
  const origin = header['source'];
  const subagent = isObject(origin) ? (origin['subagent'] ?? origin['sub_agent']) : undefined;
  const spawn = isObject(subagent) && isObject(subagent['thread_spawn']) ? subagent['thread_spawn'] : {};
  const id = asText(header['id']);
  const parent = asText(spawn['parent_thread_id']) ?? asText(header['parent_thread_id']);
  if (id === undefined || parent === undefined) return undefined;
  const field = (key: string): string | undefined => asText(spawn[key]) ?? asText(header[key]);
  const path = field('agent_path');
  const names = path === undefined ? [] : [path, path.slice(path.lastIndexOf('/') + 1)];
  const title = [field('agent_nickname'), field('agent_role')]
    .filter((part) => part !== undefined)
    .join(', ');
  return { source, id, parent, names, title: title === '' ? undefined : oneLine(title) };
}
