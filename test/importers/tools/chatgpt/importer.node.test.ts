import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { CHATGPT_LEFT_OUT, chatGptExport } from '#src/importers/tools/chatgpt/importer.ts';
import { openSource } from '#src/importers/index.ts';
import type { ImportOptions, ImportSource } from '#src/importers/index.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { testTool } from '../../../helpers/tool-suite.ts';
import { buildZip } from '../../../helpers/zip-builder.ts';
import { toolOf } from '../../../helpers/tools.ts';

type Fields = Readonly<Record<string, unknown>>;

testTool({
  importer: chatGptExport,
  leftOut: CHATGPT_LEFT_OUT,
  corpus: ['chatgpt-export/conversations.json'],
  records: (source, session) => {
    const { mapping, ...facts } = conversationIn(source, session);
    return [facts, ...Object.values(mapping as Fields).map(withArguments)];
  },
  read: (source, session): PlainReading => {
    const nodes = conversationIn(source, session)['mapping'] as Record<string, Fields>;
    const messages = Object.values(nodes).flatMap(({ message }) => (message ? [message as Fields] : []));
    const isShown = (message: Fields): boolean =>
      message['weight'] !== 0 && ((message['content'] as Fields)['parts'] as unknown[]).some(Boolean);
    return {
      turns: messages.filter((message) => roleOf(message) === 'user' && isShown(message)).length,
      toolCalls: messages.filter(
        (message) => roleOf(message) === 'tool' || (message['recipient'] ?? 'all') !== 'all',
      ).length,
      changes: 0,
    };
  },
});

const fixture = (name: string): ImportSource =>
  fileSource(projectPath(`test/fixtures/importers/chatgpt/${name}`));

