import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { newestAt, readingLine, scrollFor } from '#src/elements/transcript/reading-line.ts';

const documents = fc.record({
  height: fc.integer({ min: 50, max: 3000 }),
  total: fc.integer({ min: 10, max: 500_000 }),
});

describe('readingLine', () => {
  it('is a third from the top in the middle of a document, and at the edge at its ends', () => {
    const view = { height: 900, total: 9000 };

    expect(readingLine({ ...view, top: 4000 })).to.equal(4300);
    expect(readingLine({ ...view, top: 0 })).to.equal(0);
    expect(readingLine({ ...view, top: 8100 })).to.equal(9000);
  });

  it('comes to every position of a document that scrolls, and goes down when the view does', () => {
    fc.assert(
      fc.property(
        documents,
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (view, a, b) => {
          const max = Math.max(0, view.total - view.height);
          fc.pre(max > 0);
          const [low, high] = a < b ? [a * max, b * max] : [b * max, a * max];

          expect(readingLine({ ...view, top: low })).to.be.at.most(
            readingLine({ ...view, top: high }) + 1e-6,
          );
          expect(readingLine({ ...view, top: max })).to.be.closeTo(view.total, 1e-6);
        },
      ),
    );
  });

  it('is undone by `scrollFor`', () => {
    fc.assert(
      fc.property(documents, fc.double({ min: 0, max: 1, noNaN: true }), (view, share) => {
        fc.pre(view.total > view.height);
        const position = share * view.total;

        expect(readingLine({ ...view, top: scrollFor(position, view) })).to.be.closeTo(position, 1e-6);
      }),
    );
  });
});

describe('newestAt', () => {
  it('shows the end of what has room, and goes through what has none as it is read', () => {
    const low = { first: 500, last: 300, height: 600 };
    const high = { first: 500, last: 1700, height: 600 };
    const smooth = { byPages: false };

    expect(newestAt(low, 0, smooth)).to.equal(300);
    expect([0, 0.5, 1].map((read) => newestAt(high, read, smooth))).to.deep.equal([500, 1100, 1700]);
  });

  it('goes from page to page where nothing may move, and rests as long at each', () => {
    const high = { first: 500, last: 1700, height: 600 };
    const places = Array.from({ length: 11 }, (_, index) => newestAt(high, index / 10, { byPages: true }));

    expect(places).to.deep.equal([500, 500, 800, 800, 1100, 1100, 1400, 1400, 1700, 1700, 1700]);
  });
});
