import { describe, expect, it } from '#test';
import { coverPicture, diffPicture, terminalPicture, writeSvg } from '#src/exports/index.ts';
import { readClip } from '#src/exports/picture/clip/read-clip.ts';
import { writeAnimatedSvg } from '#src/exports/picture/clip/write-animated-svg.ts';
import { HOSTILE, sessionOf } from './session-of.ts';

/** The document that a strict parser makes of it. */
function parsed(svg: string): Document {
  const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(document.querySelector('parsererror'), svg.slice(0, 200)).to.equal(null);
  return document;
}

/** Whether anything is seen when it is the source of an `<img>`, which runs and fetches nothing. */
async function colorsAsImage(svg: string): Promise<number> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  await image.decode();
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext('2d')!;
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  const colors = new Set(new Uint32Array(data.buffer));
  URL.revokeObjectURL(image.src);
  return colors.size;
}

describe('pictures in a browser', () => {
  it('are well-formed, say what they show, and are seen as an image', async () => {
    const session = await sessionOf([
      [10, HOSTILE],
      [3000, '\r\n\u0000\u0008\u009b\ufffe end'],
    ]);
    const pictures = [
      writeSvg(await terminalPicture(session)),
      writeSvg(await diffPicture(session, { path: 'a.txt', theme: 'dark' })),
      writeSvg(coverPicture(session)),
      writeAnimatedSvg(await readClip(session, {})),
    ];

    for (const svg of pictures) {
      const root = parsed(svg).documentElement;
      expect(root.querySelector('title')?.textContent).to.not.equal('');
      expect(root.querySelector('desc')?.textContent).to.not.equal('');
      expect(await colorsAsImage(svg)).to.be.greaterThan(5);
    }
  });

  it('keep columns in line in a font of any widths', async () => {
    const session = await sessionOf([[10, 'iiii|\r\nWWWW|\r\n漢字|\r\n✓✓✓✓|']]);
    const svg = writeSvg(await terminalPicture(session), { mono: 'sans-serif', sans: 'sans-serif' });
    const host = document.createElement('div');
    host.append(document.importNode(parsed(svg).documentElement, true));
    document.body.append(host);

    const ends = [...host.querySelectorAll('text')]
      .filter((text) => text.textContent?.endsWith('|'))
      .map((text) => text.getBoundingClientRect().right);

    expect(ends).to.have.length(4);
    for (const end of ends) expect(end).to.be.closeTo(ends[0]!, 6);
    host.remove();
  });
});
