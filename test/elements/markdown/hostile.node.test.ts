import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import commonjsPlugin from '@rollup/plugin-commonjs';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import type { Browser, Page } from 'puppeteer-core';
import { rollup, type Plugin } from 'rollup';
import { after, before, describe, expect, it } from '#test';
import { openBrowser, openPage } from '../../helpers/browser.ts';
import type { PageComplaints } from '../../helpers/browser.ts';
import { hostileFolder } from '../../helpers/corpus.ts';
import { projectPath } from '../../helpers/project-path.ts';
import { startStaticServer } from '../../helpers/static-server.ts';
import { workOfPage } from '../../helpers/work-of-page.ts';
import type { StaticServer } from '../../helpers/static-server.ts';

const hostile = hostileFolder();
const skip = hostile === undefined && 'no folder of hostile inputs: set REPRISE_HOSTILE to run this test';

/** The strictest page there is: our own scripts and constructed style sheets, nothing else. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src blob: data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

const PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>hostile</title>
<script type="module" src="/code/page.js"></script></head><body></body></html>`;

/** What the page offers to `page.evaluate`. */
const ENTRY = `
import { html, render } from 'lit';
import { renderMarkdown } from './markdown/markdown.js';
import { renderPrompt } from './markdown/typed-text.js';
import { english } from './strings/language.js';
import './code-block/code-block.define.js';
globalThis.violations = [];
addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI));
const host = document.createElement('main');
document.body.append(host);
globalThis.draw = async (kind, text) => {
  render(html\`<div class="prose">\${kind === 'prompt' ? renderPrompt(text, english) : renderMarkdown(text, english)}</div>\`, host);
  await 0;
  return host;
};
globalThis.ready = true;
`;

const ALLOWED_ELEMENTS =
  'a bdi blockquote br code del div em h3 hr input li ol p path reprise-code-block span strong svg table tbody td th thead tr ul';
const ALLOWED_ATTRIBUTES =
  'aria-hidden aria-label class d data-code disabled href referrerpolicy rel role start tabindex target title type viewBox';
const ALLOWED_CLASSES =
  /^(?:prose|plain|raw|definition|task|table|icon|code-point|alike|remote-image|true-host|level-[1-6]|align-(?:left|center|right))$/u;

/** Everything under the drawn text that ought not to be there. Runs in the page. */
function findings(elements: string, attributes: string, classes: string): string[] {
  const allowedClass = new RegExp(classes, 'u');
  const found: string[] = [];
  for (const element of document.querySelectorAll('main *')) {
    const name = element.localName;
    if (!elements.split(' ').includes(name)) found.push(`<${name}>`);
    for (const attribute of element.attributes) {
      if (!attributes.split(' ').includes(attribute.name)) found.push(`${name} ${attribute.name}`);
    }
    for (const each of element.classList) if (!allowedClass.test(each)) found.push(`${name}.${each}`);
    const href = element.getAttribute('href');
    if (href !== null && !/^(?:https?:\/\/|mailto:)/u.test(href)) found.push(`href ${href}`);
    if (name === 'input' && !(element as HTMLInputElement).disabled) found.push('enabled input');
  }
  return found;
}

/**
 * Blocks of code that drawing a text may run. Drawing takes 0.8 million at most; a block of code is highlighted when that
 * is loaded, 2.2 million more, which may fall into the same count. What grows with the square of 39,000 characters is
 * above 1,000 million.
 */
const MOST_WORK = 10_000_000;

interface Drawn {
  readonly found: readonly string[];
  readonly text: string;
}

async function readLines<T>(path: string): Promise<T[]> {
  const text = await readFile(join(hostile ?? '', path), 'utf8');
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}

