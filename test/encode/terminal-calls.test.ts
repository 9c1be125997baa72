import { describe, expect, it } from '#test';
import type { RewriteStep } from '#src/encode/index.ts';
import { type ArchiveReader, BytesSource, type SessionEvent, validateArchive } from '#src/format/index.ts';
import { output, session, source, terminalTrack, toolCall, toolResult } from './builders.ts';
import { eventsOf, pack } from './pack.ts';
import { rewritten, unchanged } from './rewrite/rewritten.ts';

const shell = terminalTrack('shell', { synthesised: true });
const named = (time: number, data: string): SessionEvent => ({
  ...output(time, data, 'shell'),
  code: 'c',
});

/** Two calls at once, the second of which prints twice, and a command of nobody. */
const packed = () =>
  pack([
    source(
      session(),
      shell,
      toolCall(5, 'toolu_first'),
      toolCall(5, 'toolu_second'),
      named(5, 'toolu_first'),
      output(5, '$ one\r\n', 'shell'),
      named(5, 'toolu_second'),
      output(5, '$ two\r\n', 'shell'),
      named(5, 'toolu_second'),
      output(5, '2\r\n', 'shell'),
      toolResult(5, 'toolu_first'),
      toolResult(5, 'toolu_second'),
      named(9, ''),
      output(9, '$ mine\r\n', 'shell'),
    ),
  ]);

/** Events of the terminal, as `code data`. */
async function terminalOf(reader: ArchiveReader): Promise<string[]> {
  const events = await eventsOf<'terminal'>(reader, 'terminal/shell.cast');
  return events.map(({ code, data }) => `${code} ${data.trim()}`);
}

/** Ids of the calls in the archive, in order. */
async function callsOf(reader: ArchiveReader): Promise<string[]> {
  const events = await eventsOf<'transcript'>(reader, 'transcript/main.ndjson');
  return events.flatMap((event) => (event.sessionUpdate === 'tool_call' ? [event.toolCallId] : []));
}

describe('the calls that a terminal names', () => {
  it('have the ids of the archive, and are named where they change: [TRM-9]', async () => {
    const { reader, bytes } = await packed();
    const [first, second] = await callsOf(reader);

    expect(first).to.match(/^[0-9a-z]{5}$/);
    expect(await terminalOf(reader)).to.deep.equal([
      `c ${first}`,
      'o $ one',
      `c ${second}`,
      'o $ two',
      'o 2',
      'c ',
      'o $ mine',
    ]);
    expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
  });

  it('stay when the archive is rewritten: [RWR-4]', async () => {
    const { reader, bytes } = await packed();

    const again = await rewritten(bytes, unchanged);

    expect(await terminalOf(again.reader)).to.deep.equal(await terminalOf(reader));
  });

  it('are nobody where a rewrite leaves them out: [RWR-5]', async () => {
    const { reader, bytes } = await packed();
    const [first, second] = await callsOf(reader);
    const withoutSecond: RewriteStep = {
      async *events(events) {
        for await (const event of events) {
          const update = event.type === 'transcript' ? event.update : undefined;
          if (!update || !('toolCallId' in update) || update.toolCallId !== second) yield event;
        }
      },
    };

    const cut = await rewritten(bytes, withoutSecond);

    expect(await callsOf(cut.reader)).to.deep.equal([first]);
    expect(await terminalOf(cut.reader)).to.deep.equal([
      `c ${first}`,
      'o $ one',
      'c ',
      'o $ two',
      'o 2',
      'o $ mine',
    ]);
    expect((await validateArchive(new BytesSource(cut.bytes))).findings).to.deep.equal([]);
  });

  it('are what they were in a recording, where this code is of others', async () => {
    const { reader } = await pack([
      source(
        session(),
        terminalTrack('shell'),
        named(0, 'theirs'),
        output(0, 'x', 'shell'),
        named(1, 'theirs'),
      ),
    ]);

    expect(await terminalOf(reader)).to.deep.equal(['c theirs', 'o x', 'c theirs']);
  });
});
