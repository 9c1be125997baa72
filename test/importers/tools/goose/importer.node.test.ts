import { describe, expect, it } from '#test';
import { GOOSE_LEFT_OUT, goose } from '#src/importers/tools/goose/importer.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { callEnds, eventsOf, storeSource, testStore } from '../../../helpers/store-suite.ts';
import type { StoreRows } from '../../../helpers/store-suite.ts';
import { testTool } from '../../../helpers/tool-suite.ts';

testTool({ importer: goose, leftOut: GOOSE_LEFT_OUT, corpus: [] });

testStore({
  importer: goose,
  leftOut: GOOSE_LEFT_OUT,
  corpus: ['goose/sessions.db'],
  records: messagesOf,
  read: (rows, session) => {
    const text = JSON.stringify(messagesOf(rows, session));
    const times = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    return {
      turns: messagesOf(rows, session).filter(
        ({ role, content }) => role === 'user' && JSON.stringify(content).startsWith('[{"type":"text"'),
      ).length,
      toolCalls: times(/"type":"toolRequest"/g),
      changes: times(/"command":"(?:write|str_replace|insert)"/g),
    };
  },
});

/** The messages of a session, as they stand in the table. */
function messagesOf(rows: StoreRows, session: string) {
  return rows['messages']!.filter((row) => row['session_id'] === session).map((row) => ({
    role: row['role'],
    content: row['content_json'],
  }));
}

describe('a database of Goose', () => {
  const source = () => storeSource(projectPath('test/fixtures/importers/goose/sessions.tables.json'));
  const main = () => eventsOf(goose, source(), { session: '20260806_1' });

  it('tells how calls ended, with exit codes where results name them', async () => {
    expect(callEnds(await main())).to.deep.equal({
      c1: 'completed',
      c2: 'failed failed exit 3',
      c3: 'completed',
      c4: 'completed',
      c5: 'completed exit 0',
      c6: 'completed',
      c7: 'failed interrupted',
      c8: 'failed refused',
      c9: 'failed interrupted',
    });
  });

  it('keeps what only the model sees out of the story, and in the archive', async () => {
    const hidden = (await main()).flatMap((event) =>
      event.type === 'transcript' && JSON.stringify(event).includes('for the model only')
        ? [event.update.sessionUpdate]
        : [],
    );

    expect(hidden).to.deep.equal(['_reprise/system']);
  });

  it('links the session of a subagent by when it was and what it was asked', async () => {
    const events = await main();

    expect(events.find((event) => event.type === 'track' && event.kind === 'transcript')).to.include({
      spawnedBy: 'c6',
      title: 'Who comes',
    });
    expect(JSON.stringify(events)).to.include('I asked: nobody comes in today.');
  });

  it('lists the sessions of people, by the first prompt where nobody named them', async () => {
    const sessions = await goose.sessions!(source());

    expect(sessions.map(({ title, prompt }) => title ?? prompt)).to.deep.equal([
      'Only a question.',
      'Greeting',
    ]);
  });
});
