import { describe, expect, it } from '#test';
import { RowWindow } from '#src/elements/outline/row-window.ts';

describe('RowWindow', () => {
  const rows = new RowWindow(Array.from({ length: 1000 }, (_, index) => (index % 2 ? 30 : 50)));

  it('knows where every row is without drawing the others', () => {
    expect(rows.height).to.equal(40_000);
    expect(rows.edgesOf(3)).to.deep.equal({ top: 130, bottom: 160 });
    expect(rows.edgesOf(999)).to.deep.equal({ top: 39_970, bottom: 40_000 });
  });

  it('has the rows in view and a few around them', () => {
    const { first, end } = rows.between(20_000, 20_400);
    expect(first).to.be.at.most(500);
    expect(end).to.be.at.least(510);
    expect(end - first).to.be.at.most(30);
  });

  it('ends with its rows', () => {
    expect(rows.between(39_000, 99_000).end).to.equal(1000);
    expect(rows.between(0, 0).first).to.equal(0);
    expect(new RowWindow([]).between(0, 600)).to.deep.equal({ first: 0, end: 0 });
  });
});
