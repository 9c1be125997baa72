import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '#test';
import type { SessionEvent } from '#src/format/index.ts';
import { ImportError, openSource, PickedFile, PickedFolder, sourcesOfPaths } from '#src/importers/index.ts';
import type { Tool } from '#src/importers/index.ts';
import { openCode } from '#src/importers/tools/opencode/importer.ts';
import { ImportFile } from '#src/node/import-file.ts';
import { inputSessions, sourcesOf } from '#src/node/input-session.ts';
import { withInputs } from '#src/node/inputs.ts';
import { corpusFolder, NO_CORPUS } from '../../../helpers/corpus.ts';
import { sourceOf } from '../../../helpers/import-sources.ts';
import { writeSqlite } from '../../../helpers/sqlite-writer.ts';
import { fidelityOf } from '../../../helpers/import-suite.ts';
import { projectPath } from '../../../helpers/project-path.ts';
import { countEvents } from '../../../helpers/session-counts.ts';
import { readProjectFile } from '#fixtures';

/** Prints an export of the one session of a database, written from the description of the format. */
const EXPORT = `
import json, sqlite3, sys
db = sqlite3.connect(sys.argv[1]); db.row_factory = sqlite3.Row
s = db.execute("select * from session").fetchone()
info = {"id": s["id"], "projectID": s["project_id"], "directory": s["directory"], "title": s["title"], "version": s["version"]}
messages = []
for m in db.execute("select * from message where session_id = ? order by time_created, id", (s["id"],)).fetchall():
    parts = db.execute("select * from part where message_id = ? order by id", (m["id"],)).fetchall()
    messages.append({"info": {**json.loads(m["data"]), "id": m["id"], "sessionID": s["id"]},
      "parts": [{**json.loads(p["data"]), "id": p["id"], "messageID": m["id"], "sessionID": s["id"]} for p in parts]})
print(json.dumps({"info": info, "messages": messages}))
`;

const corpus = corpusFolder();
const hasPython = spawnSync('python3', ['-c', 'import sqlite3']).status === 0;
const skip =
  corpus === undefined
    ? NO_CORPUS
    : hasPython
      ? false
      : 'no python3: its SQLite writes the export to compare';

describe('a database of OpenCode or Kilo', { skip }, () => {
  for (const name of ['opencode', 'kilo']) {
    it(`gives the turns, calls and changes of an export of the same session: ${name}`, async () => {
      const path = join(corpus!, `${name}-sqlite`, `${name}.db`);
      const found: string[] = [];
      const events = await eventsOf(path, found);

      expect(countEvents(events)).to.deep.equal(
        countEvents(await collect(openCode.import(sourceOf(exportOf(path))))),
      );
      expect(events[0]).to.have.property('type', 'session');
      expect(JSON.stringify(events[0])).to.include(`"name":"${name}"`);
      expect(fidelityOf(events)).to.include({ kept: 0, unreadable: 0 });
      expect(found).to.deep.equal([]);
    });
  }

  it('says so when the write-ahead log is not given, and reads what is there', async () => {
    const path = join(corpus!, 'opencode-sqlite', 'opencode.db');
    const found: string[] = [];
    const alone = new PickedFile(new File([await readFileOf(path)], 'opencode.db'));
    const events = await collect(
      (await openSource(alone)).events({ onDiagnostic: ({ code }) => found.push(code) }),
    );

    expect(found).to.deep.equal(['wal-not-given']);
    expect(countEvents(events).turns).to.be.lessThan(countEvents(await eventsOf(path)).turns);
  });

  it('leaves nothing beside the database', async () => {
    const folder = join(corpus!, 'opencode-sqlite');
    await eventsOf(join(folder, 'opencode.db'));

    expect(readdirSync(folder).filter((name) => name.endsWith('-shm'))).to.deep.equal([]);
  });
});

