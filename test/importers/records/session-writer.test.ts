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

describe('calls that a log names alike', () => {
  const call = (writer: SessionWriter, id: string): string =>
    writer.call({ id, name: 'Read', description: { title: 'Read', kind: 'read', locations: [] } });

  it('are known by different ids, whatever the log calls others', () => {
    const writer = new SessionWriter();

    const ids = ['a', 'a~2', 'a', 'a', 'a~2', 'b'].map((id) => call(writer, id));

    expect(ids).to.deep.equal(['a', 'a~2', 'a~3', 'a~4', 'a~2~2', 'b']);
  });

  it('end on the track that they stand on, each with the result of its own', () => {
    const writer = new SessionWriter();
    const on = (track: string): void => {
      writer.begin({ time: 0, track, fallbackId: track, approximate: false });
    };
    on('main');
    call(writer, 'a');
    on('agent-1');
    call(writer, 'a');
    writer.result('a', { text: 'of the agent' });
    writer.result('a', { text: 'of the session' });

    const ends = writer
      .drain()
      .flatMap((event) =>
        event.type === 'transcript' && event.update.sessionUpdate === 'tool_call_update'
          ? [[event.track, event.update.toolCallId, JSON.stringify(event.update.content)]]
          : [],
      );
    expect(ends).to.have.length(2);
    expect(ends[0]).to.include.members(['agent-1', 'a~2']);
    expect(ends[0]![2]).to.include('of the agent');
    expect(ends[1]).to.include.members(['main', 'a']);
    expect(ends[1]![2]).to.include('of the session');
  });
});

describe('what a translator did not foresee', () => {
  it('is kept with a value, even if there is none', () => {
    const writer = new SessionWriter();
    writer.keep(undefined, 'part');

    expect(writer.drain()).to.have.nested.property('0.update.value', null);
  });

  it('stands on a track that is declared, even if nothing started the subagent', () => {
    const writer = new SessionWriter();
    writer.enter('agent-1');
    writer.message('agent', 'x');
    writer.enter('agent-1');
    writer.message('agent', 'y');

    const kinds = writer.drain().map((event) => [event.type, 'track' in event ? event.track : undefined]);
    expect(kinds).to.deep.equal([
      ['track', undefined],
      ['transcript', 'agent-1'],
      ['transcript', 'agent-1'],
    ]);
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
