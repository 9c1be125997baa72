import { inflateSync } from 'node:zlib';
import type { Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { inFirefox, openPage } from '../helpers/browser.ts';
import { projectUrl } from '../helpers/project-path.ts';
import { audit, expectShown, seek, startPages, type Pages } from './pages.ts';

const SESSION = '/demo/?src=sessions/refresh-once.reprise';
const PHONE = { width: 390, height: 780 };

let pages: Pages;
before(async () => void (pages = await startPages()));
after(() => pages.close());

/** Opens the viewer page with the sample session, at a moment of it, seconds. */
async function visit(path = SESSION, options: Parameters<Pages['open']>[1] = {}): Promise<Page> {
  const { page } = await pages.open(path, options);
  await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
  await page.evaluate(async () => {
    const player = document.querySelector('reprise-player')!;
    await player.updateComplete;
  });
  return page;
}

function read<Key extends keyof ReprisePlayer>(page: Page, key: Key): Promise<ReprisePlayer[Key]> {
  return page.evaluate(
    (name) => document.querySelector('reprise-player')![name as 'paused'],
    key,
  ) as Promise<unknown> as Promise<ReprisePlayer[Key]>;
}

/** What has the focus, through the shadow roots: the innermost of our elements and what it is in there. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    let [element, path] = [document.activeElement, ''];
    while (element?.shadowRoot?.activeElement) {
      if (element.localName.startsWith('reprise-')) path = element.localName;
      element = element.shadowRoot.activeElement;
    }
    return `${path} ${element?.localName ?? ''}`;
  });
}

describe('the viewer page', () => {
  it('gives its keys to the player from the start', async () => {
    const page = await visit();

    await page.keyboard.press(' ');
    await page.waitForFunction(() => !document.querySelector('reprise-player')!.paused);
    await page.keyboard.press('k');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.paused);
    await page.keyboard.press('n');
    await page.waitForFunction(() => document.querySelector('reprise-player')!.sessionTime > 5);

    await page.close();
  });

  it('goes on where a viewer left, unless a link leads elsewhere', async () => {
    const page = await visit();
    await seek(page, 60);
    await page.reload();
    await page.waitForFunction(() => document.querySelector('reprise-player')?.sessionTime === 60);
    await expectShown(page, 'Continued at', 'From the start');

    await page.goto(`${pages.server.origin}${SESSION}#t=100`);
    await page.reload();
    await page.waitForFunction(() => document.querySelector('reprise-player')?.sessionTime === 100);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  it('says in a page that was opened as a file why nothing happens', async () => {
    const { page } = await openPage(pages.browser, projectUrl('demo/index.html').href);
    const visibility = (): Promise<string> =>
      page.$eval('#unstarted', (text) => getComputedStyle(text).visibility);

    await page.waitForFunction(
      () => getComputedStyle(document.querySelector('#unstarted')!).visibility === 'visible',
    );

    expect(await visibility()).to.equal('visible');
    await page.close();
  });
});

/** Name of the row that the focus is in, as source text of an expression. */
const LABEL_OF_ROW = `(() => {
  let row;
  for (let at = document.activeElement; at; at = at.shadowRoot?.activeElement)
    row ??= at.closest('article')?.getAttribute('aria-label');
  return row;
})()`;

describe('by keyboard', () => {
  it('the transport comes first, and the document is one stop', async () => {
    const page = await visit();
    await page.focus('reprise-player');
    const stops: string[] = [];
    while (!(await focused(page)).startsWith('reprise-transcript')) {
      await page.keyboard.press('Tab');
      stops.push(await focused(page));
    }
    const rows: unknown[] = [await page.evaluate(LABEL_OF_ROW)];
    while (rows.at(-1) !== undefined) {
      await page.keyboard.press('Tab');
      rows.push(await page.evaluate(LABEL_OF_ROW));
    }

    // Behind the last control of the row the rows are left, also for what stands in shadow trees of its own.
    expect(new Set(rows).size).to.equal(2);
    expect(stops.filter((stop) => stop.startsWith('reprise-transcript article'))).to.have.length(1);
    expect(stops[0]).to.match(/^reprise-time-range /);
    expect(stops.slice(0, 6)).to.include('reprise-play-button button');
    await page.close();
  });

  it('shows where the focus is', async () => {
    const page = await visit();
    await page.focus('reprise-player');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');

    const outline = await page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      const { outlineStyle, outlineWidth } = getComputedStyle(element!);
      return [outlineStyle, parseFloat(outlineWidth) >= 2];
    });
    expect(outline).to.deep.equal(['solid', true]);
    await page.close();
  });

  it('? lists the keys in a dialog that passes the audit, and Escape gives the focus back', async () => {
    for (const options of [{}, { ...PHONE, dark: !inFirefox }]) {
      const page = await visit(SESSION, options);
      await page.focus('reprise-player');
      await page.keyboard.press('?');
      await expectShown(page, 'Previous, next prompt', 'Go to');

      const findings = await audit(page);
      expect(findings.filter((finding) => finding.includes('reprise-key-list'))).to.deep.equal([]);
      await page.keyboard.press('Escape');
      await page.keyboard.press('End');
      await page.waitForFunction(() => document.querySelector('reprise-player')!.ended);
      await page.close();
    }
  });
});

