import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Browser, ElementHandle, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import type { ReprisePlayer } from '#src/elements/index.ts';
import { openBrowser, openPage } from '../helpers/browser.ts';
import { startStaticServer, type StaticServer } from '../helpers/static-server.ts';
import { PackedPackage } from './packed-package.ts';

/** What the consumers are made with, beside the package itself. */
const HOSTS = [
  '@types/node',
  '@types/react',
  'react',
  'typescript',
  'vite',
  // What lit brings: an import map leads to where npm puts it.
  '@lit/reactive-element',
  'lit-element',
  'lit-html',
];

const LOG = 'session.jsonl';

describe('the packed package', () => {
  let installed: PackedPackage;

  before(() => {
    installed = PackedPackage.install(HOSTS);
    installed.add('docs/api/examples', 'examples');
    installed.add('test/package/consumers', '.');
    installed.add('docs/api/examples', 'vite/examples');
    installed.add('demo/sessions/refresh-once.jsonl', LOG);
    const [, code = ''] = /^```js\n([\s\S]*?)^```/m.exec(installed.read('README.md')) ?? [];
    writeFileSync(join(installed.folder, 'examples/readme.mjs'), code);
  });

  after(() => installed.remove());

  it('holds neither source maps, nor references to them, nor tests', () => {
    const maps = installed.files.filter((path) => path.endsWith('.map') || path.startsWith('dist/test/'));
    const pointing = installed.files
      .filter((path) => /\.(js|ts|css)$/.test(path))
      .filter((path) => /^\/\/# sourceMappingURL=/m.test(installed.read(path)));

    expect(maps).to.deep.equal([]);
    expect(pointing).to.deep.equal([]);
  });

  it('holds every file that its documents link to', () => {
    const lost = installed.files
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) => linksOf(installed.read(path)).map((link) => [path, link] as const))
      .filter(([path, link]) => !isThere(installed.files, normalize(join(dirname(path), link))));

    expect(lost).to.deep.equal([]);
  });

  it('names every entry in its documentation', () => {
    const { exports: entries } = JSON.parse(installed.read('package.json')) as { exports: object };
    const page = installed.read('docs/api/README.md');
    const unnamed = Object.keys(entries)
      .map((entry) =>
        `reprise${entry.slice(1)}`
          .replace(/^(reprise\/types)\/.*/, '$1/*')
          .replace('importers/*', 'importers/<id>'),
      )
      .filter((entry) => entry !== 'reprise/package.json' && !page.includes(`\`${entry}\``));

    expect(unnamed).to.deep.equal([]);
  });

  it('imports in Node without a page, entry by entry', () => {
    expect(installed.node('entries.mjs')).to.deep.equal({
      status: 0,
      output:
        'openSession RepriseTranscript encodeSession exportFormat connectPlayer ArchiveReader openSource codex-cli packFile Player ReprisePlayer TranscriptState ChangeSquash TerminalState\n',
    });
  });

  it('has no entry but the documented ones', () => {
    const inside = ['reprise/dist/reading/index.js', 'reprise/reading', 'reprise/masking', 'reprise/cli'];
    writeFileSync(
      join(installed.folder, 'inside.mjs'),
      inside.map((name) => `await import('${name}').then(() => console.log('${name}'), () => 0);`).join('\n'),
    );

    expect(installed.node('inside.mjs')).to.deep.equal(CLEAN);
  });

  it('brings one importer without the others', () => {
    const tools = [...importedFrom(installed, 'dist/importers/tools/codex-cli/importer.js')]
      .map((path) => /^dist\/importers\/tools\/([^/]+)/.exec(path)?.[1])
      .filter((tool) => tool !== undefined);

    expect([...new Set(tools)]).to.deep.equal(['codex-cli']);
  });

  it('is typed for Node: examples and every entry, libraries checked too', () => {
    expect(installed.node('node_modules/typescript/bin/tsc', '-p', '.')).to.deep.equal(CLEAN);
  });

  describe('its examples in Node', () => {
    const archive = 'packed.reprise';

    it('pack a log', () => {
      const { status, output } = installed.node('examples/pack-a-log.mjs', LOG, archive);

      expect(output).to.match(
        /^packed\.reprise: Access tokens expire mid-session \(scripted sample\), \d+ bytes\n$/,
      );
      expect(status).to.equal(0);
    });

    it('do what the README shows', () => {
      const { output } = installed.node('examples/readme.mjs');

      expect(output).to.match(/^Access tokens.*\nNice\..*\nThat reads well\..*\n$/);
    });

    it('print the prompts', () => {
      const { output } = installed.node('examples/print-prompts.mjs', archive);

      expect(output.split('\n').map((line) => line.slice(0, 30))).to.deep.equal([
        "Access tokens aren't refreshin",
        'Nice. But what if the refresh ',
        'That reads well. Commit it, wi',
        '',
      ]);
    });

    it('tell the files at a minute, as they were then', () => {
      const filesAt = (minute: string) =>
        installed.node('examples/files-at-minute.mjs', archive, minute).output;

      expect(filesAt('0')).to.equal('');
      expect(filesAt('0.5')).to.equal('src/session.js: 26 lines\ntest/session.test.js: 43 lines\n');
      expect(filesAt('12')).to.equal('src/session.js: 28 lines\ntest/session.test.js: 58 lines\n');
    });

    it('mask a word wherever it stands', () => {
      const { status } = installed.node('examples/mask-and-rewrite.mjs', archive, 'masked.reprise', 'laptop');
      expect(status).to.equal(0);

      const prompts = installed.node('examples/print-prompts.mjs', 'masked.reprise').output;
      expect(prompts).to.include('say the [masked] is offline').and.not.include('laptop');
      const unpack = ['unpack', 'masked.reprise', '-o', 'masked'];
      expect(installed.node('node_modules/reprise/dist/cli/main.js', ...unpack).status).to.equal(0);
      const texts = readdirSync(join(installed.folder, 'masked'), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
      expect(texts.filter((text) => text.includes('laptop'))).to.deep.equal([]);
    });

    it('read a log with one importer', () => {
      expect(installed.node('examples/read-one-tool.mjs', LOG).output.split('\n')).to.deep.equal([
        '22 s: /tmp/tidy-fetch/src/session.js',
        '23 s: /tmp/tidy-fetch/src/session.js',
        '51 s: /tmp/tidy-fetch/test/session.test.js',
        '59 s: /tmp/tidy-fetch/src/session.js',
        '',
      ]);
    });
  });

  it('imports in a page by the documented import map, entry by entry', async () => {
    const [, map = ''] = /^```json\n([\s\S]*?)^```/m.exec(installed.read('docs/api/README.md')) ?? [];
    const names = Object.keys((JSON.parse(map) as { imports: object }).imports).filter((name) =>
      /^reprise(\/|$)/.test(name),
    );
    const page = `<!doctype html><link rel="icon" href="data:,"><script type="importmap">${map}</script>`;
    const server = await startStaticServer({
      '/': installed.folder,
      '/page.html': { text: page, type: 'text/html' },
    });
    const browser = await openBrowser();
    try {
      const { page: opened, complaints } = await openPage(browser, `${server.origin}/page.html`);
      // As text: the compiler would put a function of its own around an import of a name that it does not know.
      const empty = await opened.evaluate(`(async () => {
        const found = [];
        for (const name of ${JSON.stringify(names)})
          if (!/define|bundle/.test(name) && Object.keys(await import(name)).length === 0) found.push(name);
        // Both register the elements: each would refuse what the other has.
        await import('reprise/define');
        return found;
      })()`);

      expect(empty).to.deep.equal([]);
      expect(complaints.errors).to.deep.equal([]);
      expect(undocumented(installed, names)).to.deep.equal([]);
    } finally {
      await browser.close();
      await server.close();
    }
  });

  describe('in a page that Vite builds', () => {
    let browser: Browser;
    let server: StaticServer;

    before(async () => {
      const built = installed.node('node_modules/vite/bin/vite.js', 'build', 'vite', '--logLevel', 'warn');
      if (built.status !== 0) throw new Error(built.output);
      server = await startStaticServer({ '/': join(installed.folder, 'vite/dist') });
      browser = await openBrowser();
    });

    after(async () => {
      await browser.close();
      await server.close();
    });

    it('is typed for bundlers', () => {
      expect(installed.node('node_modules/typescript/bin/tsc', '-p', 'vite')).to.deep.equal(CLEAN);
    });

    it('packs a log that is picked, and an element of the page follows the playhead', async () => {
      const { page, complaints } = await openPage(browser, `${server.origin}/plain.html`);
      const input = (await page.$('input')) as ElementHandle<HTMLInputElement>;
      await input.uploadFile(join(installed.folder, LOG));
      await turnCounterSays(page, 'Prompt 1 of 3');
      await page.evaluate(async () => {
        await document.querySelector<ReprisePlayer>('reprise-player')!.seek(50);
      });
      await turnCounterSays(page, 'Prompt 2 of 3');
      await page.evaluate(() => {
        document.querySelector('turn-counter')!.shadowRoot!.querySelector('button')!.click();
      });
      await page.waitForFunction(
        () => document.querySelector<ReprisePlayer>('reprise-player')!.sessionTime < 50,
      );

      expect(complaints.errors).to.deep.equal([]);
      await page.close();
    });
  });
});