describe('an export of ChatGPT', () => {
  it('tells its conversations, each with title, start and turns', async () => {
    const sessions = await chatGptExport.sessions!(fixture('branches-and-context.json'));

    expect(
      sessions.map(({ title, startedAt }) => `${title} ${new Date(startedAt!).toISOString()}`),
    ).to.deep.equal([
      'Greetings in Portuguese, for a trip 2025-01-02T09:00:00.250Z',
      'Old chat without its current node 2025-01-03T09:00:00.250Z',
    ]);
    expect(sessions.map(({ turns }) => turns)).to.deep.equal([3, 1]);
    expect(new Set(sessions.map(({ id }) => id)).size).to.equal(2);
  });

  it('imports the conversation that is asked for, and refuses one that it does not hold', async () => {
    const [, second] = await chatGptExport.sessions!(fixture('branches-and-context.json'));
    const events = await collect(fixture('branches-and-context.json'), { session: second!.id });

    expect(events[0]).to.include({ title: 'Old chat without its current node', sessionId: second!.id });
    const refusal = await collect(fixture('branches-and-context.json'), { session: 'x' }).catch(
      (error: unknown) => error,
    );
    expect(refusal).to.have.property('code', 'unknown-session');
  });

  it('shows the current line in order, and what was abandoned as branches where they forked', async () => {
    const events = await collect(fixture('branches-and-context.json'));

    expect(said(events)).to.deep.equal([
      'How do I greet someone in Portuguese?',
      'branch-1: Say "Olá", which works at any time of day.',
      'Say "Bom dia" in the morning and "Boa noite" at night.',
      'branch-2: And how do I say goodbye to a friend?',
      'branch-2: "Tchau" is what friends say.',
      'And how do I say goodbye to my teacher?',
      '"Até logo" is polite and friendly.',
    ]);
  });

  it('takes the newest answer where no message is current', async () => {
    const [, second] = await chatGptExport.sessions!(fixture('branches-and-context.json'));

    expect(said(await collect(fixture('branches-and-context.json'), { session: second!.id }))).to.deep.equal([
      'Count the letters of the word lighthouse.',
      'branch-1: It has ten letters.',
      'The word has ten letters: l-i-g-h-t-h-o-u-s-e.',
    ]);
  });

  it('shows custom instructions as a notice, not as a turn', async () => {
    const updates = updatesOf(await collect(fixture('branches-and-context.json')));

    const notices = updates.filter(({ sessionUpdate }) => sessionUpdate === '_reprise/system');
    expect(notices.map((update) => 'text' in update && update.text)).to.deep.equal([
      'The user is Ada, who builds small tools.\n\nAnswer in short sentences, please.',
    ]);
    expect(updates.filter(({ sessionUpdate }) => sessionUpdate === '_reprise/turn')).to.have.length(3);
  });

  it('takes a message of weight 0 for a notice, whoever wrote it', async () => {
    const told = message('user', '"Told to the model only."').replace('{', '{"weight":0,');
    const nodes = `"a":{"parent":null,"message":${told}}`;
    const updates = updatesOf(
      await collect(sourceOf(`{"title":"t","current_node":"a","mapping":{${nodes}}}`)),
    );

    expect(updates).to.deep.equal([{ sessionUpdate: '_reprise/system', text: 'Told to the model only.' }]);
  });

  it('shows code that was run as a call with its result, also when it failed', async () => {
    const calls = callsOf(await collect(fixture('tools-and-pictures.json')));

    expect(calls.map(({ toolName, kind, status }) => `${toolName} ${kind} ${status}`)).to.deep.equal([
      'python execute completed',
      'browser fetch completed',
      'canmore.create_textdoc edit completed',
      'canmore.update_textdoc edit completed',
      'container.exec execute completed',
      'python execute failed',
      'dalle.text2im other failed',
    ]);
    expect(calls[0]!.text).to.include('August');
  });

  it('shows several messages of a tool as one result', async () => {
    const [, browse] = callsOf(await collect(fixture('tools-and-pictures.json')));

    expect(browse!.text).to.include('Open every day but Monday');
    expect(browse!.text).to.include('Tuesday to Sunday, from ten to six.');
    expect(browse!.text).to.include('https://example.com/hours');
  });

  it('replays the document that is written beside the conversation', async () => {
    const events = await collect(fixture('tools-and-pictures.json'));

    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes.map(({ op, path, after }) => [op, path, after])).to.deep.equal([
      ['create', 'opening-hours.md', '# Opening hours\n\nTuesday to Sunday, 10 to 6\n'],
      ['modify', 'opening-hours.md', '# Opening hours\n\nTuesday to Sunday, 10:00 to 18:00\n'],
    ]);
  });

  it('runs commands on the terminal', async () => {
    const events = await collect(fixture('tools-and-pictures.json'));

    const output = events
      .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
      .join('');
    expect(output).to.equal('$ wc -l opening-hours.md\r\n3 opening-hours.md\r\n');
  });

  it('makes citations readable and keeps the line as it was', async () => {
    const events = await collect(fixture('tools-and-pictures.json'));

    expect(said(events)).to.include(
      'August, with 412 visitors ([example.com](https://example.com/visitors)). The town is Lisbon.',
    );
    expect(JSON.stringify(events)).to.include('turn0search1');
  });

  it('keeps a content that it does not know word for word', async () => {
    const events = await collect(fixture('tools-and-pictures.json'));

    const unknown = updatesOf(events).filter(({ sessionUpdate }) => sessionUpdate === '_reprise/unknown');
    expect(JSON.stringify(unknown)).to.include('A window that was never open');
    expect(fidelityOf(events).kept).to.equal(1);
  });
});

