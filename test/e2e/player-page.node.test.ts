import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { newPage, openBrowser, openPage, type PageComplaints } from '../helpers/browser.ts';
import { projectUrl } from '../helpers/project-path.ts';
import { startSite, strictPage, type Site } from '../helpers/site.ts';

const PLAYER = '<reprise-player src="/files/sample.reprise"></reprise-player>';

/** The links of the documentation, as they lead to the bundle here. */
const PRELOADED = [
  ...readFileSync(projectUrl('docs/embedding.md'), 'utf8').matchAll(/<link rel="modulepreload".*>/g),
]
  .join('')
  .replaceAll('/reprise/', '/dist/bundle/');

const PAGES = {
  '/one.html': strictPage(PLAYER),
  '/two.html': strictPage(`${PLAYER}<reprise-player src="/files/transcript.reprise"></reprise-player>`),
  '/transcript.html': strictPage('<reprise-player src="/files/transcript.reprise"></reprise-player>'),
  '/terminal.html': strictPage('<reprise-player src="/files/terminal.reprise"></reprise-player>'),
  '/preloaded.html': strictPage(
    `${PRELOADED}<reprise-player src="/files/terminal.reprise"></reprise-player>`,
  ),
  '/missing.html': strictPage('<reprise-player src="/files/later.reprise"></reprise-player>'),
  '/corrupt.html': strictPage('<reprise-player src="/files/corrupt.reprise"></reprise-player>'),
  '/media-chrome.html': `<!doctype html>
    <link rel="icon" href="data:,">
    <script type="module" src="/dist/bundle/reprise.js"></script>
    <script src="/node_modules/media-chrome/dist/iife/index.js"></script>
    <media-controller style="width: 800px; height: 600px">
      <reprise-player slot="media" controls="none" src="/files/sample.reprise"></reprise-player>
      <media-control-bar>
        <media-play-button></media-play-button>
        <media-time-range></media-time-range>
        <media-playback-rate-button rates="1 2"></media-playback-rate-button>
      </media-control-bar>
    </media-controller>`,
};

let browser: Browser;
let site: Site;

before(async () => {
  browser = await openBrowser();
  site = await startSite(PAGES);
});

after(async () => {
  await browser.close();
  await site.close();
});

/** Opens a page of the site and waits until every player on it can play or has failed. */
async function visit(
  path: string,
  options: Parameters<typeof openPage>[2] = {},
): Promise<{ page: Page; complaints: PageComplaints }> {
  const opened = await openPage(browser, site.origin + path, options);
  await opened.page.waitForFunction(() =>
    [...document.querySelectorAll<ReprisePlayer>('reprise-player')].every(
      ({ readyState, error }) => readyState === 4 || error,
    ),
  );
  return opened;
}

/** Value of a property of the page's first player. */
async function read<K extends keyof ReprisePlayer>(page: Page, key: K): Promise<ReprisePlayer[K]> {
  return (await page.evaluate(
    (name) => document.querySelector('reprise-player')![name as 'paused'],
    key,
  )) as unknown as ReprisePlayer[K];
}

/**
 * Waits for an event of the page's first player, after doing something to it.
 *
 * @param action - source text: `player` is the player
 */
async function doUntil(page: Page, type: string, action: string): Promise<void> {
  await page.evaluate(`new Promise((resolve) => {
    const player = document.querySelector('reprise-player');
    player.addEventListener(${JSON.stringify(type)}, () => resolve(), { once: true });
    ${action};
  })`);
}

/** All text on a page, across shadow roots, as source text of an expression. */
const ALL_TEXT = `(function textOf(root) {
  return [...root.querySelectorAll('*')]
    .map(({ shadowRoot }) => (shadowRoot ? shadowRoot.textContent + textOf(shadowRoot) : ''))
    .join(' ');
})(document)`;

