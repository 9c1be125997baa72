import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter } from '#src/importers/index.ts';
import { CLINE_LEFT_OUT, cline } from '#src/importers/tools/cline/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Message {
  readonly role?: string;
  readonly content?: readonly Block[];
}

interface Block {
  readonly type: string;
  readonly text?: string;
  readonly id?: string;
  readonly name?: string;
  readonly tool_use_id?: string;
  readonly content?: { readonly success?: boolean };
  readonly input?: { readonly path?: string; readonly old_text?: string; readonly new_text?: string };
}

/** The records with the JSON that stands in them as text opened: what a tool gave, and what a person was shown. */
function records(source: string): unknown[] {
  return documentRecords('messages')(source).map(
    (record) => JSON.parse(JSON.stringify(record), opened) as unknown,
  );
}

function opened(key: string, value: unknown): unknown {
  if (typeof value !== 'string' || (key !== 'text' && key !== 'content') || !/^\s*[{[]/.test(value))
    return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** Turns, calls and changed files by the format's description: texts that were written, then replaced. */
function read(source: string): PlainReading {
  const messages = records(source) as Message[];
  const blocks = messages.flatMap(({ content }) => content ?? []);
  const failed = new Set(
    blocks.flatMap(({ tool_use_id: id, content }) => (content?.success === false ? [id] : [])),
  );
  const calls = blocks.filter(({ type }) => type === 'tool_use');
  const edits = calls.filter(({ id, name }) => name === 'editor' && !failed.has(id));
  const files: Record<string, string | undefined> = {};
  for (const { input: { path = '', old_text: oldText, new_text: newText = '' } = {} } of edits)
    files[path] = oldText === undefined ? newText : files[path]?.replace(oldText, () => newText);
  return {
    turns: messages.filter(
      ({ role, content }) => role === 'user' && content?.some(({ text }) => text !== undefined),
    ).length,
    // The subagent's file has one call of its own, and its task is no turn.
    toolCalls: calls.length + 1,
    changes: edits.length,
    files,
  };
}

testTool({
  importer: cline,
  leftOut: CLINE_LEFT_OUT,
  corpus: ['cline-cli/cline2/1795977184087_hj6ul/1795977184087_hj6ul.messages.json'],
  records,
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/cline/${name}`);

describe('messages of the command line of Cline', () => {
  it('has title, folder and branch from the document beside them', async () => {
    const [session] = await collect('session/1793700000000_ab/1793700000000_ab.messages.json');

    expect(session).to.deep.include({
      type: 'session',
      title: 'A higher kite',
      workspace: { root: '/home/ada/kite', git: { branch: 'wind' } },
      agent: { name: 'cline', version: '3.0.65', models: ['acme-large'] },
    });
  });

  it('links a subagent to its call by the task', async () => {
    const events = await collect('session/1793700000000_ab/1793700000000_ab.messages.json');

    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');
    expect(track).to.include({
      parent: 'main',
      spawnedBy: 'c6',
      title: 'Say how high the house of the garden is.',
    });
    expect(updatesOf(events, '_reprise/turn')).to.have.length(2);
  });

  it('of a subagent that is given for itself are a session without subagents', async () => {
    const events = await collect('session/1793700000000_ab/agent_1793700009000_zz.messages.json');

    expect(events.filter((event) => event.type === 'track' && event.kind === 'transcript')).to.deep.equal([]);
  });

  it('ends a command with the code of the part that failed', async () => {
    const events = await collect('command-line.json');

    expect(resultOf(events, 'c2')).to.deep.include({ status: 'failed', rawOutput: { exitCode: 2 } });
    expect(terminalOf(events)).to.include('$ node kite.js\r\n> node kite.js --wind\r\n10\r\n');
  });

  it('makes no change of an edit that failed', async () => {
    const changes = (await collect('command-line.json')).filter((event) => event.type === 'change');

    expect(changes.map(({ path, op }) => `${op} ${path}`)).to.deep.equal([
      'modify /home/ada/kite/kite.js',
      'create /home/ada/kite/notes.md',
      'modify /home/ada/kite/notes.md',
    ]);
  });

  it('says when the mode changes', async () => {
    const modes = updatesOf(await collect('command-line.json'), 'current_mode_update');

    expect(modes.map((update) => 'currentModeId' in update && update.currentModeId)).to.deep.equal([
      'plan',
      'act',
    ]);
  });
});

describe('a task of the extension', () => {
  it('knows every kind but one that nobody has foreseen', async () => {
    const kept = updatesOf(await collect('task-shown.json'), '_reprise/unknown');

    expect(kept.map((update) => 'recordType' in update && update.recordType)).to.deep.equal([
      'say/never_seen_kind',
    ]);
  });

  it('tells what was asked and then said once', async () => {
    const events = await collect('task-shown.json');
    const edits = updatesOf(events, 'tool_call').filter(
      (update) => 'title' in update && update.title === 'Edit boat.ts',
    );

    expect(edits).to.have.length(1);
  });

  it('has prompts, feedback and chosen answers as turns', async () => {
    const events = await collect('task-shown.json');

    expect(wordsOf(events)).to.deep.equal([
      'Paint the boat and let it swim',
      'a red one with a star',
      'Then paint it yourself',
    ]);
  });

  it('takes the folder from what the model was told', async () => {
    for (const name of ['task-shown.json', 'task-history.json', 'task/ui_messages.json']) {
      const [session] = await collect(name);
      expect(session, name).to.deep.include({ workspace: { root: '/home/ada/boat' } });
    }
  });

  it('tells an edit that was cut off as interrupted, without a change', async () => {
    const events = await collect('task-shown.json');

    const cut = events.filter((event) => event.type === 'transcript' && event.meta?.reason === 'interrupted');
    expect(cut).to.have.length(1);
    expect(events.some((event) => event.type === 'change' && event.path === 'flag.ts')).to.equal(false);
  });

  it('has replacements, whole files and diffs as changes', async () => {
    const changes = (await collect('task-shown.json')).filter((event) => event.type === 'change');

    expect(changes).to.have.length(3);
    expect(changes[0]).to.deep.include({
      path: 'boat.ts',
      edits: [{ oldText: 'const colour = none;', newText: 'const colour = blue;' }],
    });
    expect(changes[1]).to.deep.include({
      op: 'create',
      after: 'export const sail = "white as the clouds";\n',
    });
    expect(changes[2]?.hunks).to.have.length(1);
  });

  it('knows exit codes, files and refusals from the history beside it', async () => {
    const alone = await collect('task-shown.json');
    const events = await collect('task/ui_messages.json');

    expect(resultOf(alone, 'ui-13')).to.not.have.property('rawOutput');
    expect(resultOf(events, 'ui-13')).to.deep.include({ status: 'completed', rawOutput: { exitCode: 0 } });
    expect(JSON.stringify(resultOf(events, 'ui-5'))).to.include('"_reprise/read","path":"boat.ts"');
    const refused = events.filter((event) => event.type === 'transcript' && event.meta?.reason === 'refused');
    expect(refused).to.have.length(1);
    expect(events[0]).to.deep.include({
      agent: { name: 'cline', version: '3.40.0', models: ['acme-large'] },
    });
  });

  it('reads calls that were written as XML where there is the history alone', async () => {
    const events = await collect('task-history.json');

    expect(updatesOf(events, 'tool_call').map((update) => 'title' in update && update.title)).to.deep.equal([
      'Read boat.ts',
      'Edit boat.ts',
      'npm run swim',
      'npm run sink',
      'Write sail.ts',
      'Complete the task',
    ]);
    expect(events.filter(({ type }) => type === 'change')).to.have.length(2);
    expect(updatesOf(events, '_reprise/turn')).to.have.length(2);
  });

  it('is told by what stands in it, the first record of an older one too', () => {
    const first = { ts: 1_730_000_000_000, type: 'say', say: 'text', text: 'Hello', images: [] };
    const head = new TextEncoder().encode(JSON.stringify([first]));

    expect(detectImporter(head).tool.id).to.equal('cline');
  });
});

function updatesOf(events: readonly SessionEvent[], kind: string) {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.update.sessionUpdate === kind ? [event.update] : [],
  );
}

function resultOf(events: readonly SessionEvent[], id: string) {
  return updatesOf(events, 'tool_call_update').find(
    (update) => 'toolCallId' in update && update.toolCallId === id,
  );
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
  for await (const event of cline.import(fileSource(fixture(name)))) events.push(event);
  return events;
}
