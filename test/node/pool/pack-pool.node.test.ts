import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MaskingError } from '#src/encode/index.ts';
import { BytesSink, type ByteSink } from '#src/format/index.ts';
import { ImportError } from '#src/importers/index.ts';
import {
  inputSessions,
  packSession,
  PackPool,
  withInputs,
  type InputSession,
  type PackProgress,
} from '#src/node/index.ts';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { projectPath } from '../../helpers/project-path.ts';

const LOG = projectPath('demo/sessions/refresh-once.jsonl');
const RECORDING = projectPath('demo/sessions/refresh-once.cast');

/** Conversations of an account export. */
function exportOf(count: number): string {
  const conversations = Array.from({ length: count }, (_, number) => ({
    uuid: `c${number}`,
    name: `Conversation ${number}`,
    created_at: '2026-01-05T09:00:00Z',
    chat_messages: [
      { uuid: `m${number}`, sender: 'human', text: `What is ${number}?`, created_at: '2026-01-05T09:00:00Z' },
    ],
  }));
  return JSON.stringify(conversations);
}

describe('PackPool', () => {
  let folder: string;
  let pool: PackPool;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-test-'));
    pool = new PackPool(2);
  });

  afterEach(async () => {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const withSessions = <T>(
    paths: readonly string[],
    use: (sessions: readonly InputSession[]) => Promise<T>,
  ): Promise<T> => withInputs(paths, {}, async (inputs) => use(await inputSessions(inputs, {})));

  async function packed(pack: (sink: ByteSink) => Promise<unknown>): Promise<Uint8Array> {
    const sink = new BytesSink();
    await pack(sink);
    return sink.bytes();
  }

  it('makes the archives that are made without it, and tells what was found', async () => {
    const common = { title: 'Both', keepInput: true, offsets: [0, 1500] };
    const each = [common, { ...common, keepSource: true, masking: false as const }];
    for (const options of each)
      await withSessions([LOG, RECORDING], async ([session]) => {
        const here = new BytesSink();
        const result = await packSession(session!, here, options);
        const there = new BytesSink();

        expect(await pool.pack(session!, there, options)).to.deep.equal(result);
        expect(there.bytes()).to.deep.equal(here.bytes());
      });
  });

  it('fails as packing does where there should be no secret', async () => {
    const path = join(folder, 'secret.txt.jsonl');
    const secret = ['ghp', 'Zq8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1Uo9K'].join('_');
    writeFileSync(path, readFileSync(LOG, 'utf8').replace(/"content":"/, `"content":"${secret} `));
    await withSessions([path], async ([session]) => {
      const error: unknown = await pool
        .pack(session!, new BytesSink(), { failsOnSecret: true })
        .catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(MaskingError);
      expect(error).to.include({ code: 'secrets-found' });
    });
  });

  it('packs more sessions than it has threads, each as by itself', async () => {
    const path = join(folder, 'conversations.json');
    writeFileSync(path, exportOf(7));
    await withSessions([path], async (sessions) => {
      expect(sessions.length).to.equal(7);
      const archives = await Promise.all(
        sessions.map((session) => packed((sink) => pool.pack(session, sink))),
      );
      for (const [index, session] of sessions.entries()) {
        expect(archives[index]).to.deep.equal(await packed((sink) => packSession(session, sink)));
      }
    });
  });

  it('fails with the error of the session, and goes on with the next one', async () => {
    const path = join(folder, 'conversations.json');
    writeFileSync(path, exportOf(2));
    await withSessions([path], async ([first]) => {
      const missing = { ...first!, session: { id: 'nowhere' } };
      const error: unknown = await pool.pack(missing, new BytesSink()).catch((thrown: unknown) => thrown);

      expect(error).to.be.instanceOf(ImportError);
      expect((error as ImportError).code).to.equal('unknown-session');
      expect((await pool.pack(first!, new BytesSink())).manifest.title).to.equal('Conversation 0');
    });
  });

  it('fails as the sink does, whose bytes wait for it', async () => {
    await withSessions([LOG], async ([session]) => {
      let writes = 0;
      let isWriting = false;
      const sink: ByteSink = {
        write: async () => {
          expect(isWriting).to.equal(false);
          isWriting = true;
          await new Promise((resolve) => setImmediate(resolve));
          isWriting = false;
          writes += 1;
          if (writes === 3) throw new Error('disk full');
        },
      };
      const error: unknown = await pool
        .pack(session!, sink, { masking: false })
        .catch((thrown: unknown) => thrown);

      expect(String(error)).to.contain('disk full');
      expect(writes).to.equal(3);
      expect((await pool.pack(session!, new BytesSink())).size).to.be.greaterThan(1000);
    });
  });

  it('stops when it is told to', async () => {
    const header = JSON.stringify({ version: 2, width: 80, height: 24 });
    const lines = Array.from({ length: 60_000 }, (_, i) =>
      JSON.stringify([i / 10, 'o', `${'x'.repeat(60)}\r\n`]),
    );
    const path = join(folder, 'long.cast');
    writeFileSync(path, `${[header, ...lines].join('\n')}\n`);
    await withSessions([path], async ([session]) => {
      const stop = new AbortController();
      const told: PackProgress[] = [];
      const onProgress = (progress: PackProgress): void => {
        told.push(progress);
        stop.abort(new Error('enough'));
      };
      const error: unknown = await pool
        .pack(session!, new BytesSink(), { signal: stop.signal, onProgress })
        .catch((thrown: unknown) => thrown);

      expect(String(error)).to.contain('enough');
      expect(told[0]!.read).to.be.greaterThan(0);
    });
  });
});
