import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { CLAUDE_AI_LEFT_OUT, claudeAiExport } from '#src/importers/tools/claude-ai/importer.ts';
import type { ImportOptions, ImportSource } from '#src/importers/index.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { testTool } from '../../../helpers/tool-suite.ts';

interface Block {
  readonly type: string;
  readonly name?: string;
  readonly text?: string;
  readonly input?: Readonly<Record<string, string>>;
}

interface Message {
  readonly sender: string;
  readonly created_at: string;
  readonly content: readonly Block[];
  readonly attachments: readonly unknown[];
}

interface Conversation {
  readonly uuid: string;
  readonly chat_messages: readonly Message[];
}

testTool({
  importer: claudeAiExport,
  leftOut: CLAUDE_AI_LEFT_OUT,
  corpus: ['claude-ai-export/conversations.json'],
  records: (source, session) => {
    const { chat_messages: messages, ...facts } = conversationIn(source, session);
    return [facts, ...messages.map(withOutputs)];
  },
  read: (source, session) => plainReading(conversationIn(source, session)),
});

/** Endings of artifacts' files in the corpus. */
const ENDINGS: Readonly<Record<string, string>> = {
  'application/vnd.ant.react': '.jsx',
  'text/markdown': '.md',
};

function plainReading({ chat_messages: messages }: Conversation): PlainReading {
  const inOrder = [...messages].sort((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  const calls = inOrder.flatMap(({ content }) => content.filter(({ type }) => type === 'tool_use'));
  const files = new Map<string, string>();
  const endings = new Map<string, string>();
  for (const { input = {} } of calls) {
    if (input['type'] !== undefined) endings.set(input['id']!, ENDINGS[input['type']]!);
    files.set(`${input['id']}${endings.get(input['id']!)}`, input['content']!);
  }
  return {
    turns: inOrder.filter(
      ({ sender, content, attachments }) =>
        sender === 'human' && (attachments.length > 0 || content.some(({ text }) => text)),
    ).length,
    toolCalls: calls.length,
    changes: calls.filter(({ name }) => name === 'artifacts').length,
    files: Object.fromEntries(files),
  };
}

const fixture = (name: string): ImportSource =>
  fileSource(projectPath(`test/fixtures/importers/claude-ai/${name}`));

describe('an export of Claude.ai', () => {
  it('tells its conversations, as an array and in an object', async () => {
    const [wrapped] = await claudeAiExport.sessions!(fixture('artifacts.json'));
    const [listed] = await claudeAiExport.sessions!(fixture('tools-and-branches.json'));

    expect(wrapped).to.deep.equal({
      id: '5e551011-0000-4000-9000-000000000100',
      title: 'A greeting card for the neighbours',
      startedAt: Date.UTC(2025, 4, 6, 9),
      turns: 3,
    });
    expect(listed!.title).to.equal('Counting words');
    const refusal = await collect(fixture('artifacts.json'), { session: 'x' }).catch(
      (error: unknown) => error,
    );
    expect(refusal).to.have.property('code', 'unknown-session');
  });

  it('puts messages without parents in the order of their times', async () => {
    const events = await collect(fixture('artifacts.json'));

    expect(said(events)).to.deep.equal([
      'Write a greeting card as a web page.',
      'Here is a card that you can print.',
      'Please greet the neighbours in the headline.',
      'I replace the headline.',
      'The card greets the neighbours now.',
      'Start again, only with words please.',
    ]);
  });

  it('replays artifacts: what was created, updated, rewritten; not what failed', async () => {
    const events = await collect(fixture('artifacts.json'));

    expect(changesOf(events)).to.deep.equal([
      ['create', 'greeting-card.html', '<h1>Hello</h1>\n<p>From number 7</p>\n'],
      ['modify', 'greeting-card.html', '<h1>Hello, neighbours</h1>\n<p>From number 7</p>\n'],
      ['modify', 'greeting-card.html', 'Hello, neighbours\n'],
    ]);
    expect(
      updatesOf(events).filter((update) => 'status' in update && update.status === 'failed'),
    ).to.have.length(1);
  });

  it('replays files that tools write and edit', async () => {
    expect(changesOf(await collect(fixture('tools-and-branches.json')))).to.deep.equal([
      ['create', '/home/ada/count.py', 'words = open("notes.txt").read().split()\nprint(len(words))\n'],
      [
        'modify',
        '/home/ada/count.py',
        'words = open("/home/ada/notes.txt").read().split()\nprint(len(words))\n',
      ],
    ]);
  });

  it('does not claim to know a text in which the old one stands twice', async () => {
    const call = (input: object) => ({ type: 'tool_use', name: 'artifacts', input: { id: 'a', ...input } });
    const events = await collect(
      exportOf([
        call({ command: 'create', type: 'text/markdown', content: 'one one' }),
        call({ command: 'update', old_str: 'one', new_str: 'two' }),
      ]),
    );

    expect(changesOf(events)).to.deep.equal([
      ['create', 'a.md', 'one one'],
      ['modify', 'a.md', undefined],
    ]);
  });

  it('shows the text of an attached file as a notice, and names a file that is not there', async () => {
    const updates = updatesOf(await collect(fixture('artifacts.json')));

    const notice = updates.find(({ sessionUpdate }) => sessionUpdate === '_reprise/system');
    expect(notice).to.deep.include({ text: 'Grace, Edsger and Barbara live here.' });
    expect(JSON.stringify(updates)).to.include('"name":"house.png"');
    expect(JSON.stringify(updates).split('names.txt')).to.have.length(2);
  });

  it('takes a prompt that was edited for an abandoned branch', async () => {
    const events = await collect(fixture('tools-and-branches.json'));

    expect(said(events).slice(0, 3)).to.deep.equal([
      'branch-1: Count the words of my notes.',
      'branch-1: I would need the notes for that.',
      'Write a script that counts the words of notes.txt.',
    ]);
  });

  it('runs commands on the terminal, with their exit codes', async () => {
    const events = await collect(fixture('tools-and-branches.json'));

    const output = events
      .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
      .join('');
    expect(output).to.match(
      /^\$ python3 count\.py\r\nFileNotFoundError: notes\.txt is not here\r\n.*Exit code 1/s,
    );
  });

  it('paces an answer by the times of its blocks, and a prompt by that of its message', async () => {
    const events = await collect(fixture('artifacts.json'));

    const times = events.flatMap((event) =>
      event.type === 'transcript' && event.update.sessionUpdate.endsWith('message_chunk') ? [event.time] : [],
    );
    expect(times).to.deep.equal([0, 0, 2000, 89_000, 99_000, 109_000, 199_000]);
  });

  it('does not show the flat copy of a message again, but where it says more', async () => {
    const text = (words: string) => ({ type: 'text', text: words });
    const copy = await collect(
      exportOf([text('An answer in a block of text.')], 'An answer in a block of text.'),
    );
    const more = await collect(
      exportOf([text('An answer in a block of text.')], 'An answer in words of its own.'),
    );

    expect(JSON.stringify(copy).split('An answer')).to.have.length(2);
    expect(JSON.stringify(more)).to.include('An answer in words of its own.');
  });

  it('keeps a block that it does not know word for word', async () => {
    const updates = updatesOf(await collect(fixture('tools-and-branches.json')));

    expect(updates.find(({ sessionUpdate }) => sessionUpdate === '_reprise/unknown')).to.deep.include({
      recordType: 'voice_note',
    });
  });

  it('pairs results without ids by the name of their tool', async () => {
    const result = (name: string, text: string) => ({
      type: 'tool_result',
      name,
      content: [{ type: 'text', text }],
    });
    const events = await collect(
      exportOf([
        { type: 'tool_use', name: 'repl', input: { code: '1' } },
        { type: 'tool_use', name: 'web_search', input: { query: 'q' } },
        result('web_search', 'found'),
        result('repl', 'ran'),
      ]),
    );

    const updates = updatesOf(events);
    const names = new Map(
      events.flatMap((event) =>
        event.type === 'transcript' && event.update.sessionUpdate === 'tool_call'
          ? [[event.update.toolCallId, event.meta?.toolName] as const]
          : [],
      ),
    );
    const pairs = updates.flatMap((update) =>
      update.sessionUpdate === 'tool_call_update'
        ? [
            `${names.get(update.toolCallId)}: ${JSON.stringify(update.content).includes('found') ? 'found' : 'ran'}`,
          ]
        : [],
    );
    expect(pairs).to.deep.equal(['web_search: found', 'repl: ran']);
  });

  it('survives any value in any field', async () => {
    for (const name of ['artifacts.json', 'tools-and-branches.json']) {
      const json = JSON.stringify(await jsonOf(fixture(name)));
      for (const value of ['null', '7', '"x"', '{}', '[]', '[null]', '{"__proto__":{"polluted":1}}']) {
        for (const key of [
          'uuid',
          'sender',
          'content',
          'text',
          'input',
          'name',
          'type',
          'id',
          'command',
          'attachments',
          'files',
          'created_at',
          'start_timestamp',
          'stop_timestamp',
          'parent_message_uuid',
          'tool_use_id',
          'thinking',
          'old_str',
          'path',
        ]) {
          const broken = JSON.parse(json, (field, old: unknown) =>
            field === key ? (JSON.parse(value) as unknown) : old,
          ) as unknown;
          const events = await collect(sourceOf(JSON.stringify(broken)));
          expect(events.at(-1)!.type, `${key} = ${value}`).to.equal('report');
        }
      }
    }
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });

  it('keeps the order of the source where ids are blacked out', async () => {
    const message = (index: number) => ({
      uuid: 'REDACTED',
      parent_message_uuid: 'REDACTED',
      sender: index % 2 === 0 ? 'human' : 'assistant',
      content: [{ type: 'text', text: `words ${index}` }],
    });
    const events = await collect(
      sourceOf(JSON.stringify([{ uuid: 'c', chat_messages: [0, 1, 2, 3].map(message) }])),
    );

    expect(said(events)).to.deep.equal(['words 0', 'words 1', 'words 2', 'words 3']);
    expect(fidelityOf(events).kept).to.equal(0);
  });
});

function exportOf(content: readonly object[], text = ''): ImportSource {
  const message = { uuid: 'm', sender: 'assistant', created_at: '2025-05-06T09:00:00Z', text, content };
  return sourceOf(JSON.stringify([{ uuid: 'c', name: 'n', chat_messages: [message] }]));
}

function conversationIn(source: string, session: string | undefined): Conversation {
  const value = JSON.parse(source) as { conversations: readonly Conversation[] } | readonly Conversation[];
  const conversations = 'conversations' in value ? value.conversations : value;
  return conversations.find(({ uuid }) => session === undefined || uuid === session)!;
}

/** What a command gave is JSON as text: what it says are the texts in it. */
function withOutputs(message: Message): unknown {
  return JSON.parse(JSON.stringify(message), (key, value: unknown) =>
    key === 'text' && typeof value === 'string' && value.startsWith('{"returncode"')
      ? (JSON.parse(value) as unknown)
      : value,
  ) as unknown;
}

async function jsonOf(source: ImportSource): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of source.chunks()) pieces.push(chunk);
  return JSON.parse(Buffer.concat(pieces).toString()) as unknown;
}

async function collect(source: ImportSource, options: ImportOptions = {}): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of claudeAiExport.import(source, options)) events.push(event);
  return events;
}

function updatesOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
}

function changesOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) => (event.type === 'change' ? [[event.op, event.path, event.after]] : []));
}

/** Texts of messages, those of a branch with its id. */
function said(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript') return [];
    const { update, meta } = event;
    if (update.sessionUpdate !== 'user_message_chunk' && update.sessionUpdate !== 'agent_message_chunk')
      return [];
    if (update.content.type !== 'text') return [];
    return [meta?.branch === undefined ? update.content.text : `${meta.branch}: ${update.content.text}`];
  });
}
