import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { PiecewiseTimeMap } from '#src/reading/clocks/time-map.ts';
import { shownOf, type Playhead } from '#src/reading/playhead.ts';

const DURATION = 10_000;

/** Maps with steps, jumps and both at one corner, as an encoder would write them. */
const maps = fc
  .array(fc.record({ time: fc.integer({ min: 0, max: 3 }), position: fc.integer({ min: 0, max: 3 }) }), {
    maxLength: 30,
  })
  .map((deltas) => {
    const time: number[] = [];
    const position: number[] = [];
    deltas.forEach((delta, i) => {
      time.push((time[i - 1] ?? 0) + delta.time * 100);
      position.push((position[i - 1] ?? 0) + delta.position * 70);
    });
    return new PiecewiseTimeMap({ time, position }, DURATION);
  });

const positions = fc.double({ min: 0, max: 1, noNaN: true });

function isAfter(a: Playhead, b: Playhead): boolean {
  return a.time > b.time || (a.time === b.time && a.fraction > b.fraction);
}

describe('PiecewiseTimeMap', () => {
  it('maps linearly between its corners', () => {
    const map = new PiecewiseTimeMap({ time: [0, 1000, 2000], position: [0, 500, 4500] }, 2000);

    expect(map.positionOf(500)).to.equal(250);
    expect(map.positionOf(1500)).to.equal(2500);
    expect(map.timeAt(250)).to.equal(500);
    expect(map.timeAt(2500)).to.equal(1500);
    expect(map.duration).to.equal(4500);
  });

  it('lingers on a step and counts its share', () => {
    const map = new PiecewiseTimeMap({ time: [1000, 1000, 2000], position: [1000, 5000, 6000] }, 2000);

    expect(map.playheadAt(999.9)).to.deep.equal({ time: 999, fraction: 1 });
    expect(map.playheadAt(1000)).to.deep.equal({ time: 1000, fraction: 0 });
    expect(map.playheadAt(4000)).to.deep.equal({ time: 1000, fraction: 0.75 });
    expect(map.playheadAt(5000)).to.deep.equal({ time: 1000, fraction: 1 });
    expect(map.positionOf(1000)).to.equal(5000);
    expect(map.positionOfPlayhead({ time: 1000, fraction: 0.75 })).to.equal(4000);
  });

  it('takes the steps of several corners at one time as one', () => {
    const map = new PiecewiseTimeMap({ time: [5, 5, 5, 10], position: [5, 15, 25, 30] }, 10);

    expect(map.playheadAt(20)).to.deep.equal({ time: 5, fraction: 0.75 });
  });

  it('leaves out a jump', () => {
    const map = new PiecewiseTimeMap({ time: [1000, 9000, 10_000], position: [1000, 1000, 2000] }, DURATION);

    expect(map.positionOf(5000)).to.equal(1000);
    expect(map.timeAt(999)).to.equal(999);
    expect(map.timeAt(1000)).to.equal(9000);
  });

  it('covers the session from end to end, whatever its corners say', () => {
    const map = new PiecewiseTimeMap(
      { time: [500, 400, Number.NaN, 90_000], position: [10, 5, 7, 30] },
      1000,
    );

    expect(map.timeAt(-1)).to.equal(0);
    expect(map.timeAt(Number.MAX_VALUE)).to.equal(1000);
    expect(map.positionOf(90_000)).to.equal(map.duration);
    expect(map.duration).to.equal(30);
  });

  it('is the empty map for an empty session', () => {
    const map = new PiecewiseTimeMap({ time: [], position: [] }, 0);

    expect(map.duration).to.equal(0);
    expect(map.playheadAt(0)).to.deep.equal({ time: 0, fraction: 1 });
    expect(map.positionOf(0)).to.equal(0);
  });

  it('never goes back in either direction', () => {
    fc.assert(
      fc.property(maps, positions, positions, (map, a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        expect(isAfter(map.playheadAt(low * map.duration), map.playheadAt(high * map.duration))).to.equal(
          false,
        );
        expect(map.positionOf(low * DURATION)).to.be.at.most(map.positionOf(high * DURATION));
      }),
    );
  });

  it('gives integer times inside the session and shares from 0 to 1', () => {
    fc.assert(
      fc.property(maps, positions, (map, share) => {
        const { time, fraction } = map.playheadAt(share * map.duration);
        expect(Number.isInteger(time)).to.equal(true);
        expect(time).to.be.within(0, DURATION);
        expect(fraction).to.be.within(0, 1);
      }),
    );
  });

  it('comes back to a playhead from its position, but for a jump', () => {
    fc.assert(
      fc.property(maps, positions, (map, share) => {
        const position = share * map.duration;
        const playhead = map.playheadAt(position);
        const back = map.positionOfPlayhead(playhead);
        expect(back).to.be.at.most(position + 1e-6);
        // A millisecond is the grain of session time, so at most that is lost.
        const next = map.positionOfPlayhead({ time: playhead.time + 1, fraction: 0 });
        expect(next).to.be.at.least(position - 1e-6);
      }),
    );
  });

  it('shows events of one millisecond one after another as the position moves through its step', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 5000 }), (count, length) => {
        const map = new PiecewiseTimeMap(
          { time: [100, 100, 200], position: [100, 100 + length, 250 + length] },
          200,
        );
        const seen: number[] = [];
        for (let i = 0; i <= 4 * count; i += 1) {
          const { time, fraction } = map.playheadAt(100 + (i * length) / (4 * count));
          expect(time).to.equal(100);
          seen.push(shownOf(count, fraction));
        }
        expect([...new Set(seen)]).to.deep.equal(Array.from({ length: count }, (_, i) => i + 1));
      }),
    );
  });

  it('scales its positions', () => {
    const map = new PiecewiseTimeMap({ time: [1000, 1000], position: [400, 800] }, 1000).scaled(0.5);

    expect(map.duration).to.equal(400);
    expect(map.playheadAt(300)).to.deep.equal({ time: 1000, fraction: 0.5 });
  });
});
