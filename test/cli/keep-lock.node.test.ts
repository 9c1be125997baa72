import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { KeepLock } from '#src/cli/sessions/keep-lock.ts';
import { TempFolder } from './cli.ts';

const LOCK = '.keep.lock';

describe('the lock of a folder of archives', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  const ownerText = (pid: number, host = hostname()): string =>
    `${JSON.stringify({ pid, host, mark: 'x' })}\n`;
  const take = async (): Promise<'taken' | 'refused'> => {
    const lock = await KeepLock.take(folder.path);
    if (typeof lock === 'string') return 'refused';
    await lock.release();
    return 'taken';
  };

  it('is one at a time, and leaves nothing', async () => {
    const locks = await Promise.all(Array.from({ length: 8 }, () => KeepLock.take(folder.path)));
    const taken = locks.filter((lock) => typeof lock !== 'string');
    expect(taken).to.have.length(1);
    expect(folder.names).to.deep.equal([LOCK]);

    for (const lock of taken) await lock.release();
    expect(folder.names).to.deep.equal([]);
    expect(await take()).to.equal('taken');
  });

  it('is taken over from a process that is no more, and from one of yesterday', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    folder.file(LOCK, ownerText(pid));
    expect(await take()).to.equal('taken');

    const path = folder.file(LOCK, ownerText(process.ppid));
    const yesterday = Date.now() / 1000 - 25 * 3600;
    utimesSync(path, yesterday, yesterday);
    expect(await take()).to.equal('taken');
    expect(folder.names).to.deep.equal([]);
  });

  it('stays with a process that is there, with another computer, and with whoever writes no such note', async () => {
    for (const text of [ownerText(process.ppid), ownerText(1, 'elsewhere'), '', '{"pid":', 'null', '[]']) {
      folder.file(LOCK, text);
      expect(await take(), text).to.equal('refused');
      expect(readFileSync(folder.join(LOCK), 'utf8')).to.equal(text);
    }
  });

  it('stays with a live process when the clock has jumped back', async () => {
    const path = folder.file(LOCK, ownerText(process.ppid));
    const ahead = Date.now() / 1000 + 10 * 365 * 86_400;
    utimesSync(path, ahead, ahead);

    expect(await take()).to.equal('refused');
  });

  it('is not given back by one from whom it was taken', async () => {
    const lock = await KeepLock.take(folder.path);
    writeFileSync(folder.join(LOCK), ownerText(process.ppid));
    if (typeof lock !== 'string') await lock.release();

    expect(folder.names).to.deep.equal([LOCK]);
  });

  it('says so where nothing can be written', async () => {
    const error: unknown = await KeepLock.take(folder.join('nowhere')).catch((thrown: unknown) => thrown);

    expect(error).to.have.property('code', 'output-unwritable');
  });
});
