import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { glanceAt } from '#src/importers/index.ts';
import { MINI_SWE_LEFT_OUT, miniSweAgent } from '#src/importers/tools/mini-swe-agent/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: miniSweAgent,
  leftOut: MINI_SWE_LEFT_OUT,
  corpus: ['mini-swe-agent/github_issue.traj.json'],
  records: documentRecords('messages'),
  read: readPlainly,
});

/** A bare list: one task, a command in each answer, the last result is the patch. */
function readPlainly(text: string): PlainReading {
  const messages = JSON.parse(text) as { role: string; content: string }[];
  return {
    turns: 1,
    toolCalls: messages.filter(
      ({ role, content }) => role === 'assistant' && content.includes('```mswea_bash_command'),
    ).length,
    changes: messages.at(-1)!.content.split('diff --git').length - 1,
  };
}

const fixture = (name: string): string => projectPath(`test/fixtures/importers/mini-swe-agent/${name}`);

describe('a trajectory of mini-swe-agent', () => {
  it('of the first versions has the commands of its fences, their exit codes, and the patch', async () => {
    const events = await collect(fixture('bare-list.traj.json'));

    expect(callsIn(events)).to.deep.equal([
      'cat greet.py',
      `sed -i "s/'hello'/'hello')/" greet.py && python greet.py --shout`,
      'echo COMPLETE_TASK_AND_SUBMIT_FINAL_OUTPUT && git add -A && git diff --cached',
    ]);
    expect(endsIn(events)).to.deep.equal([
      'completed undefined 0',
      'failed failed 2',
      'completed undefined undefined',
    ]);
    expect(changesIn(events)).to.deep.equal(['modify greet.py']);
  });

  it('of later versions has calls of either interface, whole outputs, times and tokens', async () => {
    const events = await collect(fixture('every-kind.traj.json'));
    const text = JSON.stringify(events);
    const turns = events.filter(
      (event) => event.type === 'transcript' && event.update.sessionUpdate === '_reprise/turn',
    );

    expect(callsIn(events)).to.have.length(6);
    expect(turns).to.have.length(2);
    expect(endsIn(events)).to.deep.equal([
      'completed undefined 0',
      'completed undefined 0',
      'failed failed undefined',
      'failed interrupted undefined',
      'completed undefined 0',
      'completed undefined 0',
    ]);
    expect(text).to.include('README.md');
    expect(text).to.include('"usage":{"inputTokens":500,"outputTokens":50,"cacheReadTokens":300}');
    expect(text).to.include('"cost":{"amount":0.0123,"currency":"USD"}');
    expect(changesIn(events)).to.deep.equal(['modify price.py']);
    expect(text).not.to.include('never-packed');
  });

  it('is known to a list by its task, model and time', async () => {
    const bytes = new Uint8Array(readFileSync(fixture('every-kind.traj.json')));
    const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length);

    const seen = await glanceAt(toolOf('mini-swe-agent').glance!, { size: bytes.length, read }, bytes);

    expect(seen).to.deep.include({
      prompt: 'Please solve this issue: prices have too many digits behind the point.',
      title: 'prices have too many digits behind the point.',
      turns: 2,
      project: '/testbed',
      startedAt: 1767600000000,
      endedAt: 1767600080000,
    });
  });
});

function callsIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.update.sessionUpdate === 'tool_call' ? [event.update.title] : [],
  );
}

function endsIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => {
    if (event.type !== 'transcript' || event.update.sessionUpdate !== 'tool_call_update') return [];
    const { status, rawOutput } = event.update;
    return [`${status} ${event.meta?.reason} ${(rawOutput as { exitCode?: number } | undefined)?.exitCode}`];
  });
}

function changesIn(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'change' ? [`${event.op} ${event.path}`] : []));
}

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of miniSweAgent.import(fileSource(path))) events.push(event);
  return events;
}
