import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, describe, expect, it } from '#test';
import { writeSqlite } from '../helpers/sqlite-writer.ts';
import type { FixtureTable } from '../helpers/sqlite-writer.ts';
import { homeEnvironment, runCli, TempFolder } from './cli.ts';

const ID = '0a0b0c0d-0000-4000-8000-000000000007';
const PROMPT = { role: 'user', content: [{ type: 'text', text: '<user_query>\nSay hello.\n</user_query>' }] };

describe('reprise list, of databases', () => {
  const folder = new TempFolder();
  const home = folder.join('home');
  after(() => folder.remove());

  it('shows a session once that is in a database and in a file too', async () => {
    put(
      `${home}/.cursor/chats/0a1b/${ID}/store.db`,
      writeSqlite([
        { sql: 'CREATE TABLE blobs (id TEXT PRIMARY KEY, data BLOB)', rows: [{ id: 'aa', data: PROMPT }] },
        {
          sql: 'CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT)',
          rows: [{ key: '0', value: { $hexText: { agentId: ID, latestRootBlobId: 'aa', name: 'Hello' } } }],
        },
      ]),
    );
    put(
      `${home}/.cursor/projects/home-ada/agent-transcripts/${ID}.jsonl`,
      `${JSON.stringify({ role: 'user', message: { content: PROMPT.content } })}\n{"type":"turn_ended","status":"success"}\n`,
    );

    expect(await listed(home)).to.deep.equal([{ tool: 'cursor', session: ID, title: 'Hello' }]);
  });

  it('shows nothing of a database without sessions', async () => {
    const empty: readonly FixtureTable[] = [
      { sql: 'CREATE TABLE ItemTable (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)' },
      { sql: 'CREATE TABLE cursorDiskKV (key TEXT UNIQUE ON CONFLICT REPLACE, value BLOB)' },
    ];
    const other = folder.join('other');
    put(`${other}/.config/Cursor/User/workspaceStorage/0a1b/state.vscdb`, writeSqlite(empty));

    expect(await listed(other)).to.deep.equal([]);
  });
});

async function listed(home: string): Promise<readonly unknown[]> {
  const { stdout } = await runCli(['list', '--json'], { cwd: dirname(home), env: homeEnvironment(home) });
  const { sessions } = JSON.parse(String(stdout)) as { sessions: readonly Record<string, unknown>[] };
  return sessions.map(({ tool, session, title }) => ({ tool, session, title }));
}

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}
