import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { audit, startPages, type OpenPage, type Pages } from './pages.ts';

const place = { kind: 'prompt', label: '', before: 'the key is ', after: ', use it' };
const finding = (id: string, value: string, places: readonly object[]) => ({
  ...{ id, type: 'password', rule: 'r', why: 'a value behind a name', state: 'uncertain', value },
  ...{ count: places.length, places },
});

const REVIEW = {
  title: 'Ferries',
  items: [
    finding('a', 'ferry-to-Amrum', [{ ...place, time: 20_000, turn: 2 }]),
    finding('b', 'ferry-to-Sylt', [
      { ...place, time: 5000, turn: 1 },
      { ...place, kind: 'change', label: 'src/pay.ts', time: 25_000, turn: 2, path: 'src/pay.ts' },
    ]),
  ],
  outline: {
    duration: 60_000,
    turns: [
      { number: 1, title: 'Look for the key', start: 0, end: 20_000 },
      { number: 2, title: 'Pay by ferry-to-Sylt', start: 20_000, end: 60_000 },
    ],
    files: [
      { path: 'pay.ts', changes: 0 },
      { path: 'src/pay.ts', changes: 2 },
    ],
    pictures: [
      { kind: 'image', path: 'blobs/a.png', time: 30_000, turn: 2 },
      { kind: 'image', path: 'blobs/b.png', time: 1000, turn: 1 },
    ],
  },
  unsearched: { images: 2 },
};

const json = (value: unknown) => ({ text: JSON.stringify(value), type: 'application/json' });

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (found) => (found as HTMLElement).innerText);
}

async function press(page: Page, ...keys: readonly KeyInput[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Goes on with Tab until something of this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stops = 0; stops < 40; stops += 1) {
    const focused = await page.evaluate(() => {
      const active = document.activeElement as HTMLElement;
      return active.getAttribute('aria-label') ?? active.innerText.split('\n')[0];
    });
    if (focused === name) return;
    await press(page, 'Tab');
  }
  throw new Error(`nothing is called ${name}`);
}

/** The heads of groups of findings. */
function heads(page: Page): Promise<string[]> {
  return page.$$eval('#review-list h3', (found) => found.map(({ innerText }) => innerText));
}

/** What is struck out of what can be left out. */
function struck(page: Page): Promise<string[]> {
  return page.$$eval('#cut-groups s', (found) => found.map(({ innerText }) => innerText));
}

