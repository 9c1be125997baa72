import { describe, expect, it } from '#test';
import { ReadingError } from '#src/reading/index.ts';
import { sampleArchive } from '../../helpers/sample-archive.ts';
import { exported, sessionOf } from '../exported.ts';
import { packedText } from '../packed.ts';

const HEADER = {
  version: 3,
  term: { cols: 40, rows: 8, type: 'xterm' },
  timestamp: 1_770_000_000,
  title: 'Demo',
};
/** Long enough for several segments, with colours and a change of size on the way. */
const EVENTS = Array.from({ length: 3000 }, (_, index) =>
  index === 1500
    ? [0.01, 'r', '50x10']
    : [0.01, 'o', `\x1b[3${index % 8}mline ${index} ${'x'.repeat(index % 200)}\x1b[0m\r\n`],
);
const CAST = [HEADER, ...EVENTS, [0.5, 'm', 'here'], [0.2, 'o', 'the end']]
  .map((value) => JSON.stringify(value))
  .join('\n');

const lines = (text: string): unknown[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);

describe('the export to asciicast', () => {
  it('gives the recording back that was packed', async () => {
    const cast = await exported(await packedText(CAST, 'a.cast'), 'asciicast');

    const [header, ...events] = lines(cast);
    expect(header).to.deep.include({ version: 3, title: 'Demo', timestamp: HEADER.timestamp });
    expect(header).to.have.deep.property('term', HEADER.term);
    expect(events).to.deep.equal([...EVENTS, [0.5, 'm', 'here'], [0.2, 'o', 'the end']]);
  });

  for (const format of ['asciicast', 'asciicast-v2']) {
    it(`shows the same screens at all times when ${format} is packed again`, async () => {
      const archive = await packedText(CAST, 'a.cast');
      const before = await sessionOf(archive);
      const after = await sessionOf(await packedText(await exported(archive, format), 'b.cast'));

      for (const time of [0, 7000, 15_010, 22_222, before.duration])
        expect(await after.terminalAt('main', time)).to.deep.equal(await before.terminalAt('main', time));
    });

    it(`begins a stretch with the screen of its first moment in ${format}`, async () => {
      const archive = await packedText(CAST, 'a.cast');
      const before = await sessionOf(archive);
      const cast = await exported(archive, format, { from: 20_000, to: 21_000 });
      const after = await sessionOf(await packedText(cast, 'b.cast'));

      for (const time of [0, 500, 1000]) {
        const shown = await after.terminalAt('main', time);
        expect(shown).to.deep.equal(await before.terminalAt('main', 20_000 + time));
      }
      expect(after.duration).to.equal(1000);
    });
  }

  it('says which terminals there are when the one that is named is not', async () => {
    const error = await exported(await sampleArchive(), 'asciicast', { terminal: 'other' }).catch(
      (thrown: unknown) => thrown,
    );

    expect(error).to.be.instanceOf(ReadingError);
    expect((error as Error).message).to.equal('the session has no terminal "other", only main');
  });
});
