import { describe, expect, it } from '#test';
import { BoxDrawing, shapeOf } from '#src/elements/terminal/box-drawing.ts';
import { crossing } from '#src/state/terminal/box-shapes.ts';
import { fitCells } from '#src/elements/terminal/cell-metrics.ts';

const METRICS = { fontSize: 14, cellWidth: 8, cellHeight: 18, lineWidth: 1, devicePixelRatio: 1 };

/** Which pixels of the cell a character covers, as rows of `#` and `.`. */
function pixels(character: string): string[] {
  const codePoint = character.codePointAt(0)!;
  const rectangles = shapeOf(codePoint, METRICS);
  const { cellWidth, cellHeight } = METRICS;
  return Array.from({ length: cellHeight }, (_, y) =>
    Array.from({ length: cellWidth }, (_, x) => {
      const covers = rectangles.some(
        (r) => x >= r.x && x < r.x + (r.width ?? cellWidth) && y >= r.y && y < r.y + (r.height ?? cellHeight),
      );
      return covers ? '#' : '.';
    }).join(''),
  );
}

const edges = (character: string): { top: string; right: string; bottom: string; left: string } => {
  const rows = pixels(character);
  return {
    top: rows[0]!,
    right: rows.map((row) => row.at(-1)).join(''),
    bottom: rows.at(-1)!,
    left: rows.map((row) => row[0]).join(''),
  };
};

describe('box drawing', () => {
  it('meets its neighbours', () => {
    for (const [left, right] of ['──', '┌┐', '├┤', '╔╗', '═╗', '╟╢', '━┓', '╞╡', '╶╴', '╠╬', '╼━', '┼─']) {
      expect(edges(left!).right, `${left!}${right!}`).to.equal(edges(right!).left);
    }
    for (const [above, below] of ['││', '┌└', '┬┴', '╔╚', '╦╩', '║╝', '┳┃', '╤╧', '╷╵', '╓║', '╪│']) {
      expect(edges(above!).bottom, `${above!}${below!}`).to.equal(edges(below!).top);
    }
  });

  it('keeps the channels of double lines open', () => {
    const middle = pixels('╬').map((row) => row.slice(0, 8));
    const center = middle.findIndex((row, y) => row.startsWith('#') && middle[y + 1]!.startsWith('.')) + 1;

    expect(middle[center]!.replaceAll('#', '')).not.to.equal('');
    expect(edges('╔').top).to.equal('........');
    expect(pixels('╔').join('').split('#').length - 1).to.be.greaterThan(
      pixels('┌').join('').split('#').length - 1,
    );
  });

  it('covers every character of its block', () => {
    for (let codePoint = 0x2500; codePoint <= 0x257f; codePoint += 1) {
      const isSpecial = crossing(codePoint, METRICS) === undefined;
      expect(isSpecial, codePoint.toString(16)).to.equal(/[┄-┋╌-╏╭-╳]/.test(String.fromCodePoint(codePoint)));
    }
  });

  it('draws a line through several characters as one', () => {
    const drawing = new BoxDrawing();
    drawing.resize(METRICS);
    const partsOf = (text: string): number => drawing.background(Array.from(text)).size.split(',').length;

    expect(drawing.background(Array.from('────')).size).to.equal('32px 1px');
    // The line, and one leg for each of the three others.
    expect(partsOf('┌─┬─┐')).to.equal(4);
    expect(partsOf('╱╱')).to.equal(2);
  });

  it('covers in a string what the characters cover alone', () => {
    const drawing = new BoxDrawing();
    drawing.resize(METRICS);
    const { cellWidth, cellHeight } = METRICS;
    for (const text of [
      '╔═╦═╗',
      '╠═╬═╣',
      '╟─╫─╢',
      '┌─┬─┐',
      '├─┼─┤',
      '╞═╪═╡',
      '╓─╥─╖',
      '▁▂▃▄',
      '▘▝▀▚',
      '╶╴╼╾',
      '┄─┅',
    ]) {
      const { position, size } = drawing.background(Array.from(text));
      const parts = position
        .split(',')
        .map((place, i) => [place, size.split(',')[i]].join(' ').split(' ').map(parseFloat));
      const rows = Array.from({ length: cellHeight }, (_, y) =>
        Array.from({ length: cellWidth * text.length }, (_, x) =>
          parts.some(
            ([left, top, width, height]) =>
              x >= left! && x < left! + width! && y >= top! && y < top! + height!,
          )
            ? '#'
            : '.',
        ).join(''),
      );
      const alone = Array.from(text, pixels);
      expect(rows, text).to.deep.equal(rows.map((_, y) => alone.map((cell) => cell[y]).join('')));
    }
  });

  it('fills halves and quarters that add up to the whole', () => {
    const overlay = (characters: string): string[] => {
      const all = Array.from(characters, pixels);
      return all[0]!.map((row, y) =>
        Array.from(row, (_, x) => (all.some((one) => one[y]![x] === '#') ? '#' : '.')).join(''),
      );
    };
    for (const pair of ['▀▄', '▌▐', '▘▟', '▝▙', '▖▜', '▗▛', '▚▞']) {
      expect(overlay(pair), pair).to.deep.equal(pixels('█'));
      const [one, other] = Array.from(pair, (character) => pixels(character).join('').split('#').length - 1);
      expect(one! + other!, pair).to.equal(METRICS.cellWidth * METRICS.cellHeight);
    }
  });
});

describe('fitCells', () => {
  const request = {
    ...{ cols: 80, rows: 24, width: 800, height: 300, advance: 0.6, devicePixelRatio: 1, zoom: 1 },
    fontSize: { normal: 13, smallest: 8, largest: 16 },
  };

  it('fills the width with whole pixels', () => {
    const { cellWidth, cellHeight } = fitCells({ ...request, width: 650, fit: 'width' });

    expect(cellWidth).to.equal(8);
    expect(cellHeight % 1).to.equal(0);
  });

  it('never lets the columns hang over', () => {
    for (let width = 400; width < 770; width += 7) {
      const { cellWidth, fontSize } = fitCells({ ...request, width, fit: 'width' });
      if (fontSize > 8) expect(cellWidth * 80).to.be.at.most(width);
    }
  });

  it('fits the height no further than is comfortable to read', () => {
    expect(fitCells({ ...request, fit: 'both' }).fontSize).to.equal(11);
    expect(fitCells({ ...request, height: 400, fit: 'both' }).fontSize).to.be.closeTo(12.8, 0.05);
  });

  it('keeps to its limits', () => {
    expect(fitCells({ ...request, width: 4000, fit: 'width' }).fontSize).to.equal(16);
    expect(fitCells({ ...request, width: 100, fit: 'width' }).fontSize).to.equal(8);
    expect(fitCells({ ...request, width: 100, fit: 'none' }).fontSize).to.equal(13);
  });
});
