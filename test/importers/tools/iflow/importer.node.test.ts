import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { IFLOW_LEFT_OUT, iflow } from '#src/importers/tools/iflow/importer.ts';
import { fileSource } from '../../../helpers/corpus-sources.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import type { PlainReading } from '../../../helpers/session-counts.ts';
import { lineRecords, testTool } from '../../../helpers/tool-suite.ts';

interface Line {
  readonly type?: string;
  readonly message?: { readonly content?: unknown };
}

interface Block {
  readonly type: string;
  readonly id?: string;
  readonly content?: { readonly resultDisplay?: { readonly newContent?: string } };
}

/** Prompts are texts; an answer is written again while it grows, so that calls count by their ids. */
function read(source: string): PlainReading {
  const lines = lineRecords(source) as Line[];
  const blocks = lines.flatMap(({ message }) =>
    Array.isArray(message?.content) ? (message.content as Block[]) : [],
  );
  return {
    turns: lines.filter(({ type, message }) => type === 'user' && typeof message?.content === 'string')
      .length,
    toolCalls: new Set(blocks.filter(({ type }) => type === 'tool_use').map(({ id }) => id)).size,
    changes: blocks.filter(({ content }) => content?.resultDisplay?.newContent !== undefined).length,
  };
}

testTool({
  importer: iflow,
  leftOut: IFLOW_LEFT_OUT,
  corpus: ['iflow/session-5de701fc.jsonl'],
  read,
});

describe('a log of iFlow', () => {
  it('shows a call once, though an answer is written again while it grows', async () => {
    const events: SessionEvent[] = [];
    const path = projectPath('test/fixtures/importers/iflow/read-edit-run.jsonl');
    for await (const event of iflow.import(fileSource(path))) events.push(event);

    const updates = events.flatMap((event) => (event.type === 'transcript' ? [event.update] : []));
    const titles = updates.flatMap((update) => (update.sessionUpdate === 'tool_call' ? [update.title] : []));
    expect(titles).to.deep.equal([
      'Read /home/ada/greeter/src/greeting.js',
      'Edit /home/ada/greeter/src/greeting.js',
      'node src/greeting.js',
    ]);
    const ends = updates.flatMap((update) =>
      update.sessionUpdate === 'tool_call_update' ? [update.status] : [],
    );
    expect(ends).to.deep.equal(['completed', 'completed', 'failed']);
    expect(fidelityOf(events)).to.include({ understood: 9, kept: 0 });
  });
});
