import { appendFileSync, chmodSync, mkdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, expect, it } from '#test';
import { findSessions } from '#src/cli/sessions/find-sessions.ts';
import type { FoundSession } from '#src/cli/sessions/found-session.ts';
import { LookCache } from '#src/cli/sessions/look-cache.ts';
import { expiresIn, sessionColumns } from '#src/cli/sessions/session-table.ts';
import { DAY } from '#src/cli/local-time.ts';
import { parseSince } from '#src/cli/sessions/session-filter.ts';
import { bytePattern } from '#src/cli/sessions/search-text.ts';
import { formatTable, textWidth, type Column } from '#src/cli/text-table.ts';
import { GLANCE_HEAD, GLANCE_TAIL, tools } from '#src/importers/index.ts';
import { fillHome } from '../helpers/home-of-tools.ts';
import { generateHome } from '../helpers/session-home.ts';
import { foreignLogText, homeEnvironment, logText, runCli, TempFolder } from './cli.ts';

interface Listed {
  readonly sessions: readonly Readonly<Record<string, unknown>>[];
  readonly searched: readonly { readonly tool: string; readonly folder: string; readonly files: number }[];
}

describe('reprise list', () => {
  const folder = new TempFolder();
  const home = folder.join('home');
  const now = Date.now();
  before(() => {
    const claude = join(home, '.claude', 'projects', '-home-dev-app');
    put(join(claude, 'one.jsonl'), logText(), now - 27 * DAY);
    put(
      join(claude, 'two.jsonl'),
      sessionLog('two', 'Plant a tree \u001b[31m漢字', now - 3_600_000),
      now - 3_500_000,
    );
    put(join(claude, 'one', 'subagents', 'agent-1.jsonl'), logText(), now);
    put(join(claude, 'notes.jsonl'), 'no log at all\n', now);
    put(join(claude, 'empty.jsonl'), '', now);
    put(
      join(home, '.cursor', 'projects', 'home-dev-garden', 'agent-transcripts', 'c1.jsonl'),
      cursorLog(),
      now - 2 * DAY,
    );
  });
  after(() => folder.remove());
  const run = (...parameters: string[]) =>
    runCli(['list', ...parameters], { cwd: folder.path, env: homeEnvironment(home) });

  it('shows the sessions of all tools, the newest first, and what expires', async () => {
    const { code, text, stderr } = await run();

    expect(code, stderr).to.equal(0);
    const [labels, ...rows] = text.trimEnd().split('\n');
    expect(labels!.split(/ {2,}/)).to.deep.equal([
      'TOOL',
      'PROJECT',
      'TITLE OR FIRST PROMPT',
      'START',
      'DURATION',
      'TURNS',
      'SUBAGENTS',
      'SIZE',
      'EXPIRES IN',
    ]);
    expect(rows).to.have.length(3);
    expect(rows[0]).to.match(
      /^claude-code {2}\/home\/dev\/app +Plant a tree �\[31m漢字 .* 1 +\d+ B +29 days$/,
    );
    expect(rows[1]).to.match(
      /^cursor +home-dev-garden +Water the plants +~\d{4}-\d\d-\d\d .* - +1 +\d+ B +-$/,
    );
    expect(rows[2]).to.match(
      /Why does the token refresh fail after an hour\? +2026-01-05 .* 1 +\+1 +[\d.]+ KB +2 days$/,
    );
    expect(stderr.split('\n')[0]).to.equal('3 sessions; 1 of them expires within 7 days');
  });

  it('says on the first run what was found where, what was not, and what to do next', async () => {
    const first = await run();
    const [filtered, verbose] = await Promise.all([run('--tool', 'cursor'), run('--verbose')]);

    expect(first.stderr).to.match(
      /^found 3 sessions of 2 tools:\n {2}claude-code {2}~[/\\]\.claude[/\\]projects +2 sessions +[\d.]+ KB {2}2026-01-05 to \d{4}-\d\d-\d\d\n {2}cursor /m,
    );
    expect(first.stderr).to.match(/^looked for and not found: Codex, Gemini CLI, /m);
    expect(first.stderr).to.match(
      /^nothing is archived in ~[/\\]reprise yet\. What next:\n {2}reprise pack /m,
    );
    expect(filtered.stderr, 'who filters knows').to.equal('1 session\n');
    expect(verbose.stderr).to.match(
      /^ {2}codex-cli +~[/\\]\.codex[/\\]sessions, ~[/\\]\.codex[/\\]archived_sessions$/m,
    );
  });

  it('tells what is archived, and what has gone on since', async () => {
    const at = folder.join('kept');
    const projects = join(at, '.claude', 'projects', '-home-dev-app');
    const env = homeEnvironment(at);
    put(join(projects, 'one.jsonl'), logText(), now - DAY);
    put(join(projects, 'two.jsonl'), sessionLog('two', 'Plant a tree', now - 2 * DAY), now - 2 * DAY);
    await runCli(['keep'], { cwd: folder.path, env });
    put(join(projects, 'two.jsonl'), sessionLog('two', 'Plant two trees', now - 2 * DAY), now + 5000);
    put(join(projects, 'three.jsonl'), sessionLog('three', 'Water them', now - 3 * DAY), now - 25 * DAY);

    const listed = await runCli(['list'], { cwd: folder.path, env });
    const unkept = await runCli(['list', '--unkept', '--json'], { cwd: folder.path, env });

    const [labels, ...rows] = listed.text.trimEnd().split('\n');
    expect(labels).to.match(/ KEPT +EXPIRES IN$/);
    expect(
      rows.map((row) => [/two trees|Water|refresh/.exec(row)?.[0], / K?B +(\S+) +\d+ days$/.exec(row)?.[1]]),
    ).to.deep.equal([
      ['two trees', 'older'],
      ['Water', '-'],
      ['refresh', 'yes'],
    ]);
    expect(listed.stderr).to.equal('3 sessions; 1 of them expires within 7 days, 1 not archived\n');
    const { sessions } = JSON.parse(unkept.text) as Listed;
    expect(sessions.map(({ prompt, archived }) => [prompt, archived])).to.deep.equal([
      ['Plant two trees', 'changed'],
      ['Water them', 'none'],
    ]);
    expect(sessions[0]!['archives']).to.have.length(1);
  });

  it('puts first what one asks for, or last', async () => {
    const order = async (...parameters: string[]) => {
      const { text } = await run(...parameters, '--json');
      return (JSON.parse(text) as Listed).sessions.map(({ prompt }) => String(prompt).split(' ')[0]);
    };

    expect(await order('--sort', 'size')).to.deep.equal(['Why', 'Plant', 'Water']);
    expect(await order('--sort', 'expires')).to.deep.equal(['Why', 'Plant', 'Water']);
    expect(await order('--sort', 'title', '--reverse')).to.deep.equal(['Why', 'Water', 'Plant']);
    expect(await order('--sort', 'project')).to.deep.equal(['Plant', 'Why', 'Water']);
    const wrong = await run('--sort', 'mood');
    expect([wrong.code, wrong.stderr]).to.deep.equal([2, wrong.stderr]);
    expect(wrong.stderr).to.include('start, activity, duration, turns, size, expires, tool, project, title');
  });

  it('tells all as JSON, and where it looked', async () => {
    const { text } = await run(
      '--json',
      '--tool',
      'claude-code',
      '--project',
      'DEV/app',
      '--grep',
      'Token Refresh',
    );

    const { sessions, searched } = JSON.parse(text) as Listed;
    expect(sessions).to.have.length(1);
    expect(sessions[0]).to.deep.include({
      tool: 'claude-code',
      path: join(home, '.claude', 'projects', '-home-dev-app', 'one.jsonl'),
      prompt: 'Why does the token refresh fail after an hour?',
      project: '/home/dev/app',
      branch: 'main',
      sessionId: '11111111-1111-4111-8111-111111111111',
      startedAt: '2026-01-05T08:00:00.000Z',
      endedAt: '2026-01-05T08:00:12.000Z',
      turns: 1,
      turnsExact: true,
    });
    expect(searched.find(({ tool }) => tool === 'claude-code')).to.deep.include({ files: 4 });
  });

  it('filters by time, by text anywhere in the logs, and by number', async () => {
    const [since, grep, limited] = await Promise.all([
      run('--since', '1d'),
      run('--grep', 'REFRESH STARTS only once'),
      run('--limit', '1'),
    ]);

    expect(since.text).to.include('Plant a tree').and.not.include('Water');
    expect(grep.text).to.include('token refresh').and.not.include('Plant');
    expect(limited.stderr).to.include('the newest 1 of 3 sessions');
  });

  it('says of a log with answers and no prompt that it may be of another tool', async () => {
    const path = join(folder.join('foreign'), '.claude', 'projects', '-home-dev-app', 'foreign.jsonl');
    put(path, foreignLogText(), 1e12);

    const { text, stderr } = await runCli(['list'], {
      cwd: folder.path,
      env: homeEnvironment(folder.join('foreign')),
    });

    expect(text).to.match(/ 0\? /);
    expect(stderr).to.include(`${path}: taken for a log of claude-code, in which no prompt was found`);
  });

  it('says what it looked for when there is nothing', async () => {
    const { code, text, stderr } = await runCli(['list'], {
      cwd: folder.path,
      env: homeEnvironment(folder.join('nobody')),
    });

    expect([code, text]).to.deep.equal([0, '']);
    expect(stderr).to.match(
      /^no sessions were found on this computer\nlooked for and not found \("reprise list --verbose" says where\): Claude Code, Codex, .*Aider, .*\n$/,
    );
  });

  it('ends with 2 for a tool or a time that makes no sense', async () => {
    const [tool, since] = await Promise.all([run('--tool', 'emacs'), run('--since', 'lately')]);

    expect([tool.code, since.code]).to.deep.equal([2, 2]);
    expect(tool.stderr).to.include('there is no tool "emacs"');
  });

  it('finds the sessions of CLAUDE_CONFIG_DIR, and the retention that is set there', async () => {
    const config = folder.join('config');
    put(join(config, 'projects', 'p', 's.jsonl'), logText(), now - 3 * DAY);
    put(join(config, 'settings.json'), '{"cleanupPeriodDays": 3}', now);

    const { text } = await runCli(['list'], {
      cwd: folder.path,
      env: { ...homeEnvironment(home), CLAUDE_CONFIG_DIR: config },
    });

    expect(text)
      .to.match(/token refresh .* overdue$/m)
      .and.not.include('Plant');
  });
});

describe('findSessions', () => {
  const folder = new TempFolder();
  after(() => folder.remove());
  const find = (home: string) =>
    findSessions({
      environment: { platform: process.platform, env: {}, home, cwd: home },
      signal: new AbortController().signal,
    });

  it('finds those of Claude Cowork, and gives a title to the one that it is of', async () => {
    const home = folder.join('cowork');
    const changedAt = Date.UTC(2026, 5, 1);
    const account = join(
      home,
      'Library',
      'Application Support',
      'Claude',
      'local-agent-mode-sessions',
      'a',
      'o',
    );
    const logs = join(account, 'local_1', '.claude', 'projects', '-sessions-shop');
    const log = (sessionId: string): string =>
      `${JSON.stringify({ type: 'user', uuid: sessionId, sessionId, timestamp: '2026-06-01T08:00:00.000Z', message: { role: 'user', content: 'Hi' } })}\n`;
    put(join(logs, 's-1.jsonl'), log('s-1'), changedAt);
    put(join(logs, 's-2.jsonl'), log('s-2'), changedAt);
    put(join(account, 'local_1.json'), '{"title": "The monthly report", "cliSessionId": "s-1"}', changedAt);

    const { sessions } = await findSessions({
      environment: { platform: 'darwin', env: {}, home, cwd: home },
      signal: new AbortController().signal,
    });

    const titles = sessions.map(({ sessionId, title }) => `${sessionId}: ${title}`);
    expect(titles.toSorted()).to.deep.equal(['s-1: The monthly report', 's-2: undefined']);
  });

  it('reads a bounded part of each of many sessions', async () => {
    const home = folder.join('many');
    generateHome(home, { sessions: 200, newest: Date.UTC(2026, 5, 1) });

    const { sessions, read } = await find(home);

    expect(sessions).to.have.length(200);
    expect(read.files).to.equal(200);
    expect(read.bytes).to.be.at.most(200 * (GLANCE_HEAD + GLANCE_TAIL));
    const [small, large] = [
      sessions.find(({ size }) => size < 10_000)!,
      sessions.find(({ size }) => size > 1e6)!,
    ];
    expect([small.turns, small.turnsExact, large.turnsExact]).to.deep.equal([1, true, false]);
  });

  it(
    'follows no links, and tells which folders it may not read',
    { skip: process.platform === 'win32' },
    async () => {
      const home = folder.join('odd');
      const projects = join(home, '.claude', 'projects');
      put(join(projects, 'p', 'real.jsonl'), logText(), 1e12);
      put(join(home, 'elsewhere', 'far.jsonl'), logText(), 1e12);
      symlinkSync(join(home, 'elsewhere'), join(projects, 'linked'));
      symlinkSync(join(home, 'elsewhere', 'far.jsonl'), join(projects, 'p', 'link.jsonl'));
      mkdirSync(join(projects, 'closed'));
      chmodSync(join(projects, 'closed'), 0);

      const { sessions, skipped } = await find(home);
      chmodSync(join(projects, 'closed'), 0o700);

      expect(sessions.map(({ path }) => path)).to.deep.equal([join(projects, 'p', 'real.jsonl')]);
      // The administrator may read everything.
      const isAdministrator = process.getuid?.() === 0;
      expect(skipped.map(({ path }) => path)).to.deep.equal(
        isAdministrator ? [] : [join(projects, 'closed')],
      );
    },
  );

  it('finds sessions of every tool that keeps any', async () => {
    const home = folder.join('every');
    const environment = { platform: process.platform, env: {}, home, cwd: home };
    const filled = await fillHome(environment, 1e12);

    const { sessions } = await find(home);

    const stored = tools.flatMap(({ id, stored: kept }) => (kept ? [id] : []));
    expect(filled.without, 'there is a fixture of every tool that keeps sessions').to.deep.equal([]);
    expect(stored.filter((id) => !sessions.some(({ tool }) => tool === id))).to.deep.equal([]);
  });

  it('puts subagents into the session that they belong to', async () => {
    const home = folder.join('subagents');
    const environment = { platform: process.platform, env: {}, home, cwd: home };
    await fillHome(environment, 1e12);

    const { sessions } = await find(home);

    const withSubagents = sessions.filter(({ subagents = 0 }) => subagents > 0);
    expect(new Set(withSubagents.map(({ tool }) => tool))).to.include.members([
      'codex-cli',
      'opencode',
      'kilo',
      'qwen-code',
    ]);
    const codex = withSubagents.find(({ tool }) => tool === 'codex-cli')!;
    expect(codex.subagents).to.equal(1);
    expect(codex.subagentLogs![0]).to.match(/0b\.jsonl$/);
  });

  it('reads only what has changed when it searches again', async () => {
    const home = folder.join('again');
    generateHome(home, { sessions: 20, newest: Date.UTC(2026, 5, 1) });
    const environment = { platform: process.platform, env: {}, home, cwd: home };
    const cache = new LookCache();
    const search = () => findSessions({ environment, signal: new AbortController().signal, cache });

    const first = await search();
    const second = await search();
    appendFileSync(first.sessions[0]!.path, '\n');
    const third = await search();

    const pathsOf = ({ sessions }: typeof first) => sessions.map(({ path }) => path).sort();
    expect(pathsOf(second)).to.deep.equal(pathsOf(first));
    expect([first, second, third].map(({ read }) => read.files)).to.deep.equal([20, 0, 1]);
  });

  it('shows a log of another tool for what it is', async () => {
    const home = folder.join('mixed');
    put(join(home, '.cursor', 'projects', 'p', 'agent-transcripts', 'x.jsonl'), logText(), 1e12);

    const { sessions } = await find(home);

    expect(sessions.map(({ tool }) => tool)).to.deep.equal(['claude-code']);
  });
});

describe('the words of a list', () => {
  it('says how long a session will be there', () => {
    const at = (days: number) => expiresIn(1e12 + days * DAY, 1e12);
    expect([at(-1), at(0), at(0.9), at(1.2), at(12.5), expiresIn(undefined, 0)]).to.deep.equal([
      'overdue',
      'overdue',
      'today',
      '1 day',
      '12 days',
      '-',
    ]);
  });

  it('takes a length of time or a local day', () => {
    expect(parseSince('36h')(1e12)).to.equal(1e12 - 1.5 * DAY);
    expect(parseSince('2w')(1e12)).to.equal(1e12 - 14 * DAY);
    expect(parseSince('2026-03-01')(0)).to.equal(new Date(2026, 2, 1).getTime());
    expect(parseSince('2026-03-01T08:30Z')(0)).to.equal(Date.UTC(2026, 2, 1, 8, 30));
    for (const bad of ['', '7', '2026-13-45', 'x7d']) expect(() => parseSince(bad), bad).to.throw();
  });

  it('finds text in bytes, whatever its case and spelling', () => {
    const isIn = (needle: string, text: string): boolean =>
      bytePattern(needle).test(Buffer.from(text).toString('latin1'));

    expect(isIn('grün "x"', JSON.stringify('GRÜN "X"'))).to.equal(true);
    expect(isIn('Ärger', '{"a":"\\u00e4rger"}')).to.equal(true);
    expect(isIn('a.c(', 'abc(')).to.equal(false);
    expect(isIn('a.c(', 'A.C(')).to.equal(true);
  });

  it('fits a table into a width: cuts what may be cut, then leaves columns out', () => {
    const columns: readonly Column<readonly [string, string]>[] = [
      { label: 'NAME', text: ([name]) => name, cut: 'end', room: { least: 6, enough: 10 } },
      { label: 'SIZE', text: ([, size]) => size, align: 'right', spare: 1 },
    ];
    const rows = [
      ['漢字漢字漢字漢字', '1 MB'],
      ['short', '20 MB'],
    ] as const;

    expect(formatTable(columns, rows, undefined)).to.deep.equal([
      'NAME               SIZE',
      '漢字漢字漢字漢字   1 MB',
      'short             20 MB',
    ]);
    expect(formatTable(columns, rows, 16)).to.deep.equal([
      'NAME        SIZE',
      '漢字漢字…   1 MB',
      'short      20 MB',
    ]);
    expect(formatTable(columns, rows, 10)).to.deep.equal(['NAME', '漢字漢字…', 'short']);
    for (const width of [6, 9, 13, 20, 30])
      for (const line of formatTable(columns, rows, width)) expect(textWidth(line)).to.be.at.most(width);
  });

  it('has room for the name of a session on any terminal, and for what matters first', () => {
    const session: FoundSession = {
      tool: 'claude-code',
      path: '/home/ada/.claude/projects/p/1.jsonl',
      place: '/home/ada/.claude/projects',
      size: 12_345,
      modifiedAt: 1e12,
      startedAt: 1e12,
      endedAt: 1e12 + 3_600_000,
      title: 'Access tokens expire in the middle of a session, and nobody knows why',
      project: '/home/ada/projects/shop/backend',
      turns: 12,
      turnsExact: false,
      subagents: 3,
      expiresAt: 1e12 + 9 * DAY,
    };
    const columns = sessionColumns({
      now: 1e12 + DAY,
      home: '/home/ada',
      archived: new Map([[session, 'archived']]),
      hasSubagents: true,
    });
    const labelsAt = (width: number) => formatTable(columns, [session], width)[0]!.split(/ {2,}/);

    for (let width = 40; width < 200; width += 7)
      for (const line of formatTable(columns, [session], width))
        expect(textWidth(line), String(width)).to.be.at.most(width);
    expect(labelsAt(80)).to.deep.equal([
      'TOOL',
      'PROJECT',
      'TITLE OR FIRST PROM…',
      'START',
      'KEPT',
      'EXPIRES IN',
    ]);
    expect(labelsAt(60)).to.deep.equal(['TOOL', 'TITLE OR FIRST PROMPT', 'KEPT', 'EXPIRES IN']);
    expect(formatTable(columns, [session], 200)[1])
      .to.include('2001-09-09')
      .and.include('+3')
      .and.include('12+');
  });
});

function put(path: string, text: string, modifiedAt: number): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  utimesSync(path, modifiedAt / 1000, modifiedAt / 1000);
}

function sessionLog(id: string, prompt: string, startedAt: number): string {
  return `${JSON.stringify({
    type: 'user',
    uuid: 'u1',
    sessionId: id,
    cwd: '/home/dev/app',
    timestamp: new Date(startedAt).toISOString(),
    message: { role: 'user', content: prompt },
  })}\n`;
}

function cursorLog(): string {
  const content = [{ type: 'text', text: '<user_query>Water the plants</user_query>' }];
  return `${JSON.stringify({ role: 'user', message: { content } })}\n`;
}
