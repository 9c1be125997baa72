import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { after, before, describe, expect, it } from '#test';
import { logText, runCli, startCli, TempFolder, type CliResult } from './cli.ts';

let folder: TempFolder;
const cli = (...parameters: readonly string[]): Promise<CliResult> =>
  runCli(parameters, { cwd: folder.path });

before(async () => {
  folder = new TempFolder();
  folder.file('log.jsonl', logText());
  await cli('pack', 'log.jsonl', '-o', 'a.reprise');
  await cli('export', 'a.reprise', '--to', 'html');
});

after(() => folder.remove());

describe('reprise export --to html', () => {
  it('writes a page that tells the session and holds its archive', async () => {
    const page = readFileSync(folder.join('a.html'), 'utf8');
    expect(page).to.match(/^<!doctype html>\n/);
    expect(page).to.contain('Why does the token refresh fail after an hour?');
    const { code } = await cli('encrypt', 'a.html', '--random-key', '-o', 'from-page.reprise');
    expect(code).to.equal(0);
    await cli('edit', 'a.html', '--title', 'Another title', '-o', 'edited.reprise');
    expect((await cli('info', 'edited.reprise')).text).to.match(/^Another title\n/);
  });

  it('is no larger than the archive in base64, the story and the player', () => {
    const [archive, page] = ['a.reprise', 'a.html'].map((name) => statSync(folder.join(name)).size);
    expect(page).to.be.below(1.4 * archive! + 480_000);
  });

  it('writes a page that commands take for the archive', async () => {
    const { text: ofArchive } = await cli('info', 'a.reprise');
    const { text: ofPage } = await cli('info', 'a.html');
    expect(ofPage).to.equal(ofArchive);
    expect((await cli('validate', 'a.html')).code).to.equal(0);
    expect((await cli('unpack', 'a.html', '-o', 'from-page')).code).to.equal(0);
    expect((await cli('unpack', 'a.reprise', '-o', 'from-archive')).code).to.equal(0);
    const [left, right] = ['from-page', 'from-archive'].map((name) =>
      readFileSync(folder.join(name, 'manifest.json'), 'utf8'),
    );
    expect(left).to.equal(right);
  });

  it('is opened, reviewed and repaired as the archive is', async () => {
    const server = startCli(['open', 'a.html', '--no-browser'], { cwd: folder.path });
    await server.said(/src=%2Farchive%2F1%2Fa\.reprise/);
    server.kill('SIGINT');
    await server.result;
    expect((await cli('repair', 'a.html', '-o', 'repaired.reprise')).code).to.equal(0);
    expect((await cli('validate', 'repaired.reprise')).code).to.equal(0);
  });

  it('writes the same page again', async () => {
    await cli('export', 'a.reprise', '--to', 'html', '-o', 'again.html');
    expect(readFileSync(folder.join('again.html')).equals(readFileSync(folder.join('a.html')))).to.equal(
      true,
    );
  });

  it('refuses a session that was not masked, unless it is told', async () => {
    await cli('pack', 'log.jsonl', '--no-mask', '-o', 'plain.reprise');
    const refused = await cli('export', 'plain.reprise', '--to', 'html');
    expect(refused.code).to.equal(2);
    expect(refused.stderr).to.contain('was not masked').and.to.contain('--unmasked');
    expect(folder.names).not.to.contain('plain.html');
    expect((await cli('export', 'plain.reprise', '--to', 'html', '--unmasked')).code).to.equal(0);
  });

  it('refuses an encrypted archive, whoever has its key', async () => {
    const key = await cli('encrypt', 'a.reprise', '--random-key', '-o', 'locked.reprise');
    folder.file(
      'key',
      key.text.split('\n').find((line) => line.includes('#k='))!,
    );
    const { code, stderr } = await cli('export', 'locked.reprise', '--to', 'html', '--key-file', 'key');
    expect(code).to.equal(2);
    expect(stderr).to.contain('is encrypted');
  });

  it('says what is wrong with a page whose archive was changed', async () => {
    const page = readFileSync(folder.join('a.html'), 'utf8');
    writeFileSync(folder.join('changed.html'), page.replaceAll('\n', '\r\n'));
    const { code, stderr } = await cli('info', 'changed.html');
    expect(code).to.equal(1);
    expect(stderr).to.contain('the archive in the page "changed.html" has been changed');
  });
});
