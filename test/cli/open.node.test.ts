import { existsSync } from 'node:fs';
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
  });
  after(() => folder.remove());

  const open = (name: string) => startCli(['open', name, '--no-browser'], { cwd: folder.path });

  for (const name of ['fix.reprise', 'fix.jsonl']) {
    it(
      `serves the viewer with ${name} until it is interrupted`,
      { skip: built ? false : NOT_BUILT },
      async () => {
        const run = open(name);
        const [address] = await run.said(/http:\/\/127\.0\.0\.1:\d+\/\S*/);

        const url = new URL(address);
        const page = await fetch(url);
        const archive = await fetch(new URL(url.searchParams.get('src')!, url), {
          headers: { Range: 'bytes=38-64' },
        });
        expect(page.status).to.equal(200);
        expect(await page.text()).to.include('<html');
        expect(archive.status).to.equal(206);
        expect(await archive.text()).to.equal('application/vnd.reprise+zip');

        run.kill('SIGINT');
        expect((await run.result).code).to.equal(0);
      },
    );
  }

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