describe('a database of OpenCode with several sessions', () => {
  const path = projectPath('test/fixtures/sqlite/opencode.db');

  it('lists them without those of subagents, the last one first', async () => {
    expect(
      await openCode.sessions!(sourceOf(await readProjectFile('test/fixtures/sqlite/opencode.db'))),
    ).to.deep.equal([
      {
        id: 'ses_main',
        startedAt: 1767600000000,
        // The subagent of its subagent was at work last.
        endedAt: 1767600000003,
        project: '/home/ada/shop',
        turns: 1,
        subagents: 2,
        revision: '1767600000003-6',
      },
      {
        id: 'ses_old',
        title: 'Older',
        startedAt: 1767600000000,
        endedAt: 1767600000000,
        project: '/home/ada/shop',
        turns: 1,
        revision: '1767600000000-1',
      },
    ]);
  });

  it('lists a session that nobody has named yet by its first prompt', async () => {
    const message = (id: string, role: string, time: number) => ({
      ...{ id, session_id: 'ses_a', time_created: time, time_updated: time, data: { role } },
    });
    const part = (id: string, messageId: string, data: object) => ({
      ...{ id, message_id: messageId, session_id: 'ses_a', data },
    });
    const database = writeSqlite([
      {
        sql: 'CREATE TABLE session (id TEXT PRIMARY KEY, parent_id TEXT, directory TEXT, title TEXT, time_created INTEGER, time_updated INTEGER)',
        rows: [{ id: 'ses_a', title: 'New session - 2026-01-05T08:00:00.000Z', time_created: 1767600000000 }],
      },
      {
        sql: 'CREATE TABLE message (id TEXT PRIMARY KEY, session_id TEXT, time_created INTEGER, time_updated INTEGER, data TEXT)',
        rows: [
          message('msg_c', 'user', 1767600000003),
          message('msg_a', 'user', 1767600000001),
          message('msg_b', 'assistant', 1767600000002),
        ],
      },
      {
        sql: 'CREATE TABLE part (id TEXT PRIMARY KEY, message_id TEXT, session_id TEXT, data TEXT)',
        rows: [
          part('prt_3', 'msg_c', { type: 'text', text: 'Thanks' }),
          part('prt_2', 'msg_a', { type: 'text', text: 'in the shop?' }),
          part('prt_0', 'msg_a', { type: 'text', text: 'Called the Read tool', synthetic: true }),
          part('prt_1', 'msg_a', { type: 'text', text: 'Where is it\n' }),
        ],
      },
      { sql: 'CREATE INDEX part_message_id_id_idx ON part (message_id, id)' },
    ]);

    const [session] = await openCode.sessions!(sourceOf(database));

    expect(session).to.include({ id: 'ses_a', prompt: 'Where is it in the shop?' });
    expect(session).not.to.have.property('title');
  });

  it('shows the session of a subagent on its call, and that of its subagent on it', async () => {
    const events = await eventsOf(path);
    const tracks = events.flatMap((event) =>
      event.type === 'track' && event.kind === 'transcript'
        ? [`${event.parent} > ${event.id}${event.spawnedBy === undefined ? '' : ' by call'}`]
        : [],
    );

    expect(tracks).to.deep.equal([
      'main > agent-ses_child by call',
      'agent-ses_child > agent-ses_grandchild',
    ]);
    expect(events[0]).not.to.have.property('title');
    const text = JSON.stringify(events);
    for (const words of ['Where is it?', 'The child looked.', 'The grandchild looked.', 'It is here.']) {
      expect(text).to.include(words);
    }
    expect(text).not.to.include('An old prompt.');
    expect(text).not.to.include('a secret');
  });

  it('reports records of an engine that it does not know, and sessions that are not there', async () => {
    const source = sourceOf(await readProjectFile('test/fixtures/sqlite/opencode.db'), {
      name: 'opencode.db',
    });
    const found: string[] = [];
    await collect(
      openCode.import(source, { session: 'ses_old', onDiagnostic: ({ code }) => found.push(code) }),
    );
    const error = await collect(openCode.import(source, { session: 'ses_x' })).catch(
      (thrown: unknown) => thrown,
    );

    expect(found).to.deep.equal(['unread-table']);
    expect(error).to.have.property('code', 'unknown-session');
  });

  it('is not stored in an archive of one of its sessions', async () => {
    const error = await withInputs([path], {}, async (inputs) => {
      const [session] = await inputSessions(inputs, {});
      return sourcesOf(session!, { keepSource: true, onDiagnostic: () => undefined });
    }).catch((thrown: unknown) => thrown);

    expect(error).to.have.property('code', 'source-not-kept');
  });
});

