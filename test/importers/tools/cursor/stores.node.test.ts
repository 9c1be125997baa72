import { describe, expect, it } from '#test';
import { CURSOR_LEFT_OUT, cursor } from '#src/importers/tools/cursor/importer.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { callEnds, eventsOf, storeSource, testStore } from '../../../helpers/store-suite.ts';
import type { StoreRows } from '../../../helpers/store-suite.ts';

const fixture = (name: string): string => projectPath(`test/fixtures/importers/cursor/${name}.tables.json`);

testStore({
  importer: cursor,
  leftOut: CURSOR_LEFT_OUT,
  corpus: ['cursor-sqlite/state-a.vscdb', 'cursor-sqlite/store-a.db'],
  records: (rows, session) => (rows['blobs'] ? messagesOfBlobs(rows) : bubblesOf(rows, session)),
  read: (rows, session) => {
    const records = rows['blobs'] ? messagesOfBlobs(rows) : bubblesOf(rows, session);
    const text = JSON.stringify(records);
    return {
      turns: rows['blobs'] ? text.split('<user_query>').length - 1 : records.filter(isUser).length,
      toolCalls:
        records.filter((bubble) => 'toolFormerData' in (bubble as object)).length +
        text.split('"tool-call"').length -
        1,
      changes: text.split('afterContentId').length - 1,
    };
  },
});

/** The messages of a conversation that are shown, with the texts that calls name by their ids. */
function bubblesOf(rows: StoreRows, session: string): readonly unknown[] {
  const values = new Map(
    [...(rows['cursorDiskKV'] ?? []), ...(rows['ItemTable'] ?? [])].map(({ key, value }) => [
      String(key),
      value,
    ]),
  );
  const chats = values.get('workbench.panel.aichat.view.aichat.chatdata') as { tabs?: Inline[] } | undefined;
  const composers = values.get('composer.composerData') as { allComposers?: Inline[] } | undefined;
  const inline = [...(chats?.tabs ?? []), ...(composers?.allComposers ?? [])].find(
    ({ tabId, composerId }) => (tabId ?? composerId) === session,
  );
  const composer = (values.get(`composerData:${session}`) ?? inline) as Inline;
  const own = composer.bubbles ?? composer.conversation;
  if (own) return own;
  return composer.fullConversationHeadersOnly!.flatMap(({ bubbleId, grouping }) => {
    const bubble = values.get(`bubbleId:${session}:${bubbleId}`);
    return bubble === undefined || grouping?.isRenderable === false ? [] : [opened(bubble, values)];
  });
}

interface Inline {
  readonly tabId?: string;
  readonly composerId?: string;
  readonly bubbles?: readonly unknown[];
  readonly conversation?: readonly unknown[];
  readonly fullConversationHeadersOnly?: readonly {
    bubbleId: string;
    grouping?: { isRenderable?: boolean };
  }[];
}

/** JSON within JSON is read, keys of encryption are not looked for. */
function opened(bubble: unknown, values: ReadonlyMap<string, unknown>): unknown {
  return JSON.parse(JSON.stringify(bubble), (key, value: unknown) => {
    if (key.endsWith('EncryptionKey')) return undefined;
    if (/ContentId$/.test(key)) return values.get(String(value)) ?? '';
    if (typeof value !== 'string' || !/^(?:rawArgs|params|result|error)$/.test(key)) return value;
    try {
      const parsed = JSON.parse(value) as Record<string, unknown>;
      for (const id of ['beforeContentId', 'afterContentId']) {
        if (id in parsed) parsed[id] = values.get(String(parsed[id])) ?? '';
      }
      return parsed;
    } catch {
      return value;
    }
  });
}

function messagesOfBlobs(rows: StoreRows): readonly unknown[] {
  return rows['blobs']!.map(({ data }) => data)
    .map((data) => (typeof data === 'string' && data.startsWith('{') ? (JSON.parse(data) as unknown) : data))
    .filter((data) => typeof data === 'object' && data !== null && 'role' in data)
    .filter((data) => !JSON.stringify(data).includes('taken back'))
    .map(asShown);
}

/** The exit code and the picture are shown in other forms: that these are there, tests of their own say. */
function asShown(message: unknown): unknown {
  return JSON.parse(JSON.stringify(message), (key, value: unknown) => {
    if (key === 'image') return undefined;
    return typeof value === 'string' ? value.replace(/^Exit code: \d+\n\nCommand output:\n/, '') : value;
  });
}

