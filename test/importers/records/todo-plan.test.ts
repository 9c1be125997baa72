import { describe, expect, it } from '#test';
import { planOf } from '#src/importers/records/todo-plan.ts';

describe('a plan', () => {
  it('is a list of things with a status, or a text with one a line', () => {
    const expected = [
      { content: 'Read', status: 'completed' },
      { content: 'Write', status: 'in_progress' },
      { content: 'Test', status: 'pending' },
    ];

    expect(
      planOf([
        { content: 'Read', status: 'cancelled' },
        { title: 'Write', status: 'in_progress' },
        { text: 'Test' },
      ]),
    ).to.deep.equal(expected);
    expect(planOf('1. [completed] Read\n2. [in_progress] Write\n3. [pending] Test\nand more')).to.deep.equal(
      expected,
    );
    expect(planOf('- [x] Read\n- [~] Write\n- [ ] Test')).to.deep.equal(expected);
    expect(planOf({ todos: [] })).to.equal(undefined);
    expect(planOf([{ state: 'x' }])).to.equal(undefined);
    expect(planOf([]), 'a plan that is emptied').to.deep.equal([]);
    expect(planOf([{ content: 'Read', priority: 'high' }])).to.deep.equal([
      { content: 'Read', status: 'pending', priority: 'high' },
    ]);
  });
});