describe('by mouse', () => {
  it('the wheel over an item scrolls away from the playhead, which comes along', async () => {
    const page = await visit();
    await seek(page, 100);
    const story = await page.evaluateHandle(() =>
      document
        .querySelector('reprise-player')!
        .shadowRoot!.querySelector('reprise-layout')!
        .shadowRoot!.querySelector('reprise-transcript')!,
    );
    const top = (): Promise<number> =>
      story.evaluate((transcript) => transcript.shadowRoot!.querySelector('.scroller')!.scrollTop);
    const before = await top();
    const box = (await story.asElement()!.boundingBox())!;
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);

    for (let tick = 0; tick < 5; tick += 1) await page.mouse.wheel({ deltaY: -120 });
    await page.waitForFunction(() => document.querySelector('reprise-player')!.sessionTime < 100);

    expect(await top()).to.be.lessThan(before);
    expect(await read(page, 'paused')).to.equal(true);
    await page.close();
  });
});

describe('by finger', () => {
  /** Moves a finger over the page, from and to in pixels. */
  async function swipe(page: Page, from: [number, number], to: [number, number]): Promise<void> {
    const point = (step: number): [number, number] => [
      from[0] + ((to[0] - from[0]) * step) / 4,
      from[1] + ((to[1] - from[1]) * step) / 4,
    ];
    const finger = await page.touchscreen.touchStart(...point(0));
    for (let step = 1; step <= 4; step += 1) await finger.move(...point(step));
    await finger.end();
  }

  async function onPhone(): Promise<Page> {
    const page = await visit();
    await page.setViewport({ ...PHONE, hasTouch: true, isMobile: true });
    await seek(page, 10);
    return page;
  }

  it('a swipe over a narrow story goes to the next turn and back', async () => {
    const page = await onPhone();

    await swipe(page, [320, 300], [60, 310]);
    await page.waitForFunction(() => document.querySelector('reprise-player')!.sessionTime > 20);
    const there = await read(page, 'sessionTime');
    await swipe(page, [60, 300], [320, 310]);
    await page.waitForFunction((at) => document.querySelector('reprise-player')!.sessionTime < at, {}, there);

    await page.close();
  });

  it('what moves up and down scrolls, and is no swipe', async () => {
    const page = await onPhone();
    const steps = await page.evaluateHandle(() => {
      const seen: string[] = [];
      document
        .querySelector('reprise-player')!
        .addEventListener('reprise-step-request', ({ type }) => void seen.push(type));
      return seen;
    });

    await swipe(page, [200, 500], [230, 200]);
    await swipe(page, [200, 300], [180, 310]);

    expect(await steps.jsonValue()).to.deep.equal([]);
    await page.close();
  });
});

describe('a player that is moved by its page', () => {
  it('plays on, by append() and by moveBefore()', async () => {
    const page = await visit('/demo/basic.html');
    for (const method of ['append', 'moveBefore']) {
      const paused = await page.evaluate(async (name) => {
        const player = document.querySelector('reprise-player')!;
        await player.play();
        const target = document.createElement('section');
        document.body.append(target);
        if (name === 'append') target.append(player);
        // Not in the typings of the DOM yet.
        else (target as unknown as { moveBefore(node: Node, before: null): void }).moveBefore(player, null);
        await new Promise((resolve) => requestAnimationFrame(resolve));
        return player.paused;
      }, method);
      expect(paused, method).to.equal(false);
      const at = await read(page, 'currentTime');
      await page.waitForFunction(
        (from) => document.querySelector('reprise-player')!.currentTime > from,
        {},
        at,
      );
    }
    await page.close();
  });

  it('rests while the browser keeps the page, and goes on', async () => {
    const page = await visit('/demo/basic.html');
    const states = await page.evaluate(async () => {
      const player = document.querySelector('reprise-player')!;
      await player.play();
      const tell = (type: string) => window.dispatchEvent(new PageTransitionEvent(type, { persisted: true }));
      tell('pagehide');
      const hidden = player.paused;
      tell('pageshow');
      return [hidden, player.paused];
    });

    expect(states).to.deep.equal([true, false]);
    await page.close();
  });
});

/** The story is hidden, as source text of an expression. */
const HAS_NO_STORY = `document
  .querySelector('reprise-player')
  .shadowRoot.querySelector('reprise-layout')
  .shadowRoot.querySelector('reprise-transcript').hidden`;

