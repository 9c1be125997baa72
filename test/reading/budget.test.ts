import { describe, expect, it } from '#test';
import { BytesSource } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';
import type { Session } from '#src/reading/index.ts';
import { CountingSource } from '../helpers/counting-source.ts';
import { longBytes, TURNS } from './long-session.ts';

async function open(): Promise<{ readonly session: Session; readonly source: CountingSource }> {
  const source = new CountingSource(new BytesSource(longBytes));
  const session = await openSession(source);
  return { session, source };
}

async function drain(values: AsyncIterable<unknown>): Promise<void> {
  const iterator = values[Symbol.asyncIterator]();
  while (!(await iterator.next()).done);
}

/** Requests that something takes in a session that was just opened. */
async function requestsFor(read: (session: Session) => Promise<unknown>): Promise<number> {
  const { session, source } = await open();
  source.reset();
  await read(session);
  return source.reads;
}

describe('the requests of reading', () => {
  it('are the head and the tail for opening', async () => {
    const { source } = await open();

    expect(source.reads).to.equal(2);
    expect(source.bytes).to.be.below(longBytes.length / 4);
  });

  it('are the segments of a turn for reading it', async () => {
    // A segment holds two turns: the first of them alone, the second up to where the next one begins.
    expect(await requestsFor((session) => session.turn(TURNS - 3))).to.equal(1);
    expect(await requestsFor((session) => session.turn(TURNS - 2))).to.equal(2);
    expect(await requestsFor((session) => session.turn(TURNS))).to.equal(1);
  });

  it('are one for a moment of a terminal, the text of a file and the files changed by then', async () => {
    expect(await requestsFor((session) => session.terminalAt('main', 8900))).to.equal(1);
    expect(await requestsFor((session) => session.fileText('src/1.ts', 8900))).to.equal(1);
    expect(await requestsFor((session) => session.knownFiles(8900))).to.equal(1);
    expect(await requestsFor((session) => session.changedFiles(8900))).to.equal(1);
  });

  it('are one a segment of a stretch', async () => {
    expect(await requestsFor((session) => drain(session.transcript({ from: 8600 })))).to.equal(1);
    expect(await requestsFor((session) => drain(session.changes({ from: 6100, to: 8900 })))).to.equal(2);
    const segments = await requestsFor((session) => drain(session.terminalText('main')));
    expect(segments).to.be.at.most(TURNS / 6);
  });

  it('are one a segment for the first search, and none for the next', async () => {
    const { session, source } = await open();
    const segments = [...session.index.segments.values()].flat().length;
    source.reset();
    await drain(session.find('answer', { maxFetched: Infinity }));
    // The first ones came with the head.
    expect(source.reads).to.be.within(segments / 2, segments);
    source.reset();
    await drain(session.find('other'));

    expect(source.reads).to.equal(0);
  });

  it('are none for the time of a turn, nor for a segment among those used last', async () => {
    expect(await requestsFor((session) => session.timeOf('t30'))).to.equal(0);
    const { session, source } = await open();
    await session.terminalAt('main', 8900);
    source.reset();
    await session.terminalAt('main', 8800);
    await drain(session.terminalText('main', { from: 8800 }));

    expect(source.reads).to.equal(0);
  });
});