describe('the ZIP of an export of ChatGPT', () => {
  const png = Uint8Array.from(
    atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAAElFTkSuQmCC'),
    (character) => character.charCodeAt(0),
  );

  it('gives the images that messages point at, and opens no other file', async () => {
    const conversation = JSON.stringify([await jsonOf(fixture('tools-and-pictures.json'))]);
    const zip = buildZip({
      entries: [
        { path: 'conversations.json', content: conversation },
        { path: 'file-AdaChart01-chart.dat', content: png },
        { path: 'plots/file-AdaPlot003-x.png', content: png },
        { path: 'user.json', content: '{"email":"ada@example.com"}' },
        { path: 'chat.html', content: '<html>' },
      ],
    });
    const { source, importer } = await openSource(sourceOf(zip, { name: 'export.zip' }));
    const opened: string[] = [];
    const watched: ImportSource = {
      ...source,
      name: source.name,
      size: source.size,
      chunks: () => source.chunks(),
      sibling: (path) => {
        opened.push(path);
        return source.sibling!(path);
      },
    };
    const events = await collect(watched);

    expect(importer.id).to.equal('chatgpt');
    const images = [...JSON.stringify(events).matchAll(/"type":"image","mimeType":"image\/png"/g)];
    expect(images).to.have.length(2);
    expect(opened.sort()).to.deep.equal(['file-AdaChart01-chart.dat', 'plots/file-AdaPlot003-x.png']);
  });

  it('names the images that are not there', async () => {
    const events = await collect(fixture('tools-and-pictures.json'));

    const prompt = updatesOf(events).filter(({ sessionUpdate }) => sessionUpdate === 'user_message_chunk');
    expect(prompt.map((update) => 'content' in update && update.content)).to.deep.equal([
      { type: 'resource_link', uri: 'file-service://file-AdaChart01', name: 'file-AdaChart01' },
      { type: 'text', text: 'Which month of this chart has the most visitors?' },
      {
        type: 'resource_link',
        uri: 'file-service://file-AdaTable02',
        name: 'visitors.csv',
        mimeType: 'text/csv',
      },
      { type: 'text', text: 'Look up the opening hours and write them down.' },
    ]);
  });

  it('reads an export that was split as one', async () => {
    const whole = (await jsonOf(fixture('branches-and-context.json'))) as unknown[];
    const zip = buildZip({
      entries: whole.map((conversation, index) => ({
        path: `export/conversations-00${index}.json`,
        content: JSON.stringify([conversation]),
      })),
    });
    const { source } = await openSource(sourceOf(zip, { name: 'export.zip' }));
    const sessions = await chatGptExport.sessions!(source);

    expect(sessions.map(({ title }) => title)).to.deep.equal([
      'Greetings in Portuguese, for a trip',
      'Old chat without its current node',
    ]);
    expect(said(await collect(source, { session: sessions[1]!.id }))).to.have.length(3);
    expect(toolOf('chatgpt').folder!(['a/conversations-000.json', 'a/conversations-001.json'])).to.deep.equal(
      {
        sources: [{ path: 'a/conversations-000.json' }],
        parts: ['a/conversations-001.json'],
      },
    );
  });
});

