import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { SWE_AGENT_LEFT_OUT, sweAgent } from '#src/importers/tools/swe-agent/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';

testTool({
  importer: sweAgent,
  leftOut: SWE_AGENT_LEFT_OUT,
  corpus: ['swe-agent/swe-agent__test-repo-i1.traj'],
  records,
  read: readPlainly,
});

/** The steps and the messages of the history, without demonstrations, what a template puts around observations, and the actions. */
function records(source: string): readonly unknown[] {
  return documentRecords(
    'trajectory',
    'history',
  )(source).flatMap((record) => {
    const { is_demo: isDemo, content } = (record ?? {}) as Readonly<Record<string, unknown>>;
    if (isDemo === true) return [{}];
    return content === undefined ? [record] : [{ ...(record as object), content: withoutTemplate(content) }];
  });
}

function withoutTemplate(content: unknown): unknown {
  if (Array.isArray(content)) return (content as unknown[]).map(withoutTemplate);
  if (typeof content === 'string')
    return content
      .replaceAll(/```\n[^]*?\n```/g, '')
      .replaceAll(
        /^(?:```|OBSERVATION:|<\/?pr_description>|bash-\$|\((?:Open file|Current directory): .*\))$/gm,
        '',
      );
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(Object.entries(content).map(([key, value]) => [key, withoutTemplate(value)]));
}

/** A turn for each user's message before the first answer, a call for each action, a change for each file handed in. */
function readPlainly(text: string): PlainReading {
  const { trajectory, history, info } = JSON.parse(text) as {
    trajectory: { action: string }[];
    history: { role: string; is_demo?: boolean }[];
    info: { submission: string };
  };
  const answer = history.findIndex(({ role }) => role === 'assistant');
  return {
    turns: history.slice(0, answer).filter(({ role, is_demo }) => role === 'user' && !is_demo).length,
    toolCalls: trajectory.filter(({ action }) => action !== '').length,
    changes: info.submission.split('diff --git').length - 1,
  };
}

const fixture = (name: string): string => projectPath(`test/fixtures/importers/swe-agent/${name}`);

describe('a trajectory of SWE-agent', () => {
  it('tells the issue first, though its history stands behind the steps, and no demonstration', async () => {
    const events = await collect(fixture('line-editor.traj'));
    const said = events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));

    expect(said.slice(0, 3).map(({ sessionUpdate }) => sessionUpdate)).to.deep.equal([
      '_reprise/system',
      '_reprise/turn',
      'user_message_chunk',
    ]);
    expect(JSON.stringify(said)).not.to.include('demonstration');
  });

  it('tells an issue with the line ends of a browser as lines', async () => {
    const text = readFileSync(fixture('line-editor.traj'), 'utf8').replace('ISSUE:\\n', 'ISSUE:\\r\\n');
    const events: SessionEvent[] = [];
    for await (const event of sweAgent.import(sourceOf(text))) events.push(event);

    expect(text).to.include('ISSUE:\\r\\nSyntaxError');
    expect(JSON.stringify(events)).to.include('ISSUE:\\nSyntaxError');
  });

  it('has the changes of the line editor, with titles that name the file', async () => {
    const events = await collect(fixture('line-editor.traj'));
    const titles = events.flatMap((event) =>
      event.type === 'transcript' && event.update.sessionUpdate === 'tool_call' ? [event.update.title] : [],
    );

    expect(titles.slice(1, 3)).to.deep.equal(['Read greet.py', 'Edit /greeter/greet.py']);
    expect(events.find(({ type }) => type === 'change')).to.deep.include({
      path: '/greeter/greet.py',
      hunks: [
        {
          oldStart: 2,
          oldLines: 1,
          newStart: 2,
          newLines: 1,
          lines: ["-    print('hello'", "+    print('hello')"],
        },
      ],
    });
  });

  it('tells what the history says of a step that is missing, and says so', async () => {
    const text = readFileSync(fixture('line-editor.traj'), 'utf8');
    const run = JSON.parse(text) as { trajectory: unknown[]; history: { content: string }[] };
    run.trajectory.splice(1, 1);
    run.history.push({ ...run.history[3]!, content: 'Before that I look at the whole file.' });
    const events: SessionEvent[] = [];
    for await (const event of sweAgent.import(sourceOf(JSON.stringify(run)))) events.push(event);

    expect(JSON.stringify(events)).to.include('Before that I look at the whole file.');
    expect(JSON.stringify(events.at(-1))).to.include('untold-history');
  });

  it('has the changes that were handed in, where no step tells them', async () => {
    const text = readFileSync(fixture('line-editor.traj'), 'utf8').replaceAll('[File: ', '[');
    const events: SessionEvent[] = [];
    for await (const event of sweAgent.import(sourceOf(text))) events.push(event);

    expect(changesIn(events)).to.deep.equal(['modify greet.py']);
    expect(changesIn(await collect(fixture('tool-calls.traj')))).to.deep.equal([
      'modify /testbed/total.py',
      'create /testbed/test_total.py',
    ]);
  });

  it('shows commands on the terminal, how long they took, and which failed', async () => {
    const events = await collect(fixture('tool-calls.traj'));
    const ends = events.flatMap((event) =>
      event.type === 'transcript' && event.update.sessionUpdate === 'tool_call_update'
        ? [`${event.update.status} ${event.meta?.duration}`]
        : [],
    );

    expect(ends).to.deep.equal([
      'completed 310',
      'completed 250',
      'failed 200',
      'completed 200',
      'failed 30500',
    ]);
    expect(JSON.stringify(events)).to.include('$ sleep 100');
  });

  it('says how the run ended, and packs no key', async () => {
    const events = await collect(fixture('tool-calls.traj'));
    const text = JSON.stringify(events);

    expect(text).to.include('The run ended: exit_cost');
    expect(text).to.include('"models":["anthropic/claude-sonnet-4"]');
    expect(text).not.to.include('never-packed');
  });
});

function changesIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'change' ? [`${event.op} ${event.path}`] : []));
}

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of sweAgent.import(fileSource(path))) events.push(event);
  return events;
}
