/**
 * Records the sample `life-in-vim`: vim, in colour, with a split, an edit and a full-screen program run from it.
 *
 *     node scripts/samples/life-in-vim.mjs
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Recorder } from './recorder.mjs';

const LIFE = `// Conway's Game of Life on a torus, drawn with half blocks.
const [cols, rows] = [process.stdout.columns ?? 80, (process.stdout.rows ?? 24) * 2];
const generations = 80;
let cells = seed();

process.stdout.write('\\x1b[?1049h\\x1b[?25l');
for (let n = 0; n < generations; n += 1) {
  draw(n);
  cells = step(cells);
  await new Promise((resolve) => setTimeout(resolve, 70));
}
process.stdout.write('\\x1b[?25h\\x1b[?1049l');

/** The R-pentomino: five cells that take 1,103 generations to settle. */
function seed() {
  const grid = new Set();
  const [x, y] = [cols >> 1, rows >> 1];
  for (const [dx, dy] of [[0, -1], [1, -1], [-1, 0], [0, 0], [0, 1]]) {
    grid.add(y + dy + ',' + (x + dx));
  }
  return grid;
}

function step(grid) {
  const neighbours = new Map();
  for (const cell of grid) {
    const [y, x] = cell.split(',').map(Number);
    for (let dy = -1; dy <= 1; dy += 1) {
      for (let dx = -1; dx <= 1; dx += 1) {
        if (dx === 0 && dy === 0) continue;
        const key = ((y + dy + rows) % rows) + ',' + ((x + dx + cols) % cols);
        neighbours.set(key, (neighbours.get(key) ?? 0) + 1);
      }
    }
  }
  const next = new Set();
  for (const [cell, count] of neighbours) {
    if (count === 2 || (count === 2 && grid.has(cell))) next.add(cell);
  }
  return next;
}

function draw(n) {
  const hue = (n * 4) % 360;
  let out = '\\x1b[H';
  for (let y = 0; y < rows; y += 2) {
    out += colour(hue + y * 3);
    for (let x = 0; x < cols; x += 1) {
      const top = cells.has(y + ',' + x);
      const bottom = cells.has(y + 1 + ',' + x);
      out += top && bottom ? '█' : top ? '▀' : bottom ? '▄' : ' ';
    }
    if (y + 2 < rows) out += '\\r\\n';
  }
  process.stdout.write(out + '\\x1b[0m');
}

function colour(hue) {
  const channel = (shift) => Math.round(150 + 105 * Math.cos(((hue + shift) * Math.PI) / 180));
  return '\\x1b[38;2;' + channel(0) + ';' + channel(240) + ';' + channel(120) + 'm';
}
`;

const VIMRC = `set nocompatible number relativenumber cursorline hlsearch incsearch laststatus=2 mouse=a
set statusline=\\ %f\\ %m%=%l:%c\\ \\ %p%%\\ termguicolors background=dark shortmess+=I
syntax on
colorscheme habamax
`;

const folder = mkdtempSync(join(tmpdir(), 'reprise-sample-'));
try {
  writeFileSync(join(folder, 'life.mjs'), LIFE);
  writeFileSync(join(folder, 'vimrc'), VIMRC);
  const recorder = new Recorder({
    command: 'bash --norc --noprofile -i',
    cols: 96,
    rows: 28,
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: folder,
      PS1: '\\[\\e[1;34m\\]~/life\\[\\e[0m\\] \\[\\e[1;32m\\]❯\\[\\e[0m\\] ',
      LANG: 'C.UTF-8',
    },
    startedAt: Date.UTC(2026, 10, 20, 10, 0, 0),
    title: 'Game of Life: a rule with a typo, found in vim',
    seed: 7,
  });
  await recorder.expect('❯');
  recorder.chapter('Run it: everything dies or explodes');
  await enter('node life.mjs', '❯', 2500);
  recorder.pause(900);
  recorder.chapter('Open it in vim');
  await recorder.type('vim -u vimrc life.mjs');
  recorder.press('\r');
  await recorder.expect('life.mjs');
  await sleep(900);
  recorder.pause(1500);
  for (const key of ['\x04', '\x04', '\x15']) {
    recorder.press(key);
    await sleep(450);
  }
  await keys('/count ===', '\r', 900);
  recorder.pause(2200);
  recorder.chapter('Birth needs three neighbours');
  await keys('zz', '', 500);
  await keys('V', '', 500);
  await keys('\x1b', '', 300);
  await keys('0f2', '', 500);
  await keys('r3', '', 1200);
  await keys(':vsplit', '\r', 900);
  await keys('gg', '', 700);
  await keys(':noh', '\r', 400);
  await keys('\x17l', '', 500);
  recorder.pause(1200);
  await keys(':only', '\r', 500);
  await keys(':w', '\r', 900);
  recorder.chapter('And now it lives');
  recorder.mark();
  await keys(':!node life.mjs', '\r', 0);
  await recorder.expect('Press ENTER');
  recorder.pause(1000);
  recorder.press('\r');
  await sleep(600);
  await keys(':q', '\r', 500);
  await recorder.quiet(300);
  recorder.pause(1200);
  await recorder.type('exit');
  recorder.press('\r');
  writeFileSync(new URL('../../demo/sessions/life-in-vim.cast', import.meta.url), await recorder.stop());

  async function enter(command, until, rest) {
    await recorder.type(command);
    recorder.mark();
    recorder.press('\r');
    await recorder.expect(until);
    recorder.pause(rest);
  }

  async function keys(text, end, rest) {
    await recorder.type(text);
    if (end) recorder.press(end);
    await sleep(rest);
  }
} finally {
  rmSync(folder, { recursive: true });
}
