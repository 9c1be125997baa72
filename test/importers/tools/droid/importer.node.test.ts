import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { detectImporter } from '#src/importers/index.ts';
import { DROID_LEFT_OUT, droid } from '#src/importers/tools/droid/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { callEnds, changesOf, kindsOf, promptsOf, terminalText } from '../../../helpers/session-texts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Block {
  readonly type: string;
  readonly text?: string;
}

interface Line {
  readonly message?: { readonly role: string; readonly content: readonly Block[] };
}

/** Prompts are messages of the user with texts that no program wrote. */
function read(source: string): PlainReading {
  const messages = (lineRecords(source) as Line[]).flatMap(({ message }) => message ?? []);
  const isPrompt = ({ type, text }: Block): boolean => type === 'text' && !text!.startsWith('<system');
  return {
    turns: messages.filter(({ role, content }) => role === 'user' && content.some(isPrompt)).length,
    toolCalls: messages.flatMap(({ content }) => content).filter(({ type }) => type === 'tool_use').length,
    changes: 0,
  };
}

testTool({
  importer: droid,
  leftOut: DROID_LEFT_OUT,
  corpus: ['droid/session_store_small.jsonl'],
  read,
});

const fixture = (name: string): string => projectPath(`test/fixtures/importers/droid/${name}`);

describe('a session of Droid', () => {
  it('has turns for what a person asked, and for nothing that a program says', async () => {
    const events = await collect('edit-run-interrupt.jsonl');

    expect(promptsOf(events)).to.deep.equal([
      'Greet by name, and run it once to see that it works.',
      'Here is how it looks:',
      'Then wait for the server to come up.',
    ]);
    expect(kindsOf(events)).to.include.members([
      '_reprise/hook',
      '_reprise/error',
      '_reprise/interruption',
      '_reprise/compaction',
      'plan',
    ]);
    expect(kindsOf(events).filter((kind) => kind === 'plan')).to.have.length(1);
  });

  it('shows changes of calls that went well, of each tool that edits', async () => {
    const events = await collect('edit-run-interrupt.jsonl');

    expect(changesOf(events)).to.deep.equal([
      'modify /home/ada/greeter/greet.js',
      'modify /home/ada/greeter/NOTES.md',
      'modify /home/ada/greeter/greet.js',
      'modify README.md',
      'create LICENSE',
    ]);
  });

  it('tells why calls failed, and how commands ended', async () => {
    const events = await collect('edit-run-interrupt.jsonl');

    expect(callEnds(events)).to.deep.equal([
      'tool-1 completed',
      'tool-2 completed',
      'tool-3 completed',
      'tool-4 completed',
      'tool-5 completed',
      'tool-6 failed failed',
      'own-11-0 completed',
      'tool-7 completed',
      'tool-8 completed',
      'tool-9 failed refused',
      'tool-10 failed interrupted',
    ]);
    expect(terminalText(events))
      .to.include('$ node greet.js Ada')
      .and.to.include('Hello, Ada, from the shell');
    expect(terminalText(events)).to.include('Error: Exit code 3').and.not.to.include('[Process exited');
  });

  it('keeps a block of an unknown kind, and nothing of the account', async () => {
    const events = await collect('edit-run-interrupt.jsonl');

    expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
    expect(JSON.stringify(events)).to.include('A block of a kind that is not known yet.');
    expect(JSON.stringify(events)).to.not.include('host-0001');
    expect(JSON.stringify(events)).to.not.include('b3BhcXVl');
  });

  it('puts subagents, and those that they started, onto tracks of their own', async () => {
    const events = await collect('with-subagent/5e551011-0000-4000-8000-0000000000d3.jsonl');
    const tracks = events.flatMap((event) =>
      event.type === 'track' && event.kind === 'transcript' ? [event] : [],
    );

    const [child, grandchild] = ['d4', 'd5'].map((end) => `agent-5e551011-0000-4000-8000-0000000000${end}`);
    expect(tracks.map(({ id, parent, spawnedBy }) => [id, parent, spawnedBy])).to.deep.equal([
      [child, 'main', 'task-1'],
      [grandchild, child, `${child}/task-2`],
    ]);
    expect(promptsOf(events)).to.deep.equal(['Have the tests looked at by somebody else.']);
    expect(callEnds(events)).to.include.members(['task-1 completed', `${child}/task-1 completed`]);
  });

  it('has the model and the tokens of the settings beside it', async () => {
    const events = await collect('with-subagent/5e551011-0000-4000-8000-0000000000d3.jsonl');

    const [first] = events;
    expect(first?.type === 'session' ? first.agent?.models : undefined).to.deep.equal(['claude-sonnet-4-5']);
    const usage = events.flatMap((event) =>
      event.type === 'transcript' && event.meta?.usage ? [event.meta.usage] : [],
    );
    expect(usage).to.deep.equal([
      { inputTokens: 900, outputTokens: 120, cacheReadTokens: 4000, cacheWriteTokens: 30 },
    ]);
  });
});

describe('what droid exec prints', () => {
  it('is recognised, and its last words are told once', async () => {
    const { tool } = detectImporter(new Uint8Array(readFileSync(fixture('exec-stream.jsonl'))));
    const events = await collect('exec-stream.jsonl');

    expect(tool.id).to.equal('droid');
    expect(promptsOf(events)).to.deep.equal(['List the files, then count them.']);
    expect(callEnds(events)).to.deep.equal(['call_1 completed', 'call_2 failed failed']);
    expect(JSON.stringify(events).split('There are two files in the folder.')).to.have.length(2);
    expect(fidelityOf(events)).to.include({ kept: 0 });
  });
});

async function collect(name: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of droid.import(fileSource(fixture(name)))) events.push(event);
  return events;
}
