import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { replacing } from '#src/importers/chat-messages/asked-changes.ts';
import { ChatLog } from '#src/importers/chat-messages/chat-log.ts';
import { readMessage } from '#src/importers/chat-messages/chat-message.ts';
import type { ToolSet } from '#src/importers/chat-messages/tool-set.ts';
import { SessionWriter } from '#src/importers/records/session-writer.ts';

const TOOLS: ToolSet = {
  entries: new Map([['edit', { kind: 'edit', verb: 'Edit', path: 'path' }]]),
  commandOf: ({ name, args }) =>
    name === 'run' && typeof args['command'] === 'string' ? { command: args['command'] } : undefined,
  changesOf: ({ name, args }) => (name === 'edit' ? replacing(args, 'path', 'old', 'new') : undefined),
  readResult: ({ name }, words) => {
    const code = name === 'run' ? /exit (\d)$/.exec(words)?.[1] : undefined;
    return code === undefined ? {} : { exitCode: Number(code), text: words.replace(/exit \d$/, '') };
  },
};

const edit = (id: string | undefined) => ({
  role: 'assistant',
  content: '',
  tool_calls: [{ id, function: { name: 'edit', arguments: '{"path":"a.ts","old":"one","new":"two"}' } }],
});

describe('a log of chat messages', () => {
  it('writes a change with the result of its call', () => {
    const events = eventsOf([edit('a'), { role: 'tool', tool_call_id: 'a', content: 'Edited.' }]);

    expect(changesOf(events)).to.deep.equal(['modify a.ts']);
    expect(endsOf(events)).to.deep.equal(['a completed']);
  });

  it('pairs calls without ids with results in their order', () => {
    const events = eventsOf([
      edit(undefined),
      edit(undefined),
      { role: 'tool', content: 'first' },
      { role: 'tool', content: 'second' },
    ]);

    expect(endsOf(events)).to.deep.equal(['call-1 completed', 'call-2 completed']);
    expect(changesOf(events)).to.have.length(2);
  });

  it('makes no change of a call that was never answered, and keeps what it asked for', () => {
    const events = eventsOf([edit('a')]);

    expect(changesOf(events)).to.deep.equal([]);
    expect(JSON.stringify(events)).to.include('"old":"one"');
  });

  it('lets a command fail that ended with another code than 0', () => {
    const run = { id: 'r', function: { name: 'run', arguments: '{"command":"false"}' } };
    const events = eventsOf([
      { role: 'assistant', content: 'Trying.', tool_calls: [run] },
      { role: 'tool', tool_call_id: 'r', content: 'no\nexit 3' },
    ]);

    expect(endsOf(events)).to.deep.equal(['r failed']);
    expect(JSON.stringify(events)).to.include('"exitCode":3');
  });
});

function eventsOf(messages: readonly Record<string, unknown>[]): readonly SessionEvent[] {
  const writer = new SessionWriter();
  const log = new ChatLog(writer, { tools: TOOLS });
  const read = messages.map(readMessage);
  for (const message of read) log.survey(message);
  for (const [index, message] of read.entries()) {
    writer.begin({ time: index, track: 'main', fallbackId: `record-${index}`, approximate: true });
    if (message.role === 'tool') log.result(message);
    else log.answer(message);
  }
  return writer.drain();
}

function changesOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) => (event.type === 'change' ? [`${event.op} ${event.path}`] : []));
}

function endsOf(events: readonly SessionEvent[]): string[] {
  return events.flatMap((event) =>
    event.type === 'transcript' && event.update.sessionUpdate === 'tool_call_update'
      ? [`${event.update.toolCallId} ${event.update.status}`]
      : [],
  );
}
