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

describe('the pages of demo/frameworks, with the packed package', () => {
  let installed: PackedPackage;
  let browser: Browser;
  let server: StaticServer;

  before(async () => {
    installed = PackedPackage.install(HOSTS);
    installed.add('demo/frameworks', 'frameworks');
    installed.add('test/package/consumers/react-18', 'react-18');
    mkdirSync(join(installed.folder, 'built'));
    server = await startStaticServer({ '/': join(installed.folder, 'built') });
    browser = await openBrowser();
  });

  after(async () => {
    await browser.close();
    await server.close();
    installed.remove();
  });

  for (const [name, { check, build }] of Object.entries(PAGES)) {
    it(`are typed: ${name}`, () => {
      const [script, ...parameters] = check;
      const { status, output } = installed.node(script!, ...parameters);

      expect(output).to.match(/^$|svelte-check found 0 errors and 0 warnings/);
      expect(status).to.equal(0);
    });

    it(`play an archive, hear its events, call its methods and set its properties: ${name}`, async () => {
      const out = join(installed.folder, 'built', name);
      const built = installed.node(
        VITE,
        'build',
        ...build,
        '--outDir',
        out,
        '--emptyOutDir',
        '--logLevel',
        'warn',
      );
      expect(built).to.deep.equal({ status: 0, output: '' });
      const archive = await sampleArchive();
      writeFileSync(join(out, 'session.reprise'), archive);
      writeFileSync(join(out, 'picked.reprise'), archive);

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
});

async function titleSays(page: Page, title: string): Promise<void> {
  await page.waitForFunction((text) => document.querySelector('output')?.textContent === text, {}, title);
}
