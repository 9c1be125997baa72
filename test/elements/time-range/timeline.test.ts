import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { indexAt } from '#src/elements/time-range/index-at.ts';
import { timelineBars, timelineTicks } from '#src/elements/time-range/timeline-bars.ts';
import { densityPath, timelineDensity } from '#src/elements/time-range/timeline-density.ts';
import { placeAt } from '#src/elements/time-range/timeline-place.ts';
import type { Timeline } from '#src/player/index.ts';
import { piecewise, readingMap, timeline } from '../../helpers/fake-session.ts';

const DURATION = 845_000;
const identity = (duration: number) => piecewise([0, duration], [0, duration]);
const bare: Timeline = {
  duration: 100,
  chapters: [],
  turns: [],
  subagents: [],
  activity: [],
  gaps: [],
  folds: [],
  markers: [],
  exact: true,
  asked: undefined,
  ending: undefined,
};

describe('indexAt', () => {
  it('finds the last entry at or before a time', () => {
    const entries = [{ time: 5 }, { time: 5 }, { time: 9 }];

    expect([4, 5, 8, 9, 100].map((time) => indexAt(entries, time))).to.deep.equal([-1, 1, 1, 2, 2]);
    expect(indexAt([], 3)).to.equal(-1);
    expect(indexAt([{ time: 0 }], -1)).to.equal(-1);
  });
});

describe('timelineBars', () => {
  it('cuts chapters where the reading clock folds', () => {
    const bars = timelineBars(timeline, readingMap, 'reading', DURATION);

    expect(bars.map(({ kind }) => kind)).to.deep.equal([
      'chapter',
      'chapter',
      'skipped',
      'chapter',
      'chapter',
      'skipped',
      'chapter',
      'chapter',
    ]);
    expect(bars[2]!.start).to.be.closeTo(262 / 845, 0.001);
  });

  it('hatches idle stretches in the other clocks', () => {
    const bars = timelineBars(timeline, identity(timeline.duration), 'wall', timeline.duration);

    const skipped = bars.filter(({ kind }) => kind === 'skipped');
    expect(skipped.map(({ start, end }) => [start * 60, end * 60].map(Math.round))).to.deep.equal([
      [14, 19],
      [41, 44],
    ]);
  });

  it('is one bar for a session without length', () => {
    expect(timelineBars(bare, identity(1), 'wall', 0)).to.deep.equal([{ kind: 'chapter', start: 0, end: 1 }]);
  });

  it('covers the whole length without overlap, whatever the session holds', () => {
    const spans = fc.array(fc.tuple(fc.nat(1000), fc.nat(200)), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 300 }), spans, (starts, gaps) => {
        const chapters = starts.sort((a, b) => a - b).map((time) => ({ time, title: 'x' }));
        const session = {
          ...bare,
          duration: 1000,
          chapters,
          gaps: gaps.map(([start, length]) => ({ start, end: Math.min(1000, start + length) })),
        };

        const bars = timelineBars(session, identity(1000), 'wall', 1000);

        expect(bars[0]!.start).to.equal(0);
        expect(bars.at(-1)!.end).to.equal(1);
        bars.forEach(({ start, end }, index) => {
          expect(end).to.be.greaterThan(start);
          if (index > 0) expect(start).to.equal(bars[index - 1]!.end);
        });
      }),
      { numRuns: 200 },
    );
  });
});

describe('timelineTicks', () => {
  it('shows one tick a place, the one that matters most', () => {
    const markers = [
      { time: 500, kind: 'change', text: 'a' },
      { time: 500, kind: 'error' },
      { time: 501, kind: 'commit', title: 'c' },
      { time: 900, kind: 'note', title: 'd' },
    ] as const;

    const ticks = timelineTicks({ ...bare, markers }, identity(1000), 1000);

    expect(ticks).to.deep.equal([
      { kind: 'error', at: 0.5 },
      { kind: 'note', at: 0.9 },
    ]);
  });
});

describe('timelineDensity', () => {
  it('rises where things happen', () => {
    const values = timelineDensity(timeline, readingMap, DURATION, 100);

    expect(values).to.have.length(100);
    expect(Math.max(...values)).to.equal(1);
    expect(Math.min(...values)).to.be.at.least(0);
    const error = Math.floor((readingMap.positionOf(9 * 60_000) / DURATION) * 100);
    expect(values[error]!).to.be.greaterThan(values[5]!);
  });

  it('is flat for a session in which nothing happens', () => {
    expect(timelineDensity(bare, identity(100), 100, 4)).to.deep.equal([0, 0, 0, 0]);
  });

  it('becomes a closed path from end to end', () => {
    expect(densityPath([0, 1], 20)).to.equal('M0 20L0 20.0L0.5 20.0L1.5 1.0L2 1.0V20Z');
    expect(densityPath([], 20)).to.equal('');
  });
});

describe('placeAt', () => {
  it('names chapter and marker of a place', () => {
    const position = readingMap.positionOf(34 * 60_000);

    const place = placeAt(timeline, readingMap, position, 5000);

    expect(place).to.include({ chapter: 4, title: 'Queue requests during refresh' });
    expect(place.marker?.kind).to.equal('change');
    expect(place.detail).to.equal('src/http/queue.ts');
  });

  it('falls back to the fold, then to the prompt', () => {
    const inFold = placeAt(timeline, readingMap, 263_000, 100);
    const inTurn = placeAt(timeline, readingMap, 10_000, 100);

    expect(inFold.detail).to.equal('read 6 files, 8 min');
    expect(inTurn.detail).to.equal("Access tokens aren't refreshing");
  });
});
