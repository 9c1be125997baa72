import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import type { Manifest } from '#src/format/index.ts';
import { projectPath } from '../helpers/project-path.ts';
import { castText, logText, runCli, TempFolder } from './cli.ts';

const FIXTURES = projectPath('test/fixtures/importers');

describe('what reprise pack makes of its inputs', () => {
  let folder: TempFolder;
  beforeEach(() => {
    folder = new TempFolder();
  });
  afterEach(() => folder.remove());

  const run = (...parameters: string[]) => runCli(parameters, { cwd: folder.path });
  const manifestOf = async (...parameters: string[]): Promise<Manifest> =>
    (JSON.parse((await run('pack', ...parameters, '--json')).text) as { manifest: Manifest }).manifest;
  const sha256 = (path: string): string =>
    createHash('sha256')
      .update(readFileSync(folder.join(path)))
      .digest('hex');

  it('tells which files an archive was packed from', async () => {
    folder.file('fix.jsonl', logText());
    folder.file('term.cast', castText());

    const { sources } = await manifestOf('fix.jsonl', '--terminal', 'term.cast');

    expect(sources).to.deep.equal([
      {
        tool: 'claude-code',
        name: 'fix.jsonl',
        size: Buffer.byteLength(logText()),
        sessionId: '11111111-1111-4111-8111-111111111111',
      },
      { tool: 'asciicast', name: 'term.cast', size: Buffer.byteLength(castText()) },
    ]);
  });

  it('keeps the inputs byte for byte, and gives them back with the same SHA-256 [MAN-7]', async () => {
    const log = `\ufeff${logText().replaceAll('\n', '\r\n')}\n\n{"half a rec`;
    folder.file('fix ünder & over.jsonl', log);
    folder.file('term.cast.gz', gzipSync(castText(500)));

    const packed = await run(
      'pack',
      'fix ünder & over.jsonl',
      'term.cast.gz',
      '--keep-source',
      '--no-mask',
      '-o',
      'x.reprise',
    );
    const valid = await run('validate', 'x.reprise');
    const unpacked = await run('unpack', 'x.reprise', '--source', '-o', 'out');

    expect([packed.code, valid.code, unpacked.code]).to.deep.equal([0, 0, 0]);
    expect(readdirSync(folder.join('out')).sort()).to.deep.equal(['fix-nder-over.jsonl', 'term.cast.gz']);
    expect(sha256('out/fix-nder-over.jsonl')).to.equal(sha256('fix ünder & over.jsonl'));
    expect(sha256('out/term.cast.gz')).to.equal(sha256('term.cast.gz'));
  });

  it('keeps the files that were read beside a log, too', async () => {
    cpSync(`${FIXTURES}/claude-code`, folder.join('logs'), { recursive: true });
    const subagent = '5e551011-0000-4000-8000-000000000004/subagents/agent-a1b2c3d4e5f60718.jsonl';

    await run('pack', 'logs/subagent-file.jsonl', '--keep-source', '--no-mask', '-o', 'x.reprise');
    await run('unpack', 'x.reprise', '--source', '-o', 'out');

    expect(sha256('out/subagent-file.jsonl')).to.equal(sha256('logs/subagent-file.jsonl'));
    expect(sha256(`out/${subagent}`)).to.equal(sha256(`logs/${subagent}`));
  });

  it('says how to keep the inputs where an archive does not hold them', async () => {
    folder.file('fix.jsonl', logText());
    await run('pack', 'fix.jsonl');

    const { code, stderr } = await run('unpack', 'fix.reprise', '--source', '-o', 'out');

    expect(code).to.equal(1);
    expect(stderr).to.include('"pack --keep-source" keeps them');
  });

  it('refuses a log as a recording of the terminal', async () => {
    folder.file('fix.jsonl', logText());

    const { code, stderr } = await run('pack', 'fix.jsonl', '--terminal', 'fix.jsonl');

    expect(code).to.equal(2);
    expect(stderr).to.include(
      '--terminal fix.jsonl: this is a log of Claude Code, no recording of a terminal',
    );
  });

  it('takes records that two logs of a conversation share once', async () => {
    const lines = logText().trimEnd().split('\n');
    const later = lines.slice(2).map((line, index) =>
      line
        .replace(/"uuid":"(\w+)"/, `"uuid":"later-${index}"`)
        .replace('2026-01-05T08', '2026-01-05T09')
        .replaceAll('toolu_1', 'toolu_2'),
    );
    folder.file('first.jsonl', `${lines.join('\n')}\n`);
    folder.file(
      'second.jsonl',
      `${[...lines, ...later].join('\n')}\n`.replaceAll('11111111-1111', '22222222-2222'),
    );

    const manifest = await manifestOf('first.jsonl', 'second.jsonl', '-o', 'both.reprise');

    expect(manifest.fidelity?.notes).to.deep.include({
      code: 'repeated-record',
      count: 4,
      message: 'a record repeats an earlier one and was left out',
    });
    expect(manifest.stats?.turns).to.equal(1);
    expect(manifest.tracks.filter(({ kind }) => kind === 'transcript')).to.have.length(1);
    expect(manifest.sources?.map(({ name }) => name)).to.deep.equal(['first.jsonl', 'second.jsonl']);
    expect(manifest.chapters?.map(({ title }) => title)).to.include('Continued in second.jsonl');
  });

  it('packs each session of a folder into an archive of its own, subagents with theirs', async () => {
    cpSync(`${FIXTURES}/claude-code`, folder.join('logs/claude'), { recursive: true });
    mkdirSync(folder.join('logs/recordings'));
    cpSync(`${FIXTURES}/asciicast/v1-delays.json`, folder.join('logs/recordings/demo.txt'));

    const refused = await run('pack', 'logs');
    const { code, text, stderr } = await run('pack', 'logs', '-o', 'archives');

    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.match(/here are \d+ sessions: choose one with --select/);
    expect(code, stderr).to.equal(0);
    const logs = readdirSync(`${FIXTURES}/claude-code`).filter((name) => name.endsWith('.jsonl'));
    const expected = [...logs.map((name) => name.replace('.jsonl', '.reprise')), 'demo.reprise'].sort();
    expect(readdirSync(folder.join('archives')).sort()).to.deep.equal(expected);
    expect(text.trimEnd().split('\n')).to.have.length(expected.length);
  });

  it('packs the one session of a folder that is selected', async () => {
    cpSync(`${FIXTURES}/claude-code`, folder.join('logs'), { recursive: true });

    const { code } = await run('pack', 'logs', '--select', 'interruptions', '-o', 'one.reprise');

    expect(code).to.equal(0);
    expect(folder.names).to.deep.equal(['logs', 'one.reprise']);
  });

  it('packs all conversations of an account export, or the one that is selected', async () => {
    const conversation = (number: number, name: string) => ({
      uuid: `5e551011-0000-4000-8000-00000000000${number}`,
      name,
      created_at: `2026-03-0${number}T10:00:00Z`,
      updated_at: `2026-03-0${number}T10:05:00Z`,
      chat_messages: [
        {
          uuid: `m${number}`,
          sender: 'human',
          text: `What is number ${number}?`,
          content: [{ type: 'text', text: `What is number ${number}?` }],
          created_at: `2026-03-0${number}T10:00:00Z`,
        },
      ],
    });
    folder.file('export.json', JSON.stringify([conversation(1, 'Tea at five'), conversation(2, 'Bread')]));

    const listed = await run('pack', 'export.json');
    const all = await run('pack', 'export.json', '-o', 'all');
    const one = await run('pack', 'export.json', '--select', 'bread', '-o', 'one.reprise');
    const none = await run('pack', 'export.json', '--select', 'cheese');
    const { sources } = await manifestOf('export.json', '--select', '1', '-o', 'first.reprise');

    expect(listed.code).to.equal(2);
    expect(listed.stderr).to.match(/1 {2}Tea at five\n +2 {2}Bread\n/);
    expect([all.code, one.code, none.code]).to.deep.equal([0, 0, 2]);
    expect(readdirSync(folder.join('all')).map((name) => name.replace(/^2026-03-0\d-/, ''))).to.have.members([
      'claude-ai-tea-at-five.reprise',
      'claude-ai-bread.reprise',
    ]);
    expect(none.stderr).to.include('--select cheese: no session of 2 sessions fit');
    expect(sources?.[0]?.session).to.equal('5e551011-0000-4000-8000-000000000001');
  });
});
