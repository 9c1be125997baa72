import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { mistralVibe, VIBE_LEFT_OUT } from '#src/importers/tools/mistral-vibe/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { callEnds, changesOf, kindsOf, promptsOf, terminalText } from '../../../helpers/session-texts.ts';
import { documentRecords, lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Message {
  readonly role: string;
  readonly tool_calls?: readonly unknown[];
}

function records(source: string): readonly unknown[] {
  const isLog = source.replace(/^\ufeff/, '').startsWith('{"role"');
  return isLog ? lineRecords(source) : documentRecords('messages')(source);
}

function read(source: string): PlainReading {
  const messages = lineRecords(source) as Message[];
  return {
    turns: messages.filter(({ role }) => role === 'user').length,
    toolCalls: messages.flatMap(({ tool_calls: calls }) => calls ?? []).length,
    changes: 0,
  };
}

testTool({
  importer: mistralVibe,
  leftOut: VIBE_LEFT_OUT,
  corpus: ['mistral-vibe/session_with_tools/messages.jsonl'],
  records,
  read,
});

describe('the messages of Vibe', () => {
  it('have turns for what a person asked, and for nothing that a program says', async () => {
    const events = await collect('messages.jsonl');

    expect(promptsOf(events)).to.deep.equal([
      'Greet by name, then run it to see that it works.',
      'Wait for the server.',
    ]);
    expect(kindsOf(events)).to.include.members(['_reprise/interruption', '_reprise/system', 'plan']);
    expect(JSON.stringify(events)).to.include('"text":"User cancelled the operation."');
    expect(fidelityOf(events)).to.include({ kept: 1, unreadable: 0 });
  });

  it('tell how calls ended: fields in words, errors, what a person did not want', async () => {
    const events = await collect('messages.jsonl');

    expect(callEnds(events)).to.deep.equal([
      'call_1 completed',
      'call_2 completed',
      'call_3 completed',
      'call_4 completed',
      'call_5 completed',
      'call_6 failed failed',
      'call_7 failed refused',
      'call_8 failed interrupted',
    ]);
    expect(terminalText(events))
      .to.include('Hello, undefined, whoever you are\r\n')
      .and.include('nothing was greeted at all')
      .and.include('Error: Exit code 3')
      .and.not.include('returncode');
    expect(changesOf(events)).to.deep.equal(['modify greet.js', 'modify NOTES.md']);
    const [edit] = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(edit?.edits).to.deep.equal([
      { oldText: "console.log('Hello');", newText: 'console.log(`Hello, ${process.argv[2]}`);' },
    ]);
  });
});

describe('a session of Vibe', () => {
  it('has the facts of the document beside its messages, and its subagent as a track', async () => {
    const events = await collect('with-meta/messages.jsonl');

    expect(events[0]).to.deep.include({
      title: 'Tests of the greeter',
      startedAt: Date.parse('2026-05-04T09:00:00Z'),
      duration: 600_000,
      sessionId: '5e551011-0000-4000-8000-0000000000f2',
      workspace: { root: '/home/ada/greeter', git: { branch: 'main' } },
      agent: { name: 'mistral-vibe', models: ['devstral-2'] },
    });
    const tracks = events.filter((event) => event.type === 'track' && event.kind === 'transcript');
    expect(tracks).to.have.length(1);
    expect(tracks[0]).to.include({ id: 'agent-session_20260504_090100_5e55aaaa', spawnedBy: 'call_1' });
    const text = JSON.stringify(events);
    expect(text).to.include('"usage":{"inputTokens":500,"outputTokens":120,"cacheReadTokens":400}');
    expect(text).to.include('"used":1020,"cost":{"amount":0.02,"currency":"USD"}');
    expect(text).to.not.include('ada-at-work');
  });

  it('of 2025 is one document', async () => {
    const events = await collect('one-document.json');

    expect(promptsOf(events)).to.deep.equal(['Say good day to the people here.']);
    expect(events[0]).to.deep.include({
      sessionId: '5e551011-0000-4000-8000-0000000000f1',
      workspace: {
        root: '/home/ada/greeter',
        git: { branch: 'main', commit: '0123456789abcdef0123456789abcdef01234567' },
      },
    });
    expect(JSON.stringify(events)).to.not.include('ada-at-work');
  });
});

async function collect(name: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  const path = projectPath(`test/fixtures/importers/mistral-vibe/${name}`);
  for await (const event of mistralVibe.import(fileSource(path))) events.push(event);
  return events;
}
