import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, truncateSync } from 'node:fs';
import { after, afterEach, before, beforeEach, describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';
import { castText, logText, runCli, TempFolder } from './cli.ts';

describe('commands on an archive', () => {
  const shelf = new TempFolder();
  let archive: Buffer;
  let folder: TempFolder;
  before(async () => {
    shelf.file('fix.jsonl', logText());
    shelf.file('term.cast', castText());
    await runCli(['pack', 'fix.jsonl', 'term.cast', '-o', 'fix.reprise'], { cwd: shelf.path });
    archive = readFileSync(shelf.join('fix.reprise'));
  });
  after(() => shelf.remove());
  beforeEach(() => {
    folder = new TempFolder();
    folder.file('fix.reprise', archive);
  });
  afterEach(() => folder.remove());

  const run = (...parameters: string[]) => runCli(parameters, { cwd: folder.path });

  it('info tells what an archive holds', async () => {
    const { code, text } = await run('info', 'fix.reprise');

    expect(code).to.equal(0);
    expect(text).to.match(/^ {2}duration {4}12 s$/m);
    expect(text).to.match(/^ {2}agent {7}claude-code 2\.1\.0 claude-test$/m);
    expect(text).to.match(/^ {2}transcript {2}transcript\/main\.ndjson: /m);
    expect(text).to.include('Why does the token refresh fail after an hour?');
  });

  it('info --json gives manifest and index to machines', async () => {
    const { code, text } = await run('info', 'fix.reprise', '--json');

    const value = JSON.parse(text) as {
      size: number;
      manifest: { format: string };
      index: { turns: unknown[] };
    };
    expect(code).to.equal(0);
    expect(value.size).to.equal(archive.length);
    expect(value.manifest.format).to.equal('reprise');
    expect(value.index.turns).to.have.length(1);
  });

  it('info says how many notes there are, and gives them to machines', async () => {
    folder.file('noted.reprise', readFileSync(projectPath('spec/conformance/valid/notes.reprise')));

    expect((await run('info', 'noted.reprise')).text).to.match(/^ {2}notes {7}6 notes$/m);
    expect((await run('info', 'fix.reprise')).text).to.not.match(/^ {2}notes/m);
    const value = JSON.parse((await run('info', 'noted.reprise', '--json')).text) as { notes: object[] };
    expect(value.notes).to.have.length(6);
  });

  it('info lists the turns of an archive whose index is lost', async () => {
    const damaged = Buffer.from(archive);
    damaged[damaged.indexOf('index.json') + 'index.json'.length + 20]! ^= 0xff;
    folder.file('fix.reprise', damaged);
    const { code, text, stderr } = await run('info', 'fix.reprise');

    expect(code).to.equal(0);
    // The title stands at the margin, the turns do not.
    expect(text).to.match(/^ {2}.*Why does the token refresh fail after an hour\?/m);
    expect(stderr).to.match(/warning: .*index/);
  });

  it('validate finds nothing in what pack wrote', async () => {
    const { code, text, stderr } = await run('validate', 'fix.reprise');

    expect([code, text, stderr]).to.deep.equal([0, '', 'fix.reprise is valid\n']);
  });

  it('validate ends with 3 when it finds something', async () => {
    truncateSync(folder.join('fix.reprise'), archive.length - 30);

    const plain = await run('validate', 'fix.reprise');
    const json = await run('validate', 'fix.reprise', '--json');

    expect(plain.code).to.equal(3);
    expect(plain.text).to.include('truncated-archive');
    expect(json.code).to.equal(3);
    expect((JSON.parse(json.text) as { findings: { code: string }[] }).findings[0]?.code).to.equal(
      'truncated-archive',
    );
  });

  it('validate ends with 1 when there is nothing to validate', async () => {
    expect((await run('validate', 'missing.reprise')).code).to.equal(1);
  });

  it('unpack writes the entries, as unzip does', async () => {
    const { code } = await run('unpack', 'fix.reprise', '-o', 'out');
    const listing = spawnSync('unzip', ['-Z1', folder.join('fix.reprise')]).stdout?.toString();

    expect(code).to.equal(0);
    expect(readFileSync(folder.join('out', 'mimetype'), 'utf8')).to.equal('application/vnd.reprise+zip');
    expect(readFileSync(folder.join('out', 'terminal', 'main.cast'), 'utf8')).to.match(/^\{"version":3,/);
    for (const path of listing?.split('\n').filter(Boolean) ?? []) {
      expect(existsSync(folder.join('out', path)), path).to.equal(true);
    }
  });

  it('unpack replaces nothing unasked, and then writes nothing', async () => {
    mkdirSync(folder.join('out', 'terminal'), { recursive: true });
    folder.file('out/manifest.json', 'mine');

    const refused = await run('unpack', 'fix.reprise', '-o', 'out');
    const kept = readFileSync(folder.join('out', 'manifest.json'), 'utf8');
    const left = readdirSync(folder.join('out')).sort();
    const forced = await run('unpack', 'fix.reprise', '-o', 'out', '--force');

    expect(refused.code).to.equal(1);
    expect(refused.stderr).to.include('exists already');
    expect(kept).to.equal('mine');
    expect(left).to.deep.equal(['manifest.json', 'terminal']);
    expect(forced.code).to.equal(0);
    expect(existsSync(folder.join('out', 'mimetype'))).to.equal(true);
  });

  it('unpack writes through no symbolic link', async () => {
    const outside = new TempFolder();
    try {
      mkdirSync(folder.join('out'));
      symlinkSync(outside.path, folder.join('out', 'terminal'));
      symlinkSync(outside.join('planted'), folder.join('out', 'mimetype'));

      const { code } = await run('unpack', 'fix.reprise', '-o', 'out', '--force');

      expect(code).to.equal(1);
      expect(outside.names).to.deep.equal([]);
    } finally {
      outside.remove();
    }
  });

  it('unpack refuses more than it is allowed to write', async () => {
    const { code, stderr } = await run('unpack', 'fix.reprise', '-o', 'out', '--max-size', '100');

    expect(code).to.equal(1);
    expect(stderr).to.include('--max-size');
    expect(existsSync(folder.join('out'))).to.equal(false);
  });

  it('repair writes a valid archive of what a damaged one holds', async () => {
    truncateSync(folder.join('fix.reprise'), archive.length - 30);

    const { code, text } = await run('repair', 'fix.reprise');
    const validated = await run('validate', 'fix.repaired.reprise');

    expect(code).to.equal(0);
    expect(text).to.match(/^fix\.repaired\.reprise {2}/);
    expect(validated.code).to.equal(0);
    expect(readFileSync(folder.join('fix.reprise'))).to.have.length(archive.length - 30);
  });

  it('repair says of an archive without damage that there was nothing to repair', async () => {
    const { code, stderr } = await run('repair', 'fix.reprise');

    expect(code).to.equal(0);
    expect(stderr).to.include('fix.reprise is not damaged');
    expect((await run('validate', 'fix.repaired.reprise')).code).to.equal(0);
  });

  it('edit writes the archive again without what is cut, and leaves the old one', async () => {
    const { code, text } = await run('edit', 'fix.reprise', '--cut', '0-2', '--title', 'Shared');
    const refused = await run('edit', 'fix.reprise', '--cut-turn', '7', '--dry-run');

    expect(code).to.equal(0);
    expect(text).to.match(/^fix\.edited\.reprise {2}.* → .*\n {2}cut at 0 s: 2 s/);
    expect((await run('validate', 'fix.edited.reprise')).code).to.equal(0);
    expect((await run('info', 'fix.edited.reprise')).text).to.match(/^Shared$/m);
    expect(readFileSync(folder.join('fix.reprise'))).to.deep.equal(archive);
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.include('there is no turn 7 in the session: it has 1, counted from 1');
  });

  it('edit --dry-run writes nothing, --in-place replaces the archive', async () => {
    const dry = await run('edit', 'fix.reprise', '--cut', '0-2', '--dry-run');
    expect(dry.code).to.equal(0);
    expect(dry.text).to.include('nothing is written');
    expect(readdirSync(folder.path)).to.deep.equal(['fix.reprise']);

    expect((await run('edit', 'fix.reprise', '--cut', '0-2', '--in-place')).code).to.equal(0);
    expect(readdirSync(folder.path)).to.deep.equal(['fix.reprise']);
    expect(readFileSync(folder.join('fix.reprise'))).to.not.deep.equal(archive);
    expect((await run('validate', 'fix.reprise')).code).to.equal(0);
  });

  it('unpack has no place for its files on stdout', async () => {
    const { code, stderr } = await run('unpack', 'fix.reprise', '-o', '-');

    expect(code).to.equal(2);
    expect(stderr).to.include('give a folder with -o');
    expect(folder.names).to.deep.equal(['fix.reprise']);
  });

  it('shows in colour how grave something is, where there are colours', async () => {
    truncateSync(folder.join('fix.reprise'), archive.length - 30);
    const colours = (env: Record<string, string>) =>
      runCli(['validate', 'fix.reprise'], {
        cwd: folder.path,
        env: { NO_COLOR: '', FORCE_COLOR: '', ...env },
      });

    expect((await colours({ FORCE_COLOR: '1' })).text).to.match(/^\x1b\[31merror\x1b\[39m /);
    for (const env of [{}, { FORCE_COLOR: '0' }, { FORCE_COLOR: '1', NO_COLOR: '1' }]) {
      expect((await colours(env)).text, JSON.stringify(env)).to.match(/^error /);
    }
  });

  it('repair says when there is nothing to repair from, and writes nothing', async () => {
    folder.file('noise.reprise', 'no archive at all');

    const { code, stderr } = await run('repair', 'noise.reprise');

    expect(code).to.equal(1);
    expect(stderr.trimEnd().split('\n')).to.have.length(1);
    expect(folder.names).to.deep.equal(['fix.reprise', 'noise.reprise']);
  });
});
