import { describe, expect, it } from '#test';
import type { RepriseTerminal } from '#src/elements/terminal/terminal.ts';
import { expectAccessible } from '../../helpers/accessibility.ts';
import { allInside, inside } from '../../helpers/shadow.ts';
import { drawn, show } from './shown-terminal.ts';

/** What the clipboard would get of everything that is drawn. */
function copied(element: RepriseTerminal): string {
  getSelection()?.selectAllChildren(inside(element, '.rows'));
  const text = getSelection()?.toString() ?? '';
  getSelection()?.removeAllRanges();
  return text.replace(/\n+$/, '');
}

const fontSize = (element: RepriseTerminal): number =>
  parseFloat(getComputedStyle(inside(element, '.grid')).fontSize);

const LONG = 'a long line of words that runs over the edge of its screen twice, and no more than that';

describe('lines of a terminal', () => {
  const output = `first\r\n${LONG}\r\n   indented 日本語 🚀 wide\r\n\x1b[44mcoloured to the end\x1b[K\x1b[0m\r\n\r\nlast`;
  const text = `first\n${LONG}\n   indented 日本語 🚀 wide\ncoloured to the end\n\nlast`;

  for (const [width, properties] of [
    ['640px', { wrap: 'never' }],
    ['640px', { wrap: 'always' }],
    ['200px', { wrap: 'always' }],
    ['200px', { wrap: 'always', zoom: 2 }],
    ['640px', { wrap: 'never', fit: 'none', zoom: 1.5 }],
  ] as const) {
    it(`are copied as they were written, ${width} wide, ${JSON.stringify(properties)}`, async () => {
      const { element, remove } = await show(output, { width, properties });

      expect(copied(element)).to.equal(text);
      remove();
    });
  }

  it('are laid out to the width, in comfortable text, and never scroll sideways', async () => {
    const { element, remove } = await show(LONG, { width: '200px', properties: { wrap: 'always' } });
    const screen = inside(element, '.screen');

    expect(fontSize(element)).to.equal(13);
    expect(getComputedStyle(screen).overflowX).to.equal('hidden');
    for (const piece of allInside(element, '.row')) {
      // A blank at a row's end hangs over it.
      expect(piece.scrollWidth).to.be.at.most(piece.clientWidth + 8);
    }
    const rows = allInside(element, '.row').length;
    element.style.width = '400px';
    await drawn(element);
    expect(allInside(element, '.row').length).to.be.lessThan(rows);
    remove();
  });

  it('have the cursor where it is in the text', async () => {
    const { element, row, remove } = await show(`${LONG}\x1b[1;3H`, {
      width: '200px',
      properties: { wrap: 'always' },
    });
    const cursor = inside(element, '.cursor');

    expect(cursor.dataset['character']).to.equal(LONG[2]);
    expect(cursor.getBoundingClientRect().top).to.be.closeTo(row(0).getBoundingClientRect().top, 0.5);
    remove();
  });

  it('stay selected when the viewer scrolls on', async () => {
    const many = Array.from({ length: 200 }, (_, i) => `line ${i}\r\n`).join('');
    const { element, row, remove } = await show(many, { height: '200px', properties: { wrap: 'always' } });
    const screen = inside(element, '.screen');
    screen.scrollTop -= 100_000;
    await drawn(element);
    getSelection()?.setBaseAndExtent(row(0), 0, row(1), 1);
    for (let i = 0; i < 6; i += 1) {
      screen.scrollTop += 500;
      await drawn(element);
    }

    expect(getSelection()?.toString()).to.equal('line 0\nline 1');
    getSelection()?.removeAllRanges();
    remove();
  });

  it('are one thing each to a screen reader, under the name and size of the terminal', async () => {
    const { element, remove } = await show('\x1b[31mred \x1b[32mgreen \x1b[33myellow');

    expect(allInside(element, '.row').map((row) => row.getAttribute('role'))).to.deep.equal(
      Array<string>(8).fill('paragraph'),
    );
    await expectAccessible(element);
    remove();
  });
});

describe('a terminal that has no room', () => {
  const size = { cols: 120, rows: 10 };

  it('is never smaller than 11 px by itself, and scrolls sideways after the cursor', async () => {
    const { element, write, remove } = await show('x', { size, width: '390px' });
    const screen = inside(element, '.screen');
    expect(fontSize(element)).to.equal(11);
    expect(screen.scrollWidth).to.be.greaterThan(screen.clientWidth);
    expect(screen.scrollLeft).to.equal(0);

    await write('x'.repeat(100));
    const cursor = inside(element, '.cursor').getBoundingClientRect();
    const box = screen.getBoundingClientRect();
    expect(cursor.right).to.be.at.most(box.right);
    expect(cursor.left).to.be.at.least(box.left);

    await write('\r\nx');
    expect(screen.scrollLeft).to.equal(0);
    remove();
  });

  it('shows every column when the viewer wants that', async () => {
    const { element, remove } = await show('x', { size, width: '390px', properties: { fit: 'all' } });
    const screen = inside(element, '.screen');

    expect(fontSize(element)).to.be.lessThan(11);
    expect(inside(element, '.grid').getBoundingClientRect().width).to.be.at.most(screen.clientWidth);
    remove();
  });
});

describe('a terminal alone', () => {
  it('stands in the middle, as large as its columns and rows have room, with an edge', async () => {
    const { element, remove } = await show('x', {
      size: { cols: 40, rows: 10 },
      width: '900px',
      height: '400px',
      properties: { centered: true, fit: 'both' },
    });
    const [screen, edge] = ['.screen', '.edge'].map((name) => inside(element, name).getBoundingClientRect());

    expect(fontSize(element)).to.be.greaterThan(20);
    expect(edge!.left - screen!.left).to.be.closeTo(screen!.right - edge!.right, 20);
    expect(edge!.top - screen!.top).to.be.closeTo(screen!.bottom - edge!.bottom, 2);
    expect(edge!.top).to.be.greaterThan(screen!.top);
    expect(inside(element, '.row').getBoundingClientRect().left - edge!.left).to.be.closeTo(8, 1);
    remove();
  });
});

