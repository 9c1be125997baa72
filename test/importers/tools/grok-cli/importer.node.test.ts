import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { GROK_LEFT_OUT, grokCli } from '#src/importers/tools/grok-cli/importer.ts';
import { logsOfFolder } from '#src/importers/tools/grok-cli/session-folder.ts';
import { lookAtLog } from '#src/cli/sessions/look-at-log.ts';
import { ImportFile } from '#src/node/import-file.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { callEnds, changesOf, promptsOf, terminalText } from '../../../helpers/session-texts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Line {
  readonly type: string;
  readonly prompt_index?: number;
  readonly tool_calls?: readonly unknown[];
}

/** What has a number was asked by a person; the provider's own calls count as calls. */
function read(source: string): PlainReading {
  const lines = lineRecords(source) as Line[];
  return {
    turns: lines.filter(({ prompt_index: index }) => index !== undefined).length,
    toolCalls:
      lines.flatMap(({ tool_calls: calls }) => calls ?? []).length +
      lines.filter(({ type }) => type === 'backend_tool_call').length,
    changes: 0,
  };
}

testTool({
  importer: grokCli,
  leftOut: GROK_LEFT_OUT,
  corpus: ['grok-cli/chat_history.jsonl'],
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/grok-cli/${name}`);
const PARENT = '019f6851-0000-7000-8000-00000000000a';
const CHILD = '019f6851-0000-7000-8000-00000000000b';

describe('the messages of Grok', () => {
  it('have turns for what a person asked, and for nothing that a program says', async () => {
    const events = await collect(fileSource(fixture('edit-run-search.jsonl')));

    expect(promptsOf(events)).to.deep.equal([
      'Greet by name, then run it to see that it works.',
      'Here is how it looks. Wait for the server.',
      'Do not wait. Delete the notes.',
      'Never mind the listing, we are done here.',
    ]);
    expect(fidelityOf(events)).to.include({ kept: 1, unreadable: 0 });
  });

  it('are read in their older form, with roles', async () => {
    const events = await collect(fileSource(fixture('older-roles.jsonl')));

    expect(promptsOf(events)).to.deep.equal(['List what is there.']);
    expect(callEnds(events)).to.deep.equal(['call-1 completed']);
    expect(terminalText(events)).to.include('$ ls').and.include('README.md');
    expect(fidelityOf(events)).to.include({ kept: 0 });
  });

  it('tell why calls failed, and how commands ended', async () => {
    const events = await collect(fileSource(fixture('edit-run-search.jsonl')));

    expect(callEnds(events)).to.deep.equal([
      'call-1 completed',
      'call-2 completed',
      'call-3 completed',
      'call-4 completed',
      'call-5 completed',
      'call-6 failed failed',
      'ws_1 completed',
      'call-7 failed interrupted',
      'call-8 completed',
      'call-9 failed interrupted',
    ]);
    expect(terminalText(events)).to.include('Hello, undefined').and.to.include('Error: Exit code 3');
    expect(changesOf(events)).to.deep.equal([
      'modify /home/ada/greeter/greet.js',
      'modify /home/ada/greeter/NOTES.md',
      'delete /home/ada/greeter/NOTES.md',
    ]);
  });
});

describe('a session of Grok in its folder', () => {
  it('has title, folder, model and branch of the summary, and its subagent as a track', async () => {
    const events = await collectFolder(PARENT);

    expect(events[0]).to.deep.include({
      title: 'Tests of the greeter',
      sessionId: PARENT,
      workspace: {
        root: '/home/ada/greeter',
        git: { branch: 'main', commit: '0123456789abcdef0123456789abcdef01234567' },
      },
    });
    const tracks = events.filter((event) => event.type === 'track' && event.kind === 'transcript');
    expect(tracks).to.have.length(1);
    expect(tracks[0]).to.include({
      id: `agent-${CHILD}`,
      title: 'Look at the tests',
      parent: 'main',
      spawnedBy: 'call-1',
    });
    expect(callEnds(events)).to.include(`agent-${CHILD}/call-1 completed`);
  });

  it('has the times, the tokens and the cost that the updates tell', async () => {
    const events = await collectFolder(PARENT);
    const onMain = events.flatMap((event) =>
      event.type === 'transcript' && event.track === 'main' ? [event] : [],
    );
    const timesOf = (kind: string) =>
      onMain.filter(({ update }) => update.sessionUpdate === kind).map(({ time }) => time);

    const [first, second] = timesOf('_reprise/turn');
    expect(second! - first!).to.equal(59_000);
    expect(timesOf('tool_call')[0]! - first!).to.equal(2000);
    expect(timesOf('tool_call_update')[0]! - first!).to.equal(8000);
    expect(onMain.flatMap(({ meta }) => meta?.usage ?? [])).to.deep.equal([
      { inputTokens: 2327, outputTokens: 82, cacheReadTokens: 11136 },
      { inputTokens: 159, outputTokens: 33, cacheReadTokens: 13440 },
    ]);
    const usage = onMain.flatMap(({ update }) => (update.sessionUpdate === 'usage_update' ? [update] : []));
    expect(usage[0]).to.include({ used: 15_200, size: 256_000 });
    expect(usage[0]!.cost!.amount).to.be.closeTo(0.013, 0.001);
  });

  it('begins when the summary says where nothing has a time', async () => {
    const events = await collectFolder('019f6851-0000-7000-8000-00000000000c');

    expect(events[0]).to.include({ startedAt: Date.parse('2026-07-31T10:20:00Z') });
    expect(fidelityOf(events).notes?.map(({ code }) => code)).to.include('no-times');
  });

  it('is found in a folder by its messages, whose files name each other in that of the project', () => {
    const paths = ['%2Fa/1/chat_history.jsonl', '%2Fa/1/summary.json', '%2Fa/1/updates.jsonl'];

    expect(logsOfFolder(paths)).to.deep.equal({
      sources: [{ path: '%2Fa/1/chat_history.jsonl', root: '%2Fa' }],
      parts: ['%2Fa/1/summary.json', '%2Fa/1/updates.jsonl'],
    });
  });
});

describe('a look at a session of Grok', () => {
  const look = (id: string) =>
    lookAtLog(fixture(`project/${id}/chat_history.jsonl`), {
      expected: 'grok-cli',
      facts: fixture(`project/${id}/summary.json`),
      onRead: () => undefined,
    });

  it('tells what the summary says, and whether it belongs to another session', async () => {
    expect((await look(PARENT))?.glance).to.deep.include({
      title: 'Tests of the greeter',
      prompt: 'Have the tests looked at.',
      project: '/home/ada/greeter',
      branch: 'main',
      startedAt: Date.parse('2026-07-31T10:13:27.574Z'),
      endedAt: Date.parse('2026-07-31T10:15:02.118Z'),
      turns: 2,
      isPart: false,
    });
    expect((await look(CHILD))?.glance).to.deep.include({ isPart: true });
  });
});

async function collectFolder(id: string): Promise<SessionEvent[]> {
  const file = await ImportFile.open(fixture(`project/${id}/chat_history.jsonl`), {
    root: fixture('project'),
  });
  try {
    return await collect(file);
  } finally {
    await file.close();
  }
}

async function collect(source: Parameters<typeof grokCli.import>[0]): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of grokCli.import(source)) events.push(event);
  return events;
}
