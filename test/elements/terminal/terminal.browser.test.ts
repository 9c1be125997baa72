import { html } from 'lit';
import { describe, expect, it } from '#test';
import { TerminalState } from '#src/state/terminal/index.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { FakePlayer, mount } from '../../helpers/fake-player.ts';
import { emptyState, manifest } from '../../helpers/fake-session.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { nextFrame } from '../../helpers/until.ts';
import { drawn, show, SIZE, textsOf } from './shown-terminal.ts';

/** The element that a piece of text stands in. */
function pieceWith(row: HTMLElement, text: string): HTMLElement {
  const found = [...row.querySelectorAll('*')].find(
    (element) => element.childElementCount === 0 && element.textContent === text,
  );
  if (!(found instanceof HTMLElement)) throw new Error(`no piece "${text}" in "${row.textContent}"`);
  return found;
}

/** Left edge of each character of a row's text, from ranges over its text nodes, with the column it belongs to. */
function characterEdges(row: HTMLElement): { readonly character: string; readonly left: number }[] {
  const edges: { character: string; left: number }[] = [];
  const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode as Text;
    for (let i = 0; i < node.data.length; i += 1) {
      const range = document.createRange();
      range.setStart(node, i);
      range.setEnd(node, i + 1);
      edges.push({ character: node.data[i]!, left: range.getBoundingClientRect().left });
    }
  }
  return edges;
}

/** A test that measures characters: on a machine without a font for terminals it skips itself. */
function itWithTerminalFont(name: string, test: () => Promise<void>): void {
  const context = document.createElement('canvas').getContext('2d')!;
  context.font = '16px monospace';
  const isMonospaced = context.measureText('iiiiiiii').width === context.measureText('MMMMMMMM').width;
  if (isMonospaced) it(name, test);
  else it(`${name} (skipped: no monospaced font on this machine)`);
}

