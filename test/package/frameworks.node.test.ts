import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';
import { PackedPackage } from './packed-package.ts';

/** What the pages of `demo/frameworks` are made with, beside the package itself. */
const HOSTS = [
  '@sveltejs/vite-plugin-svelte',
  '@types/react',
  '@types/react-18',
  '@types/react-dom',
  '@vitejs/plugin-vue',
  'preact',
  'react',
  'react-18',
  'react-dom',
  'react-dom-18',
  'solid-js',
  'svelte',
  'svelte-check',
  'typescript',
  'vite',
  'vite-plugin-solid',
  'vue',
  'vue-tsc',
];

const VITE = 'node_modules/vite/bin/vite.js';
const TSC = ['node_modules/typescript/bin/tsc', '-p'];

/** Framework → how its page is checked and built; paths are from the folder of the installed package. */
const PAGES: Readonly<Record<string, { readonly check: readonly string[]; readonly build: string[] }>> = {
  react: { check: [...TSC, 'frameworks/react'], build: ['frameworks/react'] },
  'react-18': {
    check: [...TSC, 'react-18/tsconfig.json'],
    build: ['frameworks/react', '--config', 'react-18/vite.config.mjs'],
  },
  preact: { check: [...TSC, 'frameworks/preact'], build: ['frameworks/preact'] },
  solid: { check: [...TSC, 'frameworks/solid'], build: ['frameworks/solid'] },
  vue: { check: ['node_modules/vue-tsc/bin/vue-tsc.js', '-p', 'frameworks/vue'], build: ['frameworks/vue'] },
  svelte: {
    check: [
      'node_modules/svelte-check/bin/svelte-check',
      '--workspace',
      'frameworks/svelte',
      '--threshold',
      'warning',
    ],
    build: ['frameworks/svelte'],
  },
};

/** The versions of React → the configuration of Vite that has it. */
const REACTS: Readonly<Record<string, readonly string[]>> = {
  '19': [],
  '18': ['--config', 'react-18/vite.config.mjs'],
};

describe('the pages of demo/frameworks, with the packed package', () => {
  let installed: PackedPackage;
  let browser: Browser;
  let server: StaticServer;

  before(async () => {
    installed = PackedPackage.install(HOSTS);
    installed.add('demo/frameworks', 'frameworks');
    installed.add('test/package/consumers/react-18', 'react-18');
    installed.add('test/package/consumers/react-changes', 'react-changes');
    mkdirSync(join(installed.folder, 'built'));
    server = await startStaticServer({ '/': join(installed.folder, 'built') });
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await server.close();
    installed.remove();
  });

  for (const [name, { check }] of Object.entries(PAGES)) {
    it(`are typed: ${name}`, () => {
      const [script, ...parameters] = check;
      const { status, output } = installed.node(script!, ...parameters);

      expect(output).to.match(/^$|svelte-check found 0 errors and 0 warnings/);
      expect(status).to.equal(0);
    });

    it(`play an archive, hear its events, call its methods and set its properties: ${name}`, async () => {
      const out = await build(name, PAGES[name]!.build);
      writeFileSync(join(out, 'picked.reprise'), await sampleArchive());

      const { page, complaints } = await openPage(browser, `${server.origin}/${name}/index.html`);
      await titleSays(page, 'Login fails after an hour');
      expect(await page.$eval('reprise-player', (player) => player.theme)).to.equal('dark');
      await page.click('button');
      await page.waitForFunction(() => parseFloat(document.querySelector('time')!.textContent) > 0);
      const input = (await page.$('input')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(join(out, 'picked.reprise'));
      await page.waitForFunction(
        () => document.querySelector<ReprisePlayer>('reprise-player')!.currentSrc === 'picked.reprise',
      );

      expect(complaints.errors).to.deep.equal([]);
      await page.close();
    });
  }

  for (const [version, config] of Object.entries(REACTS)) {
    it(`follow changes of props in React ${version}`, async () => {
      const name = `changes-${version}`;
      await build(name, ['react-changes', ...config]);
      const { page, complaints } = await openPage(browser, `${server.origin}/${name}/index.html`);
      /** Draws the page with props, which are text for what has listeners, and waits until its player is like that. */
      const becomes = async (props: string, wanted: object): Promise<void> => {
        await page.evaluate(`draw(${props})`);
        await page.waitForFunction(
          (text) => {
            const { view, linked, controls, hidden, key, className } =
              document.querySelector<ReprisePlayer>('reprise-player')!;
            const is = { view, linked, controls, hidden, isLocked: key !== undefined, className };
            return JSON.stringify(is) === text;
          },
          {},
          JSON.stringify(wanted),
        );
      };
      const began = { linked: true, controls: true, hidden: false, isLocked: false, className: '' };

      await becomes(
        `{ view: 'code', linked: false, controls: false, hidden: true, className: 'wide',
          archiveKey: { passphrase: 'x' }, onViewchange: () => heard.push('first') }`,
        { view: 'code', linked: false, controls: false, hidden: true, isLocked: true, className: 'wide' },
      );
      // What the viewer chose stays while the prop does, and the listener is the one of the last render.
      await page.evaluate(() => (document.querySelector<ReprisePlayer>('reprise-player')!.view = 'commands'));
      await becomes(`{ view: 'code', hidden: false, onViewchange: () => heard.push('second') }`, {
        view: 'commands',
        ...began,
      });
      await becomes(`{ onViewchange: () => heard.push('third') }`, { view: 'story', ...began });
      expect(await page.evaluate('heard.join()')).to.equal('first,first,third');
      expect(complaints.errors).to.deep.equal([]);
      await page.close();
    });
  }

  /** Builds a page with Vite into a folder of the server. */
  async function build(name: string, parameters: readonly string[]): Promise<string> {
    const out = join(installed.folder, 'built', name);
    const built = installed.node(
      VITE,
      'build',
      ...parameters,
      ...['--outDir', out, '--emptyOutDir', '--logLevel', 'warn'],
    );
    expect(built).to.deep.equal({ status: 0, output: '' });
    writeFileSync(join(out, 'session.reprise'), await sampleArchive());
    return out;
  }
});

async function titleSays(page: Page, title: string): Promise<void> {
  await page.waitForFunction((text) => document.querySelector('output')?.textContent === text, {}, title);
}
