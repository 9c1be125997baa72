import { describe, expect, it } from '#test';
import { english } from '#src/elements/strings/language.ts';
import { durationText, resultOf, sizeText } from '#src/elements/tool-card/tool-result.ts';
import type { ToolItem } from '#src/state/index.ts';

const tool = (more: Partial<ToolItem>): ToolItem => ({
  type: 'tool',
  id: 'e1',
  time: 0,
  end: 0,
  toolCallId: 'c1',
  title: 'x',
  kind: 'other',
  status: 'completed',
  content: [],
  locations: [],
  ...more,
});
const textsOf = (more: Partial<ToolItem>) => resultOf(tool(more), english).map(({ text }) => text);
const terminal = (exitCode?: number) =>
  ({
    type: 'terminal',
    terminalId: 'shell',
    _meta: { reprise: { start: 0, end: 1, ...(exitCode !== undefined && { exitCode }) } },
  }) as const;

describe('resultOf', () => {
  it('says how a command ended and how long it took', () => {
    const failed = { kind: 'execute', status: 'failed', content: [terminal(1)], duration: 8200 } as const;

    expect(textsOf(failed)).to.deep.equal(['exit 1', '8.2 s']);
    expect(resultOf(tool(failed), english)[0]?.tone).to.equal('bad');
    expect(textsOf({ kind: 'execute', title: 'ls', content: [terminal(0)] })).to.deep.equal([]);
    expect(textsOf({ kind: 'execute', content: [terminal(2)] })).to.deep.equal(['exit 2']);
  });

  it('calls nothing a passed test but what a runner itself has counted', () => {
    const output = (text: string) => [{ type: 'content', content: { type: 'text', text } }] as const;
    const run = (title: string, text: string, status: ToolItem['status'] = 'completed') =>
      resultOf(tool({ kind: 'execute', title, status, content: output(text) }), english).map(
        ({ text: said, tone }) => [said, tone],
      );

    expect(run('npx vitest run', ' Tests  14 passed (14)\n')).to.deep.equal([['14 passed', 'good']]);
    expect(run('npx vitest run', ' Tests  1 failed | 13 passed (14)\n', 'failed')).to.deep.equal([
      ['1 failed', 'bad'],
    ]);
    expect(run('npm test', '')).to.deep.equal([]);
    expect(run('sed -n 1,9p src/test.ts', 'Tests  14 passed (14)')).to.deep.equal([]);
    expect(run('rg "test" src', '14 passed')).to.deep.equal([]);
  });

  it('does not call a search that found nothing a failure', () => {
    expect(
      textsOf({ kind: 'execute', title: 'rg nope src', status: 'failed', content: [terminal(1)] }),
    ).to.deep.equal(['nothing found']);
  });

  it('says what was committed', () => {
    const content = [
      {
        type: 'content',
        content: { type: 'text', text: '[main 1a2b3c4] fix: queue refreshes\n 1 file changed' },
      },
    ] as const;

    expect(textsOf({ kind: 'execute', title: 'git commit -m x', content })).to.deep.equal(['1a2b3c4']);
  });

  it('tells interrupted and refused from failed', () => {
    expect(textsOf({ status: 'failed' })).to.deep.equal(['failed']);
    expect(textsOf({ status: 'failed', reason: 'interrupted' })).to.deep.equal(['interrupted']);
    expect(resultOf(tool({ status: 'failed', reason: 'refused' }), english)[0]).to.not.have.property('tone');
  });

  it('sums the lines of its changes', () => {
    const change = (additions: number, deletions: number) =>
      ({ type: '_reprise/change', id: 'c', path: 'a', additions, deletions }) as const;

    expect(textsOf({ kind: 'edit', content: [change(20, 6), change(1, 0)] })).to.deep.equal(['+21', '−6']);
  });

  it('counts what a search or a read brought', () => {
    const content = [{ type: 'content', content: { type: 'text', text: 'a\nb\n' } }] as const;

    expect(textsOf({ kind: 'search', rawOutput: { numFiles: 4, numMatches: 9 } })).to.deep.equal([
      '4 files, 9 matches',
    ]);
    expect(textsOf({ kind: 'search', content })).to.deep.equal(['2 lines']);
    expect(
      textsOf({ kind: 'read', content: [{ type: '_reprise/file', path: 'a', sha256: '', lineCount: 40 }] }),
    ).to.deep.equal(['40 lines']);
  });

  it('says what is still under way', () => {
    expect(textsOf({ status: 'in_progress', end: 90_000 })).to.deep.equal(['running']);
    expect(textsOf({ status: 'pending' })).to.deep.equal(['running']);
  });
});

describe('durationText', () => {
  it('is short and exact enough', () => {
    const texts = [1000, 8249, 9960, 59_400, 60_000, 425_000, 3_600_000, 4_200_000].map((duration) =>
      durationText(duration, english),
    );

    expect(texts).to.deep.equal([
      '1.0 s',
      '8.2 s',
      '10 s',
      '59 s',
      '1 min',
      '7 min 5 s',
      '1 h',
      '1 h 10 min',
    ]);
  });
});

describe('sizeText', () => {
  it('uses the unit that fits', () => {
    expect([820, 120_000, 1_440_000].map((size) => sizeText(size, english))).to.deep.equal([
      '820 B',
      '120 KB',
      '1.4 MB',
    ]);
  });
});
