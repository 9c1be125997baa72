import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { ArchiveReader } from '#src/format/index.ts';
import { FileError, temporaryPath } from '#src/node/files.ts';
import { FileSource } from '#src/node/file-source.ts';
import { packSession } from '#src/node/pack-session.ts';
import { ArchiveShelf } from '#src/cli/sessions/archive-shelf.ts';
import { findSessions } from '#src/cli/sessions/find-sessions.ts';
import { keepSession } from '#src/cli/sessions/keep-session.ts';
import { projectPath } from '../helpers/project-path.ts';
import { foreignLogText, homeEnvironment, logText, runCli, TempFolder } from './cli.ts';

const NAME = '2026-01-05-claude-code-why-does-the-token-refresh-fail-after-an-hour.reprise';
const SECOND = NAME.replace('.reprise', '-2.reprise');

interface Kept {
  readonly sessions: readonly {
    readonly state: string;
    readonly archive?: string;
    readonly remark?: string;
  }[];
}

describe('reprise keep', () => {
  let folder: TempFolder;
  let projects: string;
  let shelf: string;
  beforeEach(() => {
    folder = new TempFolder();
    projects = folder.join('home', '.claude', 'projects', '-home-dev-app');
    shelf = folder.join('home', 'reprise');
    mkdirSync(projects, { recursive: true });
  });
  afterEach(() => folder.remove());

  const log = (name: string, text: string, age = 3600): string => {
    const path = join(projects, name);
    writeFileSync(path, text);
    const time = Date.now() / 1000 - age;
    utimesSync(path, time, time);
    return path;
  };
  const run = (...parameters: string[]) =>
    runCli(['keep', ...parameters], {
      cwd: folder.path,
      env: { ...homeEnvironment(folder.join('home')), TZ: 'UTC' },
    });
  const keep = async (...parameters: string[]) => {
    const { code, text, stderr } = await run(...parameters, '--json');
    return { code, stderr, sessions: (JSON.parse(text) as Kept).sessions };
  };
  const archives = (): string[] => readdirSync(shelf).sort();
  const recordsOf = (name: string): Promise<number> =>
    FileSource.use(join(shelf, name), async (source) => {
      const { manifest } = await ArchiveReader.open(source);
      return manifest.fidelity!.records;
    });

  it('archives what is new, skips what has not changed, updates what has grown', async () => {
    const path = log('s1.jsonl', logText());

    const first = await run();
    const bytes = readFileSync(join(shelf, NAME));
    const again = await keep();
    appendFileSync(path, extra('u9', 'Thanks, now write a test for it.'));
    const grown = await keep();

    expect(first.code, first.stderr).to.equal(0);
    expect(first.text.split('\n')[1]).to.match(new RegExp(`^${NAME} +new +[\\d.]+ KB$`));
    expect(again.sessions.map(({ state }) => state)).to.deep.equal(['unchanged']);
    expect(grown.sessions.map(({ state }) => state)).to.deep.equal(['updated']);
    expect(archives()).to.deep.equal([NAME]);
    expect(await recordsOf(NAME)).to.equal(5);
    expect(readFileSync(join(shelf, NAME)).equals(bytes)).to.equal(false);
  });

  it('says that a log was probably taken for another tool, once with an exit code', async () => {
    log('foreign.jsonl', foreignLogText());

    const first = await keep();
    const again = await keep();

    expect([first.code, again.code]).to.deep.equal([3, 0]);
    for (const { sessions } of [first, again]) {
      expect(sessions[0]?.remark).to.include('taken for a log of claude-code, of which 0 of 3 records');
    }
  });

  it('leaves an archive as it is when its log was only touched', async () => {
    const path = log('s1.jsonl', logText());
    await run();
    const bytes = readFileSync(join(shelf, NAME));
    utimesSync(path, Date.now() / 1000 + 5, Date.now() / 1000 + 5);

    const { sessions } = await keep();

    expect(sessions.map(({ state }) => state)).to.deep.equal(['unchanged']);
    expect(readFileSync(join(shelf, NAME)).equals(bytes)).to.equal(true);
  });

  it('knows an archive that was renamed, and one whose folder was copied', async () => {
    const path = log('s1.jsonl', logText());
    await run();
    renameSync(join(shelf, NAME), join(shelf, 'the token bug.reprise'));

    const renamed = await keep();
    appendFileSync(path, extra('u9', 'And another thing.'));
    utimesSync(path, 1.7e9, 1.7e9);
    copyFileSync(join(shelf, 'the token bug.reprise'), join(shelf, 'copy'));
    renameSync(join(shelf, 'copy'), join(shelf, 'the token bug.reprise'));
    const copied = await keep();

    expect(renamed.sessions.map(({ state }) => state)).to.deep.equal(['unchanged']);
    expect(
      copied.sessions.map(({ state }) => state),
      'its new time does not hide that it is old',
    ).to.deep.equal(['updated']);
    expect(archives()).to.deep.equal(['the token bug.reprise']);
  });

  it('keeps the archive of a log that was cut, and the cut one beside it', async () => {
    const path = log('s1.jsonl', logText());
    await run();
    const bytes = readFileSync(join(shelf, NAME));
    writeFileSync(path, logText().split('\n').slice(0, 2).join('\n'));

    const cut = await keep();
    const again = await keep();

    expect(cut.sessions[0]).to.deep.include({ state: 'new', archive: join(shelf, SECOND) });
    expect(cut.sessions[0]!.remark).to.include('stays as it is');
    expect(readFileSync(join(shelf, NAME)).equals(bytes)).to.equal(true);
    expect(again.sessions.map(({ state }) => state)).to.deep.equal(['unchanged']);
    expect(archives()).to.deep.equal([SECOND, NAME].sort());
  });

  it('takes no name that is taken: by another session, or by a file that is no archive', async () => {
    log('s1.jsonl', logText());
    log('s2.jsonl', logText().replaceAll('11111111-1111', '22222222-2222'));
    mkdirSync(shelf);
    writeFileSync(join(shelf, NAME), 'mine');

    const { sessions } = await keep();

    expect(sessions.map(({ state }) => state)).to.deep.equal(['new', 'new']);
    expect(readFileSync(join(shelf, NAME), 'utf8')).to.equal('mine');
    expect(archives()).to.deep.equal([NAME, SECOND, NAME.replace('.reprise', '-3.reprise')].sort());
  });

  it('tells sessions apart that have neither names nor ids, and began at the same moment', async () => {
    const place = (name: string, text: string): void => {
      const path = folder.join('home', '.kimi-code', 'sessions', 'p', name, 'agents', 'main', 'wire.jsonl');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      utimesSync(path, Date.now() / 1000 - 3600, Date.now() / 1000 - 3600);
    };
    const text = readFileSync(projectPath('test/fixtures/importers/kimi-code/cli-wire.jsonl'), 'utf8');
    place('session_1', text);
    const first = await keep();
    place('session_2', text.replaceAll('kite', 'dragon'));

    const second = await keep();
    const third = await keep();

    expect(first.sessions.map(({ state }) => state)).to.deep.equal(['new']);
    expect(second.sessions.map(({ state }) => state).sort()).to.deep.equal(['new', 'unchanged']);
    expect(third.sessions.map(({ state }) => state)).to.deep.equal(['unchanged', 'unchanged']);
    expect(existsSync(first.sessions[0]!.archive!)).to.equal(true);
    expect(archives()).to.have.length(2);
  });

  it('says on the first run what was found, and what to do next', async () => {
    log('s1.jsonl', logText());

    const [first, second] = [await run(), await run()];

    expect(first.stderr).to.match(/^found 1 session of 1 tool:\n {2}claude-code {2}~\S+ {2}1 session /);
    expect(first.stderr).to.match(/"reprise keep --schedule cron" \(or systemd, launchd\)/);
    expect(second.stderr).to.match(/^1 session in .*: 0 new, 0 updated, 1 unchanged, 0 failed\n$/);
  });

  it('archives a session anew whose archive is damaged, and lets that lie', async () => {
    log('s1.jsonl', logText());
    await run();
    const broken = readFileSync(join(shelf, NAME)).subarray(0, 1500);
    writeFileSync(join(shelf, NAME), broken);

    const { sessions } = await keep();

    expect(sessions[0]).to.deep.include({ state: 'new', archive: join(shelf, SECOND) });
    expect(readFileSync(join(shelf, NAME)).equals(broken)).to.equal(true);
  });

  it('goes on after a session that fails, and ends with 1', async () => {
    log('good.jsonl', logText());
    log('half.jsonl', '{"parentUuid":null,"sessionId":"s","type":"user","message":{"content":"half a li');

    const { code, sessions } = await keep();

    expect(sessions.map(({ state }) => state).sort()).to.deep.equal(['failed', 'new']);
    expect(sessions.find(({ state }) => state === 'failed')!.remark).to.include('holds no record');
    expect(code).to.equal(1);
    expect(archives(), 'and nothing half done').to.deep.equal([NAME]);
  });

  it('loses nothing even where two runs do not know of each other', async () => {
    log('s1.jsonl', logText());
    mkdirSync(shelf);
    const signal = new AbortController().signal;
    const context = { signal, pack: packSession, turn: Promise.resolve() };
    const home = folder.join('home');
    const { sessions } = await findSessions({
      environment: { platform: process.platform, env: {}, home, cwd: home },
      signal,
    });
    const [one, other] = [await ArchiveShelf.read(shelf, signal), await ArchiveShelf.read(shelf, signal)];

    const results = await Promise.all([one, other].map((seen) => keepSession(sessions[0]!, seen, context)));
    const next = await keep();

    expect(results.map(({ state }) => state)).to.deep.equal(['new', 'new']);
    expect(archives()).to.have.length(2);
    expect(new Set(archives().map((name) => readFileSync(join(shelf, name)).length))).to.have.property(
      'size',
      1,
    );
    expect(next.sessions.map(({ state }) => state)).to.deep.equal(['unchanged']);
  });

  it('tries again when a log was written anew while it was packed, once', async () => {
    log('s1.jsonl', logText());
    mkdirSync(shelf);
    const signal = new AbortController().signal;
    const home = folder.join('home');
    const environment = { platform: process.platform, env: {}, home, cwd: home };
    const { sessions } = await findSessions({ environment, signal });
    const keepWith = async (changes: number) => {
      let attempts = 0;
      const pack: typeof packSession = async (...job) => {
        const result = await packSession(...job);
        if ((attempts += 1) <= changes) throw new FileError('input-changed', 'it was changed');
        return result;
      };
      const context = { signal, pack, turn: Promise.resolve() };
      const kept = await keepSession(sessions[0]!, await ArchiveShelf.read(shelf, signal), context).catch(
        (error: unknown) => error,
      );
      return { kept, attempts, names: readdirSync(shelf) };
    };

    const twice = await keepWith(2);
    expect(twice.kept).to.have.property('code', 'input-changed');
    expect(twice).to.deep.include({ attempts: 2, names: [] });
    const once = await keepWith(1);
    expect(once.kept).to.have.property('state', 'new');
    expect(once.names).to.deep.equal([NAME]);
  });

  it('removes what a run left half written that was killed, and says so', async () => {
    log('s1.jsonl', logText());
    mkdirSync(shelf);
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    for (const path of ['.keep', '.keep.lock']) {
      const left = temporaryPath(join(shelf, path)).replace(`-${process.pid}-`, `-${pid}-`);
      writeFileSync(left, 'half of it');
    }

    const { stderr } = await run();

    expect(stderr).to.contain(`removed 2 files in ${shelf}: half written by a run that was ended`);
    expect(readdirSync(shelf)).to.deep.equal([NAME]);
  });

  it('does the work once when two are started at the same time', async () => {
    for (let index = 0; index < 6; index += 1) {
      log(`s${index}.jsonl`, logText().replaceAll('11111111-1111', `${index}1111111-1111`));
    }

    const [a, b] = await Promise.all([run(), run()]);
    const after = await keep();

    expect([a.code, b.code], a.stderr + b.stderr).to.deep.equal([0, 0]);
    expect(archives().filter((name) => name.endsWith('.reprise'))).to.have.length(6);
    expect(archives(), 'nothing is left behind').to.have.length(6);
    expect(after.sessions.map(({ state }) => state)).to.deep.equal(Array(6).fill('unchanged'));
  });

  it('stands back for a run that is at work, and not for one that has died', async () => {
    log('s1.jsonl', logText());
    mkdirSync(shelf);
    const lock = join(shelf, '.keep.lock');
    const lockOf = (pid: number) => writeFileSync(lock, JSON.stringify({ pid, host: hostname() }));

    lockOf(process.pid);
    const busy = await run();
    const left = existsSync(join(shelf, NAME));
    lockOf(2 ** 22 + 1);
    const taken = await run();

    expect([busy.code, left]).to.deep.equal([0, false]);
    expect(busy.stderr).to.include(`another run is at work there (process ${process.pid}`);
    expect([taken.code, archives()]).to.deep.equal([0, [NAME]]);
  });

  it('writes nothing in a dry run, and says what it would do', async () => {
    log('s1.jsonl', logText());

    const { text, stderr } = await run('--dry-run');

    expect(text.split('\n')[1]).to.match(new RegExp(`^${NAME} +new`));
    expect(stderr).to.include('nothing was written');
    expect(existsSync(shelf)).to.equal(false);
  });

  it('is silent with --quiet when there is nothing new', async () => {
    log('s1.jsonl', logText());
    await run('--quiet', 'elsewhere');

    const { code, text, stderr } = await run('--quiet', 'elsewhere');

    expect([code, text, stderr]).to.deep.equal([0, '', '']);
    expect(readdirSync(folder.join('elsewhere'))).to.deep.equal([NAME]);
    if (process.platform !== 'win32') expect(statSync(folder.join('elsewhere')).mode & 0o077).to.equal(0);
  });

  it('takes only what is asked for', async () => {
    log('s1.jsonl', logText());

    const { sessions } = await keep('--project', 'somewhere else');

    expect(sessions).to.deep.equal([]);
  });
});

function extra(uuid: string, content: string): string {
  return `${JSON.stringify({
    type: 'user',
    uuid,
    parentUuid: 'a2',
    sessionId: '11111111-1111-4111-8111-111111111111',
    cwd: '/home/dev/app',
    timestamp: '2026-01-05T08:01:00.000Z',
    message: { role: 'user', content },
  })}\n`;
}
