import { utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { validateArchive, ArchiveReader } from '#src/format/index.ts';
import { FileSource, packFile } from '#src/node/index.ts';
import { TempFolder } from '../cli/cli.ts';

/** Times of records as clocks give them that are set, that are wrong, or that nobody has. */
const TIMES: Readonly<Record<string, readonly (string | null | number)[]>> = {
  'jumps back an hour': [
    '2026-01-05T08:00:00Z',
    '2026-01-05T08:10:00Z',
    '2026-01-05T07:10:00Z',
    '2026-01-05T07:20:00Z',
  ],
  'begins in 1970': [
    '1970-01-01T00:00:00Z',
    '2026-01-05T08:00:00Z',
    '2026-01-05T08:01:00Z',
    '2026-01-05T08:02:00Z',
  ],
  'stands in 1970 in between': [
    '2026-01-05T08:00:00Z',
    '1970-01-01T00:00:00Z',
    '2026-01-05T08:01:00Z',
    '2026-01-05T08:02:00Z',
  ],
  'is in 2099 for a record': [
    '2026-01-05T08:00:00Z',
    '2099-12-31T23:59:59Z',
    '2026-01-05T08:01:00Z',
    '2026-01-05T08:02:00Z',
  ],
  'changes to summer time': [
    '2026-03-29T01:59:59+01:00',
    '2026-03-29T03:00:01+02:00',
    '2026-03-29T03:00:05+02:00',
    '2026-03-29T03:01:00+02:00',
  ],
  'changes back from summer time': [
    '2026-10-25T02:59:59+02:00',
    '2026-10-25T02:00:01+01:00',
    '2026-10-25T02:10:00+01:00',
    '2026-10-25T02:20:00+01:00',
  ],
  'is missing': [null, null, null, null],
  'is missing for some': ['2026-01-05T08:00:00Z', null, null, '2026-01-05T08:02:00Z'],
  'says no time': ['yesterday', '2026-13-45T99:99:99Z', '', 'NaN'],
  'goes out of all bounds': [
    '+275760-09-13T00:00:00.000Z',
    '-271821-04-20T00:00:00.000Z',
    '9999-12-31T23:59:59Z',
    '0000-01-01T00:00:00Z',
  ],
};

describe('a log whose clock', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  for (const [what, times] of Object.entries(TIMES))
    it(`${what} keeps its order, and no time is before the one before`, async () => {
      const log = folder.file('log.jsonl', logWith(times));
      const output = folder.join('a.reprise');
      const { manifest } = await packFile(log, output);

      expect(manifest.duration).to.be.at.least(0);
      expect(Number.isSafeInteger(manifest.duration)).to.equal(true);
      await FileSource.use(output, async (source) => {
        expect((await validateArchive(source)).findings).to.deep.equal([]);
        const told = await toldIn(source);
        expect(told.map(({ text }) => text)).to.deep.equal(times.map((_, index) => `text ${index}`));
        const clock = told.map(({ t }) => t);
        expect(clock).to.deep.equal([...clock].sort((a, b) => a - b));
        expect(clock[0]).to.be.at.least(0);
      });
    });

  it('is that of a file of 1970, or of 2099, is packed like any other', async () => {
    const times = TIMES['is missing']!;
    for (const date of ['1970-01-01T00:00:01Z', '2099-01-01T00:00:00Z']) {
      const log = folder.file('log.jsonl', logWith(times));
      const seconds = Date.parse(date) / 1000;
      utimesSync(log, seconds, seconds);
      const { manifest } = await packFile(log, folder.join('a.reprise'), { force: true });

      expect(manifest.duration).to.be.at.least(0);
    }
  });
});

function logWith(times: readonly (string | null | number)[]): string {
  return times
    .map((timestamp, index) => ({
      type: index % 2 === 0 ? 'user' : 'assistant',
      uuid: `u${index}`,
      parentUuid: index === 0 ? null : `u${index - 1}`,
      sessionId: '11111111-1111-4111-8111-111111111111',
      version: '2.1.0',
      cwd: '/home/dev/app',
      ...(timestamp !== null && { timestamp }),
      message:
        index % 2 === 0
          ? { role: 'user', content: `text ${index}` }
          : {
              id: `m${index}`,
              role: 'assistant',
              model: 'test',
              content: [{ type: 'text', text: `text ${index}` }],
            },
    }))
    .map((record) => `${JSON.stringify(record)}\n`)
    .join('');
}

/** What was said, and when, in the order of the archive. */
async function toldIn(source: FileSource): Promise<readonly { readonly t: number; readonly text: string }[]> {
  const reader = await ArchiveReader.open(source);
  await reader.directory;
  const told: { t: number; text: string }[] = [];
  const { entry } = reader.manifest.tracks.find(({ kind }) => kind === 'transcript')!;
  for (const index of reader.segments(entry).keys())
    for (const event of (await reader.readSegment<'transcript'>(entry, index)).events)
      if ('content' in event && event.content && 'text' in event.content)
        told.push({ t: event.t, text: (event.content as { text: string }).text });
  return told;
}
