import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import type { CommandContext } from '#src/cli/command-context.ts';
import { ProcessOutput } from '#src/cli/output.ts';
import { KeepLock } from '#src/cli/sessions/keep-lock.ts';
import type { KeepResult } from '#src/cli/sessions/keep-session.ts';
import { REST, RETRY, SessionWatch } from '#src/cli/sessions/session-watch.ts';
import { PASS_INTERVAL, watch } from '#src/cli/sessions/watch.ts';
import { homeEnvironment, logText, startCli, TempFolder } from './cli.ts';

const MINUTE = 60_000;

describe('a watch', () => {
  /** A clock that goes on only while somebody waits or works. */
  const clockFrom = (start: number) => {
    const clock = {
      time: start,
      waits: [] as number[],
      now: () => clock.time,
      wait: (milliseconds: number) => {
        clock.waits.push(milliseconds);
        clock.time += milliseconds;
        return Promise.resolve();
      },
    };
    return clock;
  };

  it('makes a pass each minute, and fewer where passes take long', async () => {
    const clock = clockFrom(1e12);
    const ending = new AbortController();
    const took = [100, 2 * MINUTE, 0];
    const starts: number[] = [];
    await watch({
      clock,
      signal: ending.signal,
      pass: (now) => {
        starts.push(now - 1e12);
        clock.time += took[starts.length - 1]!;
        if (starts.length === 3) ending.abort();
        return Promise.resolve();
      },
      onFailure: () => expect.fail('nothing fails'),
    });

    expect(clock.waits.slice(0, 2)).to.deep.equal([PASS_INTERVAL, 18 * MINUTE]);
    expect(starts).to.deep.equal([0, MINUTE + 100, 21 * MINUTE + 100]);
  });

  it('goes on after a pass that failed, and ends in one that is interrupted', async () => {
    const clock = clockFrom(0);
    const ending = new AbortController();
    const failures: unknown[] = [];
    let passes = 0;
    await watch({
      clock,
      signal: ending.signal,
      pass: async () => {
        passes += 1;
        if (passes === 2) ending.abort();
        await Promise.reject(new Error(`pass ${passes}`));
      },
      onFailure: (error) => failures.push((error as Error).message),
    });

    expect([passes, failures]).to.deep.equal([2, ['pass 1']]);
  });
});

