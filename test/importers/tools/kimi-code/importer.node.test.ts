import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { glanceAt } from '#src/importers/index.ts';
import { KIMI_LEFT_OUT, kimiCode } from '#src/importers/tools/kimi-code/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { checkOrder, collectOrRefuse, fidelityOf } from '../../../helpers/import-suite.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: kimiCode,
  leftOut: KIMI_LEFT_OUT,
  corpus: ['kimi/assistant_tools.jsonl', 'kimi/sanitised/subagent_agent-0.jsonl'],
  read: readPlainly,
});

interface PlainRecord {
  readonly type: string;
  readonly origin?: { readonly kind: string };
  readonly event?: {
    readonly type: string;
    readonly toolCallId: string;
    readonly name: string;
    readonly args: { readonly path?: string; readonly content?: string };
    readonly result: { readonly isError?: boolean };
  };
}

/** Counts a log of Kimi Code as section 10 of the format's description has it. */
function readPlainly(source: string): PlainReading {
  const counts = { turns: 0, toolCalls: 0, changes: 0 };
  const files: Record<string, string> = {};
  const calls = new Map<string, NonNullable<PlainRecord['event']>>();
  for (const { type, origin, event } of lineRecords(source) as PlainRecord[]) {
    if ((type === 'turn.prompt' || type === 'turn.steer') && origin?.kind === 'user') counts.turns += 1;
    if (event?.type === 'tool.call') {
      counts.toolCalls += 1;
      calls.set(event.toolCallId, event);
    }
    const call = event?.type === 'tool.result' ? calls.get(event.toolCallId) : undefined;
    if (!call || event?.result.isError === true || !/^(?:Write|Edit)$/.test(call.name)) continue;
    counts.changes += 1;
    if (call.name === 'Write') files[call.args.path!] = call.args.content!;
  }
  return { ...counts, files };
}

const fixture = (name: string): string => projectPath(`test/fixtures/importers/kimi-code/${name}`);

describe('a log of Kimi Code since 0.29', () => {
  const collectAll = (): Promise<SessionEvent[]> => collect(fixture('protocol-1.5.jsonl'));

  it('keeps nothing as unknown but what nobody knows', async () => {
    const { kept, types } = fidelityOf(await collectAll());

    expect(kept).to.equal(1);
    expect(types?.['kite.flown']).to.deep.equal({ kept: 1 });
  });

  it('tells prompt, model, folder and system prompt of the new records', async () => {
    const events = await collectAll();
    const text = JSON.stringify(events);

    expect(turnsOf(events)).to.have.length(3);
    expect(events[0]).to.deep.include({
      agent: { name: 'kimi-code', models: ['kimi-code/k3'] },
      workspace: { root: '/home/ada/kites' },
    });
    expect(text.split('Count the kites that have a tail.')).to.have.length(2);
    expect(text).to.include('"kind":"system-prompt"');
    expect(text).to.include('The plugin of the kite club says hello.');
    expect(text).to.include('This prompt never got to its turn.');
  });

  it('says how turns ended: a cancelled one once, a failed one with its reason', async () => {
    const kinds = (await collectAll()).flatMap((event) =>
      event.type === 'transcript' ? [event.update.sessionUpdate] : [],
    );

    expect(kinds.filter((kind) => kind === '_reprise/interruption')).to.have.length(1);
    expect(kinds.filter((kind) => kind === '_reprise/error')).to.have.length(2);
    expect(kinds.filter((kind) => kind === 'usage_update')).to.have.length(1);
  });
});

