import { describe, expect, it } from '#test';
import { countMarks } from '#src/elements/marks/mark-counts.ts';
import { timeline } from '../../helpers/fake-session.ts';

const MINUTE = 60_000;

describe('countMarks', () => {
  it('counts what happened up to the next start', () => {
    const counts = countMarks(timeline, [0, 26 * MINUTE, 40 * MINUTE]);

    expect(counts).to.deep.equal([
      { changes: 0, errors: 1, commits: 0 },
      { changes: 2, errors: 0, commits: 0 },
      { changes: 0, errors: 0, commits: 1 },
    ]);
  });

  it('counts by turn where the places are not known', () => {
    const counts = countMarks({ ...timeline, exact: false }, [0, 20 * MINUTE]);

    expect(counts).to.deep.equal([
      { changes: 1, errors: 1, commits: 0 },
      { changes: 4, errors: 1, commits: 0 },
    ]);
  });

  it('has nothing to count for no parts', () => {
    expect(countMarks(timeline, [])).to.deep.equal([]);
  });
});
