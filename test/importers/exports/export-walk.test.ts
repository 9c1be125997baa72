import { describe, expect, it } from '#test';
import { ExportWalk } from '#src/importers/exports/export-walk.ts';

/** A walk through numbers, of which every third one comes after a flaw, and how many were read. */
function walkThrough(count: number): { walk: ExportWalk<number>; reads: () => number } {
  let reads = 0;
  async function* start(note: (message: string) => void): AsyncGenerator<number, void> {
    for (let number = 0; number < count; number += 1) {
      if (number % 3 === 2) note(`before ${number}`);
      reads += 1;
      yield await Promise.resolve(number);
    }
  }
  const walk = new ExportWalk(start, (number: number, id) => id === undefined || String(number) === id);
  return { walk, reads: () => reads };
}

describe('ExportWalk', () => {
  it('reads an export once for items that are asked for in their order, twice each', async () => {
    const { walk, reads } = walkThrough(100);
    for (let number = 0; number < 100; number += 1) {
      for (let pass = 0; pass < 2; pass += 1) {
        expect((await walk.find(String(number), undefined))?.item).to.equal(number);
      }
    }
    expect(reads()).to.equal(100);
  });

  it('tells the flaws before an item, however it came there', async () => {
    const straight = await walkThrough(10).walk.find('6', undefined);
    const { walk } = walkThrough(10);
    await walk.find('4', undefined);

    expect(straight?.flaws).to.deep.equal(['before 2', 'before 5']);
    expect(await walk.find('6', undefined)).to.deep.equal(straight);
  });

  it('finds what stands before, the first one, and nothing else', async () => {
    const { walk, reads } = walkThrough(10);
    expect((await walk.find('7', undefined))?.item).to.equal(7);
    expect((await walk.find('3', undefined))?.item).to.equal(3);
    expect((await walk.find(undefined, undefined))?.item).to.equal(0);
    expect(await walk.find('77', undefined)).to.equal(undefined);
    expect(reads()).to.be.lessThan(50);
  });

  it('begins anew after it was stopped', async () => {
    const { walk } = walkThrough(10);
    const stopped = AbortSignal.abort(new Error('enough'));
    const error: unknown = await walk.find('3', stopped).catch((thrown: unknown) => thrown);

    expect(String(error)).to.contain('enough');
    expect((await walk.find('3', undefined))?.item).to.equal(3);
  });

  it('serves several that ask at once', async () => {
    const { walk } = walkThrough(10);
    const found = await Promise.all(['5', '2', '8'].map((id) => walk.find(id, undefined)));

    expect(found.map((each) => each?.item)).to.deep.equal([5, 2, 8]);
  });
});
