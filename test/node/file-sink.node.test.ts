import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, symlinkSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { FileError, FileSink, removeLeftBehind, temporaryPath } from '#src/node/files.ts';
import { TempFolder } from '../cli/cli.ts';
import { FailingSystem, type Failure, type WriteCall } from '../helpers/failing-system.ts';

const OLD = 'what stood there before';
const NEW = 'what is written now';

describe('a file that is written', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  const content = (name = 'a.reprise'): string => readFileSync(folder.join(name), 'utf8');
  const write = async (
    options: { force?: boolean; system?: FailingSystem } = {},
    name = 'a.reprise',
  ): Promise<void> => {
    const sink = await FileSink.create(folder.join(name), options);
    try {
      await sink.write(Buffer.from(NEW.slice(0, 9)));
      await sink.write(Buffer.from(NEW.slice(9)));
      await sink.commit({ modifiedAt: 1_767_600_000_000 });
    } finally {
      await sink.discard();
    }
  };

  it('has the bytes and nothing beside it', async () => {
    await write();

    expect(content()).to.equal(NEW);
    expect(folder.names).to.deep.equal(['a.reprise']);
  });

  /** Lets each call fail in turn, until there is none left that could. */
  const failEach = async (
    failure: Omit<Failure, 'at'>,
    force: boolean,
    check: (error: unknown, system: FailingSystem) => void,
  ): Promise<number> => {
    for (let at = 1; ; at += 1) {
      folder.remove();
      folder = new TempFolder();
      if (force) folder.file('a.reprise', OLD);
      const system = new FailingSystem({ ...failure, at });
      const error = await write({ force, system }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (!system.hasFailed) return at - 1;
      check(error, system);
    }
  };

  for (const code of ['ENOSPC', 'EIO', 'EDQUOT', 'EBUSY', 'EPERM', 'EXDEV', 'ENOENT'])
    for (const force of [true, false])
      it(`is old or new, and says what it is, whichever call fails by ${code}${force ? ' over another one' : ''}`, async () => {
        const calls = await failEach({ code }, force, (error, system) => {
          const last = system.made.at(-1)!;
          const shown = existsSync(folder.join('a.reprise')) ? content() : undefined;
          if (error === undefined) {
            expect(shown, last).to.equal(NEW);
          } else {
            expect(error, last).to.be.instanceOf(FileError);
            // What its name has already may not be durable: that is no success, and no reason to take the name away.
            const isNamed = system.made.includes('syncFolder');
            expect(shown, last).to.equal(isNamed ? NEW : force ? OLD : undefined);
          }
        });

        expect(calls).to.be.greaterThan(10);
      });

  it('leaves nothing beside it, whichever call fails but the one that cleans up', async () => {
    const calls: WriteCall[] = [
      'look',
      'create',
      'write',
      'setTime',
      'sync',
      'close',
      'rename',
      'syncFolder',
    ];
    await failEach({ code: 'ENOSPC', calls }, true, () => {
      expect(folder.names).to.deep.equal(['a.reprise']);
    });
    await failEach({ code: 'ENOSPC', calls: [...calls, 'link'], forGood: true }, false, () => {
      expect(folder.names.filter((name) => name !== 'a.reprise')).to.deep.equal([]);
    });
  });

  it('is never completed after a write or a sync that failed, however often it is tried', async () => {
    for (const call of ['write', 'sync'] as const) {
      const system = new FailingSystem({ at: 1, calls: [call], code: 'EIO' });
      const sink = await FileSink.create(folder.join(`${call}.reprise`), { system });
      await sink.write(Buffer.from(NEW)).catch(() => undefined);
      for (let attempt = 0; attempt < 3; attempt += 1) {
        const error = await sink.commit().catch((thrown: unknown) => thrown);
        expect(error).to.have.property('code', 'output-unwritable');
      }
      await sink.discard();
    }
    expect(folder.names).to.deep.equal([]);
  });

  it('is a success where the system cannot make a second name or take the first one away', async () => {
    for (const call of ['link', 'unlink'] as const) {
      const system = new FailingSystem({ at: 1, calls: [call], code: 'EPERM' });
      await write({ system }, `${call}.reprise`);
      expect(content(`${call}.reprise`)).to.equal(NEW);
    }
    expect(folder.names).to.deep.equal(['link.reprise', 'unlink.reprise']);
  });

  it('does not take the place of a file that came while it was written', async () => {
    for (const system of [undefined, new FailingSystem({ at: 1, calls: ['link'], code: 'EPERM' })]) {
      const sink = await FileSink.create(folder.join('a.reprise'), { system });
      folder.file('a.reprise', OLD);
      const error = await sink.commit().catch((thrown: unknown) => thrown);
      await sink.discard();

      expect(error).to.have.property('code', 'output-exists');
      expect(content()).to.equal(OLD);
      folder.remove();
      folder = new TempFolder();
    }
  });

  it('takes no name of a folder or a device, whatever it is told', async () => {
    mkdirSync(folder.join('folder'));
    const hasPipe = spawnSync('mkfifo', [folder.join('pipe')]).status === 0;
    for (const name of hasPipe ? ['folder', 'pipe'] : ['folder']) {
      const before = statSync(folder.join(name)).ino;
      const error = await write({ force: true }, name).catch((thrown: unknown) => thrown);

      expect(error).to.have.property('code', 'output-unwritable');
      expect((error as Error).message).to.match(/it is a (folder|device or pipe), not a file$/);
      expect(statSync(folder.join(name)).ino).to.equal(before);
    }
  });

  it('stays readable for those alone who could read what stood there', async () => {
    folder.file('a.reprise', OLD);
    chmodSync(folder.join('a.reprise'), 0o600);
    await write({ force: true });

    expect(statSync(folder.join('a.reprise')).mode & 0o777).to.equal(0o600);
  });

  it('may have the longest name that there is', async () => {
    const name = `${'ä'.repeat(119)}${'x'.repeat(9)}.reprise`;
    await write({}, name);

    expect(folder.names).to.deep.equal([name]);
  });
});