/** Entries of the package with code for pages that are not among the names. */
function undocumented(installed: PackedPackage, names: readonly string[]): string[] {
  const { exports: entries } = JSON.parse(installed.read('package.json')) as { exports: object };
  return Object.keys(entries)
    .map((entry) => `reprise${entry.slice(1)}`.replace('*', 'codex-cli'))
    .filter((name) => !/^reprise\/(types|spec|node|react|package\.json|custom-elements)/.test(name))
    .filter((name) => !names.includes(name));
}

const CLEAN = { status: 0, output: '' };

async function turnCounterSays(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (words) => document.querySelector('turn-counter')?.shadowRoot?.textContent?.trim() === words,
    {},
    text,
  );
}

/** Targets of the links of a Markdown text that lead to files. */
function linksOf(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)]
    .map(([, link]) => link!)
    .filter((link) => !/^\w+:/.test(link));
}

/** Whether there is a file, or one in a folder, of that path. */
function isThere(files: readonly string[], path: string): boolean {
  const wanted = path.replaceAll('\\', '/');
  return files.some(
    (file) => file === wanted || file.startsWith(wanted.endsWith('/') ? wanted : `${wanted}/`),
  );
}

/** Files of the package that a file of it imports at once, it included. */
function importedFrom(installed: PackedPackage, start: string): ReadonlySet<string> {
  const found = new Set([start]);
  for (const path of found) {
    for (const [, target] of installed.read(path).matchAll(/^(?:import|export)\b[^;]*?'(\.[^']*)'/gm)) {
      found.add(join(dirname(path), target!).replaceAll('\\', '/'));
    }
  }
  return found;
}
