import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter } from '#src/importers/index.ts';
import { PI_LEFT_OUT, pi } from '#src/importers/tools/pi/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Line {
  readonly type?: string;
  readonly message?: {
    readonly role?: string;
    readonly content?: string | readonly Block[];
    readonly toolCallId?: string;
    readonly isError?: boolean;
  };
}

interface Block {
  readonly type: string;
  readonly id?: string;
  readonly name?: string;
  readonly arguments?: Arguments;
}

interface Arguments {
  readonly path?: string;
  readonly content?: string;
  readonly edits?: readonly { readonly oldText: string; readonly newText: string }[];
}

/** Turns, calls and changed files by the format's description: what was written, then edited. */
function read(source: string): PlainReading {
  const messages = (lineRecords(source) as Line[]).flatMap(({ message }) => message ?? []);
  const calls = messages.flatMap(({ content }) =>
    typeof content === 'string' ? [] : (content ?? []).filter(({ type }) => type === 'toolCall'),
  );
  const failed = new Set(messages.flatMap((one) => (one.isError === true ? [one.toolCallId] : [])));
  const made = calls.filter(({ id, name }) => /^(?:write|edit)$/.test(name ?? '') && !failed.has(id));
  const files: Record<string, string | undefined> = {};
  for (const { arguments: { path = '', content, edits = [] } = {} } of made) {
    let text = content ?? files[path];
    for (const { oldText, newText } of edits) text = text?.replace(oldText, () => newText);
    files[path] = text;
  }
  return {
    turns: messages.filter(({ role }) => role === 'user').length,
    toolCalls: calls.length,
    changes: made.length,
    files,
  };
}

testTool({
  importer: pi,
  leftOut: PI_LEFT_OUT,
  corpus: [
    'pi/pi/--home-dev-wk-rec-pi-work--/2026-11-29T18-19-34-984Z_01a22888-aac7-73d3-a81b-05a9adb375b7.jsonl',
    'openclaw/small.jsonl',
  ],
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/pi/${name}`);

describe('a session of Pi', () => {
  it('is told by its header, behind a title too, and by a result where the header was lost', () => {
    const first = { type: 'session', id: 'a', timestamp: '2026-11-02T09:00:00.000Z', cwd: '/x' };
    const header = { ...first, version: 3 };
    const result = { type: 'message', id: 'b', parentId: 'a', message: { role: 'toolResult', content: 'x' } };
    for (const lines of [[header], [first], [{ type: 'title', title: 'A name' }, header], [result]]) {
      const head = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
      expect(detectImporter(head).tool.id).to.equal('pi');
    }
  });

  it('puts what was gone back from on a branch of its own', async () => {
    const branches = turnsOf(await collect('edits-and-branches.jsonl')).map(({ meta }) => meta?.branch);

    expect(branches).to.deep.equal([undefined, 'b1', undefined]);
  });

  it('takes a lost parent for no fork', async () => {
    const events = await collect('openclaw.jsonl');

    expect(events.some((event) => 'meta' in event && event.meta?.branch !== undefined)).to.equal(false);
  });

  it('has the exit codes of commands, and which one the person stopped', async () => {
    const ends = resultsOf(await collect('edits-and-branches.jsonl'));

    expect(ends.map(({ exitCode }) => exitCode).filter((code) => code !== undefined)).to.deep.equal([
      0, 2, 0,
    ]);
    expect(ends.filter(({ reason }) => reason === 'interrupted')).to.have.length(2);
  });

  it('shows a command of the person on the terminal, as one of theirs', async () => {
    const events = await collect('edits-and-branches.jsonl');

    const own = events.filter((event) => event.type === 'transcript' && event.meta?.origin === 'command');
    expect(own).to.have.length(1);
    expect(terminalOf(events)).to.include('$ git diff --stat\r\n lamp.py | 2 +-');
  });

  it('makes a chapter of a bookmark where it stands, and a title of a name', async () => {
    const events = await collect('edits-and-branches.jsonl');

    expect(events.filter((event) => event.type === 'chapter')).to.deep.equal([
      { type: 'chapter', time: 6000, title: 'where the lamp was turned on' },
    ]);
    expect(events[0]).to.include({ type: 'session', title: 'The lamp' });
  });

  it('tells what an answer used, and what the session has cost', async () => {
    const events = await collect('edits-and-branches.jsonl');

    const updates = events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
    const used = updates.flatMap((update) => (update.sessionUpdate === 'usage_update' ? [update] : []));
    expect(used.at(-1)?.cost).to.deep.equal({ amount: 0.027, currency: 'USD' });
  });

  it('tells what a channel put around a prompt apart from it', async () => {
    const events = await collect('openclaw.jsonl');

    expect(wordsOf(events)).to.deep.equal(['Rename the notes of the garden', 'Thank you']);
    expect(JSON.stringify(events)).to.include('Ada of the lamp project');
  });

  it('has the files of a patch as changes', async () => {
    const events = await collect('openclaw.jsonl');

    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes.map(({ op, path }) => `${op} ${path}`)).to.deep.equal([
      'create index.txt',
      'modify garden.txt',
    ]);
  });
});

function turnsOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn' ? [event] : [],
  );
}

function resultsOf(events: readonly SessionEvent[]) {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'tool_call_update') return [];
    return [{ exitCode: event.update.rawOutput?.['exitCode'], reason: event.meta?.reason }];
  });
}

function wordsOf(events: readonly SessionEvent[]): readonly string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'user_message_chunk') return [];
    return event.update.content.type === 'text' ? [event.update.content.text] : [];
  });
}

function terminalOf(events: readonly SessionEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
}

async function collect(name: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of pi.import(fileSource(fixture(name)))) events.push(event);
  return events;
}