describe('a watch of sessions', () => {
  let folder: TempFolder;
  let shelf: string;
  let results: KeepResult[];
  const now = Date.now();
  beforeEach(() => {
    folder = new TempFolder();
    shelf = folder.join('archives');
    mkdirSync(shelf);
    results = [];
  });
  afterEach(() => folder.remove());

  const watchOf = (): SessionWatch => {
    const context: CommandContext = {
      output: new ProcessOutput(),
      signal: new AbortController().signal,
      exitCode: 0,
    };
    const home = folder.join('home');
    return new SessionWatch(
      {
        environment: { platform: process.platform, env: {}, home, cwd: home },
        folder: shelf,
        filter: {},
        rest: REST,
        onResult: (result) => results.push(result),
      },
      context,
    );
  };
  const log = (name: string, text: string, changedAt: number): string => {
    const path = folder.join('home', '.claude', 'projects', '-home-dev-app', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    utimesSync(path, changedAt / 1000, changedAt / 1000);
    return path;
  };
  const states = (): readonly string[] => results.splice(0).map(({ state }) => state);

  it('archives a session when it has come to rest, and again when it has gone on and rests', async () => {
    const sessions = watchOf();
    const path = log('s1.jsonl', logText(), now);

    await sessions.pass(now + REST - 1);
    const early = states();
    await sessions.pass(now + REST);
    const rested = states();
    await sessions.pass(now + REST + MINUTE);
    const quiet = states();
    appendFileSync(path, logText().split('\n')[0]!.replace('"u1"', '"u9"').replace('08:00:00', '08:01:00'));
    utimesSync(path, (now + REST + 2 * MINUTE) / 1000, (now + REST + 2 * MINUTE) / 1000);
    await sessions.pass(now + REST + 3 * MINUTE);
    const again = states();
    await sessions.pass(now + 2 * REST + 2 * MINUTE);

    expect([early, rested, quiet, again]).to.deep.equal([[], ['new'], [], []]);
    expect(states()).to.deep.equal(['updated']);
    expect(readdirSync(shelf)).to.have.length(1);
    expect(Object.fromEntries(sessions.counts)).to.deep.equal({ new: 1, updated: 1 });
  });

  it('waits for what its subagents write', async () => {
    const sessions = watchOf();
    log('s1.jsonl', logText(), now);
    log('s1/subagents/agent-1.jsonl', logText(), now + 5 * MINUTE);

    await sessions.pass(now + REST);
    const early = states();
    await sessions.pass(now + REST + 5 * MINUTE);

    expect([early, states()]).to.deep.equal([[], ['new']]);
  });

  it('tells a session that fails once, archives the others, and tries again when it changes or an hour has gone', async () => {
    const sessions = watchOf();
    const half = '{"parentUuid":null,"sessionId":"s","type":"user","message":{"content":"half a li';
    log('half.jsonl', half, now);
    log('good.jsonl', logText(), now);
    const at = now + REST;

    await sessions.pass(at);
    const first = states();
    await sessions.pass(at + MINUTE);
    const second = states();
    await sessions.pass(at + RETRY);
    const later = states();
    log('half.jsonl', logText().replaceAll('11111111-1111', '22222222-2222'), at + RETRY);
    await sessions.pass(at + RETRY + REST);

    expect([...first].sort()).to.deep.equal(['failed', 'new']);
    expect([second, later, states()]).to.deep.equal([[], ['failed'], ['new']]);
  });

  it('leaves the work to another run that is at it, and does what that has not done', async () => {
    const sessions = watchOf();
    log('s1.jsonl', logText(), now);
    const lock = (await KeepLock.take(shelf)) as KeepLock;

    await sessions.pass(now + REST);
    const busy = states();
    await lock.release();
    await sessions.pass(now + REST + MINUTE);

    expect([busy, states()]).to.deep.equal([[], ['new']]);
    expect(readdirSync(shelf), 'and the lock is given back').to.have.length(1);
  });

  it('fails as a whole only where there is nowhere to put archives', async () => {
    const sessions = watchOf();
    log('s1.jsonl', logText(), now);
    rmSync(shelf, { recursive: true });

    const error = await sessions.pass(now + REST).catch((thrown: unknown) => thrown);
    mkdirSync(shelf);
    await sessions.pass(now + REST + MINUTE);

    expect(error).to.have.property('code', 'output-unwritable');
    expect(states()).to.deep.equal(['new']);
  });
});

describe('reprise keep --watch', { skip: process.platform === 'win32' }, () => {
  const folder = new TempFolder();
  afterEach(() => folder.remove());

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`says what it does, and what it has done when it is ended by ${signal}`, async () => {
      const home = folder.join(`home-${signal}`);
      const path = join(home, '.claude', 'projects', '-home-dev-app', 's1.jsonl');
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, logText());
      utimesSync(path, Date.now() / 1000 - 700, Date.now() / 1000 - 700);
      const fresh = path.replace('s1', 's2');
      writeFileSync(fresh, logText().replaceAll('11111111-1111', '22222222-2222'));

      const run = startCli(['keep', '--watch'], { cwd: home, env: homeEnvironment(home) });
      const [line] = await run.said(
        /\d\d:\d\d {2}new {2,}2026-01-05-claude-code-\S+\.reprise {2}[\d.]+ KB\n/,
      );
      run.kill(signal);
      const { code, text, stderr } = await run.result;

      expect([code, text]).to.deep.equal([0, text]);
      expect(text).to.include(line);
      expect(stderr).to.match(/^sessions that rest for 10 min are archived in .*reprise; Ctrl-C ends that\n/);
      expect(stderr).to.match(
        /\nended after \d+ s: 1 new, 0 updated, 0 failed; 1 session had not come to rest\n$/,
      );
      expect(existsSync(join(home, 'reprise', '.keep.lock'))).to.equal(false);
    });
  }

  it('refuses what makes no sense', async () => {
    const run = (...parameters: string[]) =>
      startCli(['keep', ...parameters], { cwd: '.', env: homeEnvironment(folder.path) }).result;

    const [both, alone, odd] = await Promise.all([
      run('--watch', '--dry-run'),
      run('--rest', '5m'),
      run('--watch', '--rest', 'long'),
    ]);

    expect([both.code, alone.code, odd.code]).to.deep.equal([2, 2, 2]);
    expect(alone.stderr).to.include('--watch');
    expect(odd.stderr).to.include('It is like 90s, 10m, 2h.');
  });
});
