import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent, SourceUpdate } from '#src/format/index.ts';
import { COPILOT_CLI_LEFT_OUT, copilotCli } from '#src/importers/tools/copilot-cli/importer.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

testTool({
  importer: copilotCli,
  leftOut: COPILOT_CLI_LEFT_OUT,
  corpus: [
    'copilot-cli/events-small.jsonl',
    'copilot-cli/events-small-b.jsonl',
    'copilot-cli/events-large.jsonl',
    'copilot-cli-2026-11/copilot/d9faaa81-0693-484f-8df1-8cc640303d98/events.jsonl',
  ],
  read: plainReading,
});

interface Event {
  readonly type: string;
  /** Of a subagent's events. */
  readonly agentId?: string;
  readonly data: {
    readonly toolCallId: string;
    readonly toolName: string;
    readonly success: boolean;
    readonly arguments: Readonly<Record<'path' | 'file_text' | 'old_str' | 'new_str', string>>;
  };
}

/** Counts a log as its format is described, without the importer. */
function plainReading(source: string): PlainReading {
  const events = lineRecords(source) as Event[];
  const calls = events.filter(({ type }) => type === 'tool.execution_start').map(({ data }) => data);
  const files = new Map<string, string | undefined>();
  let changes = 0;
  for (const { type, data } of events) {
    if (type !== 'tool.execution_complete' || !data.success) continue;
    const call = calls.find(({ toolCallId }) => toolCallId === data.toolCallId)!;
    const { path, file_text: whole, old_str: before, new_str: after } = call.arguments;
    if (call.toolName === 'create') files.set(path, whole);
    else if (call.toolName === 'edit')
      files.set(
        path,
        files.get(path)?.replace(before, () => after),
      );
    else continue;
    changes += 1;
  }
  return {
    turns: events.filter(({ type, agentId }) => type === 'user.message' && agentId === undefined).length,
    toolCalls: calls.filter(({ toolName }) => toolName !== 'report_intent').length,
    changes,
    files: Object.fromEntries(files),
  };
}

const fixtures = projectPath('test/fixtures/importers/copilot-cli/');
const read = (name: string): string => readFileSync(`${fixtures}${name}`, 'utf8');

describe('a log of Copilot CLI', () => {
  it('shows the prompt once, and apart from it what the program put around it', async () => {
    const events = await collect(read('edits-and-shell.jsonl'));

    const all = JSON.stringify(updates(events));
    expect(all.split('Make the greeting friendlier').length - 1).to.equal(1);
    expect(notices(events, '_reprise/system').join('\n')).to.include('No tables currently exist.');
  });

  it('shows the whole output of a command, also where the model got a shortened one', async () => {
    const events = await collect(read('edits-and-shell.jsonl'));

    const shown = terminal(events);
    expect(shown).to.include('ends with an exclamation mark: failed');
    expect(shown.indexOf('$ git status')).to.be.lessThan(shown.indexOf('$ npm test'));
    expect(shown).to.include('Error: Exit code 1');
    expect(JSON.stringify(events)).to.include('Output is long: the end of it is');
  });

  it('knows the exit code also where the shell of the command is named with it', async () => {
    const log = read('edits-and-shell.jsonl');
    const named = log.replaceAll(/<exited with exit code \d+>/g, '<shellId: 0 completed with exit code 3>');

    expect(named).not.to.equal(log);
    expect(terminal(await collect(named))).to.include('Error: Exit code 3');
  });

  it('shows an edit with its place, and a new file whole', async () => {
    const events = await collect(read('edits-and-shell.jsonl'));

    const changes = events.filter((event) => event.type === 'change');
    expect(changes[0]).to.deep.include({
      path: '/home/ada/greeter/greet.js',
      op: 'modify',
      edits: [{ oldText: "'Hello ' + name", newText: '`Hello, ${name}!`' }],
    });
    expect(changes[0]?.hunks?.[0]).to.include({ oldStart: 1, oldLines: 3 });
    expect(changes[1]).to.include({ op: 'create', path: '/home/ada/greeter/NOTES.md' });
    expect(changes).to.have.length(2);
  });

  it('shows the intent as a line of status and not as a call', async () => {
    const events = await collect(read('edits-and-shell.jsonl'));

    expect(notices(events, '_reprise/progress')).to.deep.equal(['Reading the greeting']);
    expect(titles(events)).to.deep.equal([
      'Read /home/ada/greeter/greet.js',
      'npm test',
      'git status --short',
      'Edit /home/ada/greeter/greet.js',
      'Write /home/ada/greeter/NOTES.md',
      'Read /home/ada/greeter/missing.js',
    ]);
  });

  it('says nothing of hooks but what they say themselves', async () => {
    const events = await collect(read('hooks-and-interruption.jsonl'));

    expect(notices(events, '_reprise/hook')).to.deep.equal([
      'The hook could not be started at all',
      'preToolUse',
    ]);
    expect(JSON.stringify(events)).to.include('Watching changes nothing on the disk');
    expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
  });

  it('goes on with a command that runs in the background', async () => {
    const shown = terminal(await collect(read('hooks-and-interruption.jsonl')));

    expect(shown).to.match(/\$ # more of: npm run watch\r\nwatching 3 files/);
    expect(shown).to.include('$ # to npm run watch: a{enter}');
  });

  it('interrupts what had no result when the user stopped it, also what never started', async () => {
    const events = await collect(read('hooks-and-interruption.jsonl'));

    const names = new Map(
      updates(events).flatMap((update): [string, string][] =>
        update.sessionUpdate === 'tool_call' ? [[update.toolCallId, update.title]] : [],
      ),
    );
    const interrupted = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.reason === 'interrupted' && 'toolCallId' in event.update
        ? [names.get(event.update.toolCallId ?? '')]
        : [],
    );
    expect(interrupted).to.deep.equal(['rm -rf build', 'Type a{enter}']);
    expect(terminal(events)).not.to.include('rm -rf build');
    expect(notices(events, '_reprise/interruption')).to.deep.equal(['Interrupted by the user']);
  });

  it('puts a subagent on a track that its call leads to', async () => {
    const events = await collect(read('described-kinds.jsonl'));

    expect(events.filter(({ type }) => type === 'track')).to.deep.equal([
      {
        type: 'track',
        kind: 'transcript',
        id: 'agent-t1',
        parent: 'main',
        title: 'Explore',
        spawnedBy: 't1',
      },
    ]);
    const said = events.filter((event) => event.type === 'transcript' && event.track === 'agent-t1');
    expect(JSON.stringify(said)).to.include('It stands in greet.js');
  });

  it('keeps what the user took back as a branch', async () => {
    const events = await collect(read('described-kinds.jsonl'));

    const words = (isOnBranch: boolean): string[] =>
      events.flatMap((event) =>
        event.type === 'transcript' &&
        (event.meta?.branch !== undefined) === isOnBranch &&
        event.update.sessionUpdate === 'user_message_chunk' &&
        event.update.content.type === 'text'
          ? [event.update.content.text]
          : [],
      );
    expect(words(true)).to.deep.equal(['Translate it to Klingon.']);
    expect(words(false)).to.deep.equal(['Look around with a helper.', 'Translate it to French.']);
    expect(events[0]).to.include({ title: 'Greeting in two languages' });
  });

  it('survives any value at any place and accounts for every record', async () => {
    for (const name of ['edits-and-shell.jsonl', 'described-kinds.jsonl']) {
      const records = lineRecords(read(name));
      for (const odd of [null, 7, 'odd', [[]], {}]) {
        // The first thing of every record is replaced, then the second of every record …
        const changed = records.map((record) => [...withEach(record, odd)]);
        for (let place = 0; changed.some((copies) => place < copies.length); place++) {
          const log = changed.map((copies, index) => JSON.stringify(copies[place] ?? records[index]));
          const events = await collectOrRefuse(copilotCli, sourceOf(log.join('\n')));
          if (!events) throw new Error('a log of records is refused');
          checkOrder(events);
          expect(fidelityOf(events).records).to.equal(records.length);
        }
      }
    }
  });
});

