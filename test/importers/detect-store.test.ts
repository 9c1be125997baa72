import { describe, expect, it } from '#test';
import { openSource } from '#src/importers/index.ts';
import { sourceOf } from '../helpers/import-sources.ts';
import { writeSqlite } from '../helpers/sqlite-writer.ts';

/** What is said to whoever gives a database with these tables. */
async function answerTo(...tables: readonly string[]): Promise<string> {
  const bytes = writeSqlite(tables.map((table) => ({ sql: `CREATE TABLE ${table}` })));
  const opened = openSource(sourceOf(bytes, { name: 'given.db' })).then(({ tool }) => tool.id);
  return opened.catch((error: unknown) => (error as Error).message);
}

describe('a database that holds no session that can be read', () => {
  const told: readonly (readonly [tables: readonly string[], answer: RegExp])[] = [
    [['thread_items (id TEXT)'], /index of Codex: give the rollouts/],
    [['threads (id TEXT, rollout_path TEXT)'], /index of Codex: give the rollouts/],
    [['turns (id TEXT)', 'session_refs (id TEXT)'], /index of GitHub Copilot CLI: give an events\.jsonl/],
    [['steps (id TEXT)', 'trajectory_meta (id TEXT)'], /Antigravity .*transcript_full\.jsonl/],
    [['sessions (id TEXT)', 'subagent_spawn_queue (id TEXT)'], /index of Cline: give a <id>\.messages\.json/],
    [['threads (id TEXT, data_type TEXT, data BLOB)'], /threads of Zed, which are not read yet/],
    [['ai_queries (id TEXT)', 'agent_conversations (id TEXT)'], /of Warp/],
    [['notes (id TEXT)'], /of no known tool, with the tables notes/],
  ];
  for (const [tables, answer] of told) {
    it(`is named, with what to give in its place: ${tables.join(', ')}`, async () => {
      expect(await answerTo(...tables)).to.match(answer);
    });
  }
});

describe('a database of a tool', () => {
  const conversations = 'conversations (key TEXT PRIMARY KEY, value TEXT)';
  const later = 'conversations_v2 (key TEXT, conversation_id TEXT, value TEXT)';
  const crush = [
    'sessions (id TEXT, title TEXT, prompt_tokens INTEGER)',
    'messages (id TEXT, session_id TEXT, parts TEXT)',
    'files (session_id TEXT, path TEXT, content TEXT, version INTEGER)',
    'goose_db_version (id INTEGER)',
  ];
  const told: readonly (readonly [tables: readonly string[], id: string])[] = [
    [['ItemTable (key TEXT, value BLOB)', 'cursorDiskKV (key TEXT, value BLOB)'], 'cursor'],
    [['blobs (id TEXT, data BLOB)', 'meta (key TEXT, value TEXT)'], 'cursor'],
    [crush, 'crush'],
    [['sessions (id TEXT, working_dir TEXT)', 'messages (session_id TEXT, content_json TEXT)'], 'goose'],
    [[conversations, 'auth_kv (key TEXT, value TEXT)'], 'amazon-q'],
    [[conversations, later, 'auth_kv (key TEXT, value TEXT)'], 'kiro-cli'],
  ];
  for (const [tables, id] of told) {
    it(`is told by its tables: ${id}, ${tables.length} of them`, async () => {
      expect(await answerTo(...tables)).to.equal(id);
    });
  }

  it('of another editor than Cursor says where that keeps its chats', async () => {
    const bytes = writeSqlite([
      { sql: 'CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)' },
    ]);
    const opened = await openSource(sourceOf(bytes, { name: 'state.vscdb' }));
    const first = opened.events()[Symbol.asyncIterator]().next();

    expect(await first.catch((error: unknown) => (error as Error).message)).to.match(
      /VS Code keeps its own in chatSessions/,
    );
  });
});
