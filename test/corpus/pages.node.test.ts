import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { BytesSource, validateArchive } from '#src/format/index.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { NO_CORPUS } from '../helpers/corpus.ts';
import { corpusInputs } from '../helpers/corpus-inputs.ts';
import { projectPath } from '../helpers/project-path.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';

const root = projectPath('');
const inputs = corpusInputs();

describe('real sessions on the viewer page', { skip: inputs.length > 0 ? false : NO_CORPUS }, () => {
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

  for (const { path, file } of inputs) {
    it(`${path} packs, is valid, shows any moment and plays to its end without a complaint`, async () => {
      const archives = packInto(mkdtempSync(join(folder, 'packed-')), file);
      expect(archives.length).to.be.greaterThan(0);
      for (const archive of archives) {
        const { findings } = await validateArchive(new BytesSource(readFileSync(join(folder, archive))));
        expect(findings, archive).to.deep.equal([]);
        await expectToPlay(archive);
      }
    });
  }

  async function expectToPlay(archive: string): Promise<void> {
    const address = `${server.origin}/demo/?src=${encodeURIComponent(`sessions/${archive}`)}`;
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

    expect(ended, archive).to.equal(true);
    expect(complaints.errors, archive).to.deep.equal([]);
    await page.close();
  }

  /** Packs an input; one that holds several sessions gives several archives. */
  function packInto(target: string, file: string): string[] {
    const command = [join(root, 'dist/cli/main.js'), 'pack', file, '-o', target];
    const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' });
    // A part of a session that has no prompt is packed with a doubt.
    expect([0, 3], stderr).to.include(status);
    return readdirSync(target).map((name) => `${target.slice(folder.length + 1)}/${name}`);
  }
});
