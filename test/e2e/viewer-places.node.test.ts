import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { runCli, TempFolder } from '../cli/cli.ts';
import { chromiumOnly, newPage } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { startStaticServer } from '../helpers/static-server.ts';
import { buildZip } from '../helpers/zip-builder.ts';
import { audit, startPages, type Pages } from './pages.ts';

/** The viewer page where files come from: bug trackers, servers of others, this browser, this computer. */
describe('the viewer page and the places of files', () => {
  let pages: Pages;
  let folder: string;
  let archive: Uint8Array;
  before(async () => {
    pages = await startPages();
    folder = mkdtempSync(join(tmpdir(), 'reprise-places-'));
    archive = await sampleArchive(['transcript']);
  });
  after(async () => {
    await pages.close();
    rmSync(folder, { recursive: true });
  });

  async function pick(page: Page, name: string, content: Uint8Array): Promise<void> {
    const path = join(folder, name);
    writeFileSync(path, content);
    const input = (await page.$('#pick')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  }

  async function opened(page: Page): Promise<string> {
    await page.waitForFunction(
      () => document.title.includes('·') && document.querySelector('reprise-player')!.readyState === 4,
    );
    return page.evaluate(() => document.querySelector('reprise-player')!.currentSrc);
  }

  for (const [what, name, content, source] of [
    ['the only archive of a ZIP', 'issue.zip', () => zipOf('a/fix.reprise'), 'fix.reprise'],
    ['an archive that a tracker wanted to end in .zip', 'fix.reprise.zip', () => archive, 'fix.reprise.zip'],
    ['such an archive in a ZIP', 'issue.zip', () => zipOf('fix.reprise.zip'), 'fix.reprise.zip'],
  ] as const)
    it(`opens ${what}`, async () => {
      const { page, errors } = await pages.open('/demo/');
      await page.waitForSelector('#start:not([hidden])');
      await pick(page, name, content());
      expect(await opened(page)).to.equal(source);
      expect(errors).to.deep.equal([]);
      await page.close();
    });

  it('asks which one where a ZIP holds several archives', async () => {
    const { page } = await pages.open('/demo/');
    await page.waitForSelector('#start:not([hidden])');
    await pick(page, 'issue.zip', zipOf('before.reprise', 'after.reprise'));
    await page.waitForSelector('#choice:not([hidden])');

    expect(await page.$eval('#choice-title', ({ textContent }) => textContent)).to.equal(
      '2 sessions in issue.zip',
    );
    await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('#rows button')]
        .find((row) => row.textContent === 'after.reprise')!
        .click(),
    );
    expect(await opened(page)).to.equal('after.reprise');
    await page.close();
  });

  it(
    'says what a server has to send that keeps its files from other sites',
    { skip: chromiumOnly },
    async () => {
      const page = await newPage(pages.browser);
      await page.setRequestInterception(true);
      page.on('request', (request) => {
        if (request.url().startsWith('https://files.example/'))
          void request.respond({ body: Buffer.from(archive) });
        else void request.continue();
      });
      await page.goto(`${pages.server.origin}/demo/?src=https://files.example/fix.reprise`);
      await page.waitForSelector('#doubt:not([hidden])');

      const text = await page.$eval('#doubt-reason', ({ textContent }) => textContent);
      expect(text).to.include('files.example answers').and.to.include('Access-Control-Allow-Origin: *');
      const guide = await page.$eval('#doubt-more', (link) => (link as HTMLAnchorElement).href);
      expect(guide).to.match(/docs\/embedding\.md#serving-archives$/);
      expect(readFileSync(projectPath('docs/embedding.md'), 'utf8')).to.include('\n## Serving archives\n');
      await page.close();
    },
  );

  it('plays what comes only as a whole, and says that it could begin sooner', async () => {
    const large = buildLarge();
    writeFileSync(join(folder, 'large.jsonl'), large);
    const { execFileSync } = await import('node:child_process');
    execFileSync(
      process.execPath,
      [
        projectPath('dist/cli/main.js'),
        'pack',
        join(folder, 'large.jsonl'),
        '-o',
        join(folder, 'large.reprise'),
      ],
      { stdio: 'ignore' },
    );
    const mounts = {
      '/demo/': projectPath('demo'),
      '/dist/bundle/': projectPath('dist/bundle'),
      '/files/': folder,
    };
    for (const ranges of [false, true]) {
      const server = await startStaticServer(mounts, { ranges });
      const page = await newPage(pages.browser);
      await page.goto(`${server.origin}/demo/?src=/files/large.reprise`);
      await opened(page);
      if (ranges) {
        expect(await page.$eval('#doubt', (note) => note.hasAttribute('hidden'))).to.equal(true);
      } else {
        await page.waitForSelector('#doubt:not([hidden])');
        const text = await page.$eval('#doubt-reason', ({ textContent }) => textContent);
        expect(text).to.match(/sends the file only as a whole, [\d.]+ MB/);
      }
      await page.close();
      await server.close();
    }
  });

  it('keeps what was opened only when asked to, and forgets it', async () => {
    const { page, errors } = await pages.open('/demo/');
    await page.waitForSelector('#recent:not([hidden])');
    await pick(page, 'first.reprise', archive);
    await opened(page);
    await page.goto(`${pages.server.origin}/demo/`);
    await page.waitForSelector('#recent:not([hidden])');
    expect(await recent(page)).to.deep.equal([]);
    expect(await page.$eval('#recent-kept', (input) => (input as HTMLInputElement).checked)).to.equal(false);

    await page.click('#recent-kept');
    await pick(page, 'second.reprise', archive);
    await opened(page);
    const title = await page.evaluate(
      () => document.querySelector('reprise-player')!.session.manifest!.title,
    );
    await page.waitForFunction(
      (text) => document.querySelector('#recent-list .link')?.textContent === text,
      {},
      title,
    );
    await page.goto(`${pages.server.origin}/demo/`);
    await page.waitForSelector('#recent-list li');
    expect(await recent(page)).to.deep.equal([title]);
    expect(await audit(page)).to.deep.equal([]);

    await page.click('#recent-list .link');
    expect(await opened(page)).to.equal('second.reprise');
    await page.goto(`${pages.server.origin}/demo/`);
    await page.waitForSelector('#recent-list li');
    expect((await recent(page)).length).to.equal(1);
    await page.click('#recent-list .icon-button');
    await page.waitForFunction(() => document.querySelector('#recent-list li') === null);
    await page.reload();
    await page.waitForSelector('#recent:not([hidden])');
    expect(await recent(page)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('keeps of an encrypted archive the bytes as they were, and forgets all when it shall keep nothing', async () => {
    const temporary = new TempFolder();
    const log = projectPath('demo/sessions/refresh-once.jsonl');
    const packed = await runCli(['pack', log, '-o', 'key.reprise', '--random-key'], { cwd: temporary.path });
    const encrypted = readFileSync(temporary.join('key.reprise'));
    temporary.remove();
    const { page } = await pages.open('/demo/');
    await page.waitForSelector('#recent:not([hidden])');
    // Another test may have asked for it already: it is one browser.
    await page.$eval('#recent-kept', (input) => {
      if (!(input as HTMLInputElement).checked) (input as HTMLInputElement).click();
    });
    await page.evaluate(
      (key) => void (document.querySelector('reprise-player')!.key = { key }),
      /#k=[\w-]{43}/.exec(packed.text)![0],
    );
    await pick(page, 'key.reprise', encrypted);
    await opened(page);

    await page.goto(`${pages.server.origin}/demo/`);
    await page.waitForSelector('#recent-list li');
    expect(await recent(page)).to.deep.equal(['key.reprise']);
    const kept = await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const asking = indexedDB.open('reprise-viewer');
        asking.onsuccess = () => resolve(asking.result);
      });
      const [file] = await new Promise<{ content: ArrayBuffer }[]>((resolve) => {
        const asking = database.transaction('files').objectStore('files').getAll();
        asking.onsuccess = () => resolve(asking.result as { content: ArrayBuffer }[]);
      });
      database.close();
      return { names: Object.keys(file!).sort(), bytes: [...new Uint8Array(file!.content)] };
    });
    expect(kept.names).to.deep.equal(['content', 'id', 'isEncrypted', 'name', 'openedAt', 'size']);
    expect(kept.bytes).to.deep.equal([...encrypted]);

    await page.click('#recent-kept');
    await page.waitForFunction(() => document.querySelector('#recent-list li') === null);
    await page.reload();
    await page.waitForSelector('#recent:not([hidden])');
    expect(await recent(page)).to.deep.equal([]);
    await page.close();
  });

  it(
    'opens without a network, keeps no archive, and says when it is newer',
    { skip: chromiumOnly },
    async () => {
      const version = { version: 'one' };
      const list = /self\.OFFLINE = (.*);/.exec(
        readFileSync(projectPath('dist/bundle/reprise-offline.js'), 'utf8'),
      )![1]!;
      const { files } = JSON.parse(list) as { files: string[] };
      const offline = {
        get text() {
          return `self.OFFLINE = ${JSON.stringify({ ...version, files })};`;
        },
        type: 'text/javascript',
      };
      const server = await startStaticServer({
        '/demo/': projectPath('demo'),
        '/dist/bundle/': projectPath('dist/bundle'),
        '/dist/bundle/reprise-offline.js': offline,
        '/files/': folder,
      });
      writeFileSync(join(folder, 'served.reprise'), archive);
      // Any name but those of `reprise open`; browsers take it for this computer all the same.
      const origin = server.origin.replace('localhost', 'reprise.localhost');
      const page = await newPage(pages.browser);
      await page.goto(`${origin}/demo/`);
      await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
      await page.goto(`${origin}/demo/?src=/files/served.reprise`);
      await opened(page);
      const kept = await page.evaluate(async () => {
        const cache = await caches.open((await caches.keys())[0]!);
        return (await cache.keys()).map(({ url }) => new URL(url).pathname);
      });
      expect(kept).to.include('/demo/').and.to.include('/dist/bundle/reprise.js');
      expect(kept.filter((path) => /\.reprise$|embed|basic/.test(path))).to.deep.equal([]);
      expect(kept.length).to.equal(files.length);

      version.version = 'two';
      await page.evaluate(() =>
        navigator.serviceWorker.ready.then((worker) => worker.update()).then(() => undefined),
      );
      await page.waitForSelector('#renewed:not([hidden])');
      await Promise.all([page.waitForNavigation(), page.click('#renew')]);
      await page.waitForFunction(async () => (await caches.keys()).join() === 'reprise-viewer-two');

      await server.close();
      await page.goto(`${origin}/demo/`);
      await page.waitForSelector('#start:not([hidden])');
      await pick(page, 'picked.reprise', archive);
      expect(await opened(page)).to.equal('picked.reprise');
      await page.close();
    },
  );

  it('registers nothing where “reprise open” serves it', async () => {
    const { page } = await pages.open('/demo/?src=sessions/transcript.reprise');
    await opened(page);
    expect(
      await page.evaluate(async () => [
        (await navigator.serviceWorker.getRegistrations()).length,
        document.querySelectorAll('link[rel=manifest]').length,
      ]),
    ).to.deep.equal([0, 0]);
    await page.close();
  });

  /** What the page lists as opened before. */
  function recent(page: Page): Promise<string[]> {
    return page.$$eval('#recent-list .link', (links) => links.map(({ textContent }) => textContent));
  }

  function zipOf(...paths: readonly string[]): Uint8Array {
    return buildZip({ entries: paths.map((path) => ({ path, content: archive })) });
  }
});

/** A log whose archive is larger than a megabyte. */
function buildLarge(): string {
  const place = { sessionId: 'a', cwd: '/work', version: '2.1.0', timestamp: '2025-01-02T10:00:00.000Z' };
  const message = { role: 'user', content: `Why? ${randomBytes(1_200_000).toString('base64')}` };
  return `${JSON.stringify({ type: 'user', uuid: 'a1', message, ...place })}\n`;
}
