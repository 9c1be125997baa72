import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { tools } from '#src/importers/index.ts';
import { ANTIGRAVITY_LEFT_OUT, antigravityCli } from '#src/importers/tools/antigravity-cli/importer.ts';
import { ImportFile } from '#src/node/index.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Step {
  readonly type?: string;
  readonly source?: string;
  readonly tool_calls?: readonly { readonly args: Readonly<Record<string, unknown>> }[];
}

/** The steps, with arguments that are JSON in a text opened. */
function records(source: string): unknown[] {
  return (lineRecords(source) as (Step | undefined)[]).map((step) => {
    if (!Array.isArray(step?.tool_calls)) return step;
    const calls = step.tool_calls as NonNullable<Step['tool_calls']>;
    return { ...step, tool_calls: calls.map((call) => ({ ...call, args: opened(call.args) })) };
  });
}

function opened(args: Readonly<Record<string, unknown>>): unknown {
  try {
    const parse = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
    return Object.fromEntries(Object.entries(args).map(([key, value]) => [key, parse(value)]));
  } catch {
    return args;
  }
}

/**
 * Turns and calls by the format's description. In the shortened transcript of the corpus most calls were cut out: each
 * result that no call is left for stands for one. It has no text of any file.
 */
function read(source: string): PlainReading {
  const steps = records(source) as Step[];
  let open = 0;
  let calls = 0;
  for (const { type, source: from, tool_calls: asked = [] } of steps) {
    if (type === 'USER_INPUT') open = 0;
    else if (type === 'PLANNER_RESPONSE') {
      open = asked.length;
      calls += open;
    } else if (from === 'MODEL' || type === 'GENERIC') {
      if (open === 0) calls += 1;
      else open -= 1;
    }
  }
  return { turns: steps.filter(({ type }) => type === 'USER_INPUT').length, toolCalls: calls, changes: 0 };
}

testTool({
  importer: antigravityCli,
  leftOut: ANTIGRAVITY_LEFT_OUT,
  corpus: ['antigravity-cli/cli_small.jsonl'],
  records,
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/antigravity-cli/${name}`);

describe('a transcript of Antigravity', () => {
  it('pairs results with calls by kind, whatever their order', async () => {
    const events = await collect(fileSource(fixture('steps.jsonl')));

    expect(resultOf(events, 'step-3-0')?.content).to.have.length(1);
    expect(resultOf(events, 'step-3-1')).to.deep.include({ status: 'failed', rawOutput: { exitCode: 2 } });
    expect(terminalOf(events)).to.include('$ python dig.py\r\nthe ground is frozen\r\n');
  });

  it('reads arguments that are JSON in a text alike', async () => {
    const [plain, encoded] = await Promise.all(
      ['steps.jsonl', 'encoded.jsonl'].map((name) => collect(fileSource(fixture(name)))),
    );

    const callsOf = (events: readonly SessionEvent[]) => updatesOf(events, 'tool_call').slice(0, 2);
    expect(callsOf(encoded!).map((update) => 'title' in update && update.title)).to.deep.equal(
      callsOf(plain!).map((update) => 'title' in update && update.title),
    );
  });

  it('has what was written and replaced as changes', async () => {
    const changes = (await collect(fileSource(fixture('steps.jsonl')))).filter(
      (event) => event.type === 'change',
    );

    expect(changes.map(({ op, path }) => `${op} ${path}`)).to.deep.equal([
      'create /home/ada/garden/tree.md',
      'modify /home/ada/garden/plan.md',
    ]);
    expect(changes[1]).to.deep.include({ edits: [{ oldText: 'no tree', newText: 'one tree' }] });
    expect(changes[1]!.hunks).to.have.length(1);
  });

  it('shows what was asked alone, and knows the model that was chosen with it', async () => {
    const events = await collect(fileSource(fixture('steps.jsonl')));

    const asked = updatesOf(events, 'user_message_chunk').map((update) =>
      'content' in update && update.content && 'text' in update.content ? update.content.text : '',
    );
    expect(asked).to.deep.equal(['Plant an apple tree', 'Thank you for the tree']);
    expect(events[0]).to.deep.include({
      agent: { name: 'antigravity-cli', models: ['Acme Flash (Medium)'] },
    });
  });

  it('tells a call as interrupted when the person asks anew', async () => {
    const events = await collect(fileSource(fixture('steps.jsonl')));

    const cut = events.filter((event) => event.type === 'transcript' && event.meta?.reason === 'interrupted');
    expect(cut.at(-1)).to.have.nested.property('update.toolCallId', 'step-19-0');
  });

  it('finds subagents and the output of background commands beside the conversation', async () => {
    const root = fixture('brain');
    const path = `${root}/5e551011-0000-4000-8000-00000000ad01/.system_generated/logs/transcript_full.jsonl`;
    const file = await ImportFile.open(path, { root });
    const events = await collect(file);
    await file.close();

    expect(events.find((event) => event.type === 'track' && event.kind === 'transcript')).to.include({
      id: 'agent-5e551011-0000-4000-8000-00000000ad02',
      spawnedBy: 'step-10-0',
    });
    expect(terminalOf(events)).to.include('three cans of water');
    expect(updatesOf(events, '_reprise/turn')).to.have.length(2);
  });

  it('takes of a folder the full transcript of each conversation', () => {
    const { folder } = tools.find(({ id }) => id === 'antigravity-cli')!;
    const logs = 'brain/1a/.system_generated/logs';

    expect(folder!([`${logs}/transcript.jsonl`, `${logs}/transcript_full.jsonl`])).to.deep.equal({
      sources: [{ path: `${logs}/transcript_full.jsonl`, root: 'brain' }],
      parts: [`${logs}/transcript.jsonl`],
    });
  });
});

function updatesOf(events: readonly SessionEvent[], kind: string) {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.update.sessionUpdate === kind ? [event.update] : [],
  );
}

function resultOf(events: readonly SessionEvent[], id: string) {
  return events
    .flatMap((event) => (event.type === 'transcript' ? [event.update] : []))
    .find((update) => update.sessionUpdate === 'tool_call_update' && update.toolCallId === id) as
    { readonly content?: readonly unknown[] } | undefined;
}

function terminalOf(events: readonly SessionEvent[]): string {
  return events
    .flatMap((event) => (event.type === 'terminal' && event.code === 'o' ? [event.data] : []))
    .join('');
}

async function collect(source: Parameters<typeof antigravityCli.import>[0]): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of antigravityCli.import(source)) events.push(event);
  return events;
}
