import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, expect, it } from '#test';
import { projectPath } from '../helpers/project-path.ts';
import { logText, runCli, startCli, TempFolder } from './cli.ts';

const VIEWER = projectPath('dist/bundle/reprise.js');
const PAGE = projectPath('demo/index.html');
const NOT_BUILT = 'the viewer page is not built: run "npm run build"';
const built = existsSync(VIEWER) && existsSync(PAGE);

describe('reprise open', () => {
  const folder = new TempFolder();
  before(async () => {
    folder.file('fix.jsonl', logText());
    await runCli(['pack', 'fix.jsonl'], { cwd: folder.path });
    await runCli(['pack', 'fix.jsonl', '-o', '.hidden.reprise'], { cwd: folder.path });
    mkdirSync(folder.join('again'));
    folder.file(join('again', 'fix.jsonl'), logText());
  });
  after(() => folder.remove());

  const open = (...names: string[]) => startCli(['open', ...names, '--no-browser'], { cwd: folder.path });

  /** Reads a part of the archive that an address shows, as the browser does. */
  async function signatureAt(address: string): Promise<string> {
    const start = await fetch(address, { redirect: 'manual' });
    const headers = { Cookie: start.headers.get('set-cookie')!.split(';')[0]!, Range: 'bytes=38-64' };
    const page = new URL(start.headers.get('location')!, address);
    expect(await (await fetch(page, { headers: { Cookie: headers.Cookie } })).text()).to.include('<html');
    const archive = await fetch(new URL(page.searchParams.get('src')!, page), { headers });
    return await archive.text();
  }

  for (const name of ['fix.reprise', 'fix.jsonl', '.hidden.reprise']) {
    it(
      `serves the viewer with ${name} until it is interrupted`,
      { skip: built ? false : NOT_BUILT },
      async () => {
        const run = open(name);
        const [address] = await run.said(/http:\/\/127\.0\.0\.1:\d+\/\S*/);

        const signature = await signatureAt(address).finally(() => run.kill('SIGINT'));

        expect(signature).to.equal('application/vnd.reprise+zip');
        expect((await run.result).code).to.equal(0);
      },
    );
  }

  it('serves several files at addresses of their own', { skip: built ? false : NOT_BUILT }, async () => {
    const run = open('fix.jsonl', 'fix.reprise', join('again', 'fix.jsonl'));
    await run.said(/press Ctrl-C/);
    run.kill('SIGINT');

    const sources = (await run.result).text
      .trim()
      .split('\n')
      .map((address) => new URL(address).searchParams.get('src'));
    expect(sources).to.deep.equal([
      '/archive/1/fix.reprise',
      '/archive/2/fix.reprise',
      '/archive/3/fix.reprise',
    ]);
  });

  it(
    'hands the browser an address that lets in once, without name or key',
    { skip: !built ? NOT_BUILT : process.platform !== 'linux' && 'browsers are opened otherwise here' },
    async () => {
      mkdirSync(folder.join('bin'));
      const asked = folder.join('bin/asked');
      execFileSync('mkfifo', [asked]);
      writeFileSync(folder.join('bin/xdg-open'), `#!/bin/sh\nprintf %s "$*" > '${asked}'\n`, { mode: 0o755 });
      const run = startCli(['open', 'fix.reprise'], {
        cwd: folder.path,
        env: { PATH: `${folder.join('bin')}:${process.env['PATH'] ?? ''}` },
      });
      const address = await readFile(asked, 'utf8');

      const signature = await signatureAt(address);
      const again = await fetch(address, { redirect: 'manual' }).finally(() => run.kill('SIGINT'));

      expect(address).to.match(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{22}$/);
      expect(signature).to.equal('application/vnd.reprise+zip');
      expect(again.status).to.equal(401);
      expect((await run.result).text).not.to.include(new URL(address).searchParams.get('token'));
    },
  );

  it(
    'says what is wrong with a file before it serves anything',
    { skip: built ? false : NOT_BUILT },
    async () => {
      folder.file('notes.txt', 'no log\n');

      const { code, text, stderr } = await open('notes.txt').result;

      expect([code, text]).to.deep.equal([1, '']);
      expect(stderr).to.match(/notes\.txt/);
    },
  );

  it('takes a port number only', async () => {
    const { code } = await runCli(['open', 'fix.reprise', '--port', '99999'], { cwd: folder.path });

    expect(code).to.equal(2);
  });
});
