import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { EventClock } from '#src/importers/records/event-clock.ts';
import type { ResolvedTimes } from '#src/importers/records/event-clock.ts';

const HOUR = 3_600_000;
const START = 1_772_359_200_000;

describe('EventClock', () => {
  it('orders records by time, and as they stand where times are equal', () => {
    const { order } = resolve([START + 5, START + 1, START + 5, START + 3]);

    expect([...order]).to.deep.equal([1, 3, 0, 2]);
  });

  it('sets aside one record that is hours ahead, and leaves the others alone', () => {
    const { times, outliers, approximate } = resolve([START + 14 * HOUR, START, START + 1000, START + 2000]);

    expect(outliers).to.equal(1);
    expect([...times]).to.deep.equal([START, START, START + 1000, START + 2000]);
    expect([...approximate]).to.deep.equal([1, 0, 0, 0]);
  });

  it('sorts in a long run of records of another order: no clock is off so often', () => {
    const after = Array.from({ length: 40 }, (_, index) => START + index);
    const before = (count: number) =>
      Array.from({ length: count }, (_, index) => START - 5 * HOUR + index).concat(START + 1000);

    expect(resolve([...after, ...before(16)]).outliers).to.equal(16);
    expect(resolve([...after, ...before(17)])).to.include({ outliers: 0 });
  });

  it('keeps a pause of hours as it is', () => {
    const { outliers } = resolve([START, START + 1, START + 20 * HOUR, START + 20 * HOUR + 1]);

    expect(outliers).to.equal(0);
  });

  it('gives a record without a time that of the one before [TIME-4]', () => {
    const { times, approximate } = resolve([undefined, START, undefined, START + 9]);

    expect([...times]).to.deep.equal([START, START, START, START + 9]);
    expect([...approximate]).to.deep.equal([1, 0, 1, 0]);
  });

  it('never puts a child before its parent', () => {
    const { times } = resolve([START + 500, START + 100], [[1, 0]]);

    expect(times[1]).to.equal(START + 500);
  });

  it('ends on a circle of parents', () => {
    const { times } = resolve(
      [START, START + 1],
      [
        [0, 1],
        [1, 0],
      ],
    );

    expect(times).to.have.length(2);
  });

  it('says that nothing has a time', () => {
    expect(resolve([undefined, undefined]).timed).to.equal(false);
  });

  it('gives every record one place in the order, whatever the times and parents', () => {
    const record = fc.record({
      time: fc.option(fc.integer({ min: START, max: START + 40 * HOUR }), { nil: undefined }),
      parent: fc.nat(30),
    });
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), (records) => {
        const follows = records.flatMap(({ parent }, index) =>
          parent < records.length ? [[index, parent] as const] : [],
        );
        const { times, order } = resolve(
          records.map(({ time }) => time),
          follows,
        );

        expect([...order].sort((a, b) => a - b)).to.deep.equal([...records.keys()]);
        for (let at = 1; at < order.length; at++) {
          expect(times[order[at]!]).to.be.at.least(times[order[at - 1]!]!);
        }
      }),
      { numRuns: 200 },
    );
  });
});

function resolve(
  times: readonly (number | undefined)[],
  follows: readonly (readonly [child: number, parent: number])[] = [],
): ResolvedTimes {
  const clock = new EventClock();
  for (const time of times) clock.add(time);
  for (const [child, parent] of follows) clock.follow(child, parent);
  return clock.resolve();
}
