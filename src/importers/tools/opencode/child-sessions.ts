import type { ImportSource } from '../../sources/import-source.ts';
import { isObject, asText } from '../../sources/json-value.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { agentTrack } from '../../stores/agent-track.ts';
import { readJson, sessionFiles } from './storage-files.ts';

/** Sessions of subagents that are read. */
const MAX_CHILDREN = 500;

/** Documents beside an export that are looked at. */
const MAX_BESIDE = 500;

/** A call that started a session of its own. */
export interface TaskCall {
  /** The id that the writer knows the call by. */
  readonly callId: string;
  /** Number of its message. */
  readonly record: number;
}

/**
 * The sessions that calls started, as tracks of their own: files of the storage, or exports that lie beside an
 * export, found by their id.
 *
 * @param calls - by the id of the session that they started
 * @param translator - of the records of a track
 */
export async function findChildren(
  source: ImportSource,
  calls: ReadonlyMap<string, TaskCall>,
  translator: (track: string) => RecordTranslator,
): Promise<readonly ChildSource[]> {
  if (calls.size === 0) return [];
  const stored = await sessionFiles(source);
  const exported = stored.size > 0 ? stored : await exportsBeside(source, calls);
  const children: ChildSource[] = [];
  for (const [id, { callId, record }] of [...calls].slice(0, MAX_CHILDREN)) {
    const path = exported.get(id);
    const file = path === undefined ? undefined : await source.sibling?.(path);
    if (path === undefined || !file) continue;
    const track = agentTrack(id);
    const title = stored.size > 0 ? await titleOf(source, path) : undefined;
    children.push({
      source: file,
      translator: translator(track),
      after: record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: 'main',
        spawnedBy: callId,
        ...(title !== undefined && { title }),
      },
    });
  }
  return children;
}

/** Exports of sessions beside a document, by the id of the session. */
async function exportsBeside(
  source: ImportSource,
  calls: ReadonlyMap<string, TaskCall>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const paths = ((await source.siblings?.('')) ?? []).filter((path) => /\.jsonl?$/.test(path));
  for (const path of paths.slice(0, MAX_BESIDE)) {
    if (found.size === calls.size) break;
    const id = await exportedSession(await source.sibling?.(path));
    if (id !== undefined && calls.has(id) && !found.has(id)) found.set(id, path);
  }
  return found;
}

/** The id at the beginning of an export. */
async function exportedSession(file: ImportSource | undefined): Promise<string | undefined> {
  if (!file) return undefined;
  let head = '';
  const decoder = new TextDecoder();
  for await (const chunk of file.chunks()) {
    head += decoder.decode(chunk, { stream: true });
    if (head.length >= 1000) break;
  }
  return /^\s*\{\s*"info"\s*:\s*\{\s*"id"\s*:\s*"(ses_[\w-]{1,120})"/.exec(head.slice(0, 1000))?.[1];
}

async function titleOf(source: ImportSource, path: string): Promise<string | undefined> {
  const { value } = await readJson(source, path);
  return isObject(value) ? asText(value['title']) : undefined;
}
