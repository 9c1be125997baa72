import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { chromiumOnly, openPage } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { expectShown, seek, startPages, type Pages } from './pages.ts';

const SCRIPT = '<script type="module" src="/dist/bundle/reprise.js"></script>';
const SESSION = '/demo/sessions/refresh-once.reprise';

/** A page around its own players. */
const pageOf = (head: string, body: string): { readonly text: string } => ({
  text: `<!doctype html><html lang="en"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>A page</title>${head}</head><body>${body}</body></html>`,
});

const HOSTILE = `<style>
  :root { font-size: 40px; }
  * { all: unset !important; display: block !important; position: fixed !important; }
  body { text-transform: uppercase; letter-spacing: 1em; }
</style>`;

/** Cards with a shadow root of their own, a player in each; and one whose properties come before its definition. */
const GUESTS = `
  <div id="card"></div>
  <reprise-player id="early"></reprise-player>
  <script>
    const early = document.getElementById('early');
    Object.assign(early, { src: '${SESSION}', view: 'code', playbackRate: 2, preload: 'metadata' });
    const root = document.getElementById('card').attachShadow({ mode: 'open' });
    const inner = root.appendChild(document.createElement('reprise-player'));
    inner.src = '${SESSION}';
    window.keys = [];
    addEventListener('keydown', (event) => event.defaultPrevented && keys.push(event.key));
  </script>${SCRIPT}`;

/** Counts what moves of the page around its player, from the first paint on. */
const SHIFTS = `<script>
  window.shifts = 0;
  const isOutside = ({ node }) => node && node.getRootNode() === document;
  new PerformanceObserver((list) => {
    for (const { value, sources } of list.getEntries()) if (sources.some(isOutside)) window.shifts += value;
  }).observe({ type: 'layout-shift', buffered: true });
</script>`;

const parts = JSON.parse(readFileSync(projectPath('dist/bundle/integrity.json'), 'utf8')) as Record<
  string,
  string
>;
const integrity = Object.fromEntries(
  Object.entries(parts).map(([file, hash]) => [`/dist/bundle/${file}`, hash]),
);
const CHECKED = `
  <script type="importmap">${JSON.stringify({ integrity })}</script>
  <script type="module" src="/dist/bundle/reprise.js" integrity="${parts['reprise.js']}"></script>`;
const ONE = `<reprise-player src="${SESSION}"></reprise-player>`;

const CHANGED = `${readFileSync(projectPath('dist/bundle/reprise-companions.js'), 'utf8')}\n;globalThis.wasChanged = true;`;

/** The text of an element through its shadow roots. */
function textOf(node: Element): string {
  const root = node.shadowRoot ?? node;
  const inner = [...root.querySelectorAll('*')].filter((each) => each.shadowRoot).map(textOf);
  return [root.textContent, ...inner].join(' ');
}

/** Waits until an element shows a text. */
async function expectShownIn(page: Page, selector: string, text: string): Promise<void> {
  const source = textOf.toString();
  const isShown = `(() => { ${source}; return textOf(document.querySelector(${JSON.stringify(selector)})).includes(${JSON.stringify(text)}); })()`;
  await page.waitForFunction(isShown);
}