describe('<reprise-terminal>', () => {
  it('passes the accessibility audit', async () => {
    const { element, remove } = await show(
      '\x1b[32mgreen\x1b[0m text \x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\',
    );

    await expectAccessible(element);

    expect(inside(element, '.screen').getAttribute('role')).to.equal('region');
    expect(inside(element, '.screen').getAttribute('aria-label')).to.equal('Terminal, 40 × 8');
    remove();
  });

  it('draws every row as text', async () => {
    const { element, state, remove } = await show('one\r\n\r\nthree  日本 🚀\r\n│ box │');

    expect(textsOf(element)).to.deep.equal([...state.screen.lines]);
    remove();
  });

  it('draws attributes', async () => {
    const { row, remove } = await show(
      '\x1b[1mbold\x1b[0m\x1b[3mitalic\x1b[0m\x1b[4:3;58;2;1;2;3mcurly\x1b[0m\x1b[9mstrike\x1b[0m\x1b[38;2;9;8;7mtrue\x1b[0m\x1b[48;5;201mcube\x1b[0m',
    );
    const style = (text: string): CSSStyleDeclaration => getComputedStyle(pieceWith(row(0), text));

    expect(style('bold').fontWeight).to.equal('700');
    expect(style('italic').fontStyle).to.equal('italic');
    expect(style('curly').textDecorationStyle).to.equal('wavy');
    expect(style('curly').textDecorationColor).to.equal('rgb(1, 2, 3)');
    expect(style('strike').textDecorationLine).to.equal('line-through');
    expect(style('true').color).to.equal('rgb(9, 8, 7)');
    expect(style('cube').backgroundColor).to.equal('rgb(255, 0, 255)');
    remove();
  });

  it('draws underlines in their style and colour', async () => {
    const styles = { single: 'solid', double: 'double', curly: 'wavy', dotted: 'dotted', dashed: 'dashed' };
    const text = Object.keys(styles).map((name, i) => `\x1b[4:${i + 1};58;2;1;2;${i}m${name}\x1b[0m `);
    const { row, remove } = await show(text.join(''));

    Object.entries(styles).forEach(([name, style], i) => {
      const look = getComputedStyle(pieceWith(row(0), name));
      expect([look.textDecorationLine, look.textDecorationStyle, look.textDecorationColor]).to.deep.equal([
        'underline',
        style,
        `rgb(1, 2, ${i})`,
      ]);
    });
    remove();
  });

  it('swaps the colours of inverse text, defaults too', async () => {
    const { element, row, remove } = await show('\x1b[7mplain\x1b[0m\x1b[7;38;2;1;1;1;48;2;2;2;2mboth');
    const screen = getComputedStyle(inside(element, '.screen'));

    expect(getComputedStyle(pieceWith(row(0), 'plain')).color).to.equal(screen.backgroundColor);
    expect(getComputedStyle(pieceWith(row(0), 'plain')).backgroundColor).to.equal(screen.color);
    expect(getComputedStyle(pieceWith(row(0), 'both')).color).to.equal('rgb(2, 2, 2)');
    remove();
  });

  it('takes colours from the page, over them from the recording, over them from programs', async () => {
    const { element, row, write, remove } = await show(
      '\x1b[31mred\x1b[32mgreen\x1b[33myellow\x1b[38;5;99mupper',
    );
    const color = (text: string): string => getComputedStyle(pieceWith(row(0), text)).color;

    for (const i of [1, 2, 3]) element.style.setProperty(`--reprise-terminal-${i}`, '#010101');
    element.theme = {
      fg: '#222222',
      bg: '#eeeeee',
      palette: '#000:#111:#020202:#030303:#444:#555:#666:#777',
    };
    await write('\x1b]4;3;#040404;99;#050505\x07');

    expect(color('red')).to.equal('rgb(17, 17, 17)');
    expect(color('green')).to.equal('rgb(2, 2, 2)');
    expect(color('yellow')).to.equal('rgb(4, 4, 4)');
    expect(color('upper')).to.equal('rgb(5, 5, 5)');
    element.theme = undefined;
    await write('\x1b]104\x07');
    expect(color('red')).to.equal('rgb(1, 1, 1)');
    expect(color('upper')).to.equal('rgb(135, 95, 255)');
    remove();
  });

  it('lets no other value than a colour in from a theme', async () => {
    const { element, remove } = await show('x');
    element.theme = {
      fg: 'url(https://example.org/)',
      bg: 'red;position:fixed',
      palette: 'expression(1):#zzz',
    };
    await drawn(element);

    expect(inside(element, '.screen').getAttribute('style') ?? '').to.equal('');
    remove();
  });

  for (const ratio of [380, 641.3, 900]) {
    itWithTerminalFont(`holds every character in its cell, ${ratio} px wide`, async () => {
      const line = 'ab日本c🚀d│─┼✅e\u0301f👩\u200d💻g ❯ ⠋ é │⚠\ufe0fh';
      const { element, row, remove } = await show(`\x1b[31m${line}\x1b[0m${line}`, {
        size: { cols: 80, rows: 3 },
        width: `${ratio}px`,
      });
      const grid = inside(element, '.grid').getBoundingClientRect();
      const cell = grid.width / 80;
      // Columns of the letters, which stand between characters of every kind.
      const columns = new Map([
        ['a', 0],
        ['b', 1],
        ['c', 6],
        ['d', 9],
        ['f', 16],
        ['g', 19],
        ['h', 30],
      ]);
      const edges = characterEdges(row(0));

      for (const start of [0, 31]) {
        for (const [letter, column] of columns) {
          const place = edges.filter(({ character }) => character === letter)[start === 0 ? 0 : 1]!;
          expect(place.left - grid.left, letter).to.be.closeTo((start + column) * cell, 0.5);
        }
      }
      for (const piece of row(0).querySelectorAll('span')) {
        const { left, width } = piece.getBoundingClientRect();
        const x = (left - grid.left) / cell;
        expect(Math.abs(x - Math.round(x)) * cell, piece.textContent).to.be.lessThan(0.5);
        expect(Math.abs(width / cell - Math.round(width / cell)) * cell).to.be.lessThan(0.5);
      }
      remove();
    });
  }

  it('draws lines to the edges of whole-pixel cells', async () => {
    const { element, row, remove } = await show('┌──┐\r\n│  │\r\n└──┘');
    const cell = inside(element, '.grid').getBoundingClientRect().width / SIZE.cols;
    const top = pieceWith(row(0), '┌──┐').getBoundingClientRect();
    const side = pieceWith(row(1), '│').getBoundingClientRect();

    expect(top.width).to.be.closeTo(4 * cell, 0.01);
    expect(top.left).to.equal(side.left);
    expect(top.bottom).to.be.closeTo(side.top, 0.01);
    expect((cell * devicePixelRatio) % 1).to.be.closeTo(0, 0.01);
    expect(getComputedStyle(pieceWith(row(0), '┌──┐')).backgroundImage).to.contain('linear-gradient');
    expect(inside(element, '.grid').textContent).to.contain('┌──┐');
    remove();
  });

  it('gives its text to the clipboard, line by line, what is hidden too', async () => {
    const { element, remove } = await show('first │ 日本\r\n\r\n\x1b[8mhidden\x1b[0m\r\nlast');

    getSelection()?.selectAllChildren(inside(element, '.rows'));
    const rows = (getSelection()?.toString() ?? '').split('\n').slice(0, 4);

    expect(rows).to.deep.equal(['first │ 日本', '', 'hidden', 'last']);
    remove();
  });

  it('copies a line that ran over the edge as one, without blanks behind it, and a wide character once', async () => {
    const line = `${'日本'.repeat(SIZE.cols / 4)}goes on`;
    const { element, remove } = await show(`${line}   \r\nnext\x1b[K`);

    getSelection()?.selectAllChildren(inside(element, '.rows'));
    const rows = (getSelection()?.toString() ?? '').split('\n').slice(0, 2);

    expect(rows.map((row) => row.trimEnd())).to.deep.equal([line, 'next']);
    expect(rows[0]).to.equal(line);
    remove();
  });

  it('leads only to the web, and says where', async () => {
    const link = (uri: string, text: string): string => `\x1b]8;;${uri}\x1b\\${text}\x1b]8;;\x1b\\\r\n`;
    const { element, remove } = await show(
      link('https://bücher.example/a', 'books') +
        link('mailto:somebody@example.org', 'mail') +
        link('javascript:alert(1)', 'script') +
        link('data:text/html,x', 'data') +
        link('file:///etc/passwd', 'file') +
        link('https://evil.example/', 'https://good.example/'),
    );
    const links = allInside<HTMLAnchorElement>(element, 'a');

    expect(links.map(({ textContent }) => textContent)).to.deep.equal([
      'books',
      'mail',
      'https://good.example/',
    ]);
    expect(links[0]!.title).to.equal('https://xn--bcher-kva.example/a');
    expect(links[0]!.rel).to.equal('noopener noreferrer nofollow ugc');
    expect(links[0]!.target).to.equal('_blank');
    expect(links.map(({ classList }) => classList.contains('misleading'))).to.deep.equal([
      false,
      false,
      true,
    ]);
    remove();
  });

  it('draws the cursor where it is, in its style', async () => {
    const { element, write, remove } = await show('ab日');
    const cursor = inside(element, '.cursor');
    const grid = inside(element, '.grid').getBoundingClientRect();
    const cell = grid.width / SIZE.cols;
    await write('\x1b[1;3H');

    expect(cursor.dataset['character']).to.equal('日');
    expect(cursor.getBoundingClientRect().left - grid.left).to.be.closeTo(2 * cell, 0.5);
    expect(cursor.getBoundingClientRect().width).to.be.closeTo(2 * cell, 0.5);
    await write('\x1b[5 q');
    expect(cursor.className).to.equal('cursor bar blinking');
    await write('\x1b[4 q');
    expect(cursor.className).to.equal('cursor underline');
    await write('\x1b[1 q');
    expect(cursor.className).to.equal('cursor block blinking');
    await write('\x1b[?25l');
    expect(cursor.hidden).to.equal(true);
    remove();
  });

  it('touches only rows that changed', async () => {
    const { row, write, remove } = await show('one\r\ntwo\r\nthree');
    const before = [0, 1, 2].map((y) => row(y).firstChild);

    await write('\x1b[2;1HTWO');

    expect([0, 1, 2].map((y) => row(y).firstChild === before[y])).to.deep.equal([true, false, true]);
    remove();
  });

  it('draws at most once a frame', async () => {
    const { element, state, row, remove } = await show('');
    let drawings = 0;
    new MutationObserver(() => (drawings += 1)).observe(row(0), { childList: true });

    await nextFrame();
    for (let i = 0; i < 5; i += 1) {
      state.apply({ t: 0, code: 'o', data: `\r${i}` });
      element.requestUpdate();
      await element.updateComplete;
    }
    await drawn(element);

    expect(row(0).textContent).to.equal('4\n');
    expect(drawings).to.equal(2);
    remove();
  });

  itWithTerminalFont('fits the width, down to the smallest size and then with a scroll bar', async () => {
    const { element, remove } = await show('x'.repeat(80), { size: { cols: 80, rows: 4 }, width: '660px' });
    const screen = inside(element, '.screen');
    const size = (): number => parseFloat(getComputedStyle(inside(element, '.grid')).fontSize);

    expect(screen.scrollWidth).to.equal(screen.clientWidth);
    const fitted = size();
    element.style.width = '200px';
    await drawn(element);
    expect(size()).to.equal(11);
    expect(screen.scrollWidth).to.be.greaterThan(screen.clientWidth);
    element.style.width = '2000px';
    await drawn(element);
    expect(size()).to.equal(16).and.to.be.greaterThan(fitted);
    remove();
  });

  it('follows the resizes of a recording', async () => {
    const { element, state, remove } = await show('x');
    state.apply({ t: 0, code: 'r', data: '60x12' });
    element.requestUpdate();
    await drawn(element);

    expect(allInside(element, '.row')).to.have.length(12);
    expect(element.label).to.equal('60 × 12');
    remove();
  });

  it('keeps the cursor in view until the viewer scrolls away', async () => {
    const { element, write, remove } = await show('', { size: { cols: 40, rows: 40 }, height: '200px' });
    const screen = inside(element, '.screen');
    await write('\n'.repeat(39));
    expect(screen.scrollTop).to.be.greaterThan(100);

    screen.scrollTop = 0;
    await drawn(element);
    await write('more');

    expect(screen.scrollTop).to.equal(0);
    remove();
  });
});

