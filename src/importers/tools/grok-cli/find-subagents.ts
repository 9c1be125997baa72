import { agentTrack } from '../../records/agent-track.ts';
import type { ChildSource, RecordTranslator } from '../../records/record-importer.ts';
import { oneLine } from '../../records/tool-calls.ts';
import { objectBeside } from '../../sources/files-beside.ts';
import type { ImportSource } from '../../sources/import-source.ts';
import { asText } from '../../sources/json-value.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import { textKey } from '../../sources/text-key.ts';
import { besideLog, LOG_NAME } from './session-folder.ts';
import { isSubagent } from './summary.ts';

/** Subagents of a session that are read. */
const MAX_SUBAGENTS = 500;

/** Documents of other sessions of the project that are looked at, where a session does not name its subagents. */
const MAX_SESSIONS = 2000;

/** A call that started a subagent. */
export interface AgentCall {
  readonly id: string;
  readonly record: number;
}

/** What links subagents to their calls. */
export interface SubagentLinks {
  readonly sessionId: string | undefined;
  /** By their id, and by the hash of the prompt that they give. */
  readonly calls: ReadonlyMap<string, AgentCall>;
  readonly translator: (track: string) => RecordTranslator;
}

/**
 * The logs of subagents: a session names them by folders in `subagents/`, and each is a session beside it, whose summary
 * names its parent. Either alone is enough.
 */
export async function findSubagents(
  source: ImportSource,
  { sessionId, calls, translator }: SubagentLinks,
): Promise<readonly ChildSource[]> {
  const children: ChildSource[] = [];
  const found = new Map([...(await namedInside(source)), ...(await namingParent(source, sessionId))]);
  for (const [id, { log, facts }] of [...found].slice(0, MAX_SUBAGENTS)) {
    const call = callOf(facts, calls);
    const track = agentTrack(id);
    const title = ['description', 'generated_title', 'session_summary', 'subagent_type', 'agent_name']
      .map((name) => asText(facts[name]))
      .find(Boolean);
    children.push({
      source: log,
      translator: translator(track),
      after: call?.record,
      track: {
        type: 'track',
        kind: 'transcript',
        id: track,
        parent: 'main',
        ...(title !== undefined && { title: oneLine(title) }),
        ...(call && { spawnedBy: call.id }),
      },
    });
  }
  return children;
}

interface Found {
  readonly log: ImportSource;
  readonly facts: LogRecord;
}

/** Those with a folder in that of the session. Their logs lie there, or beside the session. */
async function namedInside(source: ImportSource): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  const folder = besideLog(source, 'subagents');
  for (const path of (await source.siblings?.(folder, { deep: true })) ?? []) {
    const id = /^([\w.-]{1,120})\/meta\.json$/.exec(path.slice(folder.length + 1))?.[1];
    if (id === undefined || found.size === MAX_SUBAGENTS) continue;
    const log =
      (await source.sibling?.(`${folder}/${id}/${LOG_NAME}`)) ??
      (await source.sibling?.(`${id}/${LOG_NAME}`));
    if (log) found.set(id, { log, facts: await objectBeside(source, path) });
  }
  return found;
}

/** Those of the sessions beside it whose summary names it as their parent. */
async function namingParent(
  source: ImportSource,
  sessionId: string | undefined,
): Promise<ReadonlyMap<string, Found>> {
  const found = new Map<string, Found>();
  if (sessionId === undefined || !source.ownPath?.includes('/')) return found;
  const summaries = ((await source.siblings?.('', { deep: true })) ?? []).filter((path) =>
    /^[^/]+\/summary\.json$/.test(path),
  );
  for (const path of summaries.slice(0, MAX_SESSIONS)) {
    const facts = await objectBeside(source, path);
    if (facts['parent_session_id'] !== sessionId || !isSubagent(facts)) continue;
    const id = path.slice(0, path.indexOf('/'));
    const log = await source.sibling?.(`${id}/${LOG_NAME}`);
    if (log) found.set(id, { log, facts: { ...facts, ...(await metaOf(source, id)) } });
  }
  return found;
}

async function metaOf(source: ImportSource, id: string): Promise<LogRecord> {
  return objectBeside(source, besideLog(source, `subagents/${id}/meta.json`));
}

/** The call that a document of a subagent names by its id, or by what it was asked. */
function callOf(facts: LogRecord, calls: ReadonlyMap<string, AgentCall>): AgentCall | undefined {
  const texts = Object.values(facts).filter((value) => typeof value === 'string');
  return texts.map((text) => calls.get(text) ?? calls.get(textKey(text.trim()))).find(Boolean);
}
