import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { CHUNK_ROWS, ChunkHeights } from '#src/elements/windowed/chunk-heights.ts';

describe('ChunkHeights', () => {
  it('finds the chunk at any place, whatever was measured', () => {
    const measured = fc.dictionary(fc.nat(12).map(String), fc.integer({ min: 1, max: 500 }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), measured, fc.nat(4000), (rows, heights, place) => {
        const chunks = new ChunkHeights(20);
        chunks.reset(rows);
        chunks.measure(new Map(Object.entries(heights).map(([index, height]) => [Number(index), height])));

        const found = chunks.at(place);

        expect(chunks.length).to.equal(Math.ceil(rows / CHUNK_ROWS));
        if (place < chunks.total) {
          expect(chunks.offset(found)).to.be.at.most(place);
          expect(chunks.offset(found + 1)).to.be.above(place);
        } else expect(found).to.equal(chunks.length - 1);
      }),
    );
  });

  it('takes rows that were not measured for as high as the others', () => {
    const chunks = new ChunkHeights(20);
    chunks.reset(25);
    expect(chunks.total).to.equal(500);

    chunks.measure(new Map([[0, 400]]));

    expect(chunks.total).to.equal(1000);
    expect(chunks.between(0, 399)).to.deep.equal({ first: 0, end: 1 });
    expect(chunks.between(390, 801)).to.deep.equal({ first: 0, end: 3 });
  });

  it('keeps what was measured when rows are added', () => {
    const chunks = new ChunkHeights(20);
    chunks.reset(30);
    chunks.measure(new Map([[0, 100]]));
    chunks.resize(60);

    expect(chunks.offset(1)).to.equal(100);
    expect(chunks.length).to.equal(6);
  });

  it('has no chunk without rows', () => {
    const chunks = new ChunkHeights(20);

    expect(chunks.between(0, 1000)).to.deep.equal({ first: 0, end: 0 });
    expect(chunks.total).to.equal(0);
  });
});
