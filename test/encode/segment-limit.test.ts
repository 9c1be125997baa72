import { describe, expect, it } from '#test';
import type { ArchiveReader } from '#src/format/index.ts';
import { segmentLimit } from '#src/encode/segment-limit.ts';
import { change, output, session, source, terminalTrack } from './builders.ts';
import { pack } from './pack.ts';

const KiB = 1024;

/** Files whose states a keyframe of changes tells. */
const FILES = 300;

describe('segmentLimit', () => {
  it('is 256 KiB, or eight times the keyframe, up to 4 MiB [SEG-9]', () => {
    expect(segmentLimit(0)).to.equal(256 * KiB);
    expect(segmentLimit(32 * KiB)).to.equal(256 * KiB);
    expect(segmentLimit(100 * KiB)).to.equal(800 * KiB);
    expect(segmentLimit(5000 * KiB)).to.equal(4096 * KiB);
  });
});

describe('a track with large keyframes', () => {
  it('is cut so late that they are at most an eighth of a terminal [SEG-9]', async () => {
    const frames = Array.from({ length: 30 }, (_, frame) => output(frame * 100, paintedScreen(frame)));
    const { reader } = await pack([source(session(), terminalTrack(), ...frames)]);

    await expectFewKeyframes(reader, 'terminal/main.cast');
  });

  it('is cut so late that they are at most an eighth of the changes [SEG-9]', async () => {
    const folder = 'x'.repeat(150);
    const events = Array.from({ length: 1500 }, (_, time) => {
      const op = time < FILES ? ({ op: 'create' } as const) : {};
      return change(time, `/${folder}/${time % FILES}`, { ...op, after: `${time} ${folder}\n`.repeat(8) });
    });
    const { reader } = await pack([source(session(), ...events)]);

    await expectFewKeyframes(reader, 'changes/main.ndjson');
  });
});

/** The track has keyframes that would be more than an eighth of 256 KiB, and none is of what follows it. */
async function expectFewKeyframes(reader: ArchiveReader, entry: string): Promise<void> {
  const segments = reader.segments(entry);
  const sizes: number[] = [];
  for (const index of segments.keys()) {
    const { keyframe } = await reader.readSegment(entry, index);
    sizes.push(JSON.stringify(keyframe).length);
  }
  expect(segments.length, 'segments').to.be.at.least(3);
  expect(Math.max(...sizes), 'largest keyframe').to.be.greaterThan(64 * KiB);
  for (const [index, { size }] of segments.slice(0, -1).entries()) {
    expect(sizes[index]! / (size - sizes[index]!), `segment ${index}`).to.be.at.most(1 / 8);
    expect(size, `segment ${index}`).to.be.at.most(11 * Math.max(sizes[index]!, 32 * KiB));
  }
}

/** 80 × 24 cells of which no two have the same colours. */
function paintedScreen(frame: number): string {
  const cells = Array.from({ length: 80 * 24 }, (_, cell) => {
    const [red, green, blue] = [(cell * 7 + frame) % 256, (cell >> 3) % 256, (frame * 5 + cell) % 256];
    return `\x1b[38;2;${red};${green};${blue};48;2;${blue};${red};${green}m▀`;
  });
  return `\x1b[H${cells.join('')}`;
}
