import { describe, expect, it } from '#test';
import {
  coverPicture,
  diffPicture,
  terminalPicture,
  writeSvg,
  type PictureError,
  type Shape,
} from '#src/exports/index.ts';
import { codeOf } from '../../reading/fake-archive.ts';
import { HOSTILE, sessionOf } from './session-of.ts';

/** The texts of a picture with the places of their characters, in the picture's own pixels. */
function textsOf(
  shapes: readonly Shape[],
  left = 0,
): { text: string; x: number | readonly number[]; width?: number }[] {
  return shapes.flatMap((shape) => {
    if (shape.kind === 'group') return textsOf(shape.shapes, left + shape.x);
    if (shape.kind !== 'text') return [];
    const { text, width } = shape;
    const x = typeof shape.x === 'number' ? shape.x + left : shape.x.map((place) => place + left);
    return [{ text, x, ...(width !== undefined && { width }) }];
  });
}

describe('a picture of a terminal', () => {
  it('gives every character the place of its cell', async () => {
    const session = await sessionOf([[10, '漢字|\r\nabcd|\r\n──✓─|']]);

    const texts = textsOf((await terminalPicture(session)).shapes);

    const [wide, bar, ascii, check] = ['漢字', '|', 'abcd|', '✓'].map((text) =>
      texts.find((part) => part.text === text),
    );
    const cell = ascii!.width! / 5;
    const left = ascii!.x as number;
    expect(wide!.x).to.deep.equal([left, left + 2 * cell]);
    expect(bar!.x).to.equal(left + 4 * cell);
    expect(check!.x).to.deep.equal([left + 2 * cell]);
  });

  it('is of the moment that is asked for', async () => {
    const session = await sessionOf([
      [10, 'first'],
      [5000, '\r\nsecond'],
    ]);
    const shown = async (time: number): Promise<string> =>
      (await terminalPicture(session, { time })).description;

    expect(await shown(0)).to.equal('an empty terminal');
    expect(await shown(4999)).to.equal('first');
    expect(await shown(5000)).to.equal('first\nsecond');
    expect(await shown(9e9)).to.equal('first\nsecond');
  });

  it('writes hostile texts as text, and the same bytes each time', async () => {
    const svg = writeSvg(await terminalPicture(await sessionOf([[10, HOSTILE]])));

    expect(svg).to.not.match(/<(script|image|foreignObject|a)\b/);
    expect(svg).to.not.match(/(href|src|url)\s*[=(]\s*["']?https?:/);
    expect(svg).to.contain('&lt;/svg&gt;');
    expect(svg).to.equal(writeSvg(await terminalPicture(await sessionOf([[10, HOSTILE]]))));
  });

  it('says which terminals there are', async () => {
    const session = await sessionOf([[10, 'x']]);

    const error = await terminalPicture(session, { terminal: 'other' }).catch((reason: unknown) => reason);
    expect((error as PictureError).code).to.equal('unknown-terminal');
    expect((error as Error).message).to.contain('it has main');
  });
});

describe('a picture of a diff', () => {
  it('has the lines with their numbers', async () => {
    const picture = await diffPicture(await sessionOf([]), { path: 'a.txt' });

    expect(picture.description).to.equal('1 line added, 1 removed\n-one <b>\n+two & three');
    const texts = textsOf(picture.shapes).map(({ text }) => text);
    expect(texts).to.include.members(['a.txt', '+1', '−1', 'one <b>', 'two & three']);
    expect(writeSvg(picture)).to.contain('one &lt;b&gt;');
  });

  it('says when nothing of the file has changed', async () => {
    const session = await sessionOf([]);

    for (const options of [{ path: 'a.txt', time: 150 }, { path: 'b.txt' }]) {
      expect(await codeOf(diffPicture(session, options))).to.equal('no-diff');
    }
  });
});

describe('a picture of a cover', () => {
  it('has the colours of the theme, and all its texts within it', async () => {
    const session = await sessionOf([[10, 'x']]);
    const [light, dark] = [coverPicture(session), coverPicture(session, 'dark')];

    expect(light.shapes[0]).to.deep.include({ fill: '#ffffff', width: light.width });
    expect(dark.shapes[0]).to.deep.include({ fill: '#0f1216' });
    expect([light.width, light.height]).to.deep.equal([1200, 630]);
    for (const { x } of textsOf(light.shapes)) expect(x).to.be.within(0, 1200);
  });
});
