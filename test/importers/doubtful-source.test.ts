import { describe, expect, it } from '#test';
import type { Diagnostic, SessionEvent, SourceUpdate } from '#src/format/index.ts';
import { doubtIn, DOUBTFUL_SOURCE, withDoubt } from '#src/importers/doubtful-source.ts';

const ANSWER = {
  sessionUpdate: 'agent_message_chunk',
  content: { type: 'text', text: 'It works.' },
} as const satisfies SourceUpdate;

/** What is found wrong with a log of such updates and counts. */
async function doubtOf(
  updates: readonly SourceUpdate[],
  { understood, kept }: { understood: number; kept: number },
  origin?: 'command' | 'synthetic',
): Promise<{ codes: readonly string[]; note: string | undefined }> {
  async function* events(): AsyncGenerator<SessionEvent> {
    await Promise.resolve();
    yield { type: 'session' };
    for (const update of updates)
      yield { type: 'transcript', track: 'main', time: 0, update, ...(origin && { meta: { origin } }) };
    const records = understood + kept;
    yield { type: 'report', fidelity: { records, understood, kept, unreadable: 0 } };
  }
  const found: Diagnostic[] = [];
  const options = { onDiagnostic: (diagnostic: Diagnostic) => void found.push(diagnostic) };
  let note: string | undefined;
  for await (const event of withDoubt(events(), { id: 'a-tool', name: 'log' }, options))
    if (event.type === 'report') note = doubtIn(event.fidelity);
  return { codes: found.map(({ code }) => code), note };
}

describe('the doubt about what a log was taken for', () => {
  it('is raised where less than half of the records is understood', async () => {
    const half = await doubtOf([{ sessionUpdate: '_reprise/turn' }, ANSWER], { understood: 5, kept: 5 });
    const less = await doubtOf([{ sessionUpdate: '_reprise/turn' }, ANSWER], { understood: 5, kept: 6 });

    expect(half).to.deep.equal({ codes: [], note: undefined });
    expect(less.codes).to.deep.equal([DOUBTFUL_SOURCE]);
    expect(less.note).to.match(/a-tool, of which 5 of 11 records are understood.*--from TOOL/);
  });

  it('is raised where there are messages and no prompt', async () => {
    const { codes, note } = await doubtOf([ANSWER], { understood: 9, kept: 0 });

    expect(codes).to.deep.equal([DOUBTFUL_SOURCE]);
    expect(note).to.match(/messages but no prompt.*--from TOOL/);
  });

  it('is raised where there are calls and no prompt', async () => {
    const call = { sessionUpdate: 'tool_call', toolCallId: 'c', title: 'Read' } as const;
    const { note } = await doubtOf([call], { understood: 1, kept: 0 });

    expect(note).to.match(/no prompt.*part of a session/);
  });

  it('is raised where nobody says or does anything', async () => {
    const notice = { sessionUpdate: '_reprise/system', text: 'The folder is /work' } as SourceUpdate;

    for (const updates of [[], [notice]])
      expect((await doubtOf(updates, { understood: 9, kept: 0 })).note).to.match(/nobody says anything/);
  });

  it('is not raised where there is a command only', async () => {
    const all = { understood: 9, kept: 0 };

    expect((await doubtOf([ANSWER], all, 'command')).codes).to.deep.equal([]);
  });

  it('is not raised where a program asked, as in the log of a subagent', async () => {
    const task: SourceUpdate = { ...ANSWER, sessionUpdate: 'user_message_chunk' };
    const all = { understood: 9, kept: 0 };

    expect((await doubtOf([task, ANSWER], all, 'synthetic')).codes).to.deep.equal([]);
  });
});
