import { onOneLine } from '../../glance.ts';
import type { SourceSession } from '../../importer.ts';
import { asList, asNumber, asText, isObject } from '../../sources/json-value.ts';
import { parseIsoTime, plausibleTime } from '../../sources/iso-time.ts';
import type { LogRecord } from '../../sources/log-record.ts';
import type { Store } from '../../sqlite/open-store.ts';
import { jsonColumn } from '../../stores/json-column.ts';
import { rootSessions } from '../../stores/root-sessions.ts';
import { lastFirst } from '../../stores/store-importer.ts';
import { workspaceFolder } from './workspace-folder.ts';

/** Key of a conversation in the table `cursorDiskKV`; its messages have keys of their own. */
const COMPOSER = 'composerData:';

/** Keys of `ItemTable` that conversations of versions to 2024 are in; no other keys of it are read: tokens lie there too. */
const OLD_COMPOSERS = 'composer.composerData';
const OLD_CHATS = 'workbench.panel.aichat.view.aichat.chatdata';
/** Key of `ItemTable`, and table of newer versions, that say of conversations what a list needs. */
const HEADS_KEY = 'composer.composerHeaders';
const HEADS_TABLE = 'composerHeaders';

/** The conversations of a window's database that have messages, without those of subagents. */
export async function listComposers(store: Store, signal?: AbortSignal): Promise<readonly SourceSession[]> {
  const heads = await composerHeads(store, signal);
  const folder = await workspaceFolder(store.source);
  const sessions = new Map<string, SourceSession>();
  const parents = parentsIn(heads);
  for await (const composer of composersOf(store, signal)) {
    const id = asText(composer['composerId']);
    if (id === undefined) continue;
    for (const child of childIds(composer)) parents.set(child, id);
    const known = withHead(composer, heads.get(id));
    if (!sessions.has(id) && messagesOf(known).length > 0) sessions.set(id, sessionOf(id, known, folder));
  }
  return lastFirst(rootSessions(sessions, (id) => parents.get(id)));
}

/** Conversations of subagents that a conversation started, as it says itself and as the heads of theirs say. */
export async function startedComposers(
  store: Store,
  composer: LogRecord,
  signal?: AbortSignal,
): Promise<readonly string[]> {
  const parents = parentsIn(await composerHeads(store, signal));
  const named = [...parents].flatMap(([child, parent]) => (parent === composer['composerId'] ? [child] : []));
  return [...new Set([...childIds(composer), ...named])];
}

/** By the conversation of a subagent, the one that started it. */
function parentsIn(heads: ReadonlyMap<string, LogRecord>): Map<string, string> {
  return new Map(
    [...heads].flatMap(([id, head]) => {
      const { subagentInfo } = head;
      const parent = isObject(subagentInfo) ? asText(subagentInfo['parentComposerId']) : undefined;
      return parent === undefined ? [] : [[id, parent] as const];
    }),
  );
}

/** A conversation with all that is said of it. */
export async function findComposer(
  store: Store,
  id: string,
  signal?: AbortSignal,
): Promise<LogRecord | undefined> {
  const found =
    (await keyed(store, 'cursorDiskKV', COMPOSER + id, signal)) ?? (await oldComposer(store, id, signal));
  if (!isObject(found)) return undefined;
  const isHeadNeeded = asText(found['name']) === undefined || !isObject(found['workspaceIdentifier']);
  const head = isHeadNeeded ? (await composerHeads(store, signal)).get(id) : undefined;
  const folder = await workspaceFolder(store.source);
  return {
    ...withHead(found, head),
    composerId: id,
    ...(folder !== undefined && { workspaceFolder: folder }),
  };
}

/** What the conversation calls its messages, in order: headers of newer versions, the messages themselves of older ones. */
export function messagesOf(composer: LogRecord): readonly LogRecord[] {
  const headers = asList(composer['fullConversationHeadersOnly']);
  return (headers.length > 0 ? headers : asList(composer['conversation'])).filter(isObject);
}

/** Conversations of subagents that a conversation lists. */
function childIds(composer: LogRecord): readonly string[] {
  const ids = [...asList(composer['subagentComposerIds']), ...asList(composer['subComposerIds'])];
  return ids.flatMap((id) => asText(id) ?? []);
}

