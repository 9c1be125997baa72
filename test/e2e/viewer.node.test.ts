import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElementHandle, KeyInput, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type {} from '#src/elements/index.ts';
import { tools } from '#src/importers/index.ts';
import { chromiumOnly, inFirefox, newPage } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { foreignLogText } from '../cli/cli.ts';
import { PACKED } from '../importers/packed/packed-cast.ts';
import { audit, expectShown, seek, startPages, type Pages } from './pages.ts';

const sample = (name: string): string => projectPath(`demo/sessions/${name}`);

/** Gives files to the page, as a person who picks them does. */
async function pick(page: Page, ...paths: readonly string[]): Promise<void> {
  const input = (await page.$('#pick')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
}

/** Gives files to the page while it shows a choice. */
async function pickOther(page: Page, ...paths: readonly string[]): Promise<void> {
  const input = (await page.$('#pick-another')) as ElementHandle<HTMLInputElement>;
  await input.uploadFile(...paths);
}

/** Drops a file or a folder on the page. */
async function drop(page: Page, path: string): Promise<void> {
  const session = await page.createCDPSession();
  const data = { items: [], files: [path], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
  await session.detach();
}

/** What a part of the page reads as. */
function textOf(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (found) => (found as HTMLElement).innerText);
}

/** The sessions that the page offers, as their rows read. */
function offered(page: Page): Promise<string[][]> {
  return page.$$eval('#rows tr', (rows) =>
    rows.map((row) => [...row.cells].map((cell) => cell.innerText.trim()).filter((text) => text !== '')),
  );
}

/** An account export with a conversation for each title, a day apart. */
function exportOf(...titles: readonly string[]): string {
  const conversations = titles.map((title, index) => ({
    uuid: `conversation-${index}`,
    name: title,
    created_at: `2026-03-0${index + 1}T12:00:00Z`,
    chat_messages: ['human', 'assistant', 'human'].slice(0, index + 1).map((sender, message) => ({
      uuid: `message-${index}-${message}`,
      sender,
      text: `${sender} on ${title}`,
      created_at: `2026-03-0${index + 1}T12:0${message}:00Z`,
      content: [{ type: 'text', text: `${sender} on ${title}` }],
    })),
  }));
  return JSON.stringify(conversations);
}

/** An account export with so many conversations, an hour apart, the last one the newest. */
function manyConversations(count: number): string {
  const timeOf = (index: number): string => new Date(Date.UTC(2026, 0, 1) + index * 3_600_000).toISOString();
  return JSON.stringify(
    Array.from({ length: count }, (_, index) => ({
      uuid: `c${index}`,
      name: `Number ${index + 1}`,
      created_at: timeOf(index),
      chat_messages: [{ uuid: `m${index}`, sender: 'human', text: 'Hello', created_at: timeOf(index) }],
    })),
  );
}

/** The log of a session of another day and folder than the sample. */
function oldLog(): string {
  const message = { role: 'user', content: 'the older one' };
  const place = { sessionId: 'a', uuid: 'a1', cwd: '/elsewhere', version: '2.1.0' };
  return `${JSON.stringify({ type: 'user', timestamp: '2025-01-02T10:00:00.000Z', message, ...place })}\n`;
}

const cast = (text: string): string => `{"version":2,"width":40,"height":5}\n[0.5,"o","${text}"]\n`;

describe('the viewer page', () => {
  let pages: Pages;
  let folder: string;
  before(async () => {
    pages = await startPages();
    folder = mkdtempSync(join(tmpdir(), 'reprise-viewer-'));
  });
  after(async () => {
    await pages.close();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, content: string | Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };

  it('greets with what it is for, the samples and every tool, which anybody can reach', async () => {
    const { page, errors } = await pages.open('/demo/');
    await page.waitForSelector('#start:not([hidden])');

    expect(await audit(page)).to.deep.equal([]);
    expect(await page.$$eval('.samples a', (links) => links.length)).to.equal(2);
    const reads = (await textOf(page, '#reads')).replaceAll(/\s+/g, ' ');
    const names = tools.map(({ label }) => label.replace(' account export', ''));
    expect(names.filter((name) => !reads.includes(name))).to.deep.equal([]);
    expect(await page.$eval('#pick', (input) => input.getAttribute('accept'))).to.equal(null);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('shows the player from the first moment when an address is given, and never the start', async () => {
    const page = await newPage(pages.browser);
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    await page.setRequestInterception(true);
    page.on('request', (request) => {
      if (new URL(request.url()).pathname.endsWith('.reprise')) void released.then(() => request.continue());
      else void request.continue();
    });
    await page.evaluateOnNewDocument(() => {
      const seen = new Set<string>();
      const look = (): void => {
        for (const { id, hidden } of document.querySelectorAll('main')) if (!hidden) seen.add(id);
        requestAnimationFrame(look);
      };
      look();
      Object.assign(globalThis, { seen });
    });
    const seen = (): Promise<string[]> =>
      page.evaluate(() => [...(globalThis as unknown as { seen: Set<string> }).seen]);
    await page.goto(`${pages.server.origin}/demo/?src=sessions/refresh-once.reprise`);
    await page.waitForFunction(() => document.querySelector('reprise-player')?.networkState === 2);
    await expectShown(page, 'refresh-once.reprise');

    release();
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);

    expect((await seen()).filter((view) => view !== 'unstarted')).to.deep.equal(['stage']);
    await page.close();
  });

  it('gives its whole window to the player, which has the keys and names the tab', async () => {
    const { page } = await pages.open('/demo/?src=sessions/refresh-once.reprise', {
      width: 390,
      height: 780,
    });
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
    const box = await page.$eval('reprise-player', (player) => {
      const { x, y, width, height } = player.getBoundingClientRect();
      return [x, y, width, height];
    });

    expect(box).to.deep.equal([0, 0, 390, 780]);
    expect(await page.title()).to.match(/^Access tokens expire mid-session/);
    await page.keyboard.press(' ');
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.paused);
    await page.close();
  });

  it('lets one of the conversations of an export be chosen, by keys alone', async () => {
    const { page, errors } = await pages.open('/demo/');
    await pick(page, file('conversations.json', exportOf('Nights', 'Webhooks', 'Letters to guests')));
    await page.waitForSelector('#choice:not([hidden])');

    expect(await audit(page)).to.deep.equal([]);
    expect(await offered(page)).to.deep.equal([
      ['Letters to guests', '3 Mar 2026', '2'],
      ['Webhooks', '2 Mar 2026', '1'],
      ['Nights', '1 Mar 2026', '1'],
    ]);
    await page.keyboard.type('g l');
    expect((await offered(page)).map(([title]) => title)).to.deep.equal(['Letters to guests']);
    for (const key of ['Backspace', 'Backspace', 'Backspace'] as const) await page.keyboard.press(key);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expectShown(page, 'human on Webhooks');

    await page.click('#back');
    await page.click('#filter', { clickCount: 3 });
    await page.keyboard.type('night');
    await page.keyboard.press('Enter');
    await expectShown(page, 'human on Nights');
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('asks before it puts files together that say nothing of each other', async () => {
    const { page } = await pages.open('/demo/');
    await pick(page, file('build.cast', cast('one')), file('release.cast', cast('two')));
    await page.waitForSelector('#choice:not([hidden])');
    expect((await offered(page)).map(([title]) => title?.split('\n')[0])).to.deep.equal([
      'build.cast',
      'release.cast',
    ]);

    await pickOther(page, file('other.jsonl', oldLog()), sample('refresh-once.jsonl'));
    await page.waitForFunction(() => document.querySelector('#rows')?.textContent.includes('the older one'));
    await page.waitForSelector('#choice:not([hidden])');
    expect(await offered(page)).to.have.length(2);
    expect(await textOf(page, '#rows')).to.include('Access tokens');

    await pickOther(page, join(folder, 'build.cast'), join(folder, 'release.cast'));
    await page.waitForFunction(() => document.querySelector('#rows')?.textContent.includes('build.cast'));
    await page.waitForSelector('#choice:not([hidden])');
    await page.click('#together');
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
    expect(
      await page.evaluate(() => document.querySelector('reprise-player')!.session.manifest?.tracks.length),
    ).to.equal(2);
    await page.close();
  });

  it('lets one of the sessions of a folder be chosen, the newest first', { skip: chromiumOnly }, async () => {
    const { page, errors } = await pages.open('/demo/');
    mkdirSync(join(folder, 'project/deeper'), { recursive: true });
    file('project/deeper/older.jsonl', oldLog());
    file('project/newer.jsonl', readFileSync(sample('refresh-once.jsonl')));
    file('project/README', 'notes');
    const input = (await page.$('#pick-folder')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(join(folder, 'project'));
    await page.waitForSelector('#choice:not([hidden])');

    expect(await textOf(page, '#choice-title')).to.equal('2 sessions in project');
    const [newest, oldest] = await offered(page);
    expect(newest?.[0]).to.include('Access tokens');
    expect(oldest).to.deep.include.members(['2 Jan 2025', '1']);
    await page.click('#rows tr:last-child button');
    await expectShown(page, 'the older one');

    await drop(page, join(folder, 'project'));
    await page.waitForSelector('#choice:not([hidden])');
    expect(await textOf(page, '#choice-title')).to.equal('2 sessions in project');
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it(
    'tells of the sessions of a folder what the tools do: tool, folder, subagents, and what is odd',
    { skip: chromiumOnly },
    async () => {
      const { page, errors } = await pages.open('/demo/');
      const home = join(folder, 'sessions');
      cpSync(projectPath('test/fixtures/importers/codex-cli/with-subagent'), home, { recursive: true });
      file('sessions/older.jsonl', oldLog());
      file('sessions/foreign.jsonl', foreignLogText());
      const input = (await page.$('#pick-folder')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(home);
      await page.waitForSelector('#choice:not([hidden])');

      expect(await audit(page)).to.deep.equal([]);
      expect((await offered(page)).map(([title, tool]) => [title, tool])).to.deep.equal([
        ['How large is this project?\n/home/ada/greeter · 1 subagent', 'Codex'],
        ['foreign.jsonl\n/home/dev/app · no prompt was found: perhaps of another tool', 'Claude Code'],
        ['the older one\n/elsewhere', 'Claude Code'],
      ]);
      expect(
        await page.$$eval('#tools option', (options) => options.map(({ label }) => label)),
      ).to.deep.equal(['All 2 tools', 'Claude Code (2)', 'Codex (1)']);
      await page.select('#tools', 'Claude Code');
      expect(await offered(page)).to.have.length(2);
      expect(await textOf(page, '#count')).to.equal('2 of 3 sessions.');
      await page.focus('#filter');
      await page.keyboard.type('elsewhere');
      expect(
        await page.$$eval('#rows mark', (marks) => marks.map(({ textContent }) => textContent)),
      ).to.deep.equal(['elsewhere']);
      await page.keyboard.press('Escape');
      expect(await offered(page)).to.have.length(3);
      expect(errors).to.deep.equal([]);
      await page.close();
    },
  );

  it('puts sessions in the order of any column, and both ways', async () => {
    const { page } = await pages.open('/demo/');
    await pick(page, file('conversations.json', exportOf('Nights', 'Webhooks', 'Letters to guests')));
    await page.waitForSelector('#choice:not([hidden])');
    const titles = async () => (await offered(page)).map(([title]) => title);
    const sorted = () =>
      page.$$eval('#list th', (heads) =>
        heads
          .map((head) => head.getAttribute('aria-sort'))
          .join(' ')
          .trim(),
      );
    expect(await sorted()).to.equal('descending');

    await page.click('th[data-key="title"] button');
    expect([await titles(), await sorted()]).to.deep.equal([
      ['Letters to guests', 'Nights', 'Webhooks'],
      'ascending',
    ]);
    await page.click('th[data-key="title"] button');
    expect([await titles(), await sorted()]).to.deep.equal([
      ['Webhooks', 'Nights', 'Letters to guests'],
      'descending',
    ]);
    await page.click('th[data-key="startedAt"] button');
    expect(await titles()).to.deep.equal(['Letters to guests', 'Webhooks', 'Nights']);

    await page.setViewport({ width: 390, height: 780 });
    expect(await audit(page)).to.deep.equal([]);
    await page.select('#order', 'startedAt reversed');
    expect(await titles()).to.deep.equal([
      'Nights\n1 Mar 2026 · 1 turn',
      'Webhooks\n2 Mar 2026 · 1 turn',
      'Letters to guests\n3 Mar 2026 · 2 turns',
    ]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).to.equal(390);
    await page.close();
  });

  it('goes through a long list by keys, in view, and takes what is typed there for the filter', async () => {
    const { page } = await pages.open('/demo/', { width: 900, height: 600 });
    await pick(page, file('conversations.json', manyConversations(60)));
    await page.waitForSelector('#choice:not([hidden])');
    const at = () => page.evaluate(() => document.activeElement?.textContent);
    const isInView = () =>
      page.evaluate(() => {
        const { left, bottom, top } = document.activeElement!.getBoundingClientRect();
        return [top + 2, bottom - 2].every(
          (y) => document.elementFromPoint(left + 5, y) === document.activeElement,
        );
      });
    const press = async (...keys: readonly KeyInput[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };

    await press('PageDown', 'PageDown', 'ArrowDown');
    expect([await at(), await isInView()]).to.deep.equal(['Number 40', true]);
    await press('End');
    expect([await at(), await isInView()]).to.deep.equal(['Number 1', true]);
    await press('Home');
    expect([await at(), await isInView()]).to.deep.equal(['Number 60', true]);
    await press('PageDown', 'ArrowUp', 'PageUp');
    expect(await page.evaluate(() => document.activeElement?.id)).to.equal('filter');
    await press('ArrowDown', '4', '2');
    expect((await offered(page)).map(([title]) => title)).to.deep.equal(['Number 42']);

    await press('x');
    expect(await textOf(page, '#rows')).to.include('Nothing says “42x”.');
    expect(await audit(page)).to.deep.equal([]);
    await page.click('#rows .button');
    expect(await offered(page)).to.have.length(60);
    await page.close();
  });

  it('names a recording without a title by its file', async () => {
    const { page } = await pages.open('/demo/');
    await pick(page, file('night-build.cast', cast('one')));
    await page.waitForFunction(() => document.title === 'night-build · Reprise');
    await page.close();
  });

  for (const [packing, extension, other] of [
    ['zstd', 'zst', 'xz'],
    ['xz', 'xz', 'zstd'],
  ] as const) {
    it(`unpacks what ${packing} has packed, with code that only that asks for`, async () => {
      const { page, errors } = await pages.open('/demo/');
      pages.server.requests.length = 0;
      await pick(page, file(`packed.cast.${extension}`, Buffer.from(PACKED[packing], 'base64')));
      await page.waitForFunction(() => document.title === 'packed · Reprise');
      await expectShown(page, 'hello');

      const asked = pages.server.requests.map(({ path }) => path).join(' ');
      expect(asked).to.include(`un${packing}`);
      expect(asked).not.to.include(`un${other}`);
      expect(errors).to.deep.equal([]);
      await page.close();
    });
  }

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
    for (const options of [{ dark: !inFirefox }, { width: 390, height: 780 }]) {
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
    await page.keyboard.press(' ');
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.paused);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.paused);

    expect((await facts()).playbackRate).to.be.greaterThan(before.playbackRate);
    await page.close();
  });

  it('packs a log and a recording of one session in the page', async () => {
    const { page, errors } = await pages.open('/demo/');
    await pick(page, sample('refresh-once.jsonl'), sample('refresh-once.cast'));
    await seek(page, 60);

    await expectShown(page, 'Access tokens expire mid-session');
    expect(await page.$eval('#save', (link) => link.getAttribute('download'))).to.equal(
      'refresh-once.reprise',
    );
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('says above the player that a log was probably taken for another tool, until that is closed', async () => {
    const { page, errors } = await pages.open('/demo/');
    await pick(page, file('foreign.jsonl', foreignLogText()));

    await page.waitForSelector('#doubt:not([hidden])');
    expect(await textOf(page, '#doubt')).to.include('This was taken for a log of Claude Code');
    await page.click('#dismiss-doubt');
    await pick(page, sample('refresh-once.jsonl'));
    await expectShown(page, 'Access tokens expire mid-session');

    expect(await page.$eval('#doubt', (doubt) => (doubt as HTMLElement).hidden)).to.equal(true);
    expect(errors).to.deep.equal([]);
    await page.close();
  });

  it('says in a sentence what it cannot open', async () => {
    const { page } = await pages.open('/demo/?src=sessions/missing.reprise');
    await page.waitForFunction(() => document.querySelector('reprise-player')?.error);
    await expectShown(page, '404');

    const { page: odd } = await pages.open('/demo/?src=%25');
    await odd.waitForFunction(() => document.querySelector('reprise-player')?.error);
    await odd.close();

    const { page: refused } = await pages.open('/demo/?src=ftp://example.com/a.reprise');
    await refused.waitForSelector('#start:not([hidden])');
    expect(await textOf(refused, '#failure')).to.include('no address of an archive');
    await refused.click('#dismiss');
    expect(await refused.$('#start:not([hidden])')).to.not.equal(null);
    await Promise.all([page, refused].map((each) => each.close()));
  });

  it('answers a picture with one sentence, in a place of its own, and what can be opened instead', async () => {
    const { page } = await pages.open('/demo/');
    await pick(page, file('photo.png', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3])));
    await page.waitForSelector('#failure:not([hidden])');

    const said = await textOf(page, '#failure');
    expect(said).to.include('photo.png cannot be opened').and.include('It is a picture.');
    expect(said).to.not.include('Codex');
    expect(await audit(page)).to.deep.equal([]);
    await page.click('#failure a');
    expect(await page.evaluate(() => document.querySelector(location.hash)?.textContent)).to.include('Codex');
    await page.click('#dismiss');
    expect(await page.$('#failure:not([hidden])')).to.equal(null);
    await page.close();
  });

  it('keeps what is open when another file cannot be', async () => {
    const { page } = await pages.open('/demo/?src=sessions/life-in-vim.reprise');
    await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
    await pick(page, projectPath('package.json'));
    await page.waitForSelector('#failure:not([hidden])');

    await page.click('#dismiss');
    await page.waitForSelector('#stage:not([hidden])');
    expect(await page.title()).to.include('Game of Life');
    await page.close();
  });

  it('says what to do where it was opened as a file', async () => {
    const page = await newPage(pages.browser);
    await page.goto(`file://${projectPath('demo/index.html')}`);

    await page.waitForFunction(() =>
      document.querySelector('#unstarted')?.checkVisibility({ visibilityProperty: true }),
    );
    expect(await textOf(page, '#unstarted')).to.include('reprise open');
    await page.close();
  });

  it('is no wider than a narrow window, however long the name of the file is', async () => {
    const name = `${'a-long-name-of-a-session-'.repeat(4)}.reprise`;
    const { page } = await pages.open(`/demo/?src=sessions/${name}`, { width: 390, height: 780 });
    await page.waitForFunction(() => document.querySelector('reprise-player')?.error);

    await expectShown(page, name);
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
