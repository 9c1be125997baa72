import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { temporaryPath, withTemporaryFolder } from '#src/node/files.ts';
import { TempSpool } from '#src/node/temp-spool.ts';
import { runCli, castText, TempFolder } from '../cli/cli.ts';

describe('a temporary folder', () => {
  const before = process.env['TMPDIR'];
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
    process.env['TMPDIR'] = folder.path;
  });
  afterEach(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    folder.remove();
  });

  /** A folder of a process that is no more. */
  const leftBehind = (): string => {
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const path = temporaryPath(folder.join('reprise')).replace(`-${process.pid}-`, `-${pid}-`);
    mkdirSync(path);
    writeFileSync(join(path, 'session.reprise'), 'a session');
    return path;
  };

  it('is for one person alone, and gone when it is done with, however that ends', async () => {
    let mode: number | undefined;
    const error = await withTemporaryFolder(async (path) => {
      mode = statSync(path).mode & 0o777;
      writeFileSync(join(path, 'a'), 'text');
      throw new Error('failed');
    }).catch((thrown: unknown) => thrown);

    expect(error).to.have.property('message', 'failed');
    expect(mode).to.equal(0o700);
    expect(folder.names).to.deep.equal([]);
  });

  it('of a run that was killed is removed by the next', async () => {
    const path = leftBehind();
    await withTemporaryFolder(async () => expect(existsSync(path)).to.equal(false));
  });

  it('of a run that goes on for days is left alone, and so is what is none of ours', async () => {
    const own = temporaryPath(folder.join('reprise'));
    const live = own.replace(`-${process.pid}-`, `-${process.ppid}-`);
    const foreign = temporaryPath(folder.join('other')).replace(`-${process.pid}-`, '-999999999-');
    for (const path of [live, foreign]) {
      mkdirSync(path);
      utimesSync(path, 1, 1);
    }
    const target = leftBehind();
    const link = target.replace(/.$/, 'x');
    symlinkSync(folder.path, link);
    await withTemporaryFolder(async () => undefined);

    expect(
      readdirSync(folder.path)
        .map((name) => folder.join(name))
        .sort(),
    ).to.deep.equal([foreign, link, live].sort());
  });

  it('that cannot be made is a sentence', async () => {
    process.env['TMPDIR'] = folder.join('nowhere');
    const error = await withTemporaryFolder(async () => undefined).catch((thrown: unknown) => thrown);
    expect(error).to.have.property('code', 'output-unwritable');
    expect(() => new TempSpool(0).write(Uint8Array.of(1))).to.throw(
      /^cannot write a temporary file in .*nowhere/,
    );

    const { code, stderr } = await runCli(['pack', '-', '-o', 'a.reprise'], {
      cwd: folder.path,
      stdin: castText(),
      env: { TMPDIR: folder.join('nowhere') },
    });
    expect(code).to.equal(1);
    expect(stderr).to.match(/^reprise: cannot make a temporary folder in .*nowhere: no such file or folder/);
  });
});