function isUser(bubble: unknown): boolean {
  return (bubble as { type?: unknown }).type === 1;
}

describe('the database of the window of Cursor', () => {
  it('tells each call by how it ended, with exit codes', async () => {
    const events = await eventsOf(cursor, storeSource(fixture('window')), { session: 'main-0000-4000' });

    expect(callEnds(events)).to.deep.equal({
      call_read: 'completed',
      call_edit: 'completed',
      call_new: 'completed',
      call_run: 'completed exit 3',
      call_refused: 'failed refused',
      call_failed: 'failed failed',
      call_todo: 'completed',
      call_task: 'completed',
      call_open: 'failed interrupted',
      call_delete: 'completed',
    });
  });

  it('shows changes with the whole texts before and after', async () => {
    const events = await eventsOf(cursor, storeSource(fixture('window')), { session: 'main-0000-4000' });
    const changes = events.flatMap((event) =>
      event.type === 'change' ? [[event.op, event.path, event.before, event.after]] : [],
    );

    expect(changes).to.deep.equal([
      ['modify', '/home/ada/shop/greet.js', "console.log('hello')\n", "console.log('good day')\n"],
      ['create', '/home/ada/shop/new.js', '', "export const day = 'good';\n"],
      ['delete', '/home/ada/shop/new.js', undefined, undefined],
    ]);
  });

  it('puts the conversation of a subagent on a track of its call, and lists it nowhere', async () => {
    const source = storeSource(fixture('window'));
    const events = await eventsOf(cursor, source, { session: 'main-0000-4000' });
    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');

    expect(track).to.include({ id: 'agent-child-1', spawnedBy: 'call_task', title: 'Helper' });
    expect((await cursor.sessions!(source)).map(({ id }) => id)).to.deep.equal(['main-0000-4000', 'inline']);
  });

  it('never lets a key or a token into the events', async () => {
    for (const name of ['window', 'window-of-2024', 'command-line']) {
      for (const { id } of await cursor.sessions!(storeSource(fixture(name)))) {
        const text = JSON.stringify(await eventsOf(cursor, storeSource(fixture(name)), { session: id }));
        expect(text, name).not.to.match(/never-packed|never-read|EncryptionKey/);
      }
    }
  });

  it('reports messages that are lost, and those that the window does not show', async () => {
    const codes: string[] = [];
    await eventsOf(cursor, storeSource(fixture('window')), {
      session: 'main-0000-4000',
      onDiagnostic: ({ code }) => codes.push(code),
    });

    expect(codes).to.include.members(['hidden-message', 'lost-message']);
  });
});

describe('the store of the command line of Cursor', () => {
  it('tells results, exit codes and whole texts, and what was refused', async () => {
    const events = await eventsOf(cursor, storeSource(fixture('command-line')));

    expect(callEnds(events)).to.deep.equal({ t1: 'completed exit 1', t2: 'completed', t3: 'failed refused' });
    const changes = events.flatMap((event) =>
      event.type === 'change' ? [[event.path, event.before, event.after]] : [],
    );
    expect(changes).to.deep.equal([
      ['/home/ada/shop/greet.js', "console.log('hello')\n", "console.log('good day')\n"],
    ]);
  });

  it('takes the times of prompts from what stands around them', async () => {
    const [session] = await eventsOf(cursor, storeSource(fixture('command-line')));

    expect(session).to.deep.include({
      startedAt: Date.parse('2026-05-04T08:15:00Z'),
      title: 'Run the tests',
    });
  });

  it('is joined with the transcript of the same session: how turns ended, and its subagents', async () => {
    const id = '0a0b0c0d-0000-4000-8000-000000000007';
    const folder = `projects/home-ada-shop/agent-transcripts/${id}`;
    const line = (role: string, text: string): string =>
      JSON.stringify({ role, message: { content: [{ type: 'text', text }] } });
    const events = await eventsOf(
      cursor,
      storeSource(fixture('command-line'), {
        [`${folder}/${id}.jsonl`]: [
          line('user', '<user_query>\nRun the tests and mend what fails.\n</user_query>'),
          '{"type":"turn_ended","status":"error","error":"The provider went away."}',
        ].join('\n'),
        [`${folder}/subagents/helper.jsonl`]: line('assistant', 'I am a helper.'),
      }),
    );
    const text = JSON.stringify(events);

    expect(text).to.include('The provider went away.');
    expect(text).to.include('I am a helper.');
  });
});