describe('a database of OpenCode with other files', () => {
  const bytes = async (): Promise<Uint8Array<ArrayBuffer>> =>
    new Uint8Array(await readProjectFile('test/fixtures/sqlite/opencode.db'));

  it('is read, and said to be in doubt, beside a journal of a change that was cut off', async () => {
    const magic = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
    const journals = {
      hot: [...magic, 0, 0, 0, 1],
      finished: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
      none: [],
    };
    const codes: Record<string, readonly string[]> = {};
    for (const [name, journal] of Object.entries(journals)) {
      const database = new File([await bytes()], 'opencode.db');
      const beside = [database, new File([new Uint8Array(journal)], 'opencode.db-journal')];
      const found: string[] = [];
      const opened = await openSource(new PickedFile(database, beside));
      const events = await collect(opened.events({ onDiagnostic: ({ code }) => found.push(code) }));
      expect(countEvents(events).turns).to.be.greaterThan(0);
      codes[name] = found.filter((code) => code === 'hot-journal');
    }

    expect(codes).to.deep.equal({ hot: ['hot-journal'], finished: [], none: [] });
  });

  it('is found in a folder that was picked, and read with its write-ahead log', async () => {
    const name = corpus === undefined ? undefined : join(corpus, 'opencode-sqlite', 'opencode.db');
    const log = name === undefined ? new Uint8Array() : await readFileOf(`${name}-wal`);
    const database = name === undefined ? await bytes() : await readFileOf(name);
    const files = new Map([
      ['share/opencode/auth.json', new File(['{}'], 'auth.json')],
      ['share/opencode/opencode.db', new File([database], 'opencode.db')],
      ['share/opencode/opencode.db-wal', new File([log], 'opencode.db-wal')],
    ]);
    const folder = new PickedFolder(files);
    const toolOf = async (path: string): Promise<Tool | undefined> =>
      openSource(folder.source(path, 'share/opencode')!).then(
        ({ tool }) => tool,
        () => undefined,
      );

    const found = await sourcesOfPaths(folder.paths, toolOf);

    expect(found.map(({ path, root }) => [path, root])).to.deep.equal([
      ['share/opencode/opencode.db', 'share/opencode'],
    ]);
    const opened = await openSource(folder.source(found[0]!.path, found[0]!.root)!);
    const codes: string[] = [];
    const events = await collect(opened.events({ onDiagnostic: ({ code }) => codes.push(code) }));
    expect(codes).to.not.include('wal-not-given');
    if (name !== undefined) expect(countEvents(events)).to.deep.equal(countEvents(await eventsOf(name)));
  });
});

describe('a database of no known tool', () => {
  it('is refused with the names of its tables', async () => {
    const bytes = await readProjectFile('test/fixtures/sqlite/wal.db');

    const error = await openSource(sourceOf(bytes, { name: 'wal.db' })).catch((thrown: unknown) => thrown);

    expect(error).to.be.instanceOf(ImportError);
    expect(error).to.have.property('code', 'unknown-source');
    expect((error as ImportError).message).to.include('the tables notes');
  });

  it('sends whoever gives the write-ahead log alone to the database', async () => {
    const bytes = await readProjectFile('test/fixtures/sqlite/wal.db-wal');

    const error = await openSource(sourceOf(bytes)).catch((thrown: unknown) => thrown);

    expect((error as ImportError).message).to.include('give the database beside it');
  });
});

async function eventsOf(path: string, found: string[] = []): Promise<SessionEvent[]> {
  const file = await ImportFile.open(path);
  try {
    const opened = await openSource(file);
    return await collect(opened.events({ onDiagnostic: ({ code }) => found.push(code) }));
  } finally {
    await file.close();
  }
}

async function collect(events: AsyncIterable<SessionEvent>): Promise<SessionEvent[]> {
  const all: SessionEvent[] = [];
  for await (const event of events) all.push(event);
  return all;
}

async function readFileOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const file = await ImportFile.open(path);
  const bytes = await file.read(0, file.size);
  await file.close();
  return new Uint8Array(bytes);
}

/** SQLite is given a copy: it writes beside what it reads. */
function exportOf(path: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-sqlite-'));
  try {
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    if (existsSync(`${path}-wal`)) copyFileSync(`${path}-wal`, `${copy}-wal`);
    return execFileSync('python3', ['-c', EXPORT, copy], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
