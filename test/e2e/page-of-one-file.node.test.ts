import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'puppeteer-core';
import { after, before, describe, expect, it } from '#test';
import { exportFormat, type PageParts } from '#src/exports/index.ts';
import { BytesSource } from '#src/format/index.ts';
import { openSession } from '#src/reading/index.ts';
import { newPage, openBrowser } from '../helpers/browser.ts';
import { archiveOfHostileText } from '../helpers/hostile-text.ts';
import { projectPath } from '../helpers/project-path.ts';
import { sampleArchive } from '../helpers/sample-archive.ts';

/** All text on a page, across shadow roots, as source text of an expression. */
const ALL_TEXT = `(function textOf(root) {
  return [...root.querySelectorAll('*')]
    .map(({ shadowRoot }) => (shadowRoot ? shadowRoot.textContent + textOf(shadowRoot) : ''))
    .join(' ');
})(document)`;

let browser: Browser;
let folder: string;

before(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'reprise-page-'));
});

after(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Writes the page of an archive; its path. */
async function writePage(name: string, bytes: Uint8Array): Promise<string> {
  const text = readFileSync(projectPath('dist/bundle/reprise-page.json'), 'utf8');
  const source = new BytesSource(bytes, name);
  const write = await exportFormat('html')!.load();
  const input = { session: await openSession(source), source };
  let page = '';
  for await (const piece of write(input, { pageParts: () => Promise.resolve(JSON.parse(text) as PageParts) }))
    page += piece as string;
  const path = join(folder, `${name}.html`);
  writeFileSync(path, page);
  return path;
}

interface Visit {
  readonly page: Page;
  /** What the page complained about, what its policy forbade, and what it asked for beside itself. */
  readonly problems: string[];
}

async function visit(path: string, { script = true, fragment = '' } = {}): Promise<Visit> {
  const page = await newPage(browser);
  const problems: string[] = [];
  const address = pathToFileURL(path).href;
  page.on('console', (message) => problems.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('request', (request) => {
    const url = request.url().split('#')[0]!;
    if (url !== address && !/^(?:data|blob):/.test(url)) problems.push(`asked for ${url}`);
  });
  await page.evaluateOnNewDocument(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      console.error(`violation: ${violatedDirective} ${blockedURI}`),
    );
  });
  await page.setViewport({ width: 1360, height: 820 });
  await page.setJavaScriptEnabled(script);
  await page.goto(address + fragment);
  if (script) await page.waitForFunction(() => document.querySelector('reprise-player')?.readyState === 4);
  return { page, problems };
}

const shows = (page: Page, words: string): Promise<unknown> =>
  page.waitForFunction(`${ALL_TEXT}.includes(${JSON.stringify(words)})`);

describe('a page of one file', () => {
  it('plays to its end from a file, asks for nothing and breaks no rule of its policy', async () => {
    const { page, problems } = await visit(await writePage('sample', await sampleArchive()));
    await shows(page, 'never refreshed');
    await page.evaluate(async () => {
      const player = document.querySelector('reprise-player')!;
      player.playbackRate = 16;
      const ended = new Promise((resolve) => player.addEventListener('ended', resolve, { once: true }));
      await player.play();
      await ended;
    });
    expect(await page.evaluate(() => document.getElementById('story')!.checkVisibility())).to.equal(false);
    expect(problems).to.deep.equal([]);
    await page.close();
  });

  it('shows what a link points at, the terminal and the changes, and finds', async () => {
    const path = await writePage('linked', await sampleArchive());
    const { page, problems } = await visit(path, { fragment: '#t=45' });
    await page.waitForFunction(() => document.querySelector('reprise-player')!.currentTime > 0);
    await page.evaluate(() => document.querySelector('reprise-player')!.seek(36));
    await shows(page, 'all passed');
    await shows(page, 'export const queue = new Set();');
    await page.evaluate(() => document.querySelector('reprise-player')!.updateComplete);
    await page.keyboard.press('/');
    await page.waitForSelector('reprise-player >>> reprise-find >>> input', { visible: true });
    await page.keyboard.type('refreshed');
    await page.waitForSelector('reprise-player >>> reprise-find >>> .hit', { visible: true });
    expect(problems).to.deep.equal([]);
    await page.close();
  });

  it('is read without a script, and is accessible so', async () => {
    const path = await writePage('story', await sampleArchive());
    const { page, problems } = await visit(path, { script: false });
    const text = await page.$eval('body', (body) => body.innerText);
    expect(text).to.contain('Why does the login fail?').and.to.contain('The token is **never refreshed**.');
    expect(text).not.to.contain('AAAA');
    expect(problems).to.deep.equal([]);
    await page.close();

    // axe is a script: what it looks at is the same body under no policy.
    const bare = await newPage(browser);
    const html = readFileSync(path, 'utf8')
      .replace(/<meta http-equiv[^>]*>/, '')
      .replace(/<script>[^]*<\/script>/, '');
    await bare.setContent(html);
    await bare.evaluate(readFileSync(projectPath('node_modules/axe-core/axe.min.js'), 'utf8'));
    await bare.addStyleTag({ content: '#story { animation: none !important }' });
    const findings = await bare.evaluate(async () =>
      (await window.axe.run(document.documentElement)).violations.map(({ id, help }) => `${id}: ${help}`),
    );
    expect(findings).to.deep.equal([]);
    await bare.close();
  });

  it('runs nothing that the session says', async () => {
    const path = await writePage('hostile', await archiveOfHostileText());
    const { page, problems } = await visit(path);
    await shows(page, 'window.hacked=1');
    const hacked = (): Promise<unknown> => page.evaluate('typeof window.hacked');
    expect(await hacked()).to.equal('undefined');
    expect(problems).to.deep.equal([]);
    await page.close();
    const still = await visit(path, { script: false });
    expect(await still.page.$$eval('script:not([type]), img', ({ length }) => length)).to.equal(1);
    await still.page.close();
  });

  it('runs no script but its own, whoever writes one into it', async () => {
    const path = await writePage('written', await sampleArchive());
    const page = readFileSync(path, 'utf8');
    writeFileSync(path, page.replace('<main', '<script>window.hacked=1</script><main'));
    const visited = await visit(path);
    expect(await visited.page.evaluate('typeof window.hacked')).to.equal('undefined');
    expect(visited.problems.join()).to.contain('violation: script-src');
    await visited.page.close();
  });

  it('gives its archive to whoever decodes base64', async (context) => {
    const bytes = await sampleArchive();
    const path = await writePage('foreign', bytes);
    const program = [
      'import base64, re, sys',
      `page = open(sys.argv[1], encoding='utf-8').read()`,
      `blocks = re.findall(r'<script type="application/vnd.reprise.base64">([^<]*)</script>', page)`,
      `open(sys.argv[2], 'wb').write(b''.join(map(base64.b64decode, blocks)))`,
    ].join('\n');
    const out = join(folder, 'foreign.zip');
    try {
      execFileSync('python3', ['-c', program, path, out]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      context.skip('there is no Python');
      return;
    }
    expect(Buffer.compare(readFileSync(out), bytes)).to.equal(0);
  });
});
