import { describe, expect, it } from '#test';
import { filteredRows, outlineRows, rowAt } from '#src/elements/outline/outline-rows.ts';
import { timeline } from '../../helpers/fake-session.ts';

const MINUTE = 60_000;
const asText = (rows: ReturnType<typeof outlineRows>): string[] =>
  rows.map((row) => `${row.kind}${row.kind === 'turn' ? ` ${row.number}` : ''}: ${row.title}`);

describe('outlineRows', () => {
  it('has the turns under the chapters that say more than they do', () => {
    expect(asText(outlineRows(timeline))).to.deep.equal([
      'chapter: Where is the token refreshed?',
      "turn 1: Access tokens aren't refreshing",
      'chapter: A failing test',
      'turn 2: write a failing test',
      'turn 3: one refresh at a time',
      'chapter: Queue requests during refresh',
      'turn 4: review it',
      'turn 5: commit',
    ]);
  });

  it('has no chapters that are turns under the beginning of their prompts', () => {
    const chapters = timeline.turns.map(({ time, excerpt }) => ({ time, title: `${excerpt.slice(0, 9)}…` }));
    const rows = outlineRows({ ...timeline, chapters });
    expect(rows.map(({ kind }) => kind)).to.deep.equal(Array.from({ length: 5 }, () => 'turn'));
  });

  it('has the chapters where there are no turns', () => {
    const rows = outlineRows({ ...timeline, turns: [] });
    expect(asText(rows)[1]).to.equal('turn 2: A failing test');
    expect(rows).to.have.length(6);
  });

  it('has subagents under the turn in which they began', () => {
    const subagents = [
      { id: 'a1', title: 'look at the server', time: 9 * MINUTE },
      { id: 'a2', title: undefined, time: 45 * MINUTE },
    ];
    const rows = asText(outlineRows({ ...timeline, chapters: [], subagents }));
    expect(rows.slice(1, 4)).to.deep.equal([
      'turn 2: write a failing test',
      'agent: look at the server',
      'turn 3: one refresh at a time',
    ]);
    expect(rows[5]).to.equal('agent: a2');
  });
});

describe('filteredRows', () => {
  it('keeps what has the text, and the chapter above it', () => {
    expect(asText([...filteredRows(outlineRows(timeline), ' WRITE ')])).to.deep.equal([
      'chapter: A failing test',
      'turn 2: write a failing test',
    ]);
    expect(filteredRows(outlineRows(timeline), 'nowhere')).to.have.length(0);
  });
});

describe('rowAt', () => {
  it('finds the turn that a time lies in', () => {
    const rows = outlineRows(timeline);
    expect(rows[rowAt(rows, 34 * MINUTE)]!.title).to.equal('one refresh at a time');
    expect(rowAt(rows, -1)).to.equal(-1);
  });
});
