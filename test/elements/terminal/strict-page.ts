/** Runs inside the page with the strict policy: draws a terminal with everything that could trip over it. */
import '#src/elements/terminal/terminal.define.ts';
import { TerminalState } from '#src/state/terminal/index.ts';
import { allInside } from '../../helpers/shadow.ts';
import { until } from '../../helpers/until.ts';

const OUTPUT =
  '\x1b[31mred\x1b[38;2;9;8;7mtrue\x1b[48;5;99mcube\x1b[0m \x1b[4:3;58;5;9mcurly\x1b[0m \x1b[7;2minverse dim\x1b[0m\r\n' +
  '╭──╮ ░▒▓█ ╱╲ ⏺ 日本 🚀\r\n\x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\ <img src=x onerror=alert(1)>\x1b]4;1;#123456\x07';

const violations: string[] = [];
addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  violations.push(`${violatedDirective} ${blockedURI}`),
);

const state = new TerminalState({ cols: 60, rows: 6 });
state.apply({ t: 0, code: 'o', data: OUTPUT });
const element = document.createElement('reprise-terminal');
element.screen = state.screen;
element.theme = { fg: '#111111', bg: '#fafafa', palette: '#000000:#111111' };
document.body.append(element);

const pieceWith = (text: string): Element | undefined =>
  allInside(element, 'span').find(({ textContent }) => textContent === text);
await until('the terminal is drawn', () => pieceWith('true') !== undefined);
// A violation is told of in a task of its own.
await new Promise((resolve) => setTimeout(resolve));
const colors = ['red', 'true'].map((text) => getComputedStyle(pieceWith(text)!).color);
parent.postMessage({ violations, colors, images: document.images.length });