describe('<reprise-terminal> in a player', () => {
  it('shows the first terminal of the session, or the one that is named', async () => {
    const state = new TerminalState({ cols: 10, rows: 2 });
    state.apply({ t: 0, code: 'o', data: 'screen' });
    const [track] = manifest.tracks.filter(({ kind }) => kind === 'terminal');
    const terminals = new Map([['main', { track: track!, ready: true, screen: state.screen, version: 1 }]]);
    const fake = new FakePlayer({ terminals });
    const { host, requests, remove } = await mount(html`<reprise-terminal></reprise-terminal>`, fake);
    const element = host.querySelector('reprise-terminal')!;
    await drawn(element);
    expect(textsOf(element)[0]).to.equal('screen');

    state.apply({ t: 1, code: 'o', data: '\rchange' });
    fake.set({ terminals: new Map([['main', { ...terminals.get('main')!, version: 2 }]]) });
    await drawn(element);
    expect(textsOf(element)[0]).to.equal('change');

    element.track = 'other';
    await drawn(element);
    expect(inside(element, '.message').textContent.trim()).to.equal('No terminal in this session.');
    remove();
    expect(requests.map(({ type }) => type)).to.deep.equal(['reprise-show-request', 'reprise-hide-request']);
  });

  it('gives its track up when it is hidden, not displayed or removed', async () => {
    const { host, requests, remove } = await mount(html`<reprise-terminal track="main"></reprise-terminal>`);
    const element = host.querySelector('reprise-terminal')!;
    const types = (): string[] => requests.splice(0).map(({ type }) => type.slice(8, 12));
    await drawn(element);
    expect(types()).to.deep.equal(['show']);

    element.hidden = true;
    await drawn(element);
    expect(types()).to.deep.equal(['hide']);
    element.hidden = false;
    await drawn(element);
    host.style.display = 'none';
    await drawn(element);
    host.style.display = '';
    await drawn(element);
    expect(types()).to.deep.equal(['show', 'hide', 'show']);
    element.remove();
    expect(types()).to.deep.equal(['hide']);
    remove();
  });

  it('says what there is when there is nothing to draw', async () => {
    const { host, fake, settled, remove } = await mount(
      html`<reprise-terminal></reprise-terminal>`,
      new FakePlayer(emptyState),
    );
    const element = host.querySelector('reprise-terminal')!;
    expect(inside(element, '.message').textContent.trim()).to.equal('No terminal in this session.');

    const track = manifest.tracks.find(({ kind }) => kind === 'terminal')!;
    fake.set({ terminals: new Map([['main', { track, ready: false, screen: undefined, version: 0 }]]) });
    await settled();

    expect(inside(element, '.message').textContent.trim()).to.equal('Loading the terminal');
    remove();
  });
});
