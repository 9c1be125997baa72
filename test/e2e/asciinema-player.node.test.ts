import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { packFiles } from '../../bench/size.ts';
import { ArchiveReader, BytesSource } from '#src/format/index.ts';
import { Player } from '#src/player/index.ts';
import { inFirefox, openBrowser, openPage } from '../helpers/browser.ts';
import { corpusFolder, NO_CORPUS } from '../helpers/corpus.ts';
import { projectPath } from '../helpers/project-path.ts';
import { startStaticServer } from '../helpers/static-server.ts';
import type { StaticServer } from '../helpers/static-server.ts';

const corpus = corpusFolder();
const bundle = projectPath('node_modules/asciinema-player/dist/bundle/');

const PAGE = `<!doctype html>
<link rel="stylesheet" href="/asciinema/asciinema-player.css">
<script src="/asciinema/asciinema-player.min.js"></script>
<div id="player"></div>`;

/** Characters that asciinema-player draws as shapes, and has blanks for in its text. */
const DRAWN = /[\u2580-\u259f\ue0b0-\ue0b7]|[\u{1fb00}-\u{1fb3b}]/gu;

/** The recordings of a folder, by path. */
function recordings(): string[] {
  if (corpus === undefined) return [];
  return ['asciicast', 'claude-code'].flatMap((folder) =>
    readdirSync(join(corpus, folder))
      .filter((name) => /\.(cast|json|jsonl)$/.test(name))
      .map((name) => join(corpus, folder, name)),
  );
}

/** What our player shows at the end of a terminal, blank ends of lines cut. */
async function ourScreen(archive: Uint8Array, entry: string, id: string): Promise<string[]> {
  const player = new Player();
  player.show(entry);
  await player.load(new BytesSource(archive));
  await player.seek(Infinity);
  const lines = player.terminalLines(id) ?? [];
  player.close();
  return lines.map((line) => line.replaceAll(DRAWN, ' ').trimEnd());
}

/** What asciinema-player shows at the end of a recording, once it shows `expected` or has had long enough for that. */
async function theirScreen(page: Page, url: string, expected: readonly string[]): Promise<string[]> {
  await page.evaluate(async (recording) => {
    const { AsciinemaPlayer } = globalThis as unknown as {
      AsciinemaPlayer: {
        create(
          source: string,
          element: Element,
          options: object,
        ): { seek(to: string): Promise<void>; play(): Promise<void> };
      };
    };
    const element = document.querySelector('#player')!;
    element.replaceChildren();
    const player = AsciinemaPlayer.create(recording, element, { fit: false, preload: true, poster: 'npt:0' });
    await player.seek('100%');
  }, url);
  const lines = `[...document.querySelectorAll('.ap-line')].map((line) => line.textContent.trimEnd())`;
  // It draws in some later frame and tells nobody.
  const drawn = `JSON.stringify(${lines}) === ${JSON.stringify(JSON.stringify(expected))}`;
  await page.waitForFunction(drawn).catch(() => undefined);
  return (await page.evaluate(lines)) as string[];
}

/** What is compared is read in Node; the other player is only there to say what is right. */
const ONCE = inFirefox && 'Chromium has said it';

describe('asciinema-player', { skip: corpus === undefined ? NO_CORPUS : ONCE }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'reprise-asciinema-'));
  let browser: Browser;
  let server: StaticServer;

  before(async () => {
    browser = await openBrowser();
    server = await startStaticServer({ '/casts/': folder, '/asciinema/': bundle, '/': { text: PAGE } });
  });

  after(async () => {
    await browser.close();
    await server.close();
    rmSync(folder, { recursive: true });
  });

  for (const path of recordings()) {
    it(`plays every terminal of ${basename(path)} to the screen that we show`, async () => {
      const { bytes, manifest } = await packFiles([path]);
      const { page, complaints } = await openPage(browser, `${server.origin}/`);
      for (const { kind, entry, id } of manifest.tracks) {
        if (kind !== 'terminal') continue;
        const reader = await ArchiveReader.open(new BytesSource(bytes));
        writeFileSync(join(folder, 'a.cast'), await reader.readEntry(entry));

        const ours = await ourScreen(bytes, entry, id);

        expect(await theirScreen(page, '/casts/a.cast', ours)).to.deep.equal(ours);
      }
      expect(complaints.errors).to.deep.equal([]);
      await page.close();
    });
  }
});