describe('hostile Markdown in the strictest page', { skip }, () => {
  let folder: string;
  let server: StaticServer;
  let browser: Browser;
  let page: Page;
  let complaints: PageComplaints;
  let takeWork: () => Promise<number>;
  const dialogs: string[] = [];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reprise-hostile-'));
    await bundle(folder);
    server = await startStaticServer({ '/': { text: PAGE }, '/code/': `${folder}/` });
    browser = await openBrowser();
    ({ page, complaints } = await openPage(browser, server.origin));
    takeWork = await workOfPage(page);
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.waitForFunction('globalThis.ready === true');
    await page.evaluate(`globalThis.findings = ${findings.toString()}`);
  });

  after(async () => {
    await browser?.close();
    await server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Draws each text and tells what was found under it. */
  async function drawAll(kind: 'markdown' | 'prompt', texts: readonly string[]): Promise<Drawn[]> {
    const run = async (name: string, list: readonly string[], lists: readonly string[]): Promise<Drawn[]> => {
      const { draw, findings: find } = globalThis as unknown as {
        draw: (kind: string, text: string) => Promise<HTMLElement>;
        findings: (...args: readonly string[]) => string[];
      };
      const drawn: Drawn[] = [];
      for (const text of list) {
        const host = await draw(name, text);
        const code = Array.from(host.querySelectorAll('reprise-code-block'), (block) => block.code);
        drawn.push({ found: find(...lists), text: [host.textContent, ...code].join('\n') });
      }
      return drawn;
    };
    const drawn: Drawn[] = [];
    const lists = [ALLOWED_ELEMENTS, ALLOWED_ATTRIBUTES, ALLOWED_CLASSES.source];
    for (let start = 0; start < texts.length; start += 100) {
      drawn.push(...(await page.evaluate(run, kind, texts.slice(start, start + 100), lists)));
    }
    return drawn;
  }

  /** Nothing ran, nothing was asked for, nothing was refused. */
  async function expectQuiet(): Promise<void> {
    const state = await page.evaluate(() => ({
      pwned: '__pwned' in globalThis,
      violations: (globalThis as unknown as { violations: string[] }).violations,
      polluted: 'polluted' in {},
    }));
    expect(state).to.deep.equal({ pwned: false, violations: [], polluted: false });
    expect(dialogs).to.deep.equal([]);
    expect(complaints.errors).to.deep.equal([]);
    const foreign = server.requests.filter(
      ({ path }) => path !== '/' && !path.startsWith('/code/') && path !== '/favicon.ico',
    );
    expect(foreign).to.deep.equal([]);
  }

  it('draws nothing but its own elements of 395 Markdown payloads [SEC-1]', async () => {
    const payloads = await readLines<{ id: string; md: string }>('xss/markdown.ndjson');
    const drawn = await drawAll(
      'markdown',
      payloads.map(({ md }) => md),
    );

    expect(
      drawn.flatMap(({ found }, index) => found.map((what) => `${payloads[index]!.id} ${what}`)),
    ).to.deep.equal([]);
    await expectQuiet();
  });

  it('shows 1302 HTML payloads as the text they are', async () => {
    const payloads = await readLines<{ id: string; html: string }>('xss/html-payloads.ndjson');
    for (const kind of ['markdown', 'prompt'] as const) {
      const drawn = await drawAll(
        kind,
        payloads.map(({ html }) => html),
      );

      expect(
        drawn.flatMap(({ found }, index) => found.map((what) => `${payloads[index]!.id} ${what}`)),
      ).to.deep.equal([]);
      const letters = (text: string) => text.replace(/[^a-z]/giu, '');
      const lost =
        kind === 'prompt'
          ? drawn.filter(({ text }, index) => letters(text) !== letters(payloads[index]!.html))
          : [];
      expect(lost.map(({ text }) => text)).to.deep.equal([]);
    }
    await expectQuiet();
  });

  it('lets no target through but http, https and mailto', async () => {
    const urls = await readLines<{ id: string; url: string }>('xss/urls.ndjson');
    const texts = urls.flatMap(({ url }) => [
      `[a](<${url}>)`,
      `[a](${url})`,
      `![a](${url})`,
      `<${url}>`,
      url,
    ]);
    const drawn = await drawAll('markdown', texts);

    expect(drawn.flatMap(({ found }) => found)).to.deep.equal([]);
    await expectQuiet();
  });

  it('draws texts meant for other places', async () => {
    const texts = (await readLines<{ text: string }>('xss/text-sinks.ndjson')).map(({ text }) => text);
    const drawn = [...(await drawAll('markdown', texts)), ...(await drawAll('prompt', texts))];

    expect(drawn.flatMap(({ found }) => found)).to.deep.equal([]);
    await expectQuiet();
  });

  it('does no more work for each of 57 time bombs than for any long text', async () => {
    const bombs = await readLines<{ name: string; parts: [string, number][] }>('md/pathological.ndjson');
    for (const { name, parts } of bombs) {
      const text = parts.map(([part, count]) => part.repeat(count)).join('');
      for (const bomb of [text, text.slice(0, 39_000)]) {
        await takeWork();
        const [drawn] = await drawAll('markdown', [bomb]);
        expect(await takeWork(), name).to.be.below(MOST_WORK);
        expect(drawn!.found, name).to.deep.equal([]);
      }
    }
    await expectQuiet();
  });

  it('reads the CommonMark examples without losing a word of their text', async () => {
    const examples = await readLines<{ md: string; html: string }>('md/commonmark-spec.ndjson');
    const drawn = await drawAll(
      'markdown',
      examples.map(({ md }) => md),
    );

    expect(drawn.flatMap(({ found }) => found)).to.deep.equal([]);
    const blank = drawn.filter(
      ({ text }, index) => text.trim() === '' && /[a-z]/iu.test(stripTags(examples[index]!.html)),
    );
    expect(blank).to.deep.equal([]);
    await expectQuiet();
  });
});

function stripTags(html: string): string {
  return html.replace(/<[^>]*>/gu, '');
}

/** The package's types describe its CommonJS build; what Node imports is the function. */
const commonjs = commonjsPlugin as unknown as () => Plugin;

/** The built elements as one page script, lazy parts beside it. */
async function bundle(folder: string): Promise<void> {
  const elements = projectPath('dist/elements/');
  const build = await rollup({
    input: 'virtual:page',
    // What decorators compile to asks for the `this` of the module.
    context: 'globalThis',
    treeshake: { moduleSideEffects: true },
    plugins: [
      {
        name: 'page',
        resolveId: (id, importer) => {
          if (id === 'virtual:page') return id;
          return importer === 'virtual:page' && id.startsWith('./') ? join(elements, id) : null;
        },
        load: (id) => (id === 'virtual:page' ? ENTRY : null),
      },
      nodeResolve({ browser: true, exportConditions: ['production'], rootDir: elements }),
      commonjs(),
    ],
    onwarn: (warning) => {
      throw new Error(warning.message);
    },
  });
  await build.write({ dir: folder, format: 'es', entryFileNames: 'page.js', chunkFileNames: '[name].js' });
  await build.close();
}
