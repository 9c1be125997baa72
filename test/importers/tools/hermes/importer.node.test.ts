import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { ImportError, openSource } from '#src/importers/index.ts';
import type { ImportOptions } from '#src/importers/index.ts';
import { HERMES_LEFT_OUT, hermes } from '#src/importers/tools/hermes/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { callEnds, changesOf, kindsOf, promptsOf, terminalText } from '../../../helpers/session-texts.ts';
import { documentRecords, lineRecords, testTool } from '../../../helpers/tool-suite.ts';
import { readProjectFile } from '#fixtures';

interface Message {
  readonly role?: string;
  readonly content?: unknown;
  readonly tool_calls?: readonly unknown[];
}

/** The messages; results are JSON in a text, whose fields are told one by one, and lines of files without their numbers. */
function records(source: string): readonly unknown[] {
  const isLog = source.replace(/^\ufeff/, '').startsWith('{"role"');
  const all = isLog ? lineRecords(source) : documentRecords('messages')(source);
  return all.map((record) => {
    const { role, content } = (record ?? {}) as Message;
    const isJson = role === 'tool' && typeof content === 'string' && content.startsWith('{');
    return isJson ? { ...(record as Message), content: parsed(content) } : record;
  });
}

function parsed(text: string): unknown {
  try {
    const fields = JSON.parse(text) as { content?: unknown };
    const { content } = fields;
    return typeof content === 'string'
      ? { ...fields, content: content.replaceAll(/^ *\d+\|/gm, '') }
      : fields;
  } catch {
    return text;
  }
}

testTool({
  importer: hermes,
  leftOut: HERMES_LEFT_OUT,
  corpus: ['hermes/small.json'],
  records,
  read: (source) => {
    const { messages } = JSON.parse(source) as { messages: readonly Message[] };
    return {
      turns: messages.filter(({ role }) => role === 'user').length,
      toolCalls: messages.flatMap(({ tool_calls: calls }) => calls ?? []).length,
      changes: 0,
    };
  },
});

describe('a session file of Hermes', () => {
  const path = projectPath('test/fixtures/importers/hermes/session-document.json');

  it('has turns for what a person asked, and for nothing that a program says', async () => {
    const events = await collect(fileSource(path));

    expect(promptsOf(events)).to.deep.equal([
      'Greet by name, then run it.',
      'Here is how it looks. Wait for the server, please.',
      'That is enough, thank you.',
    ]);
    expect(kindsOf(events)).to.include.members(['_reprise/compaction', 'plan', 'agent_thought_chunk']);
    expect(events[0]).to.deep.include({
      startedAt: Date.parse('2026-05-04T09:00:00Z'),
      sessionId: '20260504_090000_1a2b3c4d',
      workspace: { root: '/home/ada/greeter' },
    });
    expect(fidelityOf(events)).to.include({ kept: 1, unreadable: 0 });
  });

  it('reads the JSON of results: exit codes, diffs, lines of files, errors', async () => {
    const events = await collect(fileSource(path));

    expect(callEnds(events)).to.deep.equal([
      'call_1 completed',
      'call_2 completed',
      'call_3 completed',
      'call_4 completed',
      'call_5 completed',
      'call_6 failed failed',
      'call_7 failed failed',
      'call_8 failed interrupted',
    ]);
    expect(terminalText(events))
      .to.include('Hello, undefined, whoever you are\r\n')
      .and.include('Exit code 3');
    expect(changesOf(events)).to.deep.equal([
      'modify /home/ada/greeter/greet.js',
      'modify /home/ada/greeter/NOTES.md',
    ]);
    const text = JSON.stringify(events);
    expect(text).to.include('"startLine":1').and.to.include('Could not find the text');
    expect(text).to.not.include('exit_code');
  });
});

describe('the database of Hermes', () => {
  const database = async () =>
    sourceOf(await readProjectFile('test/fixtures/sqlite/hermes.db'), { name: 'state.db' });

  it('is known by its tables', async () => {
    const { tool, isStore } = await openSource(await database());

    expect([tool.id, isStore]).to.deep.equal(['hermes', true]);
  });

  it('lists its sessions without those of subagents, the last one first', async () => {
    const sessions = await hermes.sessions!(await database());

    expect(sessions.map(({ id, title }) => [id, title])).to.deep.equal([
      ['s_main', 'Greet by name'],
      ['s_next', 'Older, part two'],
      ['s_old', 'Older'],
    ]);
    expect(sessions[0]).to.deep.include({
      startedAt: 1777885200000,
      endedAt: 1777885260000,
      project: '/home/ada/greeter',
    });
  });

  it('gives the last session with its times, its subagent, and what was taken back', async () => {
    const events = await collect(await database());

    checkOrder(events);
    expect(promptsOf(events)).to.deep.equal(['Greet by name.', 'Greet by number.', 'And this?']);
    const undone = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.branch === 'undone' ? [event.update.sessionUpdate] : [],
    );
    expect(undone).to.deep.equal(['_reprise/turn', 'user_message_chunk', 'agent_message_chunk']);
    const tracks = events.filter((event) => event.type === 'track' && event.kind === 'transcript');
    expect(tracks).to.have.length(1);
    expect(tracks[0]).to.include({ id: 'agent-s_child', parent: 'main', spawnedBy: 'call_1' });
    expect(callEnds(events)).to.deep.equal(['call_2 completed', 'call_1 completed']);
    expect(JSON.stringify(events)).to.include('"usage":{"inputTokens":900');
    expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
  });

  it('never gives who the person is on another platform, nor a table of accounts', async () => {
    for (const session of ['s_main', 's_old']) {
      const text = JSON.stringify(await collect(await database(), { session }));
      expect(text).to.not.include('account-0001').and.not.include('token-of-an-account');
    }
  });

  it('says that a session is not there', async () => {
    const error = await collect(await database(), { session: 's_x' }).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(ImportError).and.to.have.property('code', 'unknown-session');
  });
});

async function collect(
  source: Parameters<typeof hermes.import>[0],
  options: ImportOptions = {},
): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of hermes.import(source, options)) events.push(event);
  return events;
}