describe('on paper', () => {
  it('the story takes as many pages as it needs, to its last prompt, and nothing is there to press', async () => {
    const page = await visit();
    await seek(page, 100);
    await expectShown(page, 'Committed on');

    const { pages: count, text: printed } = readPdf(await page.pdf({ format: 'A5' }));

    expect(count).to.be.greaterThan(2);
    expect(printed).to.include('That reads well.');
    expect(printed).to.not.include('Open a file');
    expect(printed).to.not.include('Full screen');
    expect(printed).to.not.include('Read on');
    await page.close();
  });

  it('the story is printed on a phone too, whichever pane is on the screen', async () => {
    const page = await visit(SESSION, PHONE);
    await seek(page, 100);
    await expectShown(page, 'Committed on');
    await page.keyboard.press('d');
    await page.waitForFunction(HAS_NO_STORY);

    const { pages: count, text: printed } = readPdf(await page.pdf({ format: 'A5' }));

    expect(count).to.be.greaterThan(2);
    expect(printed).to.include('That reads well.');
    expect(printed).to.not.include('Unified');
    await page.close();
  });
});

describe('large text', () => {
  it('leaves the player usable: a root font of 32 px, and a page at 200 %', async () => {
    const page = await visit();
    for (const change of ['font-size: 32px', 'zoom: 2']) {
      await page.$eval('html', (html, style) => html.setAttribute('style', style), change);
      await seek(page, 30);
      const facts = await page.evaluate(() => {
        const { scrollWidth, clientWidth } = document.documentElement;
        const layout = document
          .querySelector('reprise-player')!
          .shadowRoot!.querySelector('reprise-layout')!.shadowRoot!;
        const story = layout.querySelector('reprise-transcript')!.getBoundingClientRect();
        return { overflow: scrollWidth - clientWidth, story: Math.min(story.width, story.height) };
      });
      expect(facts.overflow, change).to.equal(0);
      expect(facts.story, change).to.be.greaterThan(100);
    }
    await page.close();
  });
});

/** How many pages a PDF has, and its text, as Chromium or Firefox writes them. */
function readPdf(bytes: Uint8Array): { pages: number; text: string } {
  const file = Buffer.from(bytes).toString('latin1');
  // Both end a stream with a line feed alone: a carriage return before it is the last byte of the data.
  const streams = [...file.matchAll(/stream\r?\n([\s\S]*?)\nendstream/g)].map(([, data]) =>
    inflated(Buffer.from(data!, 'latin1')),
  );
  // Firefox keeps its pages in a stream of objects.
  const pages = [file, ...streams].flatMap((part) => part.match(/\/Type\s*\/Page\b/g) ?? []).length;
  return { pages, text: `${textOfLetters(streams)}\n${textOfGlyphs(streams)}` };
}

/** Firefox writes most texts as they are, in pieces: `[(Thought f)-3(or )]TJ`. */
function textOfLetters(streams: readonly string[]): string {
  const lists = streams.flatMap((text) => [
    ...text.matchAll(/\[((?:\((?:\\[^]|[^\\)])*\)|[^\]()])*)\]\s*TJ/g),
  ]);
  return lists
    .map(([, list]) =>
      [...list!.matchAll(/\(((?:\\[^]|[^\\)])*)\)/g)]
        .map(([, piece]) => piece!.replace(/\\\n?/g, ''))
        .join(''),
    )
    .join('');
}

/** Chromium writes runs of glyphs, and for each font a table of what its glyphs stand for. */
function textOfGlyphs(streams: readonly string[]): string {
  const tables = streams.filter((text) => text.includes('begincmap')).map(glyphsOf);
  const runs = streams.flatMap((text) => [...text.matchAll(/<([0-9a-fA-F]+)>\s*Tj|\[([^\]]*)\]\s*TJ/g)]);
  const glyphs = runs.map(
    ([, run, list]) => run ?? [...list!.matchAll(/<([0-9a-fA-F]+)>/g)].map(([, part]) => part).join(''),
  );
  // Which font a run is in is not looked at: read by the table of another one, it is nonsense.
  return tables
    .map((table) =>
      glyphs.map((run) => run.replaceAll(/.{4}/g, (glyph) => table.get(glyph.toLowerCase()) ?? '')).join(''),
    )
    .join('\n');
}

function inflated(data: Buffer): string {
  try {
    return inflateSync(data).toString('latin1');
  } catch {
    // A font or a picture.
    return '';
  }
}

/** Glyph → character, as a `ToUnicode` table says it. */
function glyphsOf(table: string): ReadonlyMap<string, string> {
  const glyphs = new Map<string, string>();
  const character = (hex: string, add = 0): string => String.fromCodePoint(parseInt(hex, 16) + add);
  for (const [, from, to] of table.matchAll(/^<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>$/gm))
    glyphs.set(from!.toLowerCase(), character(to!));
  for (const [, from, to, first] of table.matchAll(
    /^<([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})> <([0-9a-fA-F]{4})>$/gm,
  )) {
    for (let at = parseInt(from!, 16); at <= parseInt(to!, 16); at += 1)
      glyphs.set(at.toString(16).padStart(4, '0'), character(first!, at - parseInt(from!, 16)));
  }
  return glyphs;
}
