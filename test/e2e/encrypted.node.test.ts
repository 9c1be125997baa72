import { mkdirSync } from 'node:fs';
import { after, before, describe, expect, it } from '#test';
import type { Browser, Page } from 'puppeteer-core';
import type {} from '#src/elements/index.ts';
import { openBrowser, openPage, type PageComplaints } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';
import { runCli, TempFolder } from '../cli/cli.ts';
import { expectShown } from './pages.ts';

const SAMPLE = projectPath('demo/sessions/refresh-once.jsonl');
const PASSPHRASE = 'correct horse battery staple';

describe('an encrypted session in a page', () => {
  const folder = new TempFolder();
  const servers: StaticServer[] = [];
  let browser: Browser;
  let fragment: string;
  before(async () => {
    mkdirSync(folder.join('sessions'));
    folder.file('secret.txt', PASSPHRASE);
    const pack = (name: string, ...options: readonly string[]) =>
      runCli(['pack', SAMPLE, '-o', `sessions/${name}.reprise`, ...options], { cwd: folder.path });
    await pack('plain');
    await pack('passphrase', '--passphrase-file', 'secret.txt');
    fragment = /#k=[\w-]{43}/.exec((await pack('key', '--random-key')).text)![0];
    const mounts = {
      '/demo/': projectPath('demo'),
      '/demo/sessions/': folder.join('sessions'),
      '/dist/bundle/': projectPath('dist/bundle'),
    };
    for (const ranges of [true, false]) servers.push(await startStaticServer(mounts, { ranges }));
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    for (const server of servers) await server.close();
    folder.remove();
  });

  async function open(
    name: string,
    { ranges = true, behind = '' } = {},
  ): Promise<{ page: Page; complaints: PageComplaints; reads: () => string[] }> {
    const server = servers[ranges ? 0 : 1]!;
    server.requests.length = 0;
    const opened = await openPage(browser, `${server.origin}/demo/?src=sessions/${name}.reprise${behind}`);
    const reads = (): string[] =>
      server.requests.filter(({ path }) => path.endsWith('.reprise')).map(({ range }) => range ?? 'all');
    return { ...opened, reads };
  }

  /** Resolves when the session shows something of its first turn. */
  async function played(page: Page): Promise<void> {
    await page.waitForFunction(() => document.title.includes('·'));
    await page.evaluate(() => document.querySelector('reprise-player')!.seek(60));
  }

  for (const ranges of [true, false]) {
    it(`plays with the key of its link from a server with${ranges ? '' : 'out'} ranges [ENC-5]`, async () => {
      const { page, complaints, reads } = await open('key', { ranges, behind: fragment });
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url(), JSON.stringify(request.headers())));
      await page.reload();
      await played(page);

      const key = fragment.slice(3);
      const shown = await page.evaluate(() => {
        const player = document.querySelector('reprise-player')!;
        return [player.currentSrc, player.shadowRoot!.textContent];
      });
      expect(complaints.errors).to.deep.equal([]);
      expect(asked.filter((text) => text.replace(/#.*/, '').includes(key))).to.deep.equal([]);
      expect(
        servers
          .flatMap(({ requests }) => requests)
          .map(({ path }) => path)
          .join(),
      ).not.to.include(key);
      expect(shown.join()).not.to.include(key);
      expect(reads().length).to.be.greaterThan(0);
      await page.close();
    });
  }

  it('asks for as many ranges as one that is not encrypted', async () => {
    const counts: number[] = [];
    for (const [name, behind] of [
      ['plain', ''],
      ['key', fragment],
    ] as const) {
      const { page, reads } = await open(name, { behind });
      await played(page);
      counts.push(reads().length);
      await page.close();
    }

    expect(counts[1]).to.equal(counts[0]);
  });

  it('asks for its passphrase, says when it is wrong, and plays with the right one', async () => {
    const { page, complaints } = await open('passphrase');
    await expectShown(page, 'This session is encrypted');
    // The page leads whoever is in its player to the field.
    await page.keyboard.type('not this one');
    await page.keyboard.press('Enter');
    await expectShown(page, 'This passphrase does not open the session');

    // What was typed is selected: the next try replaces it.
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await played(page);
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });

  it('asks for its key where the link lost it, and takes the complete link in the address bar, too', async () => {
    const { page } = await open('key');
    await expectShown(page, 'Key, or the complete link');
    await page.evaluate((hash) => void (location.hash = hash), fragment);

    await played(page);
    await page.close();
  });

  it('opens with what its page gives it, without an attribute', async () => {
    const { page } = await open('plain');
    await played(page);
    await page.evaluate((passphrase) => {
      const player = document.querySelector('reprise-player')!;
      player.key = { passphrase };
      player.src = 'sessions/passphrase.reprise';
      document.title = '';
    }, PASSPHRASE);

    await played(page);
    expect(await page.evaluate(() => document.querySelector('reprise-player')!.outerHTML)).not.to.include(
      PASSPHRASE,
    );
    await page.close();
  });
});
