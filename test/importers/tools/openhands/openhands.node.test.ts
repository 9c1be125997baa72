import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { sourcesOfPaths } from '#src/importers/index.ts';
import { OPENHANDS_LEFT_OUT, openHands } from '#src/importers/tools/openhands/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: openHands,
  leftOut: OPENHANDS_LEFT_OUT,
  corpus: [],
  records: (text) => withoutState(text.trimStart().startsWith('[') ? listOf(text) : lineRecords(text)),
});

const FOLDER = projectPath('test/fixtures/importers/openhands');

describe('events of the SDK of OpenHands', () => {
  it('become turns, calls with results and exit codes, and changes with the whole texts', async () => {
    const events = await collect(`${FOLDER}/sdk-events.jsonl`);
    const kinds = kindsOf(events);

    expect(kinds.filter((kind) => kind === '_reprise/turn')).to.have.length(2);
    expect(kinds.filter((kind) => kind === '_reprise/unknown')).to.have.length(1);
    expect(changesIn(events)).to.deep.equal([
      'modify /home/ada/shop/total.js 63 66',
      'create /home/ada/shop/NOTES.md undefined 40',
    ]);
    expect(endsIn(events)).to.include.members([
      'failed failed 1',
      'failed refused undefined',
      'failed interrupted undefined',
    ]);
  });

  it('of its first versions too, and of an agent behind a protocol', async () => {
    const events = await collect(`${FOLDER}/first-versions.json`);

    expect(kindsOf(events)).to.not.include('_reprise/unknown');
    expect(changesIn(events)).to.deep.equal([
      'create /home/ada/hello.txt undefined 6',
      'modify /home/ada/hello.txt undefined undefined',
    ]);
    expect(endsIn(events)).to.deep.equal([
      'completed undefined 0',
      'completed undefined undefined',
      'failed failed undefined',
      'completed undefined undefined',
    ]);
  });

  it('types into the command that the shell still runs', async () => {
    const shown = terminalOf(await collect(`${FOLDER}/sdk-events.jsonl`));

    expect(shown).to.include('$ npm run watch');
    expect(shown).to.include('C-c');
    expect(shown).not.to.include('$ C-c');
  });

  it('packs no key, and nothing of the state that holds them', async () => {
    for (const name of ['sdk-events.jsonl', 'with-subagent/base_state.json']) {
      const text = JSON.stringify(await collect(`${FOLDER}/${name}`));

      expect(text, name).not.to.include('never-packed');
    }
  });
});

describe('the folder of a conversation of OpenHands', () => {
  const path = `${FOLDER}/with-subagent/base_state.json`;

  it('is read with its events, and says what answers took and the whole cost', async () => {
    const events = await collect(path);
    const session = events.find((event) => event.type === 'session');
    const usages = events.flatMap((event) => (event.type === 'transcript' && event.meta?.usage) || []);

    expect(session).to.deep.include({
      sessionId: '5e551011000040008000000000000001',
      workspace: { root: '/home/ada/shop' },
      agent: { name: 'openhands', models: ['anthropic/claude-sonnet-5'] },
    });
    expect(usages).to.deep.equal([
      { inputTokens: 100, outputTokens: 20, cacheWriteTokens: 50 },
      { inputTokens: 100, outputTokens: 10, cacheReadTokens: 100 },
    ]);
    expect(JSON.stringify(events)).to.include('"cost":{"amount":0.25,"currency":"USD"}');
  });

  it('has its subagent on a track of its own, beside the call that started it', async () => {
    const events = await collect(path);
    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');

    expect(track).to.deep.include({ id: 'agent-5e551011000040008000000000000002', spawnedBy: 'call_t' });
    expect(kindsOf(events).filter((kind) => kind === '_reprise/turn')).to.have.length(1);
  });

  it('tells a list its first prompt, times and folder without an import', async () => {
    expect(await openHands.sessions!(fileSource(path))).to.deep.equal([
      {
        id: '5e551011000040008000000000000001',
        title: 'Where are prices added up?',
        startedAt: Date.UTC(2026, 2, 4, 9, 0, 1, 250),
        endedAt: Date.UTC(2026, 2, 4, 9, 0, 22, 250),
        project: '/home/ada/shop',
      },
    ]);
    expect(await openHands.sessions!(fileSource(`${FOLDER}/older-trajectory.json`))).to.deep.equal([]);
  });

  it('says that the events are missing where the state is given alone', async () => {
    const { name } = fileSource(path);
    const alone = { ...sourceOf('{"id":"5e551011","agent":{"llm":{}},"workspace":{}}'), name };
    const notes = (await collectFrom(alone)).flatMap((event) =>
      event.type === 'report' ? (event.fidelity.notes ?? []) : [],
    );

    expect(notes.map(({ code }) => code)).to.include('missing-messages');
  });

  it('is one source of a folder of conversations', async () => {
    const tool = toolOf('openhands');
    const paths = [
      'a/base_state.json',
      'a/events/event-00000-0c0ffee0.json',
      'a/subagents/b/base_state.json',
      'a/subagents/b/events/event-00000-0c0ffee0.json',
      'trajectory.json',
    ];
    const sources = await sourcesOfPaths(paths, async () => tool, [tool]);

    expect(sources.map((source) => source.path)).to.deep.equal(['a/base_state.json', 'trajectory.json']);
  });
});

describe('a trajectory of OpenHands before its SDK', () => {
  it('becomes a turn with calls, their exit codes and a change', async () => {
    const events = await collect(`${FOLDER}/older-trajectory.json`);

    expect(kindsOf(events).filter((kind) => kind === '_reprise/turn')).to.have.length(1);
    expect(kindsOf(events).filter((kind) => kind === '_reprise/unknown')).to.have.length(1);
    expect(changesIn(events)).to.deep.equal(['modify /workspace/greet.py 15 20']);
    expect(endsIn(events)).to.include('failed failed 2');
    expect(terminalOf(events)).to.include('$ ls');
  });
});

/** What the program writes of its own state is no part of a session. */
function withoutState(records: readonly unknown[]): unknown[] {
  return records.map((record) =>
    (record as { kind?: string } | undefined)?.kind === 'ConversationStateUpdateEvent' ? {} : record,
  );
}

function listOf(text: string): unknown[] {
  try {
    return JSON.parse(text) as unknown[];
  } catch {
    return [];
  }
}

function kindsOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update.sessionUpdate] : []));
}

function changesIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'change'
      ? [`${event.op} ${event.path} ${event.before?.length} ${event.after?.length}`]
      : [],
  );
}

/** Status, reason and exit code of calls that have ended. */
function endsIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'tool_call_update') return [];
    const { status, rawOutput } = event.update;
    return [`${status} ${event.meta?.reason} ${(rawOutput as { exitCode?: number } | undefined)?.exitCode}`];
  });
}

function terminalOf(events: readonly SessionEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
}

async function collect(path: string): Promise<SessionEvent[]> {
  return collectFrom(fileSource(path));
}

async function collectFrom(source: Parameters<typeof openHands.import>[0]): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of openHands.import(source)) events.push(event);
  return events;
}
