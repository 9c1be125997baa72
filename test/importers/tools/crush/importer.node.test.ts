import { describe, expect, it } from '#test';
import { CRUSH_LEFT_OUT, crush } from '#src/importers/tools/crush/importer.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { callEnds, eventsOf, storeSource, testStore } from '../../../helpers/store-suite.ts';
import type { StoreRows } from '../../../helpers/store-suite.ts';

interface Part {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

testStore({
  importer: crush,
  leftOut: CRUSH_LEFT_OUT,
  corpus: ['crush/crush.db'],
  records: (rows, session) =>
    messagesOf(rows, session).map((message) => ({ ...message, parts: partsOf(message).map(asShown) })),
  read: (rows, session) => {
    const messages = messagesOf(rows, session);
    const parts = messages.flatMap(partsOf);
    const edits = new Set(
      parts
        .filter(
          ({ type, data }) => type === 'tool_call' && /^(?:write|edit|multiedit)$/.test(String(data['name'])),
        )
        .map(({ data }) => data['id']),
    );
    const made = parts.filter(
      ({ type, data }) =>
        type === 'tool_result' && data['is_error'] !== true && edits.has(data['tool_call_id']),
    );
    const files = rows['files']!.filter((file) => file['session_id'] === session && file['content'] !== '');
    return {
      turns: messages.filter(({ role }) => role === 'user').length,
      toolCalls: parts.filter(({ type }) => type === 'tool_call').length,
      changes: made.length,
      files: Object.fromEntries(files.map(({ path, content }) => [String(path), String(content)])),
    };
  },
});

function messagesOf(rows: StoreRows, session: string) {
  return rows['messages']!.filter((message) => message['session_id'] === session);
}

function partsOf({ parts }: Readonly<Record<string, unknown>>): readonly Part[] {
  return parts as readonly Part[];
}

/** JSON within JSON is read; what the program adds to the output of a command is said by exit code and folder. */
function asShown({ type, data }: Part): unknown {
  const opened = Object.entries(data).map(([key, value]): [string, unknown] => {
    if (typeof value !== 'string') return [key, value];
    if (/^[{[]/.test(value) && (key === 'input' || key === 'metadata'))
      return [key, JSON.parse(value) as unknown];
    return [key, value];
  });
  return JSON.parse(JSON.stringify({ type, data: Object.fromEntries(opened) }), (_, value: unknown) =>
    typeof value === 'string'
      ? value.replace(/\n+Exit code \d+(?=\s*(?:<cwd>|$))/, '').replace(/\n+<cwd>.*<\/cwd>$/, '')
      : value,
  );
}

describe('a database of Crush', () => {
  const fixture = (name: string): string => projectPath(`test/fixtures/importers/crush/${name}.tables.json`);
  const main = () => eventsOf(crush, storeSource(fixture('edits-and-agents')), { session: 'main' });

  it('shows each change with the versions of its file, past those of edits that failed', async () => {
    const changes = (await main()).flatMap((event) =>
      event.type === 'change' ? [[event.op, event.path, event.before, event.after]] : [],
    );

    expect(changes).to.deep.equal([
      ['modify', '/home/ada/shop/greet.js', "say('hello')\n", "console.log('hello')\n"],
      ['create', '/home/ada/shop/new.js', '', "export const door = 'open';\n"],
      [
        'modify',
        '/home/ada/shop/new.js',
        "export const door = 'open';\n",
        "export const doors = 'wide open';\n",
      ],
    ]);
  });

  it('tells how calls ended', async () => {
    expect(callEnds(await main())).to.deep.equal({
      c1: 'completed',
      c2: 'completed exit 1',
      c3: 'completed',
      c4: 'completed',
      c5: 'failed failed',
      c6: 'completed',
      c7: 'completed',
      c8: 'completed',
      c9: 'failed refused',
      c10: 'failed interrupted',
    });
  });

  it('shows what an agent did on a track of its call, and never what made the title', async () => {
    const events = await main();

    expect(events.find((event) => event.type === 'track' && event.kind === 'transcript')).to.include({
      spawnedBy: 'c8',
      title: 'Who comes',
    });
    expect(JSON.stringify(events)).not.to.include('Make a title of this prompt');
  });

  it('lists sessions that were used: without agents and titles, by the first prompt where nobody named them', async () => {
    const sessions = await crush.sessions!(storeSource(fixture('edits-and-agents')));

    expect(sessions.map(({ id, title, prompt }) => title ?? `${id}: ${prompt}`)).to.deep.equal([
      "Greet the shop's visitors",
      'unnamed: Only a question of two lines.',
    ]);
  });

  it('reads the tables of OpenCode in Go: times in ms, versions by name, no index', async () => {
    const events = await eventsOf(crush, storeSource(fixture('opencode-in-go')));

    expect(events[0]).to.include({ startedAt: 1770000000000 });
    expect(events.find((event) => event.type === 'change')).to.include({
      before: 'Ten to four.\n',
      after: 'Nine to five.\n',
    });
  });
});