describe('a damaged export of ChatGPT', () => {
  it('gives the messages before the cut', async () => {
    const whole = JSON.stringify(await jsonOf(fixture('branches-and-context.json')));
    const events = await collect(sourceOf(whole.slice(0, whole.indexOf('And how do I say goodbye to my'))));

    expect(said(events)).to.include('How do I greet someone in Portuguese?');
    expect(fidelityOf(events).notes!.map(({ code }) => code)).to.include('incomplete-document');
  });

  it('keeps one message that nests too deeply as text, and reads the others', async () => {
    const deep = `${'['.repeat(5000)}"bottom"${']'.repeat(5000)}`;
    const nodes = `"a":{"id":"a","parent":null,"message":${message('user', '"hello"')}},
      "b":{"id":"b","parent":"a","message":${message('assistant', deep)}}`;
    const events = await collect(sourceOf(`[{"title":"t","current_node":"b","mapping":{${nodes}}}]`));

    expect(said(events)).to.deep.equal(['hello']);
    expect(JSON.stringify(events)).to.include('bottom');
    expect(fidelityOf(events).unreadable).to.equal(1);
  });

  it('survives any value in any field', async () => {
    const json = JSON.stringify(await jsonOf(fixture('tools-and-pictures.json')));
    for (const value of ['null', '7', '"x"', '{}', '[]', '[null]', '{"__proto__":{"polluted":1}}']) {
      for (const key of [
        'message',
        'author',
        'content',
        'parts',
        'metadata',
        'recipient',
        'parent',
        'children',
        'id',
        'create_time',
        'thoughts',
        'text',
        'asset_pointer',
        'attachments',
        'aggregate_result',
        'content_references',
        'current_node',
        'title',
        'role',
        'name',
      ]) {
        const broken = JSON.parse(json, (name, old: unknown) =>
          name === key ? (JSON.parse(value) as unknown) : old,
        ) as unknown;
        const events = await collect(sourceOf(JSON.stringify(broken)));
        expect(events.at(-1)!.type, `${key} = ${value}`).to.equal('report');
      }
    }
    expect(({} as Fields)['polluted']).to.equal(undefined);
  });

  it('reads a chain of 100000 messages', async () => {
    const nodes = Array.from({ length: 100_000 }, (_, index) => {
      const parent = index === 0 ? 'null' : `"n${index - 1}"`;
      return `"n${index}":{"parent":${parent},"message":${message('assistant', `"words ${index}"`)}}`;
    });
    const events = await collect(
      sourceOf(`{"title":"t","current_node":"n99999","mapping":{${nodes.join(',')}}}`),
    );

    expect(said(events)).to.have.length(100_000);
    expect(said(events).at(-1)).to.equal('words 99999');
  });
});

function message(role: string, part: string): string {
  return `{"author":{"role":"${role}"},"content":{"content_type":"text","parts":[${part}]}}`;
}

function conversationIn(source: string, session: string | undefined): Fields {
  const value = JSON.parse(source) as Fields | readonly Fields[];
  const conversations = Array.isArray(value) ? (value as readonly Fields[]) : [value as Fields];
  return conversations.find(({ id }) => session === undefined || id === session)!;
}

/** A message to a tool holds JSON as text: what it says are the texts in it. */
function withArguments(node: unknown): unknown {
  const { message: told } = node as {
    message: { recipient?: string; content?: { parts?: string[] } } | null;
  };
  const [part] = told?.content?.parts ?? [];
  if (told?.recipient === 'all' || typeof part !== 'string' || !part.startsWith('{')) return node;
  return { message: { ...told, content: JSON.parse(part) as unknown } };
}

function roleOf({ author }: Fields): unknown {
  return (author as Fields)['role'];
}

async function jsonOf(source: ImportSource): Promise<unknown> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of source.chunks()) pieces.push(chunk);
  return JSON.parse(Buffer.concat(pieces).toString()) as unknown;
}

async function collect(source: ImportSource, options: ImportOptions = {}): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of chatGptExport.import(source, options)) events.push(event);
  return events;
}

function updatesOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
}

/** Texts of messages, those of a branch with its id. */
function said(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript') return [];
    const { update, meta } = event;
    if (update.sessionUpdate !== 'user_message_chunk' && update.sessionUpdate !== 'agent_message_chunk')
      return [];
    const words = update.content.type === 'text' ? update.content.text : update.content.type;
    return [meta?.branch === undefined ? words : `${meta.branch}: ${words}`];
  });
}

/** Calls with how they ended and all that their results hold, as text. */
function callsOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'tool_call') return [];
    const { toolCallId, kind = 'other' } = event.update;
    const end = updatesOf(events).findLast(
      (update) => update.sessionUpdate === 'tool_call_update' && update.toolCallId === toolCallId,
    );
    const status = end && 'status' in end ? end.status : undefined;
    return [{ toolName: event.meta?.toolName, kind, status, text: JSON.stringify(end) }];
  });
}
