import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { CONTINUE_LEFT_OUT, continueSessions } from '#src/importers/tools/continue/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { callEnds, changesOf, kindsOf, promptsOf, terminalText } from '../../../helpers/session-texts.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Item {
  readonly message: { readonly role: string };
  readonly toolCallStates?: readonly {
    readonly status: string;
    readonly toolCall: { readonly function: { readonly name: string; readonly arguments: string } };
  }[];
}

/** An edit that went well is a change; the last text of a file is what was written, if nothing was replaced in it. */
function read(source: string): PlainReading {
  const { history } = JSON.parse(source) as { history: readonly Item[] };
  const states = history.flatMap(({ toolCallStates: all }) => all ?? []);
  const edits = states.filter(
    ({ status, toolCall }) => status === 'done' && ['Write', 'Edit'].includes(toolCall.function.name),
  );
  const files = Object.fromEntries(
    edits.map(({ toolCall }) => {
      const input = JSON.parse(toolCall.function.arguments) as { filepath: string; content: string };
      return [input.filepath, input.content];
    }),
  );
  return {
    turns: history.filter(({ message }) => message.role === 'user').length,
    toolCalls: states.length,
    changes: edits.length,
    files,
  };
}

testTool({
  importer: continueSessions,
  leftOut: CONTINUE_LEFT_OUT,
  corpus: ['continue/cn/16fcc93e-ac18-4144-b4fb-932725b2894a.json'],
  records: documentRecords('history'),
  read,
});

describe('a session of Continue', () => {
  it('tells how each call ended, and interrupts what was still on its way', async () => {
    const events = await collect('command-line.json');

    expect(promptsOf(events)).to.deep.equal([
      'Greet by name, then run it to see that it works.',
      'Wait for the server.',
    ]);
    expect(callEnds(events)).to.deep.equal([
      'call_1 completed',
      'call_2 completed',
      'call_3 completed',
      'call_4 completed',
      'call_5 failed failed',
      'call_6 completed',
      'call_7 completed',
      'call_8 failed interrupted',
    ]);
    expect(terminalText(events)).to.include('nothing was greeted at all').and.include('Error: Exit code 3');
    expect(kindsOf(events)).to.include('plan');
  });

  it('shows changes with the diff of their results', async () => {
    const events = await collect('command-line.json');

    expect(changesOf(events)).to.deep.equal([
      'modify /home/ada/greeter/greet.js',
      'modify /home/ada/greeter/NOTES.md',
      'modify /home/ada/greeter/greet.js',
    ]);
    const [first] = events.flatMap((event) => (event.type === 'change' ? [event] : []));
    expect(first?.hunks).to.have.length(1);
  });

  it('has model, tokens, and what the session has cost', async () => {
    const events = await collect('command-line.json');

    const usage = events.flatMap((event) =>
      event.type === 'transcript' && event.update.sessionUpdate === 'usage_update' ? [event.update] : [],
    );
    expect(usage).to.deep.equal([
      { sessionUpdate: 'usage_update', used: 1480, cost: { amount: 0.0156, currency: 'USD' } },
    ]);
    expect(events[0]).to.deep.include({ agent: { name: 'continue', models: ['mock-model'] } });
    expect(events[0]).to.not.have.property('title');
  });

  it('is read as an extension writes it: context, rules once, thoughts, refused calls', async () => {
    const events = await collect('extension.json');

    expect(events[0]).to.deep.include({ title: 'Greet by name', workspace: { root: '/home/ada/grüße' } });
    expect(callEnds(events)).to.deep.equal([
      'call_1 completed',
      'call_2 failed failed',
      'call_3 failed refused',
      'call_4 completed',
    ]);
    expect(terminalText(events)).to.include('Error: Exit code 127');
    expect(changesOf(events)).to.deep.equal(['modify greet.js']);
    const texts = JSON.stringify(events);
    expect(texts.split('Prefer small functions to large ones.')).to.have.length(2);
    expect(texts.split('Edited, and saved as you see it.')).to.have.length(2);
    expect(texts).to.not.include('All that was sent to the model');
    expect(kindsOf(events)).to.include.members(['agent_thought_chunk', '_reprise/compaction']);
    expect(fidelityOf(events)).to.include({ kept: 1, unreadable: 0 });
  });

  it('begins when the list beside it says', async () => {
    const events = await collect('listed/5e551011-0000-4000-8000-0000000000c3.json');

    expect(events[0]).to.include({ startedAt: 1777885200000, title: 'A listed one' });
  });
});

async function collect(name: string): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  const path = projectPath(`test/fixtures/importers/continue/${name}`);
  for await (const event of continueSessions.import(fileSource(path))) events.push(event);
  return events;
}