/** Copies of a value with one thing in it replaced, for each thing. */
function* withEach(value: unknown, by: unknown): Generator {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const child = (value as Record<string, unknown>)[key];
    const put = (replaced: unknown): unknown =>
      Array.isArray(value)
        ? value.map((item: unknown, index) => (String(index) === key ? replaced : item))
        : { ...value, [key]: replaced };
    yield put(by);
    for (const inner of withEach(child, by)) yield put(inner);
  }
}

function updates(events: readonly SessionEvent[]): SourceUpdate[] {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
}

function titles(events: readonly SessionEvent[]): string[] {
  return updates(events).flatMap((update) => (update.sessionUpdate === 'tool_call' ? [update.title] : []));
}

function notices(events: readonly SessionEvent[], kind: string): string[] {
  return updates(events).flatMap((update) =>
    update.sessionUpdate === kind && 'text' in update && update.text !== undefined ? [update.text] : [],
  );
}

function terminal(events: readonly SessionEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
}

async function collect(log: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of copilotCli.import(sourceOf(log))) events.push(event);
  return events;
}

describe('a session of Copilot CLI since usage is recorded', () => {
  it('has with each answer what its call used, on the track of its agent', async () => {
    const events = (await collectOrRefuse(copilotCli, sourceOf(read('usage-and-subagents.jsonl'))))!;
    const used = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage ? [[event.track, event.meta.usage]] : [],
    );

    expect(used).to.deep.equal([
      ['main', { inputTokens: 400, outputTokens: 50, cacheReadTokens: 600 }],
      ['agent-call_a', { inputTokens: 300, outputTokens: 20 }],
      ['main', { inputTokens: 200, outputTokens: 30, cacheReadTokens: 1000 }],
    ]);
    expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
  });

  it('is called what the file beside its log says, a name of a person before one of the tool', async () => {
    const titleOf = async (workspace: string): Promise<unknown> => {
      const beside = { 'workspace.yaml': `id: 5e55\nname: ${workspace}\n` };
      const [session] = (await collectOrRefuse(
        copilotCli,
        sourceOf(`${read('usage-and-subagents.jsonl')}${TITLE}`, { beside }),
      ))!;
      return session?.type === 'session' ? session.title : undefined;
    };
    const TITLE = `${JSON.stringify({ type: 'session.title_changed', data: { title: 'Prices' }, id: 'x', timestamp: '2026-03-01T09:01:00.000Z' })}\n`;

    expect(await titleOf("'Ada''s list'\nuser_named: true")).to.equal("Ada's list");
    expect(await titleOf('Find the price list.\nuser_named: false')).to.equal('Prices');
  });
});