describe('a log of Kimi Code', () => {
  const name = 'edits-steer-undo.jsonl';

  it('agrees with a plain reading', async () => {
    const { turns, toolCalls, changes } = readPlainly(readFileSync(fixture(name), 'utf8'));
    const events = await collect(fixture(name));

    expect(turnsOf(events)).to.have.length(turns);
    expect(ofKind(events, 'tool_call')).to.have.length(toolCalls);
    expect(events.filter((event) => event.type === 'change')).to.have.length(changes);
  });

  it('shows a prompt once, though the context repeats it, and what the program adds as no prompt', async () => {
    const events = await collect(fixture(name));

    expect(turnsOf(events)).to.deep.equal([
      'Give every kite a tail',
      'and run the check, please',
      'Throw all kites away',
      'Give the blue one a tail too',
    ]);
    expect(JSON.stringify(ofKind(events, '_reprise/system'))).to.include('todo_list_reminder');
  });

  it('tells the calls of different turns apart that have the same id', async () => {
    const events = await collect(fixture(name));

    const ends = events.flatMap((event) =>
      event.type === 'transcript' &&
      event.update.sessionUpdate === 'tool_call_update' &&
      event.update.toolCallId.endsWith('Bash_0')
        ? [`${event.update.toolCallId} ${event.meta?.reason ?? ''}`]
        : [],
    );
    expect(ends).to.deep.equal(['0/Bash_0 failed', '1/Bash_0 refused']);
  });

  it('shows the output of a command with its exit code, and none that was not allowed', async () => {
    const events = await collect(fixture(name));

    const screen = events
      .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
      .join('');
    expect(screen).to.include('$ ./check.sh\r\nkite 2 has no tail\r\n');
    expect(screen).to.include('Error: Exit code 1');
    expect(screen).not.to.include('rm kites.txt');
  });

  it('names a changed file by the path that was resolved', async () => {
    const events = await collect(fixture(name));

    const changes = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(changes.map(({ path }) => path)).to.deep.equal([
      '/home/ada/kites/kites.txt',
      '/home/ada/kites/tails.md',
    ]);
    expect(changes[0]).to.deep.include({ edits: [{ oldText: 'red', newText: 'red with a tail' }] });
  });

  it('keeps what was undone as an abandoned branch', async () => {
    const events = await collect(fixture(name));

    const branch = events.filter((event) => event.type === 'transcript' && event.meta?.branch !== undefined);
    expect(turnsOf(branch)).to.deep.equal(['Throw all kites away']);
    expect(ofKind(branch, 'tool_call')).to.have.length(1);
  });

  it('shows model and tokens of a step on its first event only', async () => {
    const events = await collect(fixture(name));

    const usage = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage ? [event.meta.usage] : [],
    );
    expect(usage).to.deep.equal([
      { inputTokens: 900, outputTokens: 60, cacheReadTokens: 100 },
      { inputTokens: 300, outputTokens: 80, cacheReadTokens: 900 },
      { inputTokens: 200, outputTokens: 30, cacheReadTokens: 1200 },
    ]);
    expect(events[0]).to.deep.include({
      agent: { name: 'kimi-code', models: ['moonshot-ai/kimi-k2.7-code'] },
      workspace: { root: '/home/ada/kites' },
    });
  });

  it('shows plan, modes and compaction', async () => {
    const events = await collect(fixture(name));

    expect(ofKind(events, 'plan')).to.have.length(1);
    const modes = ofKind(events, 'current_mode_update');
    expect(modes.map((update) => 'currentModeId' in update && update.currentModeId)).to.deep.equal([
      'plan',
      'default',
    ]);
    expect(JSON.stringify(ofKind(events, '_reprise/compaction'))).to.include('The red kite has a tail');
  });
});

describe('a session folder of Kimi Code', () => {
  const paths = ['agents/agent-0/wire.jsonl', 'agents/main/wire.jsonl', 'state.json'];
  const read = (path: string): string => readFileSync(fixture(`with-subagent/${path}`), 'utf8');
  const session = () =>
    sourceOf(read('agents/main/wire.jsonl'), {
      beside: Object.fromEntries(paths.map((path) => [path, read(path)])),
    });

  it('takes the main agent for the source, and looks for the others from the folder of the session', () => {
    const content = toolOf('kimi-code').folder!(paths.map((path) => `s/${path}`));

    expect(content.sources).to.deep.equal([{ path: 's/agents/main/wire.jsonl', root: 's' }]);
    expect(content.parts).to.deep.equal(['s/agents/agent-0/wire.jsonl', 's/state.json']);
  });

  it('puts a subagent onto a track of its own, between its call and the answer', async () => {
    const events = (await collectOrRefuse(kimiCode, session()))!;

    checkOrder(events);
    expect(events.find((event) => event.type === 'track')).to.include({
      id: 'agent-0',
      spawnedBy: '0/Agent_0',
    });
    const tracks = events.flatMap((event) => (event.type === 'transcript' ? [event.track] : []));
    expect(tracks.lastIndexOf('agent-0')).to.be.lessThan(tracks.lastIndexOf('main'));
    expect(turnsOf(events)).to.deep.equal(['Let a helper count the kites']);
  });

  it('takes title, folder and id from the state beside the logs', async () => {
    const [first] = (await collectOrRefuse(kimiCode, session()))!;

    expect(first).to.deep.include({
      title: 'Kites of ada',
      workspace: { root: '/home/ada/kites' },
      sessionId: 'session_7d1e',
    });
  });
});