describe('what a run has left behind that was ended', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  /** A number that no process has any more. */
  const gone = (): number => spawnSync(process.execPath, ['-e', '']).pid;
  const name = (pid: number, base = 'a.reprise'): string =>
    temporaryPath(base).replace(`.tmp-${process.pid}-`, `.tmp-${pid}-`);
  const age = (file: string, milliseconds: number): void => {
    const seconds = (Date.now() - milliseconds) / 1000;
    utimesSync(folder.join(file), seconds, seconds);
  };

  it('is removed, and told', async () => {
    const left = name(gone());
    folder.file(left, 'half of it');

    expect(await removeLeftBehind(folder.path)).to.deep.equal([folder.join(left)]);
    expect(folder.names).to.deep.equal([]);
  });

  it('is left alone while its process is there, and where it is none of ours', async () => {
    const own = temporaryPath('a.reprise');
    const ofParent = name(process.ppid);
    const others = ['a.reprise', 'a.tmp', 'a.tmp-12', `a.tmp-${gone()}-xyz`, 'notes.tmp-1-abcd'];
    for (const file of [own, ofParent, ...others]) folder.file(file, 'text');
    mkdirSync(folder.join(name(gone(), 'folder')));
    symlinkSync(folder.join('a.reprise'), folder.join(name(gone(), 'link')));

    expect(await removeLeftBehind(folder.path)).to.deep.equal([]);
  });

  it('is removed although the number of its process is used again', async () => {
    const [old, earlier] = [name(process.ppid), temporaryPath('a.reprise')];
    for (const file of [old, earlier]) folder.file(file, 'half');
    age(old, 25 * 3_600_000);
    // As in a container, where each run has the same number.
    age(earlier, Date.now() - performance.timeOrigin + 60_000);

    expect(await removeLeftBehind(folder.path)).to.have.length(2);
  });

  it('of another computer is removed after a day', async () => {
    const other = name(gone()).replace(/-(....)(.{8})$/, (_, host: string, random: string) => {
      return `-${host === '0000' ? '0001' : '0000'}${random}`;
    });
    folder.file(other, 'half');
    expect(await removeLeftBehind(folder.path)).to.deep.equal([]);

    age(other, 25 * 3_600_000);
    expect(await removeLeftBehind(folder.path)).to.have.length(1);
  });

  it('in a folder that is not there is nothing', async () => {
    expect(await removeLeftBehind(folder.join('nowhere'))).to.deep.equal([]);
  });
});
