import { readFileSync } from 'node:fs';
import { decompressFrames, parseGIF } from 'gifuct-js';
import { PNG } from 'pngjs';
import { after, before, describe, expect, it } from '#test';
import { castText, logText, runCli, TempFolder, type CliResult } from './cli.ts';

describe('pictures of a session', () => {
  const folder = new TempFolder();
  const run = (...parameters: string[]): Promise<CliResult> => runCli(parameters, { cwd: folder.path });
  before(async () => {
    folder.file('fix.jsonl', logText());
    folder.file('term.cast', castText());
    folder.file('talk.jsonl', logText());
    await run('pack', 'fix.jsonl', 'term.cast', '-o', 'fix.reprise');
    await run('pack', 'term.cast', '-o', 'term.reprise');
  });
  after(() => folder.remove());

  /** The decoded file, and how many colours are in it. */
  const png = (name: string): { width: number; height: number; colors: number } => {
    const { width, height, data } = PNG.sync.read(readFileSync(folder.join(name)));
    return {
      width,
      height,
      colors: new Set(new Uint32Array(data.buffer, data.byteOffset, data.length / 4)).size,
    };
  };

  it('are covers as SVG and PNG', async () => {
    expect((await run('poster', 'fix.reprise')).code).to.equal(0);
    expect(
      (await run('poster', 'fix.reprise', '-o', 'x.png', '--scale', '0.5', '--theme', 'dark')).code,
    ).to.equal(0);

    expect(readFileSync(folder.join('fix.svg'), 'utf8')).to.match(/^<svg xmlns=.*width="1200" height="630"/);
    const { width, height, colors } = png('x.png');
    expect([width, height]).to.deep.equal([600, 315]);
    // Letters have edges of many shades.
    expect(colors).to.be.greaterThan(20);
  });

  it('are terminals at a moment', async () => {
    const { code } = await run('shot', 'term.reprise', '--at', '0:01', '-o', 'shot.png', '--scale', '1');

    expect(code).to.equal(0);
    expect(png('shot.png').colors).to.be.greaterThan(10);
    expect((await run('shot', 'term.reprise', '--at', 'nowhere')).stderr).to.contain('neither a time');
    expect((await run('shot', 'term.reprise', '-o', 'x.jpg')).code).to.equal(2);
  });

  it('are clips that play', async () => {
    expect((await run('export', 'term.reprise', '--to', 'gif')).code).to.equal(0);
    expect((await run('export', 'term.reprise', '--to', 'svg', '-o', '-')).text).to.contain('@keyframes');

    const bytes = readFileSync(folder.join('term.gif'));
    const gif = parseGIF(new Uint8Array(bytes).buffer);
    const frames = decompressFrames(gif, true);
    expect(frames.length).to.be.greaterThan(1);
    for (const { dims, delay, patch } of frames) {
      expect(dims.left + dims.width).to.be.at.most(gif.lsd.width);
      expect(dims.top + dims.height).to.be.at.most(gif.lsd.height);
      expect(patch.length).to.equal(dims.width * dims.height * 4);
      expect(delay).to.be.at.least(80);
    }
    const { dims, patch } = frames[0]!;
    expect([dims.width, dims.height]).to.deep.equal([gif.lsd.width, gif.lsd.height]);
    expect(new Set(new Uint32Array(patch.buffer, patch.byteOffset, patch.length / 4)).size).to.be.greaterThan(
      3,
    );
  });

  it('refuses what a format has no use for', async () => {
    const { code, stderr } = await run('export', 'fix.reprise', '--to', 'patch', '--scale', '2');

    expect(code).to.equal(2);
    expect(stderr).to.contain('--scale means nothing for patch');
  });
});