describe('what is left out in the review', () => {
  let pages: Pages;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-cuts-'));
    pages = await startPages({
      '/review/items.json': json(REVIEW),
      '/review/decisions': json({ file: 'ferries.reprise', size: 412_000 }),
      '/action-token': json({ token: 'proof' }),
    });
  });
  after(async () => {
    await pages.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (
    options: { width?: number; height?: number; dark?: boolean } = {},
  ): Promise<OpenPage> => {
    const opened = await pages.open('/demo/?src=sessions/refresh-once.reprise&review=/review/', options);
    await opened.page.waitForSelector('#review:not([hidden])');
    return opened;
  };

  it('is chosen by keys alone, struck out at once, counted, and told to whoever writes', async () => {
    const { page, errors } = await open();
    const sent: Promise<string | undefined>[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.fetchPostData());
    });

    await tabTo(page, 'Leave something out');
    await press(page, 'Enter');
    await tabTo(page, 'Leave out: Turn 2 · Pay by ••••••••');
    await press(page, 'Enter');
    expect(await struck(page)).to.deep.equal(['Picture 1', 'Turn 2 · Pay by ••••••••']);
    await tabTo(page, 'Leave out: pay.ts');
    await press(page, 'Enter');
    await page.focus('#cut-from');
    await page.keyboard.type('0:04');
    await press(page, 'Tab');
    await page.keyboard.type('0:06');
    await press(page, 'Enter');

    expect(await struck(page)).to.include('0:04 to 0:06');
    // The one lies in the turn, the other in the turn and in the time.
    expect(await heads(page)).to.deep.equal(['Left out, 2']);
    expect(await textOf(page, '#decided')).to.equal('All 2 decided');
    expect(await textOf(page, '#left-out')).to.equal('1 turn, 1 file, 2 s left out');
    await tabTo(page, 'Save masked copy');
    await press(page, 'Enter');
    await page.waitForFunction(() => document.querySelector('#review-said')!.textContent.includes('Saved'));
    expect(JSON.parse((await sent[0])!)).to.deep.equal({
      keep: [],
      mask: [],
      cut: { turns: [2], files: ['./pay.ts'], pictures: [], spans: [{ start: 4000, end: 6000 }] },
    });
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('is taken back where it was chosen, and is to be decided again', async () => {
    const { page } = await open();
    await page.click('#cuts-open');
    await page.click('[aria-label="Leave out: Turn 2 · Pay by ••••••••"]');
    expect(await heads(page)).to.deep.equal(['To decide, 1', 'Left out, 1']);

    // The focus stays on the button, which takes it back.
    await press(page, 'Enter');
    expect(await struck(page)).to.deep.equal([]);
    expect(await heads(page)).to.deep.equal(['To decide, 2']);
    expect(await page.$eval('#left-out', (said) => (said as HTMLElement).hidden)).to.equal(true);
    await page.close();
  });

  it('can be the turn or the file that a finding is in', async () => {
    const { page } = await open();
    expect(await textOf(page, '#review-places')).to.include('Turn 2 · Pay by ••••••••');

    expect(await page.$eval('#review', (review) => review.innerHTML)).to.not.include('ferry-to-');
    await page.click('[data-cut="turns"]');
    expect(await textOf(page, '#review-why')).to.include('All places are in what you leave out');
    await press(page, 'k');
    expect(await heads(page)).to.deep.equal(['To decide, 1', 'Left out, 1']);
    await page.click('[data-cut="turns"]');
    expect(await heads(page)).to.deep.equal(['To decide, 2']);
    await page.click('#review-list li:nth-child(2) button');
    await page.click('#place-after');
    await page.click('[data-cut="files"]');
    expect(await textOf(page, '#left-out')).to.equal('1 file left out');
    await page.close();
  });

  it('says what is wrong with a stretch of time', async () => {
    const { page } = await open();
    await page.click('#cuts-open');
    const say = async (from: string, to: string) => {
      await page.$$eval('#cut-time input', (fields) => fields.forEach((field) => (field.value = '')));
      await page.type('#cut-from', from);
      if (to !== '') await page.type('#cut-to', to);
      await press(page, 'Enter');
      return textOf(page, '#cut-said');
    };

    expect(await say('soon', '')).to.equal('Write times as 1:20, or 1:02:05.');
    expect(await say('0:30', '0:10')).to.equal('It ends before it begins.');
    expect(await say('2:00', '3:00')).to.equal('The session ends at 1:00.');
    expect(await struck(page)).to.deep.equal([]);
    await page.close();
  });

  it('is drawn on the timeline', async () => {
    const { page } = await open();
    await page.click('#cuts-open');
    const { x, y, width, height } = (await (await page.$('#cut-strip'))!.boundingBox())!;
    await page.mouse.move(x + width / 4, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width / 2, y + height / 2);
    await page.mouse.up();

    const fields = await page.$$eval('#cut-time input', (found) => found.map(({ value }) => value));
    expect(fields.map((time) => Number(time.split(':')[1]))).to.satisfy(
      ([from, to]: [number, number]) => Math.abs(from - 15) <= 1 && Math.abs(to - 30) <= 1,
    );
    await page.click('#cut-time .button');
    expect(await struck(page)).to.have.length(1);
    await page.close();
  });

  it('lists what nobody has searched: it is looked at, marked as seen, or left out', async () => {
    const { page } = await open();
    expect(await textOf(page, '#review-unsearched')).to.include('2 pictures were not searched');
    await page.click('#unsearched-look');

    await page.click('[aria-label="Seen: Picture 1"]');
    expect(await textOf(page, '#review-unsearched')).to.include('1 of 2 pictures was not searched');
    await page.click('[aria-label="Leave out: Picture 2"]');
    expect(await textOf(page, '#review-unsearched')).to.include('is seen or left out');
    expect(await textOf(page, '#left-out')).to.equal('1 picture left out');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.readyState >= 2);
    await page.click('[aria-label="Look at it in the story: Picture 1"]');
    await page.waitForSelector('#stage:not([hidden])');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.currentTime > 25);
    await page.click('#to-review');
    await page.waitForSelector('#review-cuts:not([hidden])');
    await page.close();
  });

  it('passes the accessibility audit, wide and on a phone, in light and dark', async () => {
    for (const size of [{}, { dark: true }, { width: 390, height: 844 }]) {
      const { page } = await open(size);
      await page.click('#cuts-open');
      await page.click('[aria-label="Leave out: Turn 2 · Pay by ••••••••"]');
      await page.click('[aria-label="Seen: Picture 2"]');
      expect(await audit(page)).to.deep.equal([]);
      if ('width' in size)
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
      await page.click('#cuts-back');
      await page.click('button.finding');
      expect(await audit(page)).to.deep.equal([]);
      await page.close();
    }
  });

  it('is gone from what was packed in the page', async () => {
    const lines = ['Keys of the ferries', 'of the harbour', 'of the lighthouse'].map((content, index) => ({
      type: 'user',
      timestamp: `2026-01-02T10:00:0${index}.000Z`,
      message: { role: 'user', content },
      ...{ sessionId: 'a', uuid: `a${index}`, cwd: '/w', version: '2.1.0' },
    }));
    const log = join(folder, 'ferries.jsonl');
    writeFileSync(log, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    const { page, errors } = await pages.open('/demo/');
    await ((await page.$('#pick')) as ElementHandle<HTMLInputElement>).uploadFile(log);
    await page.waitForSelector('#review-open:not([hidden])');
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = function click() {
        document.body.dataset['downloaded'] = this.download;
      };
    });
    await page.click('#review-open');
    await page.waitForSelector('#review:not([hidden])');

    await page.click('#cuts-open');
    await page.click('[aria-label="Leave out: Turn 2 · of the harbour"]');
    await page.click('#save-masked');
    await page.waitForFunction(() => document.querySelector('#review-said')!.textContent.includes('Saved'));

    expect(await page.$eval('body', (body) => body.dataset['downloaded'])).to.equal('ferries.reprise');
    await page.click('#review-close');
    await page.waitForFunction(() => {
      const { manifest } = document.querySelector('reprise-player')!.session;
      return manifest?.cuts?.[0]?.turns === 1;
    });
    expect(errors).to.deep.equal([]);
    await page.close();
  });
});