describe('a page with a player', () => {
  it('plays to the end under the strictest policy without a violation', async () => {
    const page = await newPage(browser);
    const problems: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('pageerror', (error) => problems.push(String(error)));
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
        console.error(`violation: ${violatedDirective} ${blockedURI} ${sample}`),
      );
    });
    await page.goto(`${site.origin}/one.html`);
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);

    await page.evaluate(async () => {
      const player = document.querySelector('reprise-player')!;
      player.playbackRate = 16;
      const ended = new Promise((resolve) => player.addEventListener('ended', resolve, { once: true }));
      await player.play();
      await ended;
    });
    await page.focus('reprise-player');
    await page.keyboard.press('?');
    await page.keyboard.press('Escape');
    for (const width of [700, 390, 1360]) {
      await page.setViewport({ width, height: 800 });
      await page.evaluate(() => document.querySelector('reprise-player')!.seek(25));
    }

    expect(problems).to.deep.equal([]);
    await page.close();
  });

  it('shows the moment of a seek in every pane when the promise resolves', async () => {
    const { page, complaints } = await visit('/one.html');

    const lines = await page.evaluate(async () => {
      const player = document.querySelector('reprise-player')!;
      await customElements.whenDefined('reprise-terminal');
      await player.seek(13);
      return player.session.terminal().lines;
    });
    const text = await page.evaluate(ALL_TEXT);

    expect(lines.filter((line) => line !== '')).to.deep.equal(['$ npm test', '1 failed']);
    expect(text).to.contain('never refreshed');
    expect(text).to.contain('1 failed');
    expect(text).to.not.contain('all passed');
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });

  it('works by keyboard alone: every control can be reached, and moves the playhead', async () => {
    const { page } = await visit('/one.html');
    const reached = new Set<string>();
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const tag = await page.evaluate(() => {
        let element = document.activeElement;
        let path = '';
        while (element) {
          path = element.localName.startsWith('reprise-') ? element.localName : path;
          element = element.shadowRoot?.activeElement ?? null;
        }
        return path;
      });
      reached.add(tag);
    }

    for (const tag of [
      'play-button',
      'step-button',
      'time-range',
      'clock-button',
      'rate-button',
      'link-button',
    ])
      expect([...reached], tag).to.include(`reprise-${tag}`);

    // On the player itself: a focused button has its own use for the space key.
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.focus('reprise-player');
    await page.keyboard.press('End');
    expect(await read(page, 'currentTime')).to.equal(20);
    await page.keyboard.press('5');
    expect(await read(page, 'currentTime')).to.equal(10);
    await page.keyboard.press('ArrowLeft');
    expect(await read(page, 'currentTime')).to.equal(5);
    await doUntil(page, 'seeked', "player.dispatchEvent(new KeyboardEvent('keydown', { key: 'n' }))");
    expect(await read(page, 'sessionTime')).to.equal(20);
    await page.keyboard.press(' ');
    expect(await read(page, 'paused')).to.equal(false);
    await page.keyboard.press('k');
    expect(await read(page, 'paused')).to.equal(true);
    await page.close();
  });

  it('leaves the keys of the page alone', async () => {
    const { page } = await visit('/one.html');
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

    await page.keyboard.press('End');
    await page.keyboard.press('k');

    expect(await read(page, 'currentTime')).to.equal(0);
    expect(await read(page, 'paused')).to.equal(true);
    await page.close();
  });

  it('fits from 320 pixels to 4K, without a bar to scroll sideways', async () => {
    const { page } = await visit('/one.html');
    for (const [width, height] of [
      [320, 568],
      [390, 780],
      [720, 560],
      [1360, 820],
      [3840, 2160],
    ] as const) {
      await page.setViewport({ width, height });
      const overflow = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        return scrollWidth - clientWidth;
      });
      expect(overflow, `${width} pixels`).to.equal(0);
    }
    await page.close();
  });

  it('is driven by the controls of media-chrome', async () => {
    const { page, complaints } = await visit('/media-chrome.html');
    const attribute = (name: string): Promise<string | null> =>
      page.evaluate((key) => document.querySelector('media-controller')!.getAttribute(key), name);
    await page.waitForFunction(() => document.querySelector('media-controller')!.hasAttribute('mediapaused'));

    await doUntil(page, 'playing', "document.querySelector('media-play-button').click()");
    await page.waitForFunction(
      () => !document.querySelector('media-controller')!.hasAttribute('mediapaused'),
    );
    await doUntil(page, 'pause', "document.querySelector('media-play-button').click()");
    await doUntil(
      page,
      'seeked',
      "document.querySelector('media-time-range').dispatchEvent(new CustomEvent('mediaseekrequest', { detail: 12, bubbles: true, composed: true }))",
    );
    await doUntil(page, 'ratechange', "document.querySelector('media-playback-rate-button').click()");

    expect(await read(page, 'currentTime')).to.equal(12);
    expect(await read(page, 'playbackRate')).to.equal(2);
    expect(await attribute('mediaduration')).to.equal('20');
    expect(complaints.errors).to.deep.equal([]);
    await page.close();
  });

  it('keeps two players apart', async () => {
    const { page } = await visit('/two.html');

    const [first, second] = await page.evaluate(async () => {
      const [one, two] = document.querySelectorAll<ReprisePlayer>('reprise-player');
      await one!.seek(30);
      one!.playbackRate = 4;
      return [one!, two!].map(({ sessionTime, playbackRate }) => [sessionTime, playbackRate]);
    });

    expect(first).to.deep.equal([30, 4]);
    expect(second).to.deep.equal([0, 1]);
    await page.close();
  });
});

