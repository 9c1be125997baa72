import { agentTrack } from '../../records/agent-track.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { firstRecord } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText } from '../../sources/json-value.ts';

/** Sessions beside one whose beginning is looked at. */
const MAX_CANDIDATES = 2000;

/** Sessions of subagents, and of subagents of these, that are read. */
const MAX_SUBAGENTS = 500;

interface Candidate {
  readonly source: ImportSource;
  readonly id: string;
  readonly parent: string;
  readonly call: string | undefined;
  readonly title: string | undefined;
}

/** What links the sessions of subagents to the session that started them. */
export interface SubagentLinks {
  readonly sessionId: string;
  /** Number of the record with a call, by its id. */
  readonly calls: ReadonlyMap<string, number>;
  readonly translator: (track: string) => RecordTranslator;
}

/**
 * The sessions beside a session which it started, and those that they started: each is a file of its own that says
 * which session and which call it belongs to.
 */
export async function findSubagents(
  source: ImportSource,
  { sessionId, calls, translator }: SubagentLinks,
): Promise<readonly ChildSource[]> {
  const tracks = new Map([[sessionId, 'main']]);
  const children: ChildSource[] = [];
  for (let left = await readCandidates(source); left.length > 0;) {
    const found = left.filter(({ id, parent }) => tracks.has(parent) && !tracks.has(id));
    for (const { source: file, id, parent, call, title } of found) {
      if (children.length === MAX_SUBAGENTS) return children;
      const track = agentTrack(id);
      const above = tracks.get(parent)!;
      tracks.set(id, track);
      const spawnedBy = call === undefined || above === 'main' ? call : `${above}/${call}`;
      children.push({
        source: file,
        translator: translator(track),
        after: call === undefined ? undefined : calls.get(call),
        track: {
          type: 'track',
          kind: 'transcript',
          id: track,
          parent: above,
          ...(title !== undefined && { title: oneLine(title) }),
          ...(spawnedBy !== undefined && { spawnedBy }),
        },
      });
    }
    if (found.length === 0) break;
    left = left.filter((candidate) => !found.includes(candidate));
  }
  return children;
}

async function readCandidates(source: ImportSource): Promise<readonly Candidate[]> {
  const paths = ((await source.siblings?.('')) ?? []).filter(
    (path) => path.endsWith('.jsonl') && path !== source.name,
  );
  const candidates: Candidate[] = [];
  for (const path of paths.slice(0, MAX_CANDIDATES)) {
    const file = await source.sibling?.(path);
    const start = file && (await firstRecord(file));
    const id = start && asText(start['id']);
    const parent = start && asText(start['callingSessionId']);
    if (!file || id === undefined || parent === undefined || start?.['type'] !== 'session_start') continue;
    const title = asText(start['sessionTitle']) ?? asText(start['title']);
    candidates.push({ source: file, id, parent, call: asText(start['callingToolUseId']), title });
  }
  return candidates;
}
