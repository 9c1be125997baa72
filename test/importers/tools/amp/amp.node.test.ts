import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { glanceAt } from '#src/importers/index.ts';
import { AMP_LEFT_OUT, amp } from '#src/importers/tools/amp/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { callEnds, eventsOf } from '../../../helpers/store-suite.ts';
import { documentRecords, testTool } from '../../../helpers/tool-suite.ts';
import { toolOf } from '../../../helpers/tools.ts';

testTool({
  importer: amp,
  leftOut: AMP_LEFT_OUT,
  corpus: ['amp/T-a.json'],
  records: documentRecords('messages'),
  read: readPlainly,
});

interface Block {
  readonly type: string;
  readonly name?: string;
}

/** A turn for each message of the user without results, and a call for each use of a tool. */
function readPlainly(text: string): PlainReading {
  const { messages } = JSON.parse(text) as { messages: { role: string; content: Block[] }[] };
  const blocks = messages.flatMap(({ content }) => content);
  return {
    turns: messages.filter(
      ({ role, content }) => role === 'user' && content.every(({ type }) => type !== 'tool_result'),
    ).length,
    toolCalls: blocks.filter(({ type }) => type === 'tool_use').length,
    changes: blocks.filter(({ name }) => name === 'edit_file' || name === 'create_file').length,
  };
}

describe('a thread of Amp', () => {
  const path = projectPath('test/fixtures/importers/amp/every-kind.json');

  it('says how each call ended, those of the user too', async () => {
    expect(callEnds(await eventsOf(amp, fileSource(path)))).to.deep.equal({
      toolu_1: 'failed failed exit 1',
      toolu_2: 'completed',
      toolu_3: 'completed',
      toolu_4: 'completed',
      toolu_5: 'failed failed',
      toolu_6: 'completed',
      toolu_7: 'failed refused',
      toolu_8: 'failed interrupted',
      'manual-8.0': 'completed exit 0',
      toolu_9: 'failed interrupted',
    });
  });

  it('has changes with the lines of their results, and none that failed', async () => {
    const changes = (await eventsOf(amp, fileSource(path))).flatMap((event) =>
      event.type === 'change' ? [`${event.op} ${event.path} ${event.hunks?.[0]?.newStart}`] : [],
    );

    expect(changes).to.deep.equal([
      'modify /home/ada/greet/greet.py 1',
      'modify /home/ada/greet/NOTES.md undefined',
    ]);
  });

  it('counts what models of OpenAI write to a cache as input', async () => {
    const text = JSON.stringify(await eventsOf(amp, fileSource(path)));

    expect(text).to.include('"usage":{"inputTokens":500,"outputTokens":80,"cacheReadTokens":700}');
    expect(text).to.include('"cacheWriteTokens":900');
  });

  it('is known to a list by title, folder and times', async () => {
    const bytes = new Uint8Array(readFileSync(path));
    const read = async (offset: number, length: number) => bytes.subarray(offset, offset + length);

    expect(await glanceAt(toolOf('amp').glance!, { size: bytes.length, read }, bytes)).to.deep.include({
      title: 'Mend the greeting',
      prompt: 'Mend the greeting, please.',
      turns: 2,
      project: '/home/ada/greet',
      sessionId: 'T-5e551011-0000-4000-8000-000000000001',
      startedAt: 1767600000000,
      endedAt: 1767600100000,
    });
  });
});