describe('a session that cannot be played', () => {
  const message = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const layout = document.querySelector('reprise-player')!.shadowRoot!.querySelector('reprise-layout')!;
      const error = layout.shadowRoot!.querySelector('reprise-error-message')!;
      return error.shadowRoot!.textContent.replace(/\s+/g, ' ').trim();
    });

  it('says what is wrong and what to do', async () => {
    const { page } = await visit('/corrupt.html');

    expect((await read(page, 'error'))?.reason).to.be.oneOf(['truncated-archive', 'ambiguous-archive']);
    await page.waitForFunction(`${ALL_TEXT}.includes('Try again')`);
    expect(await message(page)).to.match(/^[A-Z"“].*\. .*Try again$/);
    await page.close();
  });

  it('opens when it is tried again and there', async () => {
    const { page } = await visit('/missing.html');
    expect((await read(page, 'error'))?.reason).to.equal('source-unavailable');

    copyFileSync(join(site.folder, 'sample.reprise'), join(site.folder, 'later.reprise'));
    await page.waitForFunction(`${ALL_TEXT}.includes('Try again')`);
    await doUntil(
      page,
      'canplay',
      "player.shadowRoot.querySelector('reprise-layout').shadowRoot.querySelector('reprise-error-message').shadowRoot.querySelector('button').click()",
    );

    expect(await read(page, 'error')).to.equal(null);
    await page.close();
  });
});

describe('the code a page loads', () => {
  const bundle = projectUrl('dist/bundle/');

  /** Files that the page's script loads at once: what `check:size` counts for the first frame. */
  function filesAtOnce(): string[] {
    const parts = JSON.parse(readFileSync(new URL('parts.json', bundle), 'utf8')) as {
      file: string;
      imports: string[];
    }[];
    const files = new Set(['reprise.js']);
    for (const file of files)
      parts.find((part) => part.file === file)?.imports.forEach((each) => files.add(each));
    return [...files];
  }

  /** Scripts requested until words stand on the page; held ones are never answered. */
  async function scriptsOf(
    path: string,
    words: string,
    held: (name: string) => boolean = () => false,
  ): Promise<string[]> {
    const page = await newPage(browser);
    const names: string[] = [];
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      const name = new URL(request.url()).pathname.split('/').pop() ?? '';
      const isScript = name.endsWith('.js');
      if (isScript) names.push(name);
      if (!isScript || !held(name)) void request.continue();
    });
    // In Firefox a script that is asked for before the load event and never comes holds it up.
    await page.goto(site.origin + path, { waitUntil: 'domcontentloaded' });
    await page.waitForFunction(`${ALL_TEXT}.includes(${JSON.stringify(words)})`);
    await page.close();
    return names;
  }

  /** Files that a part of the bundle imports at once. */
  function importsOf(file: string): string[] {
    const parts = JSON.parse(readFileSync(new URL('parts.json', bundle), 'utf8')) as {
      file: string;
      imports: string[];
    }[];
    return parts.find((part) => part.file === file)!.imports;
  }

  /** Waits until a page has asked for files while others are never answered. */
  async function requestedWithout(
    held: (name: string) => boolean,
    path: string,
    ...wanted: readonly string[]
  ): Promise<void> {
    const page = await newPage(browser);
    const missing = new Set(wanted);
    await page.setRequestInterception(true);
    const asked = new Promise<void>((resolve) => {
      page.on('request', (request) => {
        const name = new URL(request.url()).pathname.split('/').pop() ?? '';
        missing.delete(name);
        if (!held(name)) void request.continue();
        if (missing.size === 0) resolve();
      });
    });
    await page.goto(site.origin + path, { waitUntil: 'domcontentloaded' });
    await asked;
    await page.close();
  }

  it('shows the first words of a conversation with 61 KB of code and nothing else', async () => {
    const atOnce = filesAtOnce();
    const sizes = atOnce.map((file) => gzipSync(readFileSync(new URL(file, bundle)), { level: 9 }).length);
    expect(sizes.reduce((sum, size) => sum + size, 0)).to.be.at.most(61_000);

    await scriptsOf('/transcript.html', 'Why does the login fail?', (name) => !atOnce.includes(name));
  });

  it('brings no terminal and no changes for a conversation', async () => {
    const names = await scriptsOf('/transcript.html', 'Why does the login fail?');

    expect(names.filter((name) => /terminal(\.define)?\.js|changes\.define/.test(name))).to.deep.equal([]);
  });

  it('asks for what draws the first pane as soon as the head is read, and not when its element is there', async () => {
    const holding = (name: string) => /(terminal|transcript)\.define\.js$/.test(name);

    await requestedWithout(holding, '/terminal.html', 'reprise-playback.js');
    await requestedWithout(holding, '/transcript.html', 'reprise-draw-item.js');
  });

  it('asks for a lazy part and for what it imports at the same time', async () => {
    const holding = (name: string) => name === 'reprise-changes.define.js';

    await requestedWithout(holding, '/one.html', ...importsOf('reprise-changes.define.js'));
  });

  it('asks once for each part that the documentation names for preloading', async () => {
    const text = readFileSync(projectUrl('docs/embedding.md'), 'utf8');
    const files = [...text.matchAll(/modulepreload" href="\/reprise\/([\w.-]+)"/g)].map(([, name]) => name!);
    const names = await scriptsOf('/preloaded.html', '80 × 24');

    expect(files).to.include('reprise-playback.js');
    for (const file of files)
      expect(
        names.filter((name) => name === file),
        file,
      ).to.have.length(1);
  });

  it('brings the terminal when the session has one', async () => {
    const names = await scriptsOf('/terminal.html', '80 × 24');

    expect(names).to.include('reprise-terminal.define.js');
  });
});
