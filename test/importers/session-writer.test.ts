import { describe, expect, it } from '#test';
import { SessionWriter } from '#src/importers/records/session-writer.ts';

const DAY = 86_400_000;
const ORIGIN = Date.UTC(2026, 0, 5);

/** Times of messages that a record of time 1000 writes, each after a moment of its own (ms after the origin). */
function timesOf(...moments: readonly (number | undefined)[]): number[] {
  const writer = new SessionWriter();
  writer.origin = ORIGIN;
  writer.begin({ time: 1000, track: 'main', fallbackId: 'r1', approximate: false });
  for (const moment of moments) {
    writer.at(moment === undefined ? undefined : ORIGIN + moment);
    writer.message('agent', 'x');
  }
  return writer.drain().map((event) => (event.type === 'transcript' ? event.time : NaN));
}

describe('the moments of a record', () => {
  it('go on from the time of the record', () => {
    expect(timesOf(undefined, 1500.4, 3000)).to.deep.equal([1000, 1500, 3000]);
  });

  it('never go back', () => {
    expect(timesOf(500, 3000, 2000)).to.deep.equal([1000, 3000, 3000]);
  });

  it('are not taken where they lie more than a day ahead', () => {
    expect(timesOf(1000 + DAY)).to.deep.equal([1000 + DAY]);
    expect(timesOf(1001 + DAY, 2000)).to.deep.equal([1000, 2000]);
  });
});
