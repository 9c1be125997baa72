import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { packFiles } from '../../bench/size.ts';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import type { FilesState } from '#src/state/files/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { seek, seekFaults } from '../helpers/track-playback.ts';

const corpus = corpusFolder();
const INPUTS = [
  'claude-code/cc-2.1.7-3compactions-6interrupts.jsonl',
  'claude-code/cc-2.1.219-large-browser-mcp.jsonl',
  'claude-code/cc-1.0.98-sidechains-multiedit.jsonl',
  'asciicast/v2-selfrec-big-repaint.cast',
  'asciicast/v2-selfrec-vim-htop-input.cast',
  'asciicast/v3-big-ghostty.cast',
];

describe('seeking in archives of real files', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  for (const input of INPUTS) {
    it(`${input}: seeking to any time shows what playing to it shows, on every track [TIME-5]`, async () => {
      const { bytes, manifest } = await packFiles([join(corpus!, input)]);
      const reader = await ArchiveReader.open(new BytesSource(bytes));
      await reader.directory;
      const times = fc.sample(fc.integer({ min: 0, max: manifest.duration }), { numRuns: 25, seed: 7 });

      expect(await seekFaults(reader, [...times, manifest.duration])).to.deep.equal([]);
    });
  }

  it('gives the text of every known file at the end of a log', async () => {
    const { bytes, manifest } = await packFiles([join(corpus!, INPUTS[0]!)]);
    const reader = await ArchiveReader.open(new BytesSource(bytes));
    const track = manifest.tracks.find(({ kind }) => kind === 'changes')!;
    const state = (await seek(reader, track, manifest.duration)) as unknown as FilesState;

    expect(state.paths).to.have.length.greaterThan(10);
    for (const path of state.paths) expect(await state.textAt(path), path).to.be.a('string');
  });
});
