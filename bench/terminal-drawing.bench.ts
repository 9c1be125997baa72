/**
 * Drawing a terminal in a headless Chromium: script and layout of one repaint, ms. Needs `npm run build`.
 *
 * "Full" repaints every cell of two screens in turn; "row" changes one row; "same" redraws what is there.
 */
import { rollup } from 'rollup';
import { nodeResolve } from '@rollup/plugin-node-resolve';
import { openBrowser, openPage } from '../test/helpers/browser.ts';
import { projectPath } from '../test/helpers/project-path.ts';
import { startStaticServer } from '../test/helpers/static-server.ts';

/** What the page measures; runs there. */
const PAGE = `
import { RepriseTerminal } from './dist/elements/terminal/terminal.js';
import { TerminalState } from './dist/state/terminal/index.js';
customElements.define('reprise-terminal', RepriseTerminal);
const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
const SCREENS = {
  plain: (y, i) => 'the quick brown fox jumps over the lazy dog '.repeat(4).slice(y + i, y + i + 60),
  'coloured words': (y, i) => Array.from({ length: 10 }, (_, x) => '\\x1b[3' + ((x + y + i) % 8) + 'mword' + i).join(' '),
  'every cell': (y, i) => Array.from({ length: 60 }, (_, x) => '\\x1b[38;2;' + x * 4 + ';' + y * 8 + ';' + i * 99 + 'mx').join(''),
  'box drawing': (y, i) => Array.from({ length: 60 }, (_, x) => '─│┼╭█▒'[(x + y + i) % 6]).join(''),
  'wide': (y, i) => '日本語🚀'.repeat(7) + i,
};
window.measure = async () => {
  const results = [];
  for (const [name, line] of Object.entries(SCREENS)) {
    const state = new TerminalState({ cols: 60, rows: 30 });
    const write = (data) => state.apply({ t: 0, code: 'o', data });
    const element = document.createElement('reprise-terminal');
    element.style.width = '640px';
    element.screen = state.screen;
    document.body.replaceChildren(element);
    const screens = [0, 1].map((i) => '\\x1b[H' + Array.from({ length: 30 }, (_, y) => line(y, i)).join('\\r\\n'));
    const changes = {
      full: (i) => screens[i % 2],
      row: (i) => '\\x1b[15;1H' + line(i, i % 2),
      same: (i) => screens[1],
    };
    for (const [change, output] of Object.entries(changes)) {
      const times = [];
      for (let i = 0; i < 60; i += 1) {
        write(output(i));
        await frame();
        await frame();
        const start = performance.now();
        element.requestUpdate();
        await element.updateComplete;
        element.shadowRoot.querySelector('.rows').getBoundingClientRect();
        times.push(performance.now() - start);
      }
      times.sort((a, b) => a - b);
      results.push({ screen: name, change, least: times[0], median: times[30], p95: times[57] });
    }
  }
  return results;
};
`;

const bundle = await rollup({
  input: 'page',
  plugins: [
    {
      name: 'page',
      resolveId: (id) => (id === 'page' ? 'page.js' : null),
      load: (id) => (id === 'page.js' ? PAGE : null),
    },
    {
      name: 'here',
      resolveId: (id) => (id.startsWith('./dist/') ? projectPath(id) : null),
    },
    nodeResolve({ browser: true, exportConditions: ['production'] }),
  ],
});
const { output } = await bundle.generate({ format: 'es' });
const server = await startStaticServer({
  '/page.js': { text: output[0].code, type: 'text/javascript' },
  '/': { text: '<!doctype html><script type="module" src="/page.js"></script>', type: 'text/html' },
});
const browser = await openBrowser();
try {
  const { page } = await openPage(browser, `${server.origin}/`);
  await page.waitForFunction('window.measure');
  const results = (await page.evaluate('window.measure()')) as {
    screen: string;
    change: string;
    least: number;
    median: number;
    p95: number;
  }[];
  for (const { screen, change, least, median, p95 } of results) {
    console.log(
      `60x30 ${screen.padEnd(16)}${change.padEnd(8)}${ms(least)} least${ms(median)} median${ms(p95)} p95`,
    );
  }
} finally {
  await browser.close();
  await server.close();
}

function ms(time: number): string {
  return time.toFixed(2).padStart(9);
}
