import { describe, expect, it } from '#test';
import { outcomeOf } from '#src/elements/tool-card/outcome.ts';
import type { ToolItem } from '#src/state/index.ts';

/** What is shown below a command that failed with this output. */
const tailOf = (output: string) => {
  const item: ToolItem = {
    type: 'tool',
    id: 'e1',
    time: 0,
    end: 0,
    toolCallId: 'c1',
    title: 'gh issue view 12 --json state_reason',
    kind: 'execute',
    status: 'failed',
    content: [{ type: 'content', content: { type: 'text', text: output } }],
    locations: [],
  };
  return outcomeOf(item).tail;
};

describe('what stands below a failed command', () => {
  it('is the line that says what went wrong and those that follow it', () => {
    expect(tailOf('building\nerror: no such module\n  at a.ts\nnote: try again\ndone')[0]).to.equal(
      'error: no such module',
    );
  });

  it('is a complaint at the beginning where a long list follows it', () => {
    expect(
      tailOf('Unknown JSON field: "state_reason"\nAvailable fields:\n  author\n  body\n  url'),
    ).to.deep.equal(['Unknown JSON field: "state_reason"', 'Available fields:', '  author']);
  });

  it('is the last lines where they complain, or nothing does', () => {
    expect(tailOf('cannot find a cache\nfetching\none\ntwo\nthe server timed out')).to.deep.equal([
      'one',
      'two',
      'the server timed out',
    ]);
    expect(tailOf('1\n2\n3\n4')).to.deep.equal(['2', '3', '4']);
  });
});
