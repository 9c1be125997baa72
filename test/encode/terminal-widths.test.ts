import { describe, expect, it } from '#test';
import { type ArchiveReader, BytesSource, type SessionEvent, validateArchive } from '#src/format/index.ts';
import { openTerminal } from '#src/reading/open-terminal.ts';
import { buildArchive } from '../helpers/archive-builder.ts';
import { output, session, source, terminalTrack } from './builders.ts';
import { eventsOf, pack } from './pack.ts';
import { rewritten, unchanged } from './rewrite/rewritten.ts';

const EMOJI = 'warn ⚠️|👨‍👩‍👧|👍🏽|';

const packed = (widths?: string) => {
  const events: SessionEvent[] = [session()];
  const term = { cols: 40, rows: 4, ...(widths !== undefined && { widths }) };
  events.push(terminalTrack('main', { header: { term } }), output(5, EMOJI));
  return pack([source(...events)]);
};

/** Column of the cursor after all output of the terminal, as a reader plays it. */
async function columnAtEnd(reader: ArchiveReader): Promise<number> {
  const track = reader.manifest.tracks.find(({ kind }) => kind === 'terminal')!;
  const terminal = await openTerminal(track);
  for (const event of await eventsOf<'terminal'>(reader, track.entry)) terminal.apply(event);
  const { x } = terminal.screen.cursor;
  terminal.dispose();
  return x;
}

/** An archive of a writer that names no rule. */
async function withoutName(): Promise<Uint8Array<ArrayBuffer>> {
  const events = [{ t: 5, code: 'o', data: EMOJI }];
  const { bytes } = await buildArchive({ terminal: [{ time: 0, events }] });
  return bytes;
}

describe('the rule by which characters of a terminal take cells', () => {
  it('is named by the archive, in the manifest and in the recording: [TRM-11]', async () => {
    const { reader, bytes } = await packed();
    const track = reader.manifest.tracks.find(({ kind }) => kind === 'terminal');
    const { header } = await reader.readSegment<'terminal'>('terminal/main.cast', 0);

    expect(track).to.include({ widths: 'emoji-17' });
    expect(header?.term).to.include({ widths: 'emoji-17' });
    expect((await validateArchive(new BytesSource(bytes))).findings).to.deep.equal([]);
  });

  it('is the one that is named, when the terminal is played', async () => {
    const { reader } = await packed();

    expect(await columnAtEnd(reader)).to.equal(5 + 3 + 3 + 3);
    expect(await columnAtEnd((await packed('characters-17')).reader)).to.equal(5 + 2 + 7 + 5);
  });

  it('stays what it was when an archive is rewritten, also where it was not named', async () => {
    const early = await rewritten(await withoutName(), unchanged);
    const named = await rewritten((await packed('characters-17')).bytes, unchanged);

    for (const { reader } of [early, named]) {
      expect(reader.manifest.tracks[0]).to.include({ widths: 'characters-17' });
      expect(await columnAtEnd(reader)).to.equal(5 + 2 + 7 + 5);
    }
  });
});
