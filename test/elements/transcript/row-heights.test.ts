import { describe, expect, it } from '#test';
import { RowHeights } from '#src/elements/transcript/row-heights.ts';
import type { PartRow, PauseRow, Row } from '#src/elements/transcript/rows.ts';

const pause = (index: number): PauseRow => ({
  kind: 'pause',
  key: `row ${index}`,
  time: index,
  end: index,
  part: Math.floor(index / 100),
});
const many = (count: number): Row[] => Array.from({ length: count }, (_, index) => pause(index));
const noSize = (): number => 1000;

/** The rows, and how many of them are looked at. */
function counted(rows: readonly Row[]): { readonly rows: readonly Row[]; readonly visits: () => number } {
  let visits = 0;
  const observed = rows.map(
    (row) =>
      new Proxy(row, {
        get(target, field) {
          if (field === 'key') visits += 1;
          return Reflect.get(target, field) as unknown;
        },
      }),
  );
  return { rows: observed, visits: () => visits };
}

describe('RowHeights', () => {
  it('finds rows by position and by key, with what was measured', () => {
    const heights = new RowHeights();
    heights.take(many(10), 0, noSize);
    const estimate = heights.total / 10;

    heights.measure('row 3', 100);

    expect(heights.top(4)).to.equal(3 * estimate + 100);
    expect(heights.total).to.equal(9 * estimate + 100);
    expect(heights.at(3 * estimate + 99)).to.equal(3);
    expect(heights.indexOf('row 7')).to.equal(7);
    expect([heights.at(-5), heights.at(1e6)]).to.deep.equal([0, 9]);
  });

  it('forgets rows that are gone, and knows those that take their place', () => {
    const heights = new RowHeights();
    const [kept, gone] = [many(3), pause(8)];
    heights.take([...kept, gone], 0, noSize);
    heights.measure('row 8', 500);
    heights.take([...kept, pause(9)], 3, noSize);

    expect(heights.indexOf('row 8')).to.equal(-1);
    expect(heights.indexOf('row 9')).to.equal(3);
    expect(heights.total).to.equal((4 * heights.top(1)) / 1);
  });

  it('keeps the height of a part that is let go of', () => {
    const heights = new RowHeights();
    const rows = many(250);
    heights.take(rows, 0, noSize);
    heights.measure('row 120', 900);
    const before = heights.total;
    const part: PartRow = { kind: 'part', key: 'part 1', part: 1, time: 100, end: 200, size: 1000 };

    heights.take([...rows.slice(0, 100), part, ...rows.slice(200)], 100, noSize);

    expect(heights.total).to.equal(before);
  });

  it('looks at what is new at the end of a long document, and not at what stands above it', () => {
    const { rows, visits } = counted(many(20_000));
    const heights = new RowHeights();
    heights.take(rows.slice(0, -200), 0, noSize);
    expect(heights.total).to.be.greaterThan(0);
    const before = visits();

    for (let end = rows.length - 200; end < rows.length; end += 1) {
      heights.take(rows.slice(0, end + 1), end, noSize);
      heights.measure(`row ${end}`, 40 + (end % 7));
      expect(heights.total).to.be.greaterThan(0);
      expect(heights.at(heights.total)).to.equal(end);
    }

    // Each is named when it comes and measured when it has been drawn.
    expect(visits() - before).to.be.lessThan(200 * 5);
  });
});
