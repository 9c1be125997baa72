import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { projectPath } from '../helpers/project-path.ts';
import { sampleArchive, type SampleTrack } from '../helpers/sample-archive.ts';
import { startStaticServer, type Mounts, type StaticServer } from '../helpers/static-server.ts';

const root = projectPath('');
const AXE = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** The demo pages with the built bundle, as `npm start` serves them, and a browser to look at them with. */
export interface Pages {
  readonly server: StaticServer;
  readonly browser: Browser;
  /** Opens a page and notes what it complains about, violations of its policy too. */
  open(path: string, options?: { width?: number; height?: number; dark?: boolean }): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  readonly page: Page;
  readonly errors: readonly string[];
}

/**
 * Packs the sample sessions with the built command line and serves everything, with archives beside them that have one track
 * or none. Needs `npm run build`.
 *
 * @param mounts - what is served besides, or in place of it
 * @param headers - go with every answer of the server
 */
export async function startPages(
  mounts: Mounts = {},
  headers: Readonly<Record<string, string>> = {},
): Promise<Pages> {
  const cli = join(root, 'dist/cli/main.js');
  if (!existsSync(cli)) throw new Error('the pages need the build: run npm run build first');
  const sessions = mkdtempSync(join(tmpdir(), 'reprise-e2e-'));
  const samples = join(root, 'demo/sessions');
  const pack = (name: string, ...inputs: string[]): void =>
    void execFileSync(
      process.execPath,
      [cli, 'pack', ...inputs.map((input) => join(samples, input)), '-o', join(sessions, name)],
      { stdio: 'ignore' },
    );
  pack('refresh-once.reprise', 'refresh-once.jsonl', 'refresh-once.cast');
  pack('life-in-vim.reprise', 'life-in-vim.cast');
  const write = async (name: string, tracks: readonly SampleTrack[]): Promise<void> =>
    writeFileSync(join(sessions, name), await sampleArchive(tracks));
  await write('transcript.reprise', ['transcript']);
  await write('changes.reprise', ['changes']);
  await write('nothing.reprise', []);

  const served = {
    '/demo/': join(root, 'demo'),
    '/demo/sessions/': sessions,
    '/dist/bundle/': join(root, 'dist/bundle'),
    ...mounts,
  };
  const server = await startStaticServer(served, { headers });
  const browser = await openBrowser();
  return {
    server,
    browser,
    open: async (path, options = {}) => {
      const { page, complaints } = await openPage(browser, `${server.origin}${path}`, options);
      return { page, errors: complaints.errors };
    },
    close: async () => {
      await browser.close();
      await server.close();
      rmSync(sessions, { recursive: true });
    },
  };
}

/** Moves the page's player to a session time, seconds, and waits until every pane shows it. */
export async function seek(page: Page, seconds: number): Promise<void> {
  await page.waitForFunction(() => (document.querySelector('reprise-player')?.readyState ?? 0) >= 2);
  await page.evaluate((to) => document.querySelector('reprise-player')!.seek(to), seconds);
}

/**
 * What axe finds on the page, one line each: rule and where.
 *
 * @param leftOut - ids of rules that say nothing here
 */
export async function audit(page: Page, leftOut: readonly string[] = []): Promise<string[]> {
  await page.evaluate(AXE);
  return page.evaluate(async (without) => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown; failureSummary?: string }[] }[] }>;
      };
    };
    // Off by default, as it belongs to WCAG 2.2.
    const { violations } = await axe.run({
      rules: {
        'target-size': { enabled: true },
        ...Object.fromEntries(without.map((id) => [id, { enabled: false }])),
      },
    });
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    );
  }, leftOut);
}

/**
 * Waits until the page's player shows all of these texts, through its shadow roots: parts of it are loaded and drawn
 * when they are needed, after the player has come to a moment or to an error.
 *
 * @throws {Error} that says what it shows, when it never does
 */
export async function expectShown(page: Page, ...texts: readonly string[]): Promise<void> {
  const shown = await page.evaluateHandle(() => {
    const textOf = (node: Node): string => {
      if (node instanceof Text) return node.data;
      if (node instanceof HTMLStyleElement || (node instanceof HTMLElement && node.hidden)) return '';
      const inner = node instanceof Element && node.shadowRoot ? node.shadowRoot : node;
      const slotted = node instanceof HTMLSlotElement ? node.assignedNodes() : [];
      return (slotted.length > 0 ? slotted : [...inner.childNodes]).map(textOf).join('');
    };
    return () => textOf(document.querySelector('reprise-player')!);
  });
  try {
    await page.waitForFunction(
      (text, wanted) => wanted.every((part) => text().includes(part)),
      {},
      shown,
      texts,
    );
  } catch (cause) {
    const text = await page.evaluate((text) => text(), shown);
    throw new Error(`the player does not show ${texts.join(' and ')}, but: ${text}`, { cause });
  }
}
