import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { deadLinks } from '#site/check-links.mjs';
import { Links, wayBetween } from '#site/links.mjs';
import { sitePages } from '#site/pages.mjs';
import { audit } from '../e2e/pages.ts';
import { newPage, openBrowser } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';

const root = projectPath('');
const pages = sitePages(root);

/** What the landing page may ask for until its session plays: requests, and kilobytes that are not compressed (a quarter of it, compressed). */
const MAX_REQUESTS = 52;
const MAX_KILOBYTES = 820;
/** Two players on a page each have a terminal, within regions of their own titles. */
const RULES_OF_ONE_PLAYER = ['landmark-unique'];

/** Another folder in the temporary one, which goes away at the end of the tests. */
const folders: string[] = [];
function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-docs-'));
  folders.push(folder);
  return folder;
}
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

describe('the site', () => {
  let folder: string;
  let server: StaticServer;
  let browser: Browser;
  before(async () => {
    folder = newFolder();
    execFileSync(process.execPath, [join(root, 'scripts/make-site.mjs'), folder], { stdio: 'pipe' });
    // In a folder, as on a host of project pages: no address may begin at the root.
    server = await startStaticServer({ '/reprise/': folder });
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  const htmlOf = (path: string): string => readFileSync(join(folder, path), 'utf8');

  it('has a page for each source, with one main heading, a title and the policy', () => {
    for (const path of ['index.html', ...pages.map((page) => page.path)]) {
      const html = htmlOf(path);
      expect(html.match(/<h1[\s>]/g), path).to.have.length(1);
      expect(html, path).to.match(/<title>[^<]+<\/title>/);
      expect(html, path).to.include(`content="default-src 'none'; script-src 'self'; style-src 'self';`);
    }
  });

  it('has no script, style or handler in its pages, and asks no other host', () => {
    for (const { path } of pages) {
      const html = htmlOf(path).replaceAll(/<pre[\s\S]*?<\/pre>/g, '');
      expect(html, path).not.to.match(/<style|<[^>]*\sstyle=|<[^>]*\son[a-z]+=|<script(?![^>]*\ssrc=)/);
      expect(html, path).not.to.match(/<(?:script|link|img)[^>]*(?:src|href)="https?:/);
    }
  });

  it('has no dead link and no dead anchor', () => {
    expect(deadLinks(folder)).to.deep.equal([]);
  });

  it('leads through the pages in reading order', () => {
    const ordered = pages.filter(({ section }) => section);
    let path = ordered[0]!.path;
    const read = [path];
    for (let next; (next = /rel="next" href="([^"]+)"/.exec(htmlOf(path))?.[1]); read.push(path))
      path = join(path, '..', next).replaceAll('\\', '/');

    expect(read).to.deep.equal(ordered.map((page) => page.path));
  });

  it('says in the navigation where one is', () => {
    expect(htmlOf('embedding.html')).to.match(/href="embedding.html" aria-current="page">Embedding</);
    expect(htmlOf('importers/aider.html')).to.match(/href="index.html" aria-current="true">/);
  });

  for (const dark of [false, true])
    it(`is accessible and within its policy: ${dark ? 'dark' : 'light'}`, { timeout: 180_000 }, async () => {
      for (const path of ['index.html', 'getting-started.html', 'publishing.html', 'errors.html']) {
        const { page, complaints } = await openPage(path, { dark });
        if (path === 'getting-started.html')
          await page.waitForFunction(() =>
            [...document.querySelectorAll('reprise-player')].every(({ readyState }) => readyState >= 1),
          );

        const leftOut = path === 'getting-started.html' ? RULES_OF_ONE_PLAYER : [];
        expect(await audit(page, leftOut), path).to.deep.equal([]);
        expect(complaints, path).to.deep.equal([]);
        await page.close();
      }
    });

  it('has no page that is wider than a phone', async () => {
    for (const path of ['index.html', 'embedding.html', 'errors.html', 'api/reference/reprise/player.html']) {
      const { page } = await openPage(path, { width: 360, height: 740 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).to.be.at.most(360);
      await page.close();
    }
  });

  it('plays a session on the landing page, of few requests', async () => {
    const { page, complaints } = await openPage('index.html');

    const { requests, kilobytes } = await page.evaluate(() => globalThis.untilPlaying);

    expect(requests).to.be.at.most(MAX_REQUESTS);
    expect(kilobytes).to.be.at.most(MAX_KILOBYTES);
    await page.waitForFunction(() => document.querySelector('reprise-player')!.currentTime > 0);
    expect(complaints).to.deep.equal([]);
    await page.close();
  });

  /** Opens a page and notes what it complains about, and every request to another host. */
  async function openPage(
    path: string,
    { width = 1280, height = 900, dark = false } = {},
  ): Promise<{ page: Page; complaints: string[] }> {
    const page = await newPage(browser);
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      if (!/^(?:blob:|data:)/.test(request.url()) && !request.url().startsWith(server.origin))
        complaints.push(`asks ${request.url()}`);
    });
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
    await page.evaluateOnNewDocument(countUntilPlaying);
    await page.goto(`${server.origin}/reprise/${path}`, { waitUntil: 'load' });
    return { page, complaints };
  }
});

declare global {
  /** What was asked for until a player of the page played. */
  var untilPlaying: Promise<{ requests: number; kilobytes: number }>;
}

/** In a page: counts what is loaded until something in it plays. */
function countUntilPlaying(): void {
  globalThis.untilPlaying = new Promise((resolve) =>
    document.addEventListener(
      'playing',
      () => {
        const entries = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
        const bytes = entries.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, 0);
        resolve({ requests: entries.length, kilobytes: Math.round(bytes / 1000) });
      },
      { capture: true, once: true },
    ),
  );
}

describe('the list of pages', () => {
  /** A copy of what the site is made from. */
  function copyOfDocs(): string {
    const copy = newFolder();
    for (const path of [
      'docs',
      'spec/spec.md',
      'spec/encrypted.md',
      'spec/registry.md',
      'SECURITY.md',
      'CHANGELOG.md',
    ])
      cpSync(join(root, path), join(copy, path), { recursive: true });
    return copy;
  }

  it('refuses a page of the docs that is not in it', () => {
    const copy = copyOfDocs();
    writeFileSync(join(copy, 'docs/new.md'), '# New\n');

    expect(() => sitePages(copy)).to.throw('no place for docs/new.md');
  });

  it('refuses to name a page that is not there', () => {
    const copy = copyOfDocs();
    rmSync(join(copy, 'docs/cli.md'));

    expect(() => sitePages(copy)).to.throw('docs/cli.md, which is not there');
  });
});

describe('links of the site', () => {
  const links = new Links(root, pages);
  const importers = pages.find(({ source }) => source === 'docs/importers/index.md')!;

  it('lead from page to page, by their sources', () => {
    expect(links.hrefOf('aider.md#where', importers)).to.equal('aider.html#where');
    expect(links.hrefOf('../../spec/spec.md', importers)).to.equal('../spec/spec.html');
    expect(links.hrefOf('../importers/', importers)).to.equal('index.html');
    expect(links.hrefOf('#findings', importers)).to.equal('#findings');
    expect(wayBetween('api/reference/index.html', 'index.html')).to.equal('../../index.html');
  });

  it('lead into the repository where the site has no page, and nowhere else', () => {
    expect(links.hrefOf('../../LICENSE', importers)).to.match(/^https:\/\/github\.com\/.*\/LICENSE$/);
    expect(() => links.hrefOf('nothing.md', importers)).to.throw('links to nothing.md, which is not there');
    expect(() => links.pictureOf('https://example.org/a.png', importers)).to.throw('not in docs/images');
  });

  it('are found when they are dead', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'a'));
    writeFileSync(join(folder, 'a/index.html'), '<p id="x"><a href="#x"><a href="#y"><a href="../b.html#z">');
    writeFileSync(join(folder, 'b.html'), '<a href="a/"><a href="c.html"><a href="https://example.org">');

    expect(deadLinks(folder).sort()).to.deep.equal([
      'a/index.html links to #y: there is nothing of that id',
      'a/index.html links to ../b.html#z: there is nothing of that id',
      'b.html links to c.html: there is no such file',
    ]);
  });
});
