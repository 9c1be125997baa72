import { describe, expect, it } from '#test';
import { ReadingProgress } from '#src/elements/transcript/reading-progress.ts';
import type { ItemRow } from '#src/elements/transcript/rows.ts';
import type { TranscriptView } from '#src/player/index.ts';

const message = (id: string, time: number) => ({
  type: 'message' as const,
  id,
  time,
  end: time,
  content: [],
});
const rowOf = (item: ReturnType<typeof message>): ItemRow => ({
  kind: 'item',
  key: item.id,
  time: item.time,
  end: item.end,
  part: 0,
  item,
  heading: false,
  model: undefined,
  thinking: 0,
  open: false,
  used: undefined,
  step: undefined,
});
const viewOf = (...items: readonly ReturnType<typeof message>[]): TranscriptView =>
  ({ parts: [{ index: 0, time: 0, end: 1e6, size: 1, items }] }) as unknown as TranscriptView;

/** A clock that stays at 1,000 ms for six seconds. */
const timeMap = {
  positionOf: (time: number) => (time < 1000 ? time : time + 6000),
  timeAt: (position: number) => position,
};

describe('ReadingProgress', () => {
  it('goes from the beginning to the end of a text while the clock stays at it', () => {
    const [long, next] = [message('long', 1000), message('next', 1001)];
    const progress = new ReadingProgress();
    const at = (position: number) => progress.of(rowOf(long), viewOf(long, next), { position, timeMap });

    expect(at(1000)).to.equal(0);
    expect(at(1500)).to.equal(0);
    expect(at(4000)).to.be.closeTo(0.5, 0.01);
    expect(at(6500)).to.equal(1);
  });

  it('shares the time with what comes at the same moment', () => {
    const [long, next] = [message('long', 1000), message('next', 1000)];
    const progress = new ReadingProgress();
    const at = (position: number) => progress.of(rowOf(long), viewOf(long, next), { position, timeMap });

    expect(at(1000)).to.equal(0);
    expect(at(3800)).to.equal(1);
  });

  it('begins where it comes to a text, and takes no long pause for reading', () => {
    const wall = { positionOf: (time: number) => time, timeAt: (position: number) => position };
    const [long, next] = [message('long', 1000), message('next', 600_000)];
    const progress = new ReadingProgress();
    const at = (position: number) =>
      progress.of(rowOf(long), viewOf(long, next), { position, timeMap: wall });

    expect(at(100_000)).to.equal(0);
    expect(at(104_000)).to.be.closeTo(0.5, 0.01);
    expect(at(108_000)).to.equal(1);
    expect(at(90_000)).to.equal(0);
  });

  it('stays at the beginning of what takes no time', () => {
    const long = message('long', 500);
    const moment = { position: 500, timeMap };

    expect(new ReadingProgress().of(rowOf(long), viewOf(long), moment)).to.equal(0);
  });
});
