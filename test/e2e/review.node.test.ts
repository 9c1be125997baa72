import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { audit, startPages, type OpenPage, type Pages } from './pages.ts';

const KEY = 'sandbox-key-0123456789abcdef';
const PASSWORD = 'ferry-to-Amrum';
const TOKEN = 'token-of-the-harbour';

const output = {
  kind: 'output',
  label: `docker login -p ${PASSWORD}`,
  time: 60_000,
  before: `DATABASE: postgres://ada:${PASSWORD}@db\nPROVIDER_KEY: `,
  after: '\nRETRY_AFTER: thirty seconds',
};
const prompt = { kind: 'prompt', label: '', time: 90_000, before: 'the key is ', after: ', use it' };

const REVIEW = {
  title: `On the ${PASSWORD}`,
  items: [
    {
      id: 'a',
      type: 'stripe-key',
      rule: 'r',
      why: 'keys of a payment provider',
      state: 'uncertain',
      value: KEY,
      count: 2,
      places: [output, prompt],
    },
    {
      id: 'b',
      type: 'password',
      rule: 'r',
      why: '',
      state: 'uncertain',
      value: PASSWORD,
      count: 1,
      places: [{ ...output, kind: 'call' }],
    },
    {
      id: 'c',
      type: 'github-token',
      rule: 'r',
      why: '',
      state: 'masked',
      placeholder: '[github-token-1]',
      value: TOKEN,
      count: 1,
      places: [prompt],
    },
  ],
  unsearched: { images: 3 },
};

const json = (value: unknown) => ({ text: JSON.stringify(value), type: 'application/json' });

function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (found) => (found as HTMLElement).innerText);
}

/** The findings as their rows read, under the heads of their groups. */
async function listed(page: Page): Promise<string[]> {
  const rows = await page.$$eval('#review-list :is(h3, .finding)', (found) =>
    found.map((each) => (each as HTMLElement).innerText.trim().replaceAll(/\s*\n\s*/g, ' | ')),
  );
  return rows.map((row) => row.replace(/ \| ×$/, ''));
}

