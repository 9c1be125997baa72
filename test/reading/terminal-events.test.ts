import { describe, expect, it } from '#test';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { sessionOf } from '../exports/exported.ts';

const texts = async (events: AsyncIterable<{ readonly t: number; readonly data: string }>) => {
  const list: (readonly [number, string])[] = [];
  for await (const { t, data } of events) list.push([t, data]);
  return list;
};

describe('Session.terminalEvents and recording', () => {
  it('give the events of a stretch as they are, and with what leads to its screen', async () => {
    const session = await sessionOf(await sampleArchive());
    const range = { from: 12_000, to: 34_000 };

    expect(await texts(session.terminalEvents('main', range))).to.deep.equal([[12_000, '1 failed\r\n']]);
    const { events, cols, rows } = await session.recording('main', range);
    expect([cols, rows]).to.deep.equal([80, 24]);
    expect(await texts(events)).to.deep.equal([
      [12_000, '$ npm test\r\n'],
      [12_000, '1 failed\r\n'],
    ]);
  });

  it('refuse a terminal that there is not', async () => {
    const session = await sessionOf(await sampleArchive());
    const error: unknown = await session.recording('other').catch((thrown: unknown) => thrown);

    expect(error).to.have.property('code', 'unknown-track');
  });
});
