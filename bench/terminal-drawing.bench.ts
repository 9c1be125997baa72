/**
 * Drawing a terminal in a headless Chromium: script and layout of one repaint, ms. Needs `npm run build`.
 *
 * "Full" repaints every cell of two screens in turn; "row" changes one row; "same" redraws what is there. "Frames" is how
 * many repaints of a second the page shows in its whole work, painting included.
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
const color = (x, y, i) => (x * 4) % 256 + ';' + (y * 8) % 256 + ';' + (i * 99) % 256;
const cells = (cols, cell) => Array.from({ length: cols }, (_, x) => cell(x)).join('');
const SCREENS = {
  plain: (y, i, cols) => 'the quick brown fox jumps over the lazy dog '.repeat(9).slice(y + i, y + i + cols),
  'coloured words': (y, i, cols) =>
    cells(cols / 6, (x) => '\\x1b[3' + ((x + y + i) % 8) + 'mword' + (i % 10)),
  'every cell': (y, i, cols) => cells(cols, (x) => '\\x1b[38;2;' + color(x, y, i) + 'mx'),
  'half blocks': (y, i, cols) =>
    cells(cols, (x) => '\\x1b[38;2;' + color(x, y, i) + ';48;2;' + color(x, y + 9, i) + 'm▀'),
  'box drawing': (y, i, cols) => cells(cols, (x) => '─│┼╭█▒'[(x + y + i) % 6]),
  wide: (y, i, cols) => '日本語🚀'.repeat(cols / 8 - 1) + i,
};
const shown = async (element, write, output, seconds) => {
  let frames = 0;
  const end = performance.now() + 1000 * seconds;
  while (performance.now() < end) {
    write(output(frames));
    element.requestUpdate();
    await frame();
    // Two frames: the first has drawn, the second says that it was painted.
    await frame();
    frames += 1;
  }
  return frames / seconds;
};
window.measure = async (cols, rows, name) => {
  const line = SCREENS[name];
  const results = [];
  const state = new TerminalState({ cols, rows });
  const write = (data) => state.apply({ t: 0, code: 'o', data });
  const element = document.createElement('reprise-terminal');
  element.style.width = cols > 100 ? '1600px' : '640px';
  element.screen = state.screen;
  document.body.replaceChildren(element);
  const screens = [0, 1].map(
    (i) => '\\x1b[H' + Array.from({ length: rows }, (_, y) => line(y, i, cols)).join('\\r\\n'),
  );
  const changes = {
    full: (i) => screens[i % 2],
    row: (i) => '\\x1b[15;1H' + line(i, i % 2, cols),
    same: (i) => screens[1],
  };
  const repeats = cols > 100 ? 20 : 60;
  for (const [change, output] of Object.entries(changes)) {
    const times = [];
    for (let i = 0; i < repeats; i += 1) {
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
    results.push({ change, least: times[0], median: times[repeats / 2], p95: times[Math.floor(repeats * 0.95)] });
  }
  const frames = await shown(element, write, changes.full, 2);
  return { results, frames, nodes: element.shadowRoot.querySelectorAll('*').length };
};
window.screens = Object.keys(SCREENS);
`;

const SIZES = [
  [60, 30],
  [200, 60],
] as const;

/** What the page says of one screen; times in ms. */
interface Measured {
  readonly results: readonly {
    readonly change: string;
    readonly least: number;
    readonly median: number;
    readonly p95: number;
  }[];
  readonly frames: number;
  readonly nodes: number;
}

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
  const names = (await page.evaluate('window.screens')) as string[];
  for (const [cols, rows] of SIZES) {
    for (const name of names) {
      const measured = (await page.evaluate(
        `window.measure(${cols}, ${rows}, ${JSON.stringify(name)})`,
      )) as Measured;
      for (const { change, least, median, p95 } of measured.results) {
        const figures = `${ms(least)} least${ms(median)} median${ms(p95)} p95`;
        console.log(`${cols}x${rows} ${name.padEnd(16)}${change.padEnd(8)}${figures}`);
      }
      console.log(
        `${cols}x${rows} ${name.padEnd(16)}frames  ${measured.frames.toFixed(1).padStart(9)} a second, ${measured.nodes} elements`,
      );
    }
  }
} finally {
  await browser.close();
  await server.close();
}

function ms(time: number): string {
  return time.toFixed(2).padStart(9);
}
