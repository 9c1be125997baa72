import { describe, expect, it } from '#test';
import type { SessionEvent, SourceTranscriptEvent } from '#src/format/index.ts';
import { claudeCode } from '#src/importers/tools/claude-code/importer.ts';
import type { ImportOptions } from '#src/importers/index.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import type { SourceOptions } from '../../../helpers/import-sources.ts';

describe('claudeCode.import', () => {
  it('takes a large output from the file beside the log, and from nowhere else', async () => {
    const call = { type: 'tool_use', id: 'c1', name: 'Bash', input: { command: 'make' } };
    const remark =
      '<persisted-output>\nOutput too large. Full output saved to: /elsewhere/tool-results/big.txt\n</persisted-output>';
    const log = (path: string) =>
      lines(
        record('assistant', { content: [call] }),
        record(
          'user',
          { content: [{ type: 'tool_result', tool_use_id: 'c1', content: remark }] },
          { toolUseResult: { stdout: 'first line', stderr: '', persistedOutputPath: path } },
        ),
      );
    const beside = {
      's1/tool-results/big.txt': 'first line\nlast line of the whole output\n',
      'secret.txt': 'a secret',
    };

    const found = await collect(log('/elsewhere/tool-results/big.txt'), { beside });
    const kept = await collect(log('/etc/../../secret.txt'), { beside });

    expect(terminalOf(found)).to.include('last line of the whole output');
    expect(terminalOf(kept)).to.include('first line');
    expect(JSON.stringify(kept)).to.not.include('a secret');
  });

  it('links a result that stands before its call', async () => {
    const events = await collect(
      lines(
        record(
          'user',
          { content: [{ type: 'tool_result', tool_use_id: 'c1', content: 'done' }] },
          { uuid: 'r', parentUuid: 'a' },
        ),
        record(
          'assistant',
          { content: [{ type: 'tool_use', id: 'c1', name: 'Glob', input: { pattern: '*' } }] },
          { uuid: 'a' },
        ),
      ),
    );

    expect(updates(events).map(({ update }) => update.sessionUpdate)).to.deep.equal([
      'tool_call',
      'tool_call_update',
    ]);
  });

  it('counts the usage of a message once, with its largest counts', async () => {
    const usage = (output: number) => ({ input_tokens: 5, output_tokens: output });
    const text = (words: string) => [{ type: 'text', text: words }];
    const events = await collect(
      lines(
        record('assistant', { id: 'm1', content: text('a'), usage: usage(1) }),
        record('assistant', { id: 'm1', content: text('b'), usage: usage(90) }),
      ),
    );

    expect(updates(events).map(({ meta }) => meta?.usage)).to.deep.equal([
      { inputTokens: 5, outputTokens: 90 },
      undefined,
    ]);
  });

  it('keeps both calls of an id that stands twice', async () => {
    const call = (command: string) =>
      record('assistant', {
        content: [{ type: 'tool_use', id: 'REDACTED', name: 'Bash', input: { command } }],
      });
    const result = (words: string) =>
      record('user', { content: [{ type: 'tool_result', tool_use_id: 'REDACTED', content: words }] });

    const events = await collect(lines(call('one'), result('first'), call('two'), result('second')));

    const ids = updates(events).flatMap(({ update }) => ('toolCallId' in update ? [update.toolCallId] : []));
    expect(ids).to.deep.equal(['REDACTED', 'REDACTED', 'REDACTED~2', 'REDACTED~2']);
    expect(terminalOf(events)).to.match(/one[^]*first[^]*two[^]*second/);
  });

  it('says that a call without a result was interrupted when the person goes on', async () => {
    const events = await collect(
      lines(
        record('assistant', {
          content: [{ type: 'tool_use', id: 'c1', name: 'Bash', input: { command: 'sleep 9' } }],
        }),
        record('user', { content: 'Never mind.' }),
      ),
    );

    const ended = updates(events).find(({ update }) => update.sessionUpdate === 'tool_call_update');
    expect(ended?.meta?.reason).to.equal('interrupted');
  });

  it('writes the output of commands that ran at once one after the other', async () => {
    const call = (id: string) =>
      record('assistant', {
        content: [{ type: 'tool_use', id, name: 'Bash', input: { command: `run ${id}` } }],
      });
    const result = (id: string) =>
      record('user', { content: [{ type: 'tool_result', tool_use_id: id, content: `output of ${id}` }] });

    const events = await collect(lines(call('a'), call('b'), result('b'), result('a')));

    expect(terminalOf(events)).to.match(/run b\r\noutput of b\r\n\$ run a\r\noutput of a\r\n/);
  });

  it('stops when it is told to', async () => {
    const error = await collect(lines(record('user', { content: 'hi' })), {
      signal: AbortSignal.abort(),
    }).catch((reason: unknown) => reason);

    expect(error).to.have.property('name', 'AbortError');
  });

  it('refuses what holds no record', async () => {
    const codes = { '': 'empty-source', 'not a log\n': 'unsupported-source' };
    for (const [input, code] of Object.entries(codes)) {
      const error = await collect(input).catch((reason: unknown) => reason);

      expect(error).to.have.property('code', code);
    }
  });
});

let clock = 0;

function record(type: string, message: object, more: object = {}): object {
  clock += 1000;
  const timestamp = new Date(1_772_359_200_000 + clock).toISOString();
  return { type, sessionId: 's1', timestamp, message: { role: type, ...message }, ...more };
}

function lines(...records: readonly object[]): string {
  return records.map((item) => `${JSON.stringify(item)}\n`).join('');
}

async function collect(
  log: string,
  { signal, ...options }: SourceOptions & ImportOptions = {},
): Promise<SessionEvent[]> {
  const events: SessionEvent[] = [];
  for await (const event of claudeCode.import(sourceOf(log, options), signal ? { signal } : {}))
    events.push(event);
  return events;
}

function updates(events: readonly SessionEvent[]): SourceTranscriptEvent[] {
  return events.filter((event) => event.type === 'transcript');
}

function terminalOf(events: readonly SessionEvent[]): string {
  return events.map((event) => (event.type === 'terminal' && event.code === 'o' ? event.data : '')).join('');
}