describe('pages that embed the player', () => {
  let pages: Pages;
  before(async () => {
    pages = await startPages({
      '/hostile.html': pageOf(`${HOSTILE}${SCRIPT}`, ONE),
      '/guests.html': pageOf('', GUESTS),
      '/still.html': pageOf(
        `${SHIFTS}<style>reprise-player { display: block; block-size: 30rem; }</style>`,
        `<p>Before</p><reprise-player src="${SESSION}"><a href="x">A session</a></reprise-player><p>Behind</p>${SCRIPT}`,
      ),
      '/checked.html': pageOf(CHECKED, ONE),
      '/changed/': projectPath('dist/bundle'),
      '/changed/reprise-companions.js': { text: CHANGED, type: 'text/javascript' },
      '/changed.html': pageOf(CHECKED.replaceAll('/dist/bundle/', '/changed/'), ONE),
    });
  });
  after(() => pages.close());

  it('need one line', async () => {
    const { page, errors } = await pages.open('/demo/basic.html', { width: 720 });

    await seek(page, 60);

    await expectShown(page, 'what if the refresh itself fails');
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('may lay out the parts themselves', async () => {
    const { page, errors } = await pages.open('/demo/composed.html');

    await seek(page, 60);

    const text = await page.evaluate(() => ({
      terminal: document.querySelector('reprise-player')!.session.terminal('main').lines.join('\n'),
      drawn: document.querySelector('reprise-terminal')!.shadowRoot!.textContent,
      changes: document.querySelector('reprise-changes')!.getBoundingClientRect().height,
    }));
    expect(text.terminal).to.include('fix/refresh');
    expect(text.drawn).to.include('fix/refresh');
    expect(text.changes).to.be.greaterThan(100);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('show a turn, a diff and a moment of a terminal, each when the reader comes to it', async () => {
    const { page, errors } = await pages.open('/demo/article.html', { width: 900, height: 400 });
    const shows = async (index: number, text: string): Promise<void> => {
      const selector = `reprise-player:nth-of-type(${index + 1})`;
      await page.$eval(selector, (player) => player.scrollIntoView());
      await expectShownIn(page, selector, text);
    };

    await shows(0, 'what if the refresh itself fails');
    await shows(1, 'finally');
    await shows(2, 'pass 4');

    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('move nothing on the page when a player comes, opens and plays', { skip: chromiumOnly }, async () => {
    const { page } = await pages.open('/still.html');
    await seek(page, 20);
    await page.evaluate(() => document.querySelector('reprise-player')!.play());

    expect(await page.evaluate(() => (globalThis as unknown as { shifts: number }).shifts)).to.equal(0);
    await page.close();
  });

  it('may unset everything, with large text', async () => {
    const { page } = await pages.open('/hostile.html');
    await seek(page, 60);

    await expectShown(page, 'what if the refresh itself fails');
    const box = await page.evaluate(() => {
      const inner = document.querySelector('reprise-player')!.shadowRoot!.querySelector('.player')!;
      const { width, height } = inner.getBoundingClientRect();
      return { width, height, spacing: getComputedStyle(inner).letterSpacing };
    });
    expect(box.height).to.be.greaterThan(300);
    expect(box.width).to.be.greaterThan(200);
    expect(box.spacing).to.equal('normal');
    await page.close();
  });

  it('may set properties before the script has come, and have players in shadow roots and move them', async () => {
    const { page, errors } = await pages.open('/guests.html');
    await page.waitForFunction(() => document.querySelector<ReprisePlayer>('#early')!.readyState === 1);
    const early = await page.evaluate(() => {
      const { view, playbackRate, preload } = document.querySelector<ReprisePlayer>('#early')!;
      return [view, playbackRate, preload];
    });
    expect(early).to.deep.equal(['code', 1, 'metadata']);

    const inner = await page.evaluateHandle(() =>
      document.querySelector('#card')!.shadowRoot!.querySelector<ReprisePlayer>('reprise-player')!,
    );
    await page.waitForFunction((player) => player.readyState === 4, {}, inner);
    await inner.evaluate((player) => document.body.append(player));
    expect(await inner.evaluate((player) => player.readyState), 'moved').to.equal(4);
    await inner.evaluate((player) => player.remove());
    await inner.evaluate((player) => document.body.prepend(player));
    await page.waitForFunction((player) => player.readyState === 4, {}, inner);

    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('k');
    expect(await page.evaluate(() => (globalThis as unknown as { keys: string[] }).keys)).to.deep.equal([]);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('get every part as it was published, or not at all', { skip: chromiumOnly }, async () => {
    const checked = await pages.open('/checked.html');
    await seek(checked.page, 60);
    await expectShown(checked.page, 'what if the refresh itself fails');
    expect(checked.errors).to.deep.equal([]);
    await checked.page.close();

    const { page, errors } = await pages.open('/changed.html');
    await expectShown(page, 'Part of the player could not be loaded');

    expect(errors.join()).to.match(/integrity/);
    expect(await page.evaluate(() => 'wasChanged' in globalThis)).to.equal(false);
    await page.close();
  });

  it(
    'say what a session is where scripts cannot be loaded, as from a disk',
    { skip: chromiumOnly },
    async () => {
      const address = pathToFileURL(join(projectPath('demo'), 'article.html')).href;
      const { page } = await openPage(pages.browser, address);

      const shown = await page.evaluate(() => document.querySelector('reprise-player a')!.checkVisibility());
      expect(shown).to.equal(true);
      await page.close();
    },
  );
});
