import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { validateArchive, BytesSource } from '#src/format/index.ts';
import { FileError, packSession } from '#src/node/index.ts';
import { ArchiveShelf } from '#src/cli/sessions/archive-shelf.ts';
import { findSessions } from '#src/cli/sessions/find-sessions.ts';
import { keepSession } from '#src/cli/sessions/keep-session.ts';
import { FailingSystem } from '../helpers/failing-system.ts';
import { logText, TempFolder } from './cli.ts';

const NAME = '2026-01-05-claude-code-why-does-the-token-refresh-fail-after-an-hour.reprise';
const signal = new AbortController().signal;

describe('an archive that is kept, on a disk that fails', () => {
  let folder: TempFolder;
  let shelf: string;
  beforeEach(() => {
    folder = new TempFolder();
    shelf = folder.join('home', 'reprise');
    mkdirSync(shelf, { recursive: true });
    mkdirSync(folder.join('home', '.claude', 'projects', '-home-dev-app'), { recursive: true });
  });
  afterEach(() => folder.remove());

  const writeLog = (text: string): void => {
    const path = folder.join('home', '.claude', 'projects', '-home-dev-app', 's1.jsonl');
    writeFileSync(path, text);
    utimesSync(path, 1_767_700_000, 1_767_700_000);
  };
  const keep = async (system?: FailingSystem): Promise<unknown> => {
    const home = folder.join('home');
    const environment = { platform: process.platform, env: {}, home, cwd: home };
    const { sessions } = await findSessions({ environment, signal });
    // As few writes as there may be, so that each of them can fail in turn.
    const pack: typeof packSession = async (session, sink, options) => {
      const pieces: Uint8Array[] = [];
      const result = await packSession(
        session,
        { write: async (bytes) => void pieces.push(bytes.slice()) },
        options,
      );
      await sink.write(Buffer.concat(pieces));
      return result;
    };
    const context = { signal, pack, turn: Promise.resolve(), ...(system && { system }) };
    return keepSession(sessions[0]!, await ArchiveShelf.read(shelf, signal), context).catch(
      (error: unknown) => error,
    );
  };
  const archives = () => readdirSync(shelf).filter((name) => name.endsWith('.reprise'));
  const contentOf = (name: string): string => readFileSync(join(shelf, name), 'latin1');

  for (const call of [
    'create',
    'write',
    'setTime',
    'sync',
    'close',
    'rename',
    'link',
    'unlink',
    'syncFolder',
  ] as const)
    it(`is old or new, and the next run makes it new, when "${call}" fails`, async () => {
      writeLog(logText());
      await keep();
      const old = contentOf(NAME);
      const longer =
        logText() + logText().replaceAll('"u', '"v').replaceAll('"a1', '"b1').replaceAll('T08', 'T09');
      writeLog(longer);
      const system = new FailingSystem({ at: 1, calls: [call], code: 'ENOSPC' });

      const result = await keep(system);

      if (result instanceof Error) expect(result).to.be.instanceOf(FileError);
      if (call !== 'syncFolder' && result instanceof Error) expect(contentOf(NAME)).to.equal(old);
      for (const name of archives()) {
        const { findings } = await validateArchive(
          new BytesSource(new Uint8Array(readFileSync(join(shelf, name)))),
        );
        expect(findings).to.deep.equal([]);
      }
      await keep();
      expect(archives()).to.deep.equal([NAME]);
      expect(contentOf(NAME)).not.to.equal(old);
    });

  it('is not there at all, or whole, when it is the first and the disk stays full from any call on', async () => {
    writeLog(logText());
    for (let at = 1; ; at += 97) {
      const system = new FailingSystem({ at, code: 'ENOSPC', forGood: true });
      const result = await keep(system);
      if (!system.hasFailed) break;
      expect(result).to.be.instanceOf(FileError).with.property('code', 'output-unwritable');
      expect(archives()).to.deep.equal([]);
    }
    expect(archives()).to.deep.equal([NAME]);
  });
});