async function press(page: Page, ...keys: readonly KeyInput[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Selects a text in the place that is shown, as a person who drags over it does. */
function select(page: Page, text: string): Promise<void> {
  return page.evaluate((wanted) => {
    const nodes = [...document.querySelector('#review-places pre')!.childNodes];
    const node = nodes.find(({ nodeType, textContent }) => nodeType === 3 && textContent!.includes(wanted));
    const start = node!.textContent!.indexOf(wanted);
    getSelection()!.setBaseAndExtent(node!, start, node!, start + wanted.length);
  }, text);
}

describe('the review before sharing', () => {
  let pages: Pages;
  let folder: string;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-review-'));
    pages = await startPages({
      '/review/items.json': json(REVIEW),
      '/review/decisions': json({ file: 'refresh-once-masked.reprise', size: 412_000 }),
      '/empty/items.json': json({
        title: 'nothing.reprise',
        items: [],
        unsearched: { images: 1, documents: 2 },
      }),
      '/broken/items.json': json(REVIEW),
      '/action-token': json({ token: 'proof' }),
    });
  });
  after(async () => {
    await pages.close();
    rmSync(folder, { recursive: true });
  });

  const open = async (
    review = 'review',
    options: { width?: number; height?: number; dark?: boolean } = {},
  ): Promise<OpenPage> => {
    const opened = await pages.open(`/demo/?src=sessions/refresh-once.reprise&review=/${review}/`, options);
    await opened.page.waitForSelector('#review:not([hidden])');
    return opened;
  };

  it('shows each finding in its context, and no value before it is asked for', async () => {
    const { page, errors } = await open();

    expect(await listed(page)).to.deep.equal([
      'To decide, 2',
      'Stripe key | in output, 1:00 · 2 places | mask?',
      'Password | in a command, 1:00 · 1 place | mask?',
      'Masked, 1',
      'GitHub token | [github-token-1] | 1 place',
    ]);
    expect(await textOf(page, '.review-findings')).to.include('3 pictures were not searched');
    expect(await textOf(page, '#decided')).to.equal('1 of 3 decided, 2 to go');
    expect(await textOf(page, '#review-places'))
      .to.include('RETRY_AFTER')
      .and.include('[stripe-key-1]');
    const seen = await page.$eval('#review', (review) => review.textContent);
    expect([KEY, PASSWORD, TOKEN].filter((value) => seen.includes(value))).to.deep.equal([]);

    await press(page, 'v');
    expect(await textOf(page, '.place'))
      .to.include(KEY)
      .and.not.include(PASSWORD);
    await press(page, 'ArrowDown', 'ArrowUp');
    expect(await textOf(page, '.place')).not.to.include(KEY);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('decides by keys, goes on to what is left, and writes only then', async () => {
    const { page, errors } = await open();
    const sent: { body: Promise<string | undefined>; token: string | undefined }[] = [];
    page.on('request', (request) => {
      if (request.method() !== 'POST') return;
      sent.push({ body: request.fetchPostData(), token: request.headers()['reprise-token'] });
    });

    await page.click('#save-masked');
    expect(await textOf(page, '#review-said')).to.equal(
      'Nothing is written before all are decided: 2 are left.',
    );
    await press(page, 'm');
    expect(await textOf(page, '#review-finding')).to.include('Password');
    await press(page, 'k', 'End', 'ArrowUp', 'k');
    expect(await listed(page)).to.deep.equal([
      'Masked, 1',
      'Stripe key | [stripe-key-1] | 2 places',
      'Kept, 2',
      'Password | in a command, 1:00 | 1 place',
      'GitHub token | in a prompt, 1:30 | 1 place',
    ]);
    expect(await textOf(page, '#decided')).to.equal('All 3 decided');
    expect(sent).to.deep.equal([]);

    await page.click('#save-masked');
    await page.waitForFunction(() => document.querySelector('#review-said')!.textContent.includes('Saved'));
    expect(await textOf(page, '#review-said')).to.equal('Saved: refresh-once-masked.reprise, 412 kB.');
    expect(sent.map(({ token }) => token)).to.deep.equal(['proof']);
    expect(JSON.parse((await sent[0]!.body)!)).to.deep.equal({
      keep: [PASSWORD, TOKEN],
      mask: [{ value: KEY, type: 'stripe-key' }],
    });
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('keeps the focus in the list where a decision moves a finding', async () => {
    const { page } = await open();
    const focused = () =>
      page.evaluate(() => document.activeElement?.querySelector('.finding-name')?.textContent);
    expect(await focused()).to.equal('Stripe key');

    await press(page, 'm');
    expect(await focused()).to.equal('Password');
    await press(page, 'ArrowDown');
    expect(await focused()).to.equal('Stripe key');
    await press(page, 'k');
    expect(await focused()).to.equal('Stripe key');
    await page.close();
  });

  it('masks what is left at once, and says what went wrong where nothing can be written', async () => {
    const { page } = await open('broken');
    await page.click('#mask-left');

    expect(await textOf(page, '#decided')).to.equal('All 3 decided');
    await page.click('#save-masked');
    await page.waitForSelector('#review-failure:not([hidden])');
    expect(await textOf(page, '#review-failure')).to.equal('Nothing was saved: HTTP 404');
    await page.close();
  });

  it('masks a text that is selected or typed everywhere, and takes that back', async () => {
    const { page, errors } = await open();

    await select(page, 'RETRY_AFTER');
    await page.waitForSelector('#mask-selected:not([hidden])');
    await page.click('#mask-selected');
    await page.waitForSelector('#mask-selected[hidden]');
    await select(page, 'RETRY');
    await page.waitForSelector('#mask-selected[aria-disabled="true"]');
    await page.type('#missed-text', 'mkv');
    await press(page, 'Enter');
    expect(await textOf(page, '#missed-said')).to.include('At least 8 characters');
    await page.type('#missed-text', ' & Harbour');
    await press(page, 'Enter');

    const own = [
      'Added by you, 2',
      'RETRY_AFTER | masked wherever it stands',
      'mkv & Harbour | masked wherever it stands',
    ];
    expect((await listed(page)).slice(-3)).to.deep.equal(own);
    await page.click('[aria-label="Mask “RETRY_AFTER” no more"]');
    expect((await listed(page)).slice(-2)).to.deep.equal(['Added by you, 1', own[2]]);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('shows a place in the story, and leads back to where it was', async () => {
    const { page } = await open();
    await page.waitForFunction(() => document.querySelector('reprise-player')!.readyState >= 2);
    await press(page, 'm');
    await page.click('#review-places .link');
    await page.waitForSelector('#stage:not([hidden])');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.currentTime > 50);

    await page.click('#to-review');
    await page.waitForSelector('#review:not([hidden])');
    expect(await textOf(page, '#decided')).to.equal('2 of 3 decided, 1 to go');
    expect(await page.evaluate(() => document.activeElement?.className)).to.equal('link');
    await page.click('#review-close');
    await page.waitForSelector('#stage:not([hidden])');
    expect(await page.$eval('#to-review', (button) => (button as HTMLElement).hidden)).to.equal(true);
    await page.click('#review-open');
    await page.waitForSelector('#review:not([hidden])');
    expect(await textOf(page, '#decided')).to.equal('2 of 3 decided, 1 to go');
    await page.close();
  });

  it('says that nothing was found, and what was not searched', async () => {
    const { page } = await open('empty');

    expect(await textOf(page, '#review-places')).to.include('Nothing was found');
    expect(await textOf(page, '#review-unsearched')).to.include(
      '1 picture and 2 documents were not searched',
    );
    expect(await page.$eval('#save-masked', (button) => button.getAttribute('aria-disabled'))).to.equal(
      'false',
    );
    expect(await audit(page)).to.deep.equal([]);
    await page.close();
  });

  it('is the list or a finding where there is one column', async () => {
    const { page } = await open('review', { width: 390, height: 844 });
    const isShown = (selector: string) => page.$eval(selector, (found) => found.checkVisibility());
    expect([await isShown('#review-list'), await isShown('#review-mask')]).to.deep.equal([true, false]);
    expect(await audit(page)).to.deep.equal([]);

    await page.click('button.finding');
    expect([await isShown('#review-list'), await isShown('#review-mask')]).to.deep.equal([false, true]);
    expect(await audit(page)).to.deep.equal([]);
    await page.click('#review-mask');
    await page.click('#review-keep');
    await page.waitForFunction(() => document.querySelector('#review-list')!.checkVisibility());
    expect(await textOf(page, '#decided')).to.equal('All 3 decided');
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    await page.close();
  });

  it('passes the accessibility audit, in light and dark, with something decided and added', async () => {
    for (const dark of [false, true]) {
      const { page } = await open('review', { dark });
      expect(await audit(page)).to.deep.equal([]);

      await press(page, 'v', 'm', 'k');
      await page.type('#missed-text', 'Amrum harbour');
      await press(page, 'Enter');
      expect(await audit(page)).to.deep.equal([]);
      await page.close();
    }
  });

  it('reviews what was packed in the page, and plays and offers what was decided', async () => {
    const uncertain = Buffer.from(Array.from({ length: 32 }, (_, index) => (index * 37 + 11) % 256)).toString(
      'base64url',
    );
    const lines = ['Keys of the ferries', `${uncertain}=`, 'for Amrum harbour'].map((content, index) => ({
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
    expect(await textOf(page, '#review-open-count')).to.equal('1');
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = function click() {
        document.body.dataset['downloaded'] = this.download;
      };
    });

    await page.click('#review-open');
    await page.waitForSelector('#review:not([hidden])');
    await press(page, 'm');
    for (const text of ['Amrum harbour', 'not in there']) {
      await page.type('#missed-text', text);
      await press(page, 'Enter');
    }
    await page.click('#save-masked');
    await page.waitForFunction(() => document.querySelector('#review-said')!.textContent.includes('Saved'));

    expect(await textOf(page, '#review-said')).to.include('Not in it anyway: “not in there”.');
    expect(await page.$eval('body', (body) => body.dataset['downloaded'])).to.equal('ferries.reprise');
    await page.click('#review-close');
    await page.waitForFunction(() => {
      const { manifest } = document.querySelector('reprise-player')!.session;
      return manifest?.redactions?.some((entry) => entry.class === 'text');
    });
    const told = await page.evaluate(() => document.querySelector('reprise-player')!.session.manifest);
    expect(told!.masking).not.to.have.property('uncertain');
    expect(told!.redactions!.map((entry) => entry.class)).to.include('key');
    expect(await page.$eval('#review-open-count', (count) => (count as HTMLElement).hidden)).to.equal(true);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('reviews an archive that was opened, and gives a masked copy of it', async () => {
    const { page, errors } = await pages.open('/demo/?src=sessions/refresh-once.reprise');
    await page.waitForSelector('#review-open:not([hidden])');
    await page.evaluate(() => {
      HTMLAnchorElement.prototype.click = function click() {
        document.body.dataset['downloaded'] = this.download;
      };
    });
    await page.click('#review-open');
    await page.waitForSelector('#review:not([hidden])');
    expect(await textOf(page, '#review-places')).to.include('Nothing was found');

    await page.type('#missed-text', 'the laptop is offline');
    await press(page, 'Enter');
    await page.click('#save-masked');
    await page.waitForFunction(() => document.querySelector('#review-said')!.textContent.includes('Saved'));
    expect(await textOf(page, '#review-said')).not.to.include('the laptop');
    expect(await page.$eval('body', (body) => body.dataset['downloaded'])).to.equal(
      'refresh-once-masked.reprise',
    );
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('opens no review of another site', async () => {
    const { page } = await pages.open('/demo/?src=sessions/refresh-once.reprise&review=https://example.org/');
    await page.waitForSelector('#failure:not([hidden])');

    expect(await textOf(page, '#failure')).to.include('Only a review of this site can be opened');
    await page.close();
  });
});
