import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '#test';
import { measureLog, packFiles, type LogSize } from '../../bench/size.ts';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';

const corpus = corpusFolder();

describe('the size of archives of real files', { skip: corpus === undefined ? NO_CORPUS : false }, () => {
  it('is at most 0.48 of gzip -9 for the text of logs, and no more than their bytes for media', async () => {
    const folder = join(corpus!, 'claude-code');
    const sizes: LogSize[] = [];
    for (const name of readdirSync(folder).filter((file) => file.endsWith('.jsonl'))) {
      sizes.push(await measureLog(join(folder, name)));
    }
    const sum = (pick: (size: LogSize) => number): number =>
      sizes.reduce((total, size) => total + pick(size), 0);

    const ratio = sum((size) => size.archive) / sum((size) => size.gzip);
    console.log(
      `${ratio.toFixed(4)} of gzip -9; media ${sum((size) => size.media)} of ${sum((size) => size.rawMedia)}`,
    );
    expect(ratio).to.be.at.most(0.48);
    expect(sum((size) => size.media)).to.be.at.most(sum((size) => size.rawMedia));
  });

  it('is at most 1.03 of gzip -9 for recordings, and 2 KB a segment', async () => {
    const folder = join(corpus!, 'asciicast');
    for (const name of readdirSync(folder)) {
      const path = join(folder, name);
      const gzip = gzipSync(readFileSync(path), { level: 9 }).length;
      const { bytes, manifest } = await packFiles([path]);
      const reader = await ArchiveReader.open(new BytesSource(bytes));
      const entry = manifest.tracks[0]!.entry;
      const size = (await reader.directory).get(entry)!.storedSize;

      const bound = 1.03 * gzip + 2048 * reader.segments(entry).length;
      console.log(
        `${name}: ${(size / gzip).toFixed(3)} of gzip -9 in ${reader.segments(entry).length} segments`,
      );
      expect(size, name).to.be.at.most(bound);
    }
  });
});
