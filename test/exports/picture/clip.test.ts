import { describe, expect, it } from '#test';
import type { PictureError } from '#src/exports/index.ts';
import { readClip, MAX_FRAMES } from '#src/exports/picture/clip/read-clip.ts';
import { writeAnimatedSvg } from '#src/exports/picture/clip/write-animated-svg.ts';
import { codeOf } from '../../reading/fake-archive.ts';
import { HOSTILE, sessionOf } from './session-of.ts';

describe('a clip', () => {
  it('shows what is written one after another, and shortens waits', async () => {
    const session = await sessionOf([
      [1000, 'a'],
      [1500, 'b'],
      [19_000, 'c'],
    ]);

    const { frames } = await readClip(session, { from: 900 });

    // As it was at the start, then a, b (which waits 17.5 s for c) and c.
    expect(frames.map(({ length }) => length)).to.deep.equal([100, 500, 1000, 2000]);
  });

  it('takes output that comes close together as one picture', async () => {
    const session = await sessionOf(Array.from({ length: 40 }, (_, i) => [1000 + i, 'x'] as const));

    expect((await readClip(session, {})).frames).to.have.length(2);
  });

  it('ends where it is to end', async () => {
    const session = await sessionOf([
      [1000, 'one'],
      [2000, ' two'],
      [3000, ' three'],
    ]);

    expect((await readClip(session, { from: 0, to: 2000 })).description).to.equal('one two');
    expect(await codeOf(readClip(session, { from: 3000, to: 2000 }))).to.equal('clip-empty');
  });

  it('is refused when it is too long, and says how far it would reach', async () => {
    const output = Array.from({ length: MAX_FRAMES + 5 }, (_, i) => [100 * i, `${i}\r\n`] as const);
    const session = await sessionOf(output, 100_000);

    const error = await readClip(session, {}).catch((reason: unknown) => reason);

    expect((error as PictureError).code).to.equal('clip-too-long');
    expect((error as Error).message).to.match(/from 0:00 to 1:0\d: choose a shorter stretch$/);
  });

  it('is an SVG that plays without a script', async () => {
    const svg = writeAnimatedSvg(
      await readClip(
        await sessionOf([
          [1000, HOSTILE],
          [2000, 'end'],
        ]),
        {},
      ),
    );

    expect(svg).to.match(/animation:play [\d.]+s step-end infinite/);
    expect(svg).to.contain('prefers-reduced-motion');
    expect(svg).to.not.match(/<(script|image|foreignObject)\b/);
    expect([...svg.matchAll(/href="([^"]*)"/g)].every(([, target]) => target!.startsWith('#s'))).to.equal(
      true,
    );
  });
});
