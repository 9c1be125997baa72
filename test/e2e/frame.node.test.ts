import type { Frame, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import type { connectPlayer as connect, FrameState, PlayerFrame } from '#src/frame/index.ts';
import { runCli, TempFolder } from '../cli/cli.ts';
import { newPage } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';
import { startPages, type Pages } from './pages.ts';

/** What sandboxed pages need of the server that has player and archives. */
const FOR_EVERYBODY = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'Content-Range, ETag',
};

/** What the page around a frame has in its window. */
interface Embedder {
  frame: PlayerFrame;
  states: FrameState[];
  heights: number[];
  said: string[];
  /** Whatever came from anywhere, with the window's own ears. */
  heard: unknown[];
}

describe('a player in a frame', () => {
  let pages: Pages;
  /** Other sites: one that embeds, one that would like to. */
  let site: StaticServer;
  let stranger: StaticServer;
  const secret = new TempFolder();
  let fragment: string;
  before(async () => {
    const sample = projectPath('demo/sessions/refresh-once.jsonl');
    const packed = await runCli(['pack', sample, '-o', 'key.reprise', '--random-key'], { cwd: secret.path });
    fragment = /#k=[\w-]{43}/.exec(packed.text)![0];
    pages = await startPages({ '/secret/': secret.path }, FOR_EVERYBODY);
    const mounts = {
      '/': { text: '<!doctype html><title>page</title><script type="module" src="/page.js"></script>' },
      '/page.js': {
        text: 'import { connectPlayer } from "/bundle/reprise-frame.js"; Object.assign(window, { connectPlayer });',
        type: 'text/javascript',
      },
      '/bundle/': projectPath('dist/bundle'),
    };
    site = await startStaticServer(mounts);
    stranger = await startStaticServer(mounts);
  });
  after(async () => {
    await pages.close();
    await site.close();
    await stranger.close();
    secret.remove();
  });

  /** A page of another site with the player in a frame, connected; its complaints. */
  async function embed(
    address: string,
    { sandbox = 'allow-scripts', from = site }: { sandbox?: string | undefined; from?: StaticServer } = {},
  ): Promise<{ page: Page; errors: string[] }> {
    const page = await newPage(pages.browser);
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    await page.goto(from.origin);
    await page.evaluate(
      (src, limits) => {
        const iframe = document.createElement('iframe');
        if (limits !== undefined) iframe.setAttribute('sandbox', limits);
        iframe.style.cssText = 'inline-size: 700px; block-size: 500px';
        iframe.src = src;
        const embedder: Embedder = {
          frame: undefined as unknown as PlayerFrame,
          states: [],
          heights: [],
          said: [],
          heard: [],
        };
        addEventListener('message', ({ data }) => embedder.heard.push(data));
        document.body.append(iframe);
        embedder.frame = connectPlayer(iframe);
        embedder.frame.on('ready', () => embedder.said.push('ready'));
        embedder.frame.on('error', ({ code }) => embedder.said.push(code));
        embedder.frame.on('state', (state) => embedder.states.push(state));
        embedder.frame.on('resize', (height) => embedder.heights.push(height));
        Object.assign(window, { embedder });
      },
      `${pages.server.origin}${address}`,
      sandbox,
    );
    return { page, errors };
  }

  /** Waits until the frame has said something. */
  async function said(page: Page, what: string): Promise<void> {
    await page.waitForFunction((word) => embedder.said.includes(word), {}, what);
  }

  /** The document in the frame. */
  async function inside(page: Page): Promise<Frame> {
    return await (await page.waitForSelector('iframe'))!.contentFrame();
  }

  it('plays in a sandbox that allows scripts alone, and is driven from the page of another site', async () => {
    const { page, errors } = await embed('/demo/embed.html?src=sessions/refresh-once.reprise');
    await said(page, 'ready');

    await page.evaluate(() => embedder.frame.seek(60));
    await page.waitForFunction(() => embedder.states.at(-1)?.time === 60);
    const state = await page.evaluate(() => embedder.frame.state());
    expect(state).to.include({
      time: 60,
      paused: true,
      title: 'Access tokens expire mid-session (scripted sample)',
    });
    expect(state.duration).to.be.greaterThan(100);
    expect(state.event).not.to.equal('');

    await page.evaluate(() => embedder.frame.play());
    await page.waitForFunction(() => embedder.states.at(-1)?.paused === false);
    await page.evaluate(() => embedder.frame.pause());
    await page.waitForFunction(() => embedder.states.at(-1)?.paused === true);
    const frame = await inside(page);
    expect(
      await frame.evaluate(() => [self.origin, document.querySelector('reprise-player')!.paused]),
    ).to.deep.equal(['null', true]);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('tells how high it wants to be, by its width and what it shows', async () => {
    const { page } = await embed('/demo/embed.html?src=sessions/refresh-once.reprise');
    await page.waitForFunction(() => embedder.heights.length > 0);
    expect(await page.evaluate(() => embedder.heights)).to.deep.equal([640]);

    await page.setViewport({ width: 1400, height: 900 });
    await page.$eval('iframe', (iframe) => (iframe.style.inlineSize = '1200px'));
    await page.waitForFunction(() => embedder.heights.at(-1) === 704);
    await page.close();
  });

  it('says why it does not play', async () => {
    const { page } = await embed('/demo/embed.html?src=sessions/none.reprise');
    await said(page, 'source-unavailable');
    expect(await page.evaluate(() => embedder.heights)).to.deep.equal([320]);
    await page.close();
  });

  it('goes where its fragment leads, also for a page that only links', async () => {
    const { page } = await embed(
      '/demo/embed.html?src=sessions/refresh-once.reprise&theme=dark&lang=de#t=30',
    );
    await page.waitForFunction(() => embedder.states.at(-1)?.time === 30);
    const frame = await inside(page);
    expect(
      await frame.evaluate(() => [
        document.documentElement.lang,
        getComputedStyle(document.querySelector('reprise-player')!).colorScheme,
      ]),
    ).to.deep.equal(['de', 'dark']);
    await page.close();
  });

  it('opens an encrypted archive with the key behind its #', async () => {
    const { page, errors } = await embed(`/demo/embed.html?src=/secret/key.reprise${fragment}&t=30`);
    await said(page, 'ready');
    await page.waitForFunction(() => embedder.states.at(-1)?.time === 30);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('says nothing before it is asked, and talks to nobody but who its address names', async () => {
    const address = `/demo/embed.html?src=sessions/refresh-once.reprise&origin=${site.origin}`;
    const { page } = await embed(address, { from: stranger });
    const frame = await inside(page);
    await frame.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);

    await page.evaluate(() => {
      embedder.frame.play();
      document
        .querySelector('iframe')!
        .contentWindow!.postMessage({ reprise: 1, type: 'getState', id: 1 }, '*');
    });
    // The frame has done what came before this by the time that it answers.
    await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await frame.evaluate(() => document.querySelector('reprise-player')!.paused)).to.equal(true);
    expect(await page.evaluate(() => embedder.heard)).to.deep.equal([]);
    await page.close();

    const { page: named } = await embed(address);
    await said(named, 'ready');
    await named.close();
  });

  it('does not listen to frames beside it, nor to a page that has opened it', async () => {
    const { page } = await embed('/demo/embed.html?src=sessions/refresh-once.reprise');
    await said(page, 'ready');
    const heardBefore = await page.evaluate(() => embedder.heard.length);
    await page.evaluate((src) => {
      const sibling = document.createElement('iframe');
      sibling.src = src;
      document.body.append(sibling);
    }, stranger.origin);
    const sibling = await page.waitForFrame((each) => each.url().startsWith(stranger.origin));
    await sibling.waitForFunction(() => document.title === 'page');
    const answers = await sibling.evaluate(async () => {
      const heard: unknown[] = [];
      addEventListener('message', ({ data }) => heard.push(data));
      for (const type of ['subscribe', 'play', 'getState'])
        parent.frames[0]!.postMessage({ reprise: 1, type, id: 1 }, '*');
      await new Promise((resolve) => setTimeout(resolve));
      return heard;
    });
    const frame = await inside(page);
    await frame.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(answers).to.deep.equal([]);
    expect(await frame.evaluate(() => document.querySelector('reprise-player')!.paused)).to.equal(true);
    expect(await page.evaluate(() => embedder.heard.length)).to.equal(heardBefore);

    // As a page of its own it has no page around it: who opened it is nobody.
    const opened = new Promise<Page>((resolve) =>
      pages.browser.once('targetcreated', (target) => void target.page().then((found) => resolve(found!))),
    );
    await page.evaluate((src) => {
      Object.assign(window, { opened: open(src) });
    }, `${pages.server.origin}/demo/embed.html?src=sessions/refresh-once.reprise`);
    const popup = await opened;
    await popup.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
    await page.evaluate(() => {
      const { opened } = window as unknown as { opened: Window };
      for (const type of ['subscribe', 'play', 'getState'])
        opened.postMessage({ reprise: 1, type, id: 1 }, '*');
    });
    await popup.evaluate(() => new Promise((resolve) => setTimeout(resolve)));
    expect(await popup.evaluate(() => document.querySelector('reprise-player')!.paused)).to.equal(true);
    expect(await page.evaluate(() => embedder.heard.length)).to.equal(heardBefore);
    await popup.close();
    await page.close();
  });

  it('keeps its page listening to it alone', async () => {
    const { page } = await embed('/demo/embed.html?src=sessions/refresh-once.reprise');
    await said(page, 'ready');
    await page.evaluate((src) => {
      const sibling = document.createElement('iframe');
      sibling.src = src;
      document.body.append(sibling);
    }, stranger.origin);
    await page.waitForFunction(() => frames.length === 2);
    const sibling = await page.waitForFrame((each) => each.url().startsWith(stranger.origin));
    await sibling.waitForFunction(() => document.title === 'page');
    await sibling.evaluate(() => parent.postMessage({ reprise: 1, type: 'resize', height: 5000 }, '*'));
    await page.waitForFunction(() =>
      embedder.heard.some((data) => (data as { height?: number }).height === 5000),
    );

    expect(await page.evaluate(() => embedder.heights)).to.deep.equal([640]);
    await page.close();
  });

  it('says which header is missing where its server keeps scripts from sandboxed pages', async () => {
    const closed = await startStaticServer({
      '/demo/': projectPath('demo'),
      '/dist/bundle/': projectPath('dist/bundle'),
    });
    const page = await newPage(pages.browser);
    await page.goto(site.origin);
    await page.evaluate((src) => {
      const iframe = document.createElement('iframe');
      iframe.setAttribute('sandbox', 'allow-scripts');
      iframe.src = src;
      document.body.append(iframe);
    }, `${closed.origin}/demo/embed.html?src=sessions/refresh-once.reprise`);
    const frame = await inside(page);
    const text = await frame.waitForSelector('#unstarted');
    expect(await text!.evaluate((shown) => shown.textContent)).to.include('Access-Control-Allow-Origin: *');
    await page.close();
    await closed.close();
  });
});

declare global {
  /** In the page around the frame. */
  var embedder: Embedder;
  var connectPlayer: typeof connect;
}