describe('a row with a colour in every cell', () => {
  const rainbow = (offset: number): string =>
    Array.from({ length: 60 }, (_, x) => `\x1b[38;2;${255 - x};${190 + x};${offset}m${'abc ▀'[x % 5]!}`).join(
      '',
    );
  const size = { cols: 60, rows: 4 };

  /** Colour of a place on a row's picture. */
  function pixelAt(row: HTMLElement, x: number, y: number): number[] {
    const canvas = row.querySelector('canvas')!;
    return [...canvas.getContext('2d')!.getImageData(x, y, 1, 1).data.slice(0, 3)];
  }

  it('is a picture, and its text is there to be copied and read', async () => {
    const { element, row, remove } = await show(`\x1b[1;1H${rainbow(9)}\r\nplain`, { size });

    expect(row(0).querySelectorAll('canvas')).to.have.length(1);
    expect(row(1).querySelectorAll('canvas')).to.have.length(0);
    expect(copied(element)).to.equal(`${'abc ▀'.repeat(12)}\nplain`);
    const cell = inside(element, '.grid').getBoundingClientRect().width / size.cols;
    const ratio = devicePixelRatio;
    expect(pixelAt(row(0), Math.floor(4.5 * cell * ratio), 2)).to.deep.equal([251, 194, 9]);
    await expectAccessible(element);
    remove();
  });

  it('is drawn anew when it changes, and gives the picture up when it has few colours', async () => {
    const { element, row, write, remove } = await show(rainbow(9), { size });
    const cell = inside(element, '.grid').getBoundingClientRect().width / size.cols;
    await write(`\r${rainbow(99)}`);
    expect(pixelAt(row(0), Math.floor(4.5 * cell * devicePixelRatio), 2)).to.deep.equal([251, 194, 99]);

    await write('\r\x1b[0m\x1b[Kplain');
    expect(row(0).querySelectorAll('canvas')).to.have.length(0);
    expect(row(0).textContent).to.equal('plain\n');
    remove();
  });

  it('is painted without an order for each cell where it is a picture in half blocks', async () => {
    const blocks = Array.from(
      { length: 60 },
      (_, x) => `\x1b[38;2;${x};0;9;48;2;0;${x};99m${'▀▄█ '[x % 4]!}`,
    ).join('');
    const { prototype } = CanvasRenderingContext2D;
    const { value: fillRect } = Object.getOwnPropertyDescriptor(prototype, 'fillRect') as {
      value: (...place: [number, number, number, number]) => void;
    };
    let orders = 0;
    prototype.fillRect = function (...place) {
      orders += 1;
      fillRect.apply(this, place);
    };
    const { element, row, remove } = await show(blocks, { size });
    prototype.fillRect = fillRect;

    expect(orders).to.equal(0);
    const cell = inside(element, '.grid').getBoundingClientRect().width / size.cols;
    const { height } = row(0).querySelector('canvas')!;
    for (const x of [40, 41, 42, 43]) {
      const [ink, paper] = [
        [x, 0, 9],
        [0, x, 99],
      ];
      const left = Math.floor((x + 0.5) * cell * devicePixelRatio);
      const halves = [pixelAt(row(0), left, 1), pixelAt(row(0), left, height - 2)];
      expect(halves).to.deep.equal(
        [
          [ink, paper],
          [paper, ink],
          [ink, ink],
          [paper, paper],
        ][x % 4],
      );
    }
    expect(copied(element)).to.equal('▀▄█ '.repeat(15));
    remove();
  });

  it('has few elements', async () => {
    const { element, remove } = await show(
      Array.from({ length: 4 }, (_, i) => `\x1b[${i + 1};1H${rainbow(i)}`).join(''),
      {
        size,
      },
    );
    expect(inside(element, '.rows').querySelectorAll('*').length).to.be.lessThan(4 * 40);
    remove();
  });

  for (const [style, parameter] of Object.entries({ double: 2, curly: 3, dotted: 4, dashed: 5 })) {
    it(`has underlines in their style and colour: ${style}`, async () => {
      const underlined = rainbow(9).replaceAll('m', `;4:${parameter};58;2;1;2;200m`);
      const { row, remove } = await show(underlined, { size });
      const canvas = row(0).querySelector('canvas')!;
      const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
      /** Of each row of pixels, how many have the underline's colour. */
      const counts = Array.from({ length: canvas.height }, (_, y) => {
        let count = 0;
        for (let at = 4 * y * canvas.width; at < 4 * (y + 1) * canvas.width; at += 4)
          if (data[at]! < 20 && data[at + 1]! < 20 && data[at + 2]! > 180 && data[at + 3]! > 200) count += 1;
        return count / canvas.width;
      }).filter((share) => share > 0.1);

      const isFull = (share: number): boolean => share > 0.9;
      expect(counts.length).to.be.greaterThan(style === 'dotted' || style === 'dashed' ? 0 : 1);
      expect(counts.every(isFull)).to.equal(style === 'double');
      remove();
    });
  }

  it('keeps the links in it', async () => {
    const link = '\x1b]8;;https://example.org/\x1b\\link\x1b]8;;\x1b\\';
    const { element, remove } = await show(`${rainbow(1).slice(0, 800)}\x1b[0m\x1b[K ${link}`, { size });

    expect(allInside(element, 'a')).to.have.length(1);
    remove();
  });
});
