import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { createPakoDeflater, rewrite, withNotes } from '#src/encode/index.ts';
import { BytesSink, BytesSource } from '#src/format/index.ts';
import { projectPath } from '../helpers/project-path.ts';
import { logText } from './cli.ts';
import { KeepHome, statesOf } from './keep-home.ts';

const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;

describe('reprise keep, of files that hold several sessions', () => {
  let at: KeepHome;
  beforeEach(() => {
    at = new KeepHome();
  });
  afterEach(() => at.remove());

  /** Names of archives whose log was read between two moments. */
  const readBetween = (before: Readonly<Record<string, number>>, after: Readonly<Record<string, number>>) =>
    Object.keys(after).filter((name) => before[name] !== after[name]);

  it('reads the one again that has gone on, and leaves the others', async () => {
    const history = join(at.home, '.aider.chat.history.md');
    place('test/fixtures/importers/aider/several-sessions/.aider.chat.history.md', history);
    const first = await at.keep();
    const before = at.readTimes;

    appendFileSync(history, '\n#### And a second line  \n\nhello again\n');
    const grown = await at.keep();
    const after = at.readTimes;
    const again = await at.keep();

    expect(statesOf(first)).to.deep.include({ 2: 'new', 3: 'new' });
    expect(statesOf(grown)).to.deep.include({ 2: 'unchanged', 3: 'updated' });
    expect(readBetween(before, after)).to.have.length(1);
    expect(statesOf(again)).to.deep.include({ 2: 'unchanged', 3: 'unchanged' });
    expect(at.readTimes).to.deep.equal(after);
  });

  it('takes a log for that of the tool that keeps it there', async () => {
    place('test/fixtures/sqlite/opencode.db', join(at.home, '.local/share/kilo/kilo.db'));

    await at.keep();
    const before = at.readTimes;
    const again = await at.keep();

    expect(
      at.archives.map((name) => name.slice('2026-01-05-'.length, '2026-01-05-kilo'.length)),
    ).to.deep.equal(['kilo', 'kilo']);
    expect(statesOf(again)).to.deep.equal({ ses_main: 'unchanged', ses_old: 'unchanged' });
    expect(at.readTimes, 'nothing was read').to.deep.equal(before);
  });

  it(
    'goes by what a database says of each, whatever else is written into it',
    { skip: !hasPython && 'no python3: its SQLite writes into the database' },
    async () => {
      const database = join(at.home, '.local/share/opencode/opencode.db');
      place('test/fixtures/sqlite/opencode.db', database);
      const first = await at.keep();
      const before = at.readTimes;

      sql(database, "insert into account values ('b', 'another secret')");
      const touched = await at.keep();
      const untouched = at.readTimes;
      sql(
        database,
        'insert into message values (\'m9\', \'ses_old\', 1767600000900, \'{"role":"user","time":{"created":1767600000900}}\')',
        'insert into part values (\'p9\', \'m9\', \'ses_old\', \'{"type":"text","text":"Once more."}\')',
      );
      const grown = await at.keep();
      const after = at.readTimes;

      expect(statesOf(first)).to.deep.equal({ ses_main: 'new', ses_old: 'new' });
      expect(statesOf(touched)).to.deep.equal({ ses_main: 'unchanged', ses_old: 'unchanged' });
      expect(untouched, 'nothing was read').to.deep.equal(before);
      expect(statesOf(grown)).to.deep.equal({ ses_main: 'unchanged', ses_old: 'updated' });
      expect(readBetween(before, after)).to.have.length(1);
    },
  );

  it(
    'reads a session once more where the tool was still at it when it was archived',
    { skip: !hasPython && 'no python3: its SQLite writes into the database' },
    async () => {
      const database = join(at.home, '.local/share/opencode/opencode.db');
      place('test/fixtures/sqlite/opencode.db', database);
      sql(database, `update session set time_updated = ${Date.now()} where id = 'ses_main'`);
      await at.keep();

      // What is written last of a message, after its session was told to have changed.
      sql(
        database,
        `update part set data = '{"type":"text","text":"It is elsewhere."}' where id = 'pses_main_2'`,
      );
      const states = statesOf(await at.keep());

      expect(states).to.deep.equal({ ses_main: 'updated', ses_old: 'unchanged' });
    },
  );

  it(
    'writes down the revision where it finds that the session itself has not changed',
    { skip: !hasPython && 'no python3: its SQLite writes into the database' },
    async () => {
      const database = join(at.home, '.local/share/opencode/opencode.db');
      place('test/fixtures/sqlite/opencode.db', database);
      await at.keep();
      sql(database, "update session set time_updated = time_updated + 1 where id = 'ses_old'");

      const states = statesOf(await at.keep());
      const read = at.readTimes;
      sql(database, "insert into account values ('b', 'another secret')");
      await at.keep();

      expect(states).to.deep.equal({ ses_main: 'unchanged', ses_old: 'unchanged' });
      expect(at.readTimes, 'it is not read again').to.deep.equal(read);
    },
  );
});

describe('reprise keep, of a log that is written anew', () => {
  let at: KeepHome;
  beforeEach(() => {
    at = new KeepHome();
  });
  afterEach(() => at.remove());
  const log = (text: string, age: number): string => {
    const path = join(at.home, '.claude', 'projects', '-home-dev-app', 's1.jsonl');
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, Date.now() / 1000 - age, Date.now() / 1000 - age);
    return path;
  };

  it('sees that it says something else, even in as many bytes', async () => {
    const path = log(logText(), 3600);
    await at.keep();
    const { size } = statSync(path);

    log(logText().replace('expired already', 'expired, really'), -5);
    const [changed] = await at.keep();

    expect(statSync(path).size).to.equal(size);
    expect(changed?.state).to.equal('updated');
  });

  it('does not replace an archive that somebody has put notes into', async () => {
    const path = log(logText(), 3600);
    const [made] = await at.keep();
    const archive = made!.archive!;
    const sink = new BytesSink();
    await rewrite(
      new BytesSource(readFileSync(archive), 'kept.reprise'),
      withNotes([{ kind: 'note', time: 0, text: 'Worth keeping.' }]),
      { deflater: await createPakoDeflater(), sink, generator: { name: 'test', version: '1' } },
    );
    writeFileSync(archive, sink.bytes());
    const noted = readFileSync(archive);

    appendFileSync(path, logText().split('\n')[0]!.replace('"u1"', '"u9"').replace('08:00:00', '08:01:00'));
    const [grown] = await at.keep();
    const [again] = await at.keep();

    expect(grown).to.include({ state: 'new' });
    expect(grown!.remark).to.include('somebody has changed the archive');
    expect(readFileSync(archive).equals(noted)).to.equal(true);
    expect(again).to.include({ state: 'unchanged', archive: grown!.archive });
  });
});

function place(fixture: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(projectPath(fixture), path);
}

function sql(database: string, ...statements: readonly string[]): void {
  const script =
    'import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1])\nfor s in sys.argv[2:]: db.execute(s)\ndb.commit()';
  execFileSync('python3', ['-c', script, database, ...statements]);
}
