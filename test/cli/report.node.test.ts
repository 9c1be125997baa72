import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, expect, it } from '#test';
import { BytesSource, validateArchive } from '#src/format/index.ts';
import { projectPath } from '../helpers/project-path.ts';
import { runCli, TempFolder } from './cli.ts';

const LOG = projectPath('test/fixtures/importers/claude-code/read-edit-run-commit.jsonl');
const SECRET = 'ghp_aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5';

describe('reprise report and export', () => {
  const folder = new TempFolder();
  after(() => folder.remove());
  const run = (...parameters: string[]) => runCli(parameters, { cwd: folder.path });
  const read = (name: string): Buffer => readFileSync(join(folder.path, name));

  it('write a text and a valid archive, masked although the archive is not', async () => {
    const log = readFileSync(LOG, 'utf8').replace('Please find out', `${SECRET} Please find out`);
    writeFileSync(join(folder.path, 'a.jsonl'), log);
    await run('pack', 'a.jsonl', '--no-mask', '-o', 'a.reprise');

    const { code, text, stderr } = await run('report', 'a.reprise', '--for', 'jira');

    expect(code, stderr).to.equal(0);
    expect(text).to.match(
      /^a\.report\.md {2}\d+ of 32000 characters for Jira\na\.report\.reprise\.zip {2}.*\na\.report\.svg {2}/,
    );
    expect(stderr).to.contain('masked: 1 × github-token');
    expect(read('a.report.md').toString())
      .to.contain('github-token-1')
      .and.to.contain('1 value more was replaced');
    expect(read('a.report.svg').toString())
      .to.match(/^<svg /)
      .and.to.contain('github-token-1');
    for (const name of ['a.report.md', 'a.report.svg', 'a.report.reprise.zip'])
      expect(read(name).includes(SECRET)).to.equal(false);
    expect((await validateArchive(new BytesSource(read('a.report.reprise.zip')))).findings).to.deep.equal([]);
  });

  it('warn that an archive was never searched, and say what is not in the export', async () => {
    const { code, stderr } = await run('export', 'a.reprise', '--to', 'markdown', '-o', '-');

    expect(code).to.equal(0);
    expect(stderr).to.match(/^warning: the archive was never searched for secrets/m);
    expect(stderr).to.match(/^not in it: /m);
    expect((await run('export', 'a.report.reprise.zip', '--to', 'text', '-o', '-')).stderr).not.to.contain(
      'warning',
    );
  });

  it('refuse what means nothing', async () => {
    const { code, stderr } = await run('export', 'a.reprise', '--to', 'patch', '--view', 'story');
    const late = await run('export', 'a.reprise', '--to', 'text', '--from', '99:00:00');
    const viewer = await run('report', 'a.reprise', '--viewer', 'https://a.example/', '-o', 'b');

    expect([code, late.code, viewer.code]).to.deep.equal([2, 2, 2]);
    expect(stderr).to.contain('--view means nothing for patch');
    expect(late.stderr).to.contain('behind the end');
    expect(viewer.stderr).to.contain('--viewer needs --link');
  });

  it('end a stretch of time at an event', async () => {
    const { text } = await run('export', 'a.reprise', '--to', 'turns', '-o', '-');
    const { turns } = JSON.parse(text) as { turns: { items: { id: string; time: number }[] }[] };
    const last = turns[0]!.items[1]!;
    const part = await run('export', 'a.reprise', '--to', 'turns', '--until', last.id, '-o', '-');
    const times = (JSON.parse(part.text) as { turns: { items: { time: number }[] }[] }).turns[0]!.items;

    expect(Math.max(...times.map(({ time }) => time))).to.equal(last.time);
  });
});