/** Folder that a conversation worked in. */
export function folderOf({ workspaceIdentifier, workspaceFolder: folder }: LogRecord): string | undefined {
  const uri = isObject(workspaceIdentifier) ? workspaceIdentifier['uri'] : undefined;
  const named = isObject(uri) ? (asText(uri['fsPath']) ?? asText(uri['path'])) : undefined;
  return named ?? asText(folder);
}

/** A time as ms since 1970 UTC, whichever way a version wrote it. */
export function composerTime(value: unknown): number | undefined {
  const ms = asNumber(value);
  return ms === undefined ? parseIsoTime(value) : plausibleTime(ms);
}

/** Value of a key; tables of keys and values are in every editor made of VS Code. */
export async function keyed(
  { database }: Store,
  table: 'cursorDiskKV' | 'ItemTable',
  key: string,
  signal?: AbortSignal,
): Promise<unknown> {
  for await (const row of database.find(table, 'key', key, { signal })) return jsonColumn(row['value']);
  return undefined;
}

async function* composersOf(store: Store, signal?: AbortSignal): AsyncGenerator<LogRecord, void, undefined> {
  const rows = store.database.find('cursorDiskKV', 'key', COMPOSER, { isPrefix: true, signal });
  for await (const { key, value } of rows) {
    const composer = jsonColumn(value);
    if (isObject(composer)) yield { composerId: asText(key)?.slice(COMPOSER.length), ...composer };
  }
  yield* await oldComposers(store, signal);
}

async function oldComposer(store: Store, id: string, signal?: AbortSignal): Promise<LogRecord | undefined> {
  return (await oldComposers(store, signal)).find((composer) => composer['composerId'] === id);
}

/** Conversations of versions to 2024, which have their messages within. */
async function oldComposers(store: Store, signal?: AbortSignal): Promise<readonly LogRecord[]> {
  const composers = await keyed(store, 'ItemTable', OLD_COMPOSERS, signal);
  const chats = await keyed(store, 'ItemTable', OLD_CHATS, signal);
  return [
    ...asList(isObject(composers) ? composers['allComposers'] : undefined).filter(isObject),
    ...asList(isObject(chats) ? chats['tabs'] : undefined)
      .filter(isObject)
      .map(composerOfTab),
  ];
}

/** A tab of the chat panel in the form of a conversation. */
function composerOfTab({ tabId, chatTitle, bubbles, lastSendTime }: LogRecord): LogRecord {
  const conversation = asList(bubbles)
    .filter(isObject)
    .map(({ id, type, ...bubble }) => ({ ...bubble, bubbleId: id, type: type === 'user' ? 1 : 2 }));
  return { composerId: tabId, name: chatTitle, lastUpdatedAt: lastSendTime, conversation };
}

async function composerHeads(store: Store, signal?: AbortSignal): Promise<ReadonlyMap<string, LogRecord>> {
  const heads = new Map<string, LogRecord>();
  const listed = await keyed(store, 'ItemTable', HEADS_KEY, signal);
  for (const head of asList(isObject(listed) ? listed['allComposers'] : undefined)) {
    const id = isObject(head) ? asText(head['composerId']) : undefined;
    if (isObject(head) && id !== undefined) heads.set(id, head);
  }
  for await (const row of store.database.rows(HEADS_TABLE, { signal })) {
    const [id, head] = [asText(row['composerId']), jsonColumn(row['value'])];
    if (id !== undefined && isObject(head)) heads.set(id, head);
  }
  return heads;
}

/** What the head says goes where the conversation says nothing. */
function withHead(composer: LogRecord, head: LogRecord = {}): LogRecord {
  const said = Object.entries(composer).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  );
  return { ...head, ...Object.fromEntries(said) };
}

function sessionOf(id: string, composer: LogRecord, folder: string | undefined): SourceSession {
  const title = asText(composer['name']);
  // Since 2025 the messages lie elsewhere, and their conversations have names.
  const first = messagesOf(composer).find(({ type, text }) => type === 1 && asText(text) !== undefined);
  const prompt = title === undefined ? onOneLine(asText(first?.['text'])) : undefined;
  const project = folderOf({ ...composer, workspaceFolder: folder });
  const startedAt = composerTime(composer['createdAt']);
  const endedAt = composerTime(composer['lastUpdatedAt']) ?? startedAt;
  return {
    id,
    ...(title !== undefined && { title }),
    ...(prompt !== undefined && { prompt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(endedAt !== undefined && { endedAt }),
    ...(project !== undefined && { project }),
    turns: messagesOf(composer).filter(({ type }) => type === 1).length,
  };
}
