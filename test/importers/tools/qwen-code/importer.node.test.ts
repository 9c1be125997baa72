import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter } from '#src/importers/index.ts';
import { QWEN_LEFT_OUT, qwenCode } from '#src/importers/tools/qwen-code/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { ImportFile } from '#src/node/index.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Line {
  readonly type?: string;
  readonly provenance?: string;
  readonly isSidechain?: boolean;
  readonly message?: {
    readonly parts?: readonly { readonly text?: string; readonly functionCall?: { readonly id: string } }[];
  };
  readonly toolCallResult?: {
    readonly resultDisplay?: { readonly filePath?: string; readonly newContent?: string };
  };
}

/** Turns, calls and changed files by the format's description: what the last result of a file shows is its text. */
function read(source: string): PlainReading {
  const lines = lineRecords(source) as Line[];
  const edits = lines.flatMap(({ toolCallResult }) => {
    const display = toolCallResult?.resultDisplay;
    return display?.filePath === undefined ? [] : [[display.filePath, display.newContent!] as const];
  });
  return {
    turns: lines.filter(
      ({ type, provenance = 'real_user', isSidechain, message }) =>
        type === 'user' &&
        provenance === 'real_user' &&
        isSidechain !== true &&
        message?.parts?.some(({ text }) => text !== undefined),
    ).length,
    toolCalls: lines.flatMap(({ message }) => message?.parts ?? []).filter(({ functionCall }) => functionCall)
      .length,
    changes: edits.length,
    files: Object.fromEntries(edits),
  };
}

testTool({
  importer: qwenCode,
  leftOut: QWEN_LEFT_OUT,
  corpus: [
    'qwen-code/qwen3/-home-dev-wk-rec-qwen3-work/chats/4ddba357-6393-446e-ba19-1045ab0bfdbc.jsonl',
    'qwen-code/sanitised/system_telemetry.jsonl',
  ],
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/qwen-code/${name}`);

describe('a log of Qwen Code', () => {
  it('is told from one of Claude Code by any of its records alone', () => {
    const envelope = { uuid: 'u', parentUuid: null, sessionId: 's', timestamp: '2026-11-02T09:00:00.000Z' };
    for (const rest of [
      { type: 'user', message: { role: 'user', parts: [{ text: 'x' }] } },
      { type: 'system', subtype: 'ui_telemetry', systemPayload: {} },
      { type: 'tool_result', toolCallResult: {} },
    ]) {
      const head = new TextEncoder().encode(`${JSON.stringify({ ...envelope, ...rest })}\n`);
      expect(detectImporter(head).tool.id).to.equal('qwen-code');
    }
  });

  it('puts what was gone back from on a branch of its own', async () => {
    const events = await collect(fixture('edit-run-rewind.jsonl'));

    expect(turnsOf(events).map(({ meta }) => meta?.branch)).to.deep.equal([undefined, 'b1', undefined]);
  });

  it('has the exit code of a command, and how long a call took', async () => {
    const ends = resultsOf(await collect(fixture('edit-run-rewind.jsonl')));

    expect(ends.map(({ duration }) => duration)).to.deep.equal([250, undefined, undefined, undefined]);
    expect(ends[1]).to.deep.include({ status: 'failed', exitCode: 2 });
  });

  it('takes a prompt of a hook for none of a person', async () => {
    const events = await collect(fixture('edit-run-rewind.jsonl'));

    expect(turnsOf(events)).to.have.length(3);
    expect(JSON.stringify(events)).to.include('A hook asks to look at the tests again.');
  });

  it('finds the logs of subagents beside the chats, linked to their calls', async () => {
    const folder = fixture('with-subagent');
    const name = '5e551011-0000-4000-8000-0000000000a1';
    const file = await ImportFile.open(`${folder}/chats/${name}.jsonl`, { root: folder });
    const events: SessionEvent[] = [];
    for await (const event of qwenCode.import(file)) events.push(event);
    await file.close();

    const track = events.find((event) => event.type === 'track' && event.kind === 'transcript');
    expect(track).to.include({ parent: 'main', title: 'List the folder', spawnedBy: 'call_a' });
    expect(turnsOf(events)).to.have.length(1);
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
    const { status, rawOutput } = event.update;
    return [{ status, exitCode: rawOutput?.['exitCode'], duration: event.meta?.duration }];
  });
}

async function collect(path: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of qwenCode.import(fileSource(path))) events.push(event);
  return events;
}
