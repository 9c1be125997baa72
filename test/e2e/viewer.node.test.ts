import type { ElementHandle } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { projectPath } from '../helpers/project-path.ts';
import { audit, expectShown, seek, startPages, type Pages } from './pages.ts';

const sample = (name: string): string => projectPath(`demo/sessions/${name}`);

describe('the viewer page', () => {
  let pages: Pages;
  before(async () => void (pages = await startPages()));
  after(() => pages.close());

  it('greets with the samples, which anybody can reach', async () => {
    const { page, errors } = await pages.open('/demo/');

    expect(await audit(page)).to.deep.equal([]);
    expect(await page.$$eval('.samples a', (links) => links.length)).to.equal(2);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('plays a session under a strict policy without a complaint', async () => {
    const { page, errors } = await pages.open('/demo/?src=sessions/refresh-once.reprise');

    await seek(page, 60);
    await expectShown(page, 'what if the refresh itself fails', 'session.js');
    await page.evaluate(async () => {
      const player = document.querySelector('reprise-player')!;
      player.playbackRate = 16;
      const ended = new Promise((resolve) => player.addEventListener('ended', resolve, { once: true }));
      await player.play();
      await ended;
    });

    await expectShown(page, 'Committed on');
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('passes the accessibility audit with a session, in light and dark, wide and narrow', async () => {
    for (const options of [{ dark: true }, { width: 390, height: 780 }]) {
      const { page } = await pages.open('/demo/?src=sessions/refresh-once.reprise', options);
      await seek(page, 60);

      expect(await audit(page)).to.deep.equal([]);
      await page.close();
    }
  });

  it('is played by keyboard alone', async () => {
    const { page } = await pages.open('/demo/?src=sessions/refresh-once.reprise');
    await seek(page, 10);
    const facts = () =>
      page.evaluate(() => {
        const { paused, currentTime, playbackRate } = document.querySelector('reprise-player')!;
        return { paused, currentTime, playbackRate };
      });
    await page.evaluate(() => document.querySelector('reprise-player')!.focus());
    const before = await facts();

    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(
      (at) => document.querySelector('reprise-player')!.currentTime > at + 4,
      {},
      before.currentTime,
    );
    await page.keyboard.press('>');
    await page.keyboard.press('Space');
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.paused);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.paused);

    expect((await facts()).playbackRate).to.be.greaterThan(before.playbackRate);
    await page.close();
  });

  it('packs a log and a recording of one session in the page', async () => {
    const { page, errors } = await pages.open('/demo/');
    const input = (await page.$('#pick')) as ElementHandle<HTMLInputElement>;

    await input.uploadFile(sample('refresh-once.jsonl'), sample('refresh-once.cast'));
    await seek(page, 60);

    await expectShown(page, 'Access tokens expire mid-session');
    expect(await page.$eval('#save', (link) => link.getAttribute('download'))).to.equal(
      'refresh-once.reprise',
    );
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('says in a sentence what it cannot open', async () => {
    const { page } = await pages.open('/demo/?src=sessions/missing.reprise');
    await page.waitForFunction(() => document.querySelector('reprise-player')?.error);
    await expectShown(page, '404');

    const { page: refused } = await pages.open('/demo/?src=ftp://example.com/a.reprise');
    expect(await refused.$eval('#status', (status) => status.textContent)).to.include(
      'no address of an archive',
    );

    const { page: picked } = await pages.open('/demo/');
    const input = (await picked.$('#pick')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(projectPath('package.json'));
    await picked.waitForSelector('#status:not([hidden]).failed');
    expect(await picked.$eval('#status', (status) => status.textContent)).to.include('package.json');
    await Promise.all([page, refused, picked].map((each) => each.close()));
  });

  it('is no wider than a narrow window, however long the name of the file is', async () => {
    const name = `${'a-long-name-of-a-session-'.repeat(4)}.reprise`;
    const { page } = await pages.open(`/demo/?src=sessions/${name}`, { width: 390, height: 780 });
    await page.waitForFunction(() => document.querySelector('reprise-player')?.error);

    expect(await page.$eval('.origin', (origin) => origin.textContent)).to.include(name);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    await page.close();
  });

  it('asks for nothing but the page, the bundle and the archive', async () => {
    pages.server.requests.length = 0;
    const { page } = await pages.open('/demo/?src=sessions/refresh-once.reprise');
    await seek(page, 100);

    const asked = pages.server.requests.map(({ path }) => path);
    const archive = asked.filter((path) => path.endsWith('.reprise'));
    expect(asked.filter((path) => !/^\/(demo|dist\/bundle)\//.test(path))).to.deep.equal([]);
    expect(archive).to.deep.equal(['/demo/sessions/refresh-once.reprise']);
    await page.close();
  });
});
