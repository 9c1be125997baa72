import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser, Frame } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';

const page = readFileSync(projectPath('docs/sites.md'), 'utf8');

/** Puts a file into a site as the page of the docs shows it: behind its path. */
function putShown(site: string, path: string): void {
  const marker = `\n\`${path}\`\n\n\`\`\``;
  const start = page.indexOf(marker);
  if (start === -1) throw new Error(`docs/sites.md shows no ${path}`);
  const [, text = ''] = /^\w[\w-]*\n([\s\S]*?)\n```\n/.exec(page.slice(start + marker.length)) ?? [];
  put(site, path, `${text}\n`);
}

function put(site: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(site, path)), { recursive: true });
  writeFileSync(join(site, path), content);
}

/** Why a test with a tool is skipped: `false` where the tool is installed. */
function missing(tool: string, ...version: readonly string[]): string | false {
  return spawnSync(tool, version).status === 0 ? false : `${tool} is not installed`;
}

function run(folder: string, tool: string, ...parameters: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(tool, parameters, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${tool} ended with ${String(status)}: ${stdout}${stderr}`);
}

describe('what docs/sites.md shows', () => {
  let home: string;
  let server: StaticServer;
  let browser: Browser;

  before(async () => {
    home = mkdtempSync(join(tmpdir(), 'reprise-sites-'));
    server = await startStaticServer({ '/': home });
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await server.close();
    rmSync(home, { recursive: true, force: true });
  });

  /** A folder of a site, with the bundle and an archive in one of its folders. */
  async function makeSite(name: string, assets: string): Promise<string> {
    const site = join(home, name);
    cpSync(projectPath('dist/bundle'), join(site, assets, 'reprise'), { recursive: true });
    put(site, join(assets, 'session.reprise'), await sampleArchive());
    return site;
  }

  it('plays in a site that Hugo builds, twice in a page', { skip: missing('hugo', 'version') }, async () => {
    const site = await makeSite('hugo', 'static');
    put(site, 'config.toml', `baseURL = "${server.origin}/hugo/public/"\n`);
    put(site, 'layouts/_default/single.html', '<!doctype html>{{ .Content }}');
    putShown(site, 'layouts/shortcodes/reprise.html');
    putShown(site, 'content/post.md');
    run(site, 'hugo', '--quiet');

    expect(await playersOf('hugo/public/post/index.html')).to.deep.equal([576, 384]);
  });

  it('plays in a site that MkDocs builds', { skip: missing('mkdocs', '--version') }, async () => {
    const site = await makeSite('mkdocs', 'docs');
    putShown(site, 'mkdocs.yml');
    putShown(site, 'docs/load-reprise.js');
    putShown(site, 'docs/page.md');
    run(site, 'mkdocs', 'build', '--quiet');

    expect(await playersOf('mkdocs/site/page/index.html')).to.deep.equal([576]);
  });

  it('plays in a frame', async () => {
    const site = await makeSite('frame', '.');
    putShown(site, 'session.html');
    put(site, 'index.html', '<!doctype html><iframe src="session.html" width="900" height="600"></iframe>');
    const { page: opened, complaints } = await openPage(browser, `${server.origin}/frame/index.html`);
    const frame = await opened.waitForFrame((each) => each.url().endsWith('session.html'));

    expect(await heightsWhenKnown(frame)).to.deep.equal([600]);
    expect(complaints.errors.filter((error) => !error.includes('404'))).to.deep.equal([]);
    await opened.close();
  });

  /** Heights of the players of a page, px, once each knows its session. */
  async function playersOf(path: string): Promise<readonly number[]> {
    const { page: opened } = await openPage(browser, `${server.origin}/${path}`);
    const heights = await heightsWhenKnown(opened.mainFrame());
    await opened.close();
    return heights;
  }
});

async function heightsWhenKnown(frame: Frame): Promise<readonly number[]> {
  await frame.waitForFunction(() => {
    const players = [...document.querySelectorAll<ReprisePlayer>('reprise-player')];
    return players.length > 0 && players.every((player) => player.session?.manifest !== undefined);
  });
  return await frame.$$eval('reprise-player', (players) => players.map((player) => player.offsetHeight));
}
