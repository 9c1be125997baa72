import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '../../src/elements/player/player.define.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const corpus = corpusFolder();
const inputs = corpus
  ? ['claude-code', 'asciicast'].flatMap((folder) =>
      readdirSync(join(corpus, folder))
        .filter((name) => /\.(?:jsonl|cast|json)$/.test(name))
        .map((name) => join(corpus, folder, name)),
    )
  : [];

describe('real sessions on the viewer page', { skip: corpus ? false : NO_CORPUS }, () => {
  let folder: string;
  let server: StaticServer;
  let browser: Browser;
  before(async () => {
    if (!existsSync(join(root, 'dist/cli/main.js'))) throw new Error('needs npm run build');
    folder = mkdtempSync(join(tmpdir(), 'reprise-pages-'));
    server = await startStaticServer({
      '/demo/': join(root, 'demo'),
      '/demo/sessions/': folder,
      '/dist/bundle/': join(root, 'dist/bundle'),
    });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  for (const input of inputs) {
    const name = input.split('/').at(-1)!;
    it(`${name} opens, shows any moment and plays to its end without a complaint`, async () => {
      const archive = `${name}.reprise`;
      execFileSync(
        process.execPath,
        [join(root, 'dist/cli/main.js'), 'pack', input, '-o', join(folder, archive)],
        { stdio: 'ignore' },
      );
      const address = `${server.origin}/demo/?src=sessions/${encodeURIComponent(archive)}`;
      const { page, complaints } = await openPage(browser, address);
      await page.waitForFunction(() => (document.querySelector('reprise-player')?.readyState ?? 0) >= 2);

      const ended = await page.evaluate(async () => {
        const player = document.querySelector('reprise-player')!;
        const length = (player.session.manifest?.duration ?? 0) / 1000;
        for (const share of [0.5, 0.1, 0.9, 0.3]) await player.seek(share * length);
        player.currentTime = Math.max(0, player.duration - 8);
        player.playbackRate = 16;
        const end = new Promise((resolve) => player.addEventListener('ended', resolve, { once: true }));
        await player.play();
        await end;
        return player.ended && Math.abs(player.currentTime - player.duration) < 0.01;
      });

      expect(ended).to.equal(true);
      expect(complaints.errors).to.deep.equal([]);
      await page.close();
    });
  }
});
