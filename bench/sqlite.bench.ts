/**
 * Our reader of SQLite databases beside SQLite itself, by way of Python: whether both give the same rows of every database of
 * the corpus, then time and memory on a large one, in turns, each run a process of its own.
 *
 * REPRISE_BENCH_MB sets its size (default 50). Python starts with less memory than Node: what
 * each takes for a database without rows is printed too. Neither sql.js nor node:sqlite is measured: the one is no dependency of the project, the other is not in
 * the oldest Node that it runs on.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpusFolder, NO_CORPUS } from '../test/helpers/corpus.ts';
import { openBytes, plainRow } from '../test/helpers/databases.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { comparable, databasesIn, hasPythonSqlite, rowsBySqlite } from '../test/helpers/sqlite-oracle.ts';
import { printFindings, quantile, type Finding, type InTurns } from './peers.ts';

const READER = projectPath('dist/bench/read-database.js');
const SIZE = Number(process.env['REPRISE_BENCH_MB'] ?? 50) * 1e6;
const RUNS = 5;

/** Makes a store as OpenCode has it: sessions of 50 messages, each with a part of about 1 KB; the last tenth is in the log. */
const MAKE = `
import json, random, sqlite3, sys
random.seed(7)
db = sqlite3.connect(sys.argv[1])
db.execute("pragma journal_mode = wal")
db.execute("pragma wal_autocheckpoint = 0")
db.execute("create table session(id text primary key, title text, time_created integer)")
db.execute("create table part(id text primary key, session_id text, data text)")
db.execute("create index part_session on part(session_id)")
words = ["%x" % random.getrandbits(40) for _ in range(5000)]
sessions = int(sys.argv[2]) // 55000
for n in range(sessions):
    db.execute("insert into session values (?, ?, ?)", ("ses_%d" % n, "Session %d" % n, 1767600000000 + n))
    for m in range(50):
        text = " ".join(random.choices(words, k=90))
        db.execute("insert into part values (?, ?, ?)", ("prt_%d_%d" % (n, m), "ses_%d" % n, json.dumps({"type": "text", "text": text})))
    if n == sessions * 9 // 10:
        db.commit()
        db.execute("pragma wal_checkpoint(truncate)")
db.commit()
import os
os._exit(0)
`;

/** As `read-database.ts`. */
const READ = `
import json, resource, sqlite3, sys, time
started = time.perf_counter()
db = sqlite3.connect(sys.argv[1])
if len(sys.argv) > 2:
    rows = len([1 for row in db.execute('select * from "%s" where "%s" = ?' % (sys.argv[2], sys.argv[3]), (sys.argv[4],))])
else:
    names = [n for (n,) in db.execute("select name from sqlite_master where type = 'table' and rootpage > 0")]
    rows = sum(1 for name in names for row in db.execute('select * from "%s"' % name))
took = (time.perf_counter() - started) * 1000
print(json.dumps({"milliseconds": took, "rows": rows, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
`;

interface Reading {
  readonly milliseconds: number;
  readonly rows: number;
  /** Peak resident set, MB. */
  readonly memory: number;
}

if (hasPythonSqlite()) {
  await compareCorpus();
  measureLarge();
} else console.log('no python3: its SQLite is what ours is compared with');

async function compareCorpus(): Promise<void> {
  const corpus = corpusFolder();
  if (corpus === undefined) {
    console.log(NO_CORPUS);
    return;
  }
  let rows = 0;
  let different = 0;
  const paths = databasesIn(corpus);
  for (const path of paths) {
    const wal = existsSync(`${path}-wal`) ? readFileSync(`${path}-wal`) : undefined;
    const database = await openBytes(readFileSync(path), wal);
    for (const [table, theirs] of rowsBySqlite(path)) {
      const ours: string[] = [];
      for await (const row of database.rows(table)) ours.push(comparable(plainRow(row)));
      rows += theirs.length;
      different += countDifferent(ours, theirs);
    }
  }
  console.log(`${paths.length} databases of the corpus: ${rows} rows, ${different} different`);
}

/** Rows that only one of two lists has, in whatever order. */
function countDifferent(ours: readonly string[], theirs: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const row of ours) counts.set(row, (counts.get(row) ?? 0) + 1);
  for (const row of theirs) counts.set(row, (counts.get(row) ?? 0) - 1);
  return [...counts.values()].reduce((sum, count) => sum + Math.abs(count), 0);
}

function measureLarge(): void {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-bench-'));
  try {
    const path = join(folder, 'large.db');
    execFileSync('python3', ['-c', MAKE, path, String(SIZE)]);
    const sizes = [path, `${path}-wal`].map((file) => (statSync(file).size / 1e6).toFixed(0));
    console.log(`a database of ${sizes[0]} MB and ${sizes[1]} MB of write-ahead log`);
    printFindings('no rows', findingsOf(inTurns(path, 'session', 'id', 'nobody')));
    printFindings('all rows of all tables', findingsOf(inTurns(path)));
    printFindings('the rows of one session', findingsOf(inTurns(path, 'part', 'session_id', 'ses_7')));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inTurns(...parameters: readonly string[]): InTurns<Reading> {
  const ours: Reading[] = [];
  const theirs: Reading[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    ours.push(readingOf(process.execPath, [READER, ...parameters]));
    theirs.push(readingOf('python3', ['-c', READ, ...parameters]));
  }
  return { ours, theirs };
}

function readingOf(program: string, parameters: readonly string[]): Reading {
  return JSON.parse(execFileSync(program, parameters, { encoding: 'utf8' })) as Reading;
}

function findingsOf({ ours, theirs }: InTurns<Reading>): readonly Finding[] {
  const median = (readings: readonly Reading[], key: keyof Reading): number =>
    quantile(
      readings.map((reading) => reading[key]),
      0.5,
    );
  const units = { rows: '', milliseconds: 'ms', memory: 'MB' } as const;
  return (['rows', 'milliseconds', 'memory'] as const).map((key) => ({
    name: key,
    ours: median(ours, key),
    theirs: median(theirs, key),
    unit: units[key],
  }));
}
