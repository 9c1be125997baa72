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

/** Ids of the messages that follow each other in a session. */
function idsOf(...messages: readonly (readonly ['agent' | 'thought', string])[]): (string | undefined)[] {
  const writer = new SessionWriter();
  for (const [from, text] of messages) {
    writer.begin({ time: 1000, track: 'main', fallbackId: 'r1', approximate: false });
    writer.message(from, text);
  }
  return writer.drain().map((event) => {
    const update = event.type === 'transcript' ? event.update : undefined;
    return update && 'messageId' in update ? update.messageId : undefined;
  });
}

describe('messages in a row', () => {
  it('are told apart: without ids they would be read as one text', () => {
    const ids = idsOf(['agent', 'First.'], ['agent', 'Second.'], ['agent', 'Third.']);
    expect(new Set(ids).size).to.equal(3);
  });

  it('need no ids where they are of different kinds, or hidden', () => {
    expect(
      idsOf(['thought', 'First.'], ['agent', 'Second.'], ['thought', 'x'], ['thought', '']),
    ).to.deep.equal([undefined, undefined, undefined, undefined]);
  });
});