describe('logs of kimi-cli', () => {
  it('shows the events of a session', async () => {
    const events = await collect(fixture('cli-wire.jsonl'));

    expect(events[0]).to.deep.include({ agent: { name: 'kimi-cli' } });
    expect(turnsOf(events)).to.deep.equal(['Rename the blue kite to sky']);
    expect(JSON.stringify(events)).to.include('"type":"image"');
    expect(
      ofKind(events, '_reprise/permission').map((notice) => 'text' in notice && notice.text),
    ).to.deep.equal([
      'Asked: Edit file `/home/ada/kites/kites.txt`',
      'Approved: Edit file `/home/ada/kites/kites.txt`',
    ]);
  });

  it('puts the pieces of arguments and of a text together', async () => {
    const events = await collect(fixture('cli-wire.jsonl'));

    const change = events.find((event) => event.type === 'change');
    expect(change).to.deep.include({ edits: [{ oldText: 'blue', newText: 'sky' }] });
    const ids = ofKind(events, 'agent_thought_chunk').map((chunk) => 'messageId' in chunk && chunk.messageId);
    expect(ids).to.deep.equal(['part-1', 'part-1']);
  });

  it('puts the events of a subagent onto a track of its own', async () => {
    const events = await collect(fixture('cli-wire.jsonl'));

    expect(events.find((event) => event.type === 'track' && event.kind === 'transcript')).to.include({
      spawnedBy: '1/tool_task1',
    });
    const child = events.filter((event) => event.type === 'transcript' && event.track === 'agent-1');
    expect(JSON.stringify(child)).to.include('No kite is called blue.');
  });

  it('pairs calls and results of the context, whose ids repeat', async () => {
    const events = await collect(fixture('cli-context.jsonl'));

    expect(turnsOf(events)).to.deep.equal(['How many kites are there?', 'And how many tails?']);
    const ends = ofKind(events, 'tool_call_update').map((update) => 'status' in update && update.status);
    expect(ends).to.deep.equal(['completed', 'failed']);
  });

  it('survives values of the wrong type, and keeps them', async () => {
    const values = ['null', '7', '"text"', '[]', '{}', '[{"x":[]}]', '{"type":5}'];
    const shapes = [
      '{"type":"turn.prompt","input":V,"origin":V,"time":1}',
      '{"type":"context.append_message","message":V,"time":V}',
      '{"type":"context.append_loop_event","event":V,"time":1}',
      '{"type":"context.append_loop_event","event":{"type":"tool.call","toolCallId":V,"name":V,"args":V,"display":V}}',
      '{"type":"context.append_loop_event","event":{"type":"tool.result","toolCallId":V,"result":{"output":V}}}',
      '{"type":"permission.record_approval_result","result":V}',
      '{"type":"context.undo","count":V}',
      '{"timestamp":V,"message":{"type":"ToolResult","payload":{"return_value":{"display":V,"output":V}}}}',
      '{"timestamp":1,"message":{"type":"SubagentEvent","payload":{"agent_id":"a","event":V}}}',
      '{"role":"assistant","content":V,"tool_calls":V}',
      '{"role":"tool","content":V,"tool_call_id":V}',
      '{"__proto__":{"polluted":true},"type":V}',
    ];
    const lines = shapes.flatMap((shape) => values.map((value) => shape.replaceAll('V', value)));
    const events = (await collectOrRefuse(kimiCode, sourceOf(lines.join('\n'))))!;

    checkOrder(events);
    const { records, understood, kept } = fidelityOf(events);
    expect([records, understood + kept]).to.deep.equal([lines.length, lines.length]);
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined);
  });
});

/** The prompts of the turns. */
function turnsOf(events: readonly SessionEvent[]): string[] {
  const all = updates(events);
  return all.flatMap((update, index) => {
    const next = all[index + 1];
    if (update.sessionUpdate !== '_reprise/turn' || next?.sessionUpdate !== 'user_message_chunk') return [];
    return [next.content.type === 'text' ? next.content.text : next.content.type];
  });
}

function ofKind(events: readonly SessionEvent[], kind: string) {
  return updates(events).filter(({ sessionUpdate }) => sessionUpdate === kind);
}

function updates(events: readonly SessionEvent[]) {
  return events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
}

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of kimiCode.import(fileSource(path))) events.push(event);
  return events;
}

it('lists a context of kimi-cli by what was asked first', async () => {
  const bytes = new Uint8Array(
    readFileSync(projectPath('test/fixtures/importers/kimi-code/cli-context.jsonl')),
  );
  const source = {
    size: bytes.length,
    read: async (at: number, size: number) => bytes.subarray(at, at + size),
  };

  const { prompt } = await glanceAt(toolOf('kimi-code').glance!, source, bytes);

  expect(prompt).to.equal('How many kites are there?');
});
