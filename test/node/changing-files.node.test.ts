import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { ArchiveError, ArchiveReader } from '#src/format/index.ts';
import { FileError, FileSource, ImportFile, packFile } from '#src/node/index.ts';
import { castText, logText, TempFolder } from '../cli/cli.ts';

/** Larger than what is read at a time. */
const SIZE = 700_000;

describe('a log that changes while it is read', () => {
  let folder: TempFolder;
  let path: string;
  const old = linesOf('old', SIZE);
  beforeEach(() => {
    folder = new TempFolder();
    path = folder.file('log.jsonl', old);
    // Long enough ago that a change shows in the time of the file, however coarse that is.
    age(path);
  });
  afterEach(() => folder.remove());

  const rotate = (): void => {
    renameSync(path, `${path}.1`);
    writeFileSync(path, linesOf('new', SIZE));
  };
  const becomeLink = (): void => {
    unlinkSync(path);
    symlinkSync(folder.file('other', linesOf('new', SIZE)), path);
  };

  /** Reads the file, and does something to it after the first piece. */
  const readAnd = async (change: () => void, times = 1): Promise<string> => {
    const file = await ImportFile.open(path);
    let isDone = false;
    let text = '';
    try {
      for (let time = 0; time < times; time += 1) {
        text = '';
        for await (const chunk of file.chunks()) {
          text += Buffer.from(chunk).toString('latin1');
          if (!isDone) change();
          isDone = true;
        }
      }
      await file.expectUnchanged();
      return text;
    } finally {
      await file.close();
    }
  };

  for (const [what, change] of [
    ['more is written to its end', () => appendFileSync(path, linesOf('more', SIZE))],
    ['it is renamed', () => renameSync(path, `${path}.1`)],
    ['it is renamed, and another one begun', () => rotate()],
    ['it is deleted', () => unlinkSync(path)],
    ['a link takes its place', () => becomeLink()],
    ['its time is set', () => utimesSync(path, 1, 1)],
  ] as const) {
    it(`is read as it was when ${what}`, async () => {
      expect(await readAnd(change)).to.equal(old);
    });
  }

  for (const [what, change] of [
    ['it is cut', () => truncateSync(path, 300_000)],
    ['it is cut to nothing and written anew, longer', () => writeFileSync(path, linesOf('new', SIZE * 2))],
    ['other bytes of the same number are written into it', () => writeFileSync(path, linesOf('new', SIZE))],
    ['what was read already is changed', () => overwrite(path, 10)],
    ['what was not read yet is changed', () => overwrite(path, SIZE - 100)],
  ] as const) {
    it(`is refused when ${what}`, async () => {
      const result = await readAnd(change).catch((error: unknown) => error);

      // Bytes that nobody had read yet are those of a file that was changed first and read then.
      if (what.includes('not read yet')) expect(result).to.equal(readFileSync(path, 'latin1'));
      else expect(result).to.be.instanceOf(FileError).with.property('code', 'input-changed');
    });
  }

  it('is refused when a second reading finds other bytes, even under the same time', async () => {
    const time = Date.now() / 1000 - 100;
    const error = await readAnd(() => {
      writeFileSync(path, linesOf('new', SIZE));
      utimesSync(path, time, time);
    }, 2).catch((thrown: unknown) => thrown);

    expect(error).to.have.property('code', 'input-changed');
  });

  it('is refused when a file beside it is another one in the middle of reading', async () => {
    mkdirSync(folder.join('beside'));
    const beside = folder.file('beside/part.jsonl', linesOf('old', SIZE));
    const file = await ImportFile.open(path);
    try {
      const part = await file.sibling('beside/part.jsonl');
      await part!.read!(0, 100);
      const other = folder.file('other', linesOf('new', SIZE));
      renameSync(other, beside);

      expect(await part!.read!(100, 100).catch((error: unknown) => error)).to.have.property(
        'code',
        'input-changed',
      );
    } finally {
      await file.close();
    }
  });

  it('is refused when a file beside it was written into after it was read', async () => {
    const beside = folder.file('part.jsonl', linesOf('old', SIZE));
    age(beside);
    const file = await ImportFile.open(path);
    try {
      const part = await file.sibling('part.jsonl');
      for await (const chunk of part!.chunks()) expect(chunk).not.to.have.length(0);
      overwrite(beside, 10);

      expect(await file.expectUnchanged().catch((error: unknown) => error)).to.have.property(
        'code',
        'input-changed',
      );
    } finally {
      await file.close();
    }
  });

  it('gives no archive when it was written anew while it was packed', async () => {
    const log = folder.file('session.cast', castText(30_000));
    age(log);
    const output = folder.join('a.reprise');
    const events: number[] = [];
    const onProgress = (): void => {
      if (events.push(1) === 1) writeFileSync(log, castText(40_000).replaceAll('line', 'LINE'));
    };
    const error = await packFile(log, output, { onProgress }).catch((thrown: unknown) => thrown);

    expect(events).not.to.have.length(0);
    expect(error).to.have.property('code', 'input-changed');
    expect(existsSync(output)).to.equal(false);
    expect(folder.names).to.deep.equal(['log.jsonl', 'session.cast']);
  });
});

describe('an archive on the disk that is replaced while it is open', () => {
  let folder: TempFolder;
  let path: string;
  beforeEach(async () => {
    folder = new TempFolder();
    path = folder.join('a.reprise');
    await packFile(folder.file('session.jsonl', logText()), path);
    age(path);
  });
  afterEach(() => folder.remove());

  const readAll = (source: FileSource) =>
    ArchiveReader.open(source).then(async (reader) => {
      const paths = [...(await reader.directory).keys()];
      const read = [];
      for (const entry of paths) read.push(await reader.readEntry(entry));
      return read.map((bytes) => Buffer.from(bytes).toString('latin1'));
    });

  it('stays what it was when another one takes its name', async () => {
    const before = await FileSource.use(path, readAll);
    await FileSource.use(path, async (source) => {
      await source.read(0, 10);
      renameSync(folder.file('other', 'x'.repeat(100_000)), path);

      expect(await readAll(source)).to.deep.equal(before);
    });
  });

  it('says so when somebody writes into it', async () => {
    await FileSource.use(path, async (source) => {
      await source.read(0, 10);
      overwrite(path, 100);
      const error = await readAll(source).catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(ArchiveError).with.property('code', 'source-changed');
    });
  });
});

function linesOf(word: string, size: number): string {
  const line = `{"${word}":"${word.repeat(30)}"}\n`;
  return line.repeat(Math.ceil(size / line.length));
}

/** Writes one byte into a file, in place. */
function overwrite(path: string, at: number): void {
  const bytes = readFileSync(path);
  bytes[at] = 0x23;
  writeFileSync(path, bytes, { flag: 'r+' });
}

function age(path: string): void {
  const time = Date.now() / 1000 - 3600;
  utimesSync(path, time, time);
}
