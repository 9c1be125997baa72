import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { DEVIN_LEFT_OUT, devinCli } from '#src/importers/tools/devin-cli/importer.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { writeSqlite } from '../../../helpers/sqlite-writer.ts';
import type { FixtureTable } from '../../../helpers/sqlite-writer.ts';
import { callEnds, eventsOf, storeSource, testStore } from '../../../helpers/store-suite.ts';
import type { StoreRows } from '../../../helpers/store-suite.ts';

interface Message {
  readonly role?: string;
  readonly tool_calls?: readonly unknown[];
  readonly metadata?: { readonly is_user_input?: boolean };
}

testStore({
  importer: devinCli,
  leftOut: DEVIN_LEFT_OUT,
  corpus: ['devin-cli/sessions.db'],
  records: messagesOf,
  read: (rows, session) => {
    const messages = messagesOf(rows, session) as readonly Message[];
    return {
      turns: messages.filter(({ metadata }) => metadata?.is_user_input === true).length,
      toolCalls: messages.flatMap(({ tool_calls: calls = [] }) => calls).length,
      changes: 0,
    };
  },
});

/** The messages of a session: JSON of a text, where it is any. */
function messagesOf(rows: StoreRows, session: string): readonly unknown[] {
  return rows['message_nodes']!.filter((row) => row['session_id'] === session).map(
    ({ chat_message: message }) => {
      try {
        return typeof message === 'string' ? (JSON.parse(message) as unknown) : message;
      } catch {
        return {};
      }
    },
  );
}

const FIXTURE = projectPath('test/fixtures/importers/devin-cli/chains.tables.json');

describe('a session of Devin', () => {
  const source = () => storeSource(FIXTURE);
  const collect = (session = 'calm-otter') => eventsOf(devinCli, source(), { session });

  it('is told on the chain that its head ends, with what was before it was summed up', async () => {
    const events = await collect();
    const main = events.filter((event) => event.type === 'transcript' && event.meta?.branch === undefined);

    expect(wordsOf(main)).to.include.members([
      'Round the prices, please.',
      'I look at the file and its tests.',
      'And now the README, too.',
      'It is written.',
    ]);
    expect(wordsOf(main)).not.to.include('An answer that was thrown away.');
    expect(JSON.stringify(main)).to.include('"_reprise/compaction","text":"Prices are rounded; the README');
  });

  it('can be told as JSON, whatever a program has put into its columns', async () => {
    const tables = JSON.parse(readFileSync(FIXTURE, 'utf8')) as FixtureTable[];
    const huge = tables.map((table) => ({
      ...table,
      rows: (table.rows ?? []).map((row) => ('created_at' in row ? { ...row, created_at: 1e18 } : row)),
    }));
    const events = await eventsOf(devinCli, sourceOf(writeSqlite(huge)), { session: 'calm-otter' });

    expect(JSON.stringify(events)).to.include('Round the prices, please.');
  });

  it('has answers that were thrown away on a branch', async () => {
    const branch = (await collect()).filter(
      (event) => event.type === 'transcript' && event.meta?.branch === 'b1',
    );

    expect(wordsOf(branch)).to.include('An answer that was thrown away.');
  });

  it('tells a message once that a new chain repeats', async () => {
    const events = await collect();
    const prompts = wordsOf(events).filter((words) => words === 'And now the README, too.');

    expect(prompts).to.have.length(1);
    expect(JSON.stringify(events.at(-1))).to.include('repeated-record');
  });

  it('takes for prompts what a person typed', async () => {
    const events = await collect();
    const turns = events.filter(
      (event) => event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn',
    );

    expect(turns).to.have.length(2);
    expect(JSON.stringify(events)).to.include('"text":"continue","data":{"kind":"cache_keepalive"}');
  });

  it('says how calls ended, and changes only what was changed', async () => {
    const events = await collect();
    const changes = events.flatMap((event) => (event.type === 'change' ? [`${event.op} ${event.path}`] : []));

    expect(callEnds(events)).to.deep.equal({
      call_dead: 'failed interrupted',
      call_r: 'completed',
      call_x: 'failed failed exit 1',
      call_e: 'completed',
      call_w: 'completed',
      call_f: 'failed failed',
      call_t: 'completed',
      call_p: 'failed interrupted',
    });
    expect(changes).to.deep.equal(['modify /home/ada/shop/price.js', 'modify /home/ada/shop/NOTES.md']);
  });

  it('gives models and tokens of answers, and nothing of the state of the program', async () => {
    const text = JSON.stringify(await collect());

    expect(text).to.include('"models":["swe-1-6"]');
    expect(text).to.include('"usage":{"inputTokens":1000,"outputTokens":40,"cacheReadTokens":700}');
    expect(text).not.to.include('never-packed');
  });

  it('is not listed where the program held it with itself', async () => {
    const ids = (await devinCli.sessions!(source())).map(({ id }) => id);

    expect(ids).to.deep.equal(['calm-otter', 'bird-brick']);
  });

  it('is listed by what was asked first where nobody named it', async () => {
    const path = projectPath('test/fixtures/importers/devin-cli/chains.tables.json');
    const tables = JSON.parse(readFileSync(path, 'utf8')) as FixtureTable[];
    const unnamed = tables.map(({ sql, rows = [] }) => ({
      sql,
      rows: rows.map((row) => ('title' in row ? { ...row, title: null } : row)),
    }));
    const index = { sql: 'CREATE INDEX nodes_of_session ON message_nodes (session_id)' };
    const sessions = await devinCli.sessions!(sourceOf(writeSqlite([...unnamed, index])));

    expect(sessions.map(({ prompt }) => prompt)).to.deep.equal(['Round the prices, please.', 'hi']);
  });
});

function wordsOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || !('content' in event.update)) return [];
    const { content } = event.update;
    return content !== undefined && 'type' in content && content.type === 'text' ? [content.text] : [];
  });
}
