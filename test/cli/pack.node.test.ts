import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { castText, foreignLogText, logText, runCli, startCli, TempFolder } from './cli.ts';

describe('reprise pack', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  const pack = (...parameters: string[]) => runCli(['pack', ...parameters], { cwd: folder.path });

  it('packs a log under its own name in the current folder', async () => {
    folder.file('fix.jsonl', logText());

    const { code, text, stderr } = await pack('fix.jsonl');

    expect(code).to.equal(0);
    expect(text).to.match(/^fix\.reprise {2}\S+ K?B {2}12 s\n$/);
    expect(stderr).to.include('4 records: 4 understood, 0 kept as they are, 0 unreadable');
    expect(folder.names).to.deep.equal(['fix.jsonl', 'fix.reprise']);
    const archive = readFileSync(folder.join('fix.reprise'));
    expect(archive.toString('latin1', 38, 65)).to.equal('application/vnd.reprise+zip');
  });

  const secret = ['ghp', 'Zq8vN3kLp0WxT7rYb2Hd5MfJc4Gs6Ea1Uo9K'].join('_');
  const secretLog = (): string => logText().replaceAll('token', `token ${secret}`);

  it('masks secrets and says so, without telling them', async () => {
    folder.file('fix.jsonl', secretLog());

    const { code, text, stderr } = await pack('fix.jsonl', '--json');
    const entries = spawnSync('unzip', ['-p', folder.join('fix.reprise')]).stdout.toString();

    expect(code).to.equal(0);
    expect(stderr).to.include('masked: 1 × github-token');
    expect(text + stderr + entries)
      .to.include('[github-token-1]')
      .and.not.to.include(secret);
    expect((JSON.parse(text) as { secrets: unknown }).secrets).to.have.nested.property(
      'masked[0].type',
      'github-token',
    );
  });

  it('masks nothing where it is told so, and says loudly what that means', async () => {
    folder.file('fix.jsonl', secretLog());

    const { code, stderr } = await pack('fix.jsonl', '--no-mask');
    const entries = spawnSync('unzip', ['-p', folder.join('fix.reprise')]).stdout.toString();

    expect(code).to.equal(0);
    expect(stderr).to.include('warning: nothing was masked');
    expect(entries).to.include(secret);
  });

  it('fails on a secret where there should be none, and leaves no archive', async () => {
    folder.file('fix.jsonl', secretLog());
    folder.file('clean.jsonl', logText());

    const failed = await pack('fix.jsonl', '--fail-on-secret');
    const clean = await pack('clean.jsonl', '--fail-on-secret');

    expect([failed.code, clean.code]).to.deep.equal([1, 0]);
    expect(failed.stderr).to.include('[github-token-1]').and.not.to.include(secret);
    expect(folder.names).to.deep.equal(['clean.jsonl', 'clean.reprise', 'fix.jsonl']);
  });

  it('refuses to keep what it masks, and rules that are none', async () => {
    folder.file('fix.jsonl', logText());
    folder.file('rules.json', '{"rules":[{"pattern":"a+"}]}');
    folder.file('own.json', '{"rules":[{"text":"Nightjar","type":"project"}]}');

    const kept = await pack('fix.jsonl', '--keep-source');
    const none = await pack('fix.jsonl', '--mask', 'rules.json');
    const both = await pack('fix.jsonl', '--no-mask', '--mask-paths');
    const own = await pack('fix.jsonl', '--mask', 'own.json', '--title', 'About Nightjar');

    expect([kept.code, none.code, both.code, own.code]).to.deep.equal([2, 2, 2, 0]);
    expect(kept.stderr).to.include('give --no-mask too');
    expect(none.stderr).to.include('rules.json: rules[0].pattern');
    expect(own.stderr).to.include('masked: 1 × project');
  });

  it('does not take a log for done that it does not understand', async () => {
    folder.file('foreign.jsonl', foreignLogText());

    const { code, stderr } = await pack('foreign.jsonl');
    const named = await pack('foreign.jsonl', '--from', 'claude-code', '-o', 'named.reprise');
    const info = await runCli(['info', 'foreign.reprise'], { cwd: folder.path });

    expect(code).to.equal(3);
    expect(stderr).to.include(
      'warning: foreign.jsonl: taken for a log of claude-code, of which 0 of 3 records are understood',
    );
    expect(stderr).to.include('--from TOOL');
    expect(named.code).to.equal(3);
    expect(info.text).to.include('of which 0 of 3 records are understood');
  });

  it('tells the result as JSON', async () => {
    folder.file('small.cast', castText());

    const { code, text } = await pack('small.cast', '-o', 'out.reprise', '--title', 'Named', '--json');

    const result = JSON.parse(text) as {
      file: string;
      sha256: string;
      manifest: { title: string; duration: number };
    };
    expect(code).to.equal(0);
    expect(result.file).to.equal('out.reprise');
    expect(result.sha256).to.match(/^[0-9a-f]{64}$/);
    expect(result.manifest.title).to.equal('Named');
    expect(result.manifest.duration).to.equal(2000);
  });

  it('merges a log and a recording onto one clock, moved by the offset', async () => {
    folder.file('fix.jsonl', logText());
    folder.file('term.cast', castText());

    const plain = await pack('fix.jsonl', 'term.cast', '--json');
    const moved = await pack('fix.jsonl', 'term.cast', '-o', 'moved.reprise', '--offset', '-5000', '--json');

    const tracks = (result: { text: string }) =>
      (JSON.parse(result.text) as { manifest: { startedAt: string; tracks: { entry: string }[] } }).manifest;
    expect(tracks(plain).tracks.map(({ entry }) => entry)).to.deep.equal([
      'transcript/main.ndjson',
      'terminal/main.cast',
      'terminal/shell.cast',
    ]);
    expect(tracks(plain).startedAt).to.equal('2026-01-05T08:00:00.000Z');
    expect(tracks(moved).startedAt).to.equal('2026-01-05T07:59:55.000Z');
  });

  it('reads stdin and writes stdout', async () => {
    const direct = await runCli(['pack', '-', '-o', '-'], { cwd: folder.path, stdin: logText() });
    folder.file('stdin.jsonl', logText());
    await pack('stdin.jsonl', '--title', 'x');

    expect(direct.code).to.equal(0);
    expect(direct.stdout.subarray(0, 4).toString('latin1')).to.equal('PK\x03\x04');
    expect(folder.names).to.deep.equal(['stdin.jsonl', 'stdin.reprise']);
  });

  it('gives equal bytes for equal input, in any time zone', async () => {
    folder.file('fix.jsonl', logText());
    folder.file('term.cast', castText(500));
    for (const zone of ['UTC', 'Asia/Kolkata', 'America/St_Johns']) {
      const name = `${zone.replace('/', '-')}.reprise`;
      await runCli(['pack', 'fix.jsonl', 'term.cast', '-o', name], { cwd: folder.path, env: { TZ: zone } });
    }

    const [first, ...others] = folder.names
      .filter((name) => name.endsWith('.reprise'))
      .map((name) => readFileSync(folder.join(name)));
    expect(others).to.have.length(2);
    for (const other of others) expect(other.equals(first!)).to.equal(true);
  });

  it('never replaces a file unasked', async () => {
    folder.file('fix.jsonl', logText());
    folder.file('fix.reprise', 'precious');

    const refused = await pack('fix.jsonl');
    const before = readFileSync(folder.join('fix.reprise'), 'utf8');
    const forced = await pack('fix.jsonl', '--force');

    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.equal('reprise: fix.reprise exists already; --force replaces it\n');
    expect(before).to.equal('precious');
    expect(forced.code).to.equal(0);
    expect(folder.names).to.deep.equal(['fix.jsonl', 'fix.reprise']);
  });

  it('says what is wrong with an input in one sentence, and writes nothing', async () => {
    mkdirSync(folder.join('folder'));
    folder.file('empty.jsonl', '');
    folder.file('blank.jsonl', '\n\n');
    folder.file('binary.bin', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3, 0, 0]));
    folder.file('notes.txt', 'no log of anything\n');
    folder.file('other-tool.jsonl', '{"event":"start","tool":"somebody-else"}\n'.repeat(10));
    spawnSync('mkfifo', [folder.join('pipe')]);
    const before = folder.names;

    for (const [name, sentence] of [
      ['missing.jsonl', /no such file: missing\.jsonl/],
      ['folder', /folder holds no log or recording \(looked for: Claude Code, /],
      ['empty.jsonl', /empty\.jsonl is empty/],
      ['blank.jsonl', /blank\.jsonl: .*empty/],
      ['binary.bin', /binary\.bin: .*binary/],
      ['notes.txt', /notes\.txt: .*known/],
      ['other-tool.jsonl', /other-tool\.jsonl: .*known/],
      ['pipe', /pipe is a named pipe, not a file/],
    ] as const) {
      const { code, text, stderr } = await pack(name);

      expect(code, name).to.equal(1);
      expect(text, name).to.equal('');
      expect(stderr, name).to.match(sentence);
      expect(stderr.trimEnd().split('\n'), name).to.have.length(1);
    }
    expect(folder.names).to.deep.equal(before);
  });

  it('says that a file cannot be read', async (context) => {
    if (process.getuid?.() === 0) {
      context.skip('root can read everything');
      return;
    }
    chmodSync(folder.file('secret.jsonl', logText()), 0);

    const { code, stderr } = await pack('secret.jsonl');

    expect(code).to.equal(1);
    expect(stderr).to.equal('reprise: cannot read secret.jsonl: permission denied\n');
  });

  it('leaves nothing behind when the output cannot be written', async () => {
    folder.file('fix.jsonl', logText());

    const { code, stderr } = await pack('fix.jsonl', '-o', 'nowhere/fix.reprise');

    expect(code).to.equal(1);
    expect(stderr).to.equal('reprise: cannot write nowhere/fix.reprise: no such file or folder\n');
    expect(folder.names).to.deep.equal(['fix.jsonl']);
  });

  it('calls a command line that makes no sense a usage error', async () => {
    folder.file('fix.jsonl', logText());

    for (const parameters of [
      [],
      ['fix.jsonl', '--no-such-option'],
      ['fix.jsonl', '--offset', 'soon'],
      ['fix.jsonl', '--offset', '5'],
      ['fix.jsonl', '-o', '-', '--json'],
      ['-', '-'],
      ['fix.jsonl', '--from', 'nobody'],
    ]) {
      const { code, text } = await pack(...parameters);

      expect(code, parameters.join(' ')).to.equal(2);
      expect(text).to.equal('');
    }
    expect(folder.names).to.deep.equal(['fix.jsonl']);
  });

  it('shows control characters of a log as marks', async () => {
    folder.file('odd.cast', castText().replace('A small recording', 'x\\u001b]0;owned\\u0007\\u202ey'));

    const { text } = await pack('odd.cast').then(() => runCli(['info', 'odd.reprise'], { cwd: folder.path }));

    expect(text.split('\n')[0]).to.equal('x\ufffd]0;owned\ufffd\ufffdy');
  });

  it('shows a stack only with --debug', async () => {
    const plain = await pack('missing.jsonl');
    const debug = await runCli(['--debug', 'pack', 'missing.jsonl'], { cwd: folder.path });

    expect(plain.stderr).not.to.match(/\n\s+at /);
    expect(debug.stderr).to.match(/\n\s+at /);
  });

  it('removes what it has written when it is interrupted, and leaves the old archive', async () => {
    folder.file('long.cast', castText(400_000));
    folder.file('long.reprise', 'the old one');
    for (const [signal, code] of [
      ['SIGINT', 130],
      ['SIGTERM', 143],
    ] as const) {
      const run = startCli(['pack', 'long.cast', '--force'], { cwd: folder.path });
      await appears(() => folder.names.some((name) => name.includes('.tmp-')));
      run.kill(signal);

      expect((await run.result).code).to.equal(code);
      expect(folder.names).to.deep.equal(['long.cast', 'long.reprise']);
      expect(readFileSync(folder.join('long.reprise'), 'utf8')).to.equal('the old one');
    }
  });

  it('leaves the old archive whole even when it is killed', async () => {
    folder.file('long.cast', castText(400_000));
    folder.file('long.reprise', 'the old one');
    const run = startCli(['pack', 'long.cast', '--force'], { cwd: folder.path });
    await appears(() => folder.names.some((name) => name.includes('.tmp-')));
    run.kill('SIGKILL');
    await run.result;

    expect(readFileSync(folder.join('long.reprise'), 'utf8')).to.equal('the old one');
  });

  it('opens only what really lies in the folder of the log', async () => {
    const outside = new TempFolder();
    try {
      outside.file('agent-x.jsonl', 'secret outside of the session');
      folder.file('fix.jsonl', logText());
      symlinkSync(outside.join('agent-x.jsonl'), folder.join('agent-x.jsonl'));
      symlinkSync(outside.path, folder.join('fix'));

      const { code } = await pack('fix.jsonl');
      const archive = readFileSync(folder.join('fix.reprise'));

      expect(code).to.equal(0);
      expect(archive.includes('secret outside')).to.equal(false);
    } finally {
      outside.remove();
    }
  });
});

/** Looks again and again, as nobody says when a file appears. */
async function appears(found: () => boolean): Promise<void> {
  while (!found()) await new Promise((resolve) => setTimeout(resolve, 5));
}
