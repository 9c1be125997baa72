import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { indexAt } from '#src/elements/time-range/index-at.ts';
import { markCounts } from '#src/elements/time-range/mark-counts.ts';
import { densityPath, timelineDensity } from '#src/elements/time-range/timeline-density.ts';
import { chapterLabels } from '#src/elements/time-range/timeline-labels.ts';
import { hitPaths, markPaths } from '#src/elements/time-range/timeline-marks.ts';
import { placeAt } from '#src/elements/time-range/timeline-place.ts';
import { notches, railPieces } from '#src/elements/time-range/timeline-rail.ts';
import { TimelineScale } from '#src/elements/time-range/timeline-scale.ts';
import { stretchesOf } from '#src/elements/time-range/timeline-stretches.ts';
import type { Marker, Timeline } from '#src/player/index.ts';
import { chapters, piecewise, readingMap, timeline } from '../../helpers/fake-session.ts';

const DURATION = 845_000;
const identity = (duration: number) => piecewise([0, duration], [0, duration]);
/** A scale on which a unit is a millisecond. */
const unitScale = (length: number) => new TimelineScale(identity(length), length, length);
const readingScale = new TimelineScale(readingMap, DURATION, 845);
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
  cuts: [],
  ending: undefined,
};

/** Where the shapes of a path begin. */
const startsOf = (path: string | undefined) =>
  [...(path ?? '').matchAll(/M(-?[\d.]+)/g)].map(([, x]) => Number(x));

describe('indexAt', () => {
  it('finds the last entry at or before a time', () => {
    const entries = [{ time: 5 }, { time: 5 }, { time: 9 }];

    expect([4, 5, 8, 9, 100].map((time) => indexAt(entries, time))).to.deep.equal([-1, 1, 1, 2, 2]);
    expect(indexAt([], 3)).to.equal(-1);
    expect(indexAt([{ time: 0 }], -1)).to.equal(-1);
  });
});

describe('railPieces', () => {
  it('has a piece for each chapter, with a gap of three between them', () => {
    const pieces = railPieces({ chapters }, [], readingScale);

    expect(pieces).to.have.length(6);
    expect(pieces[1]!.start - pieces[0]!.end).to.be.closeTo(3, 0.001);
    expect([pieces[0]!.start, pieces.at(-1)!.end]).to.deep.equal([0, 845]);
  });

  it('draws a stretch with room as one, and a short one as a notch', () => {
    const long = { start: 200, end: 300 };
    const short = { start: 600, end: 602 };

    const pieces = railPieces({ chapters: [] }, [long, short], unitScale(1000));

    expect(pieces).to.deep.equal([
      { kind: 'chapter', start: 0, end: 200 },
      { kind: 'passed', start: 200, end: 300 },
      { kind: 'chapter', start: 300, end: 1000 },
    ]);
    expect(notches([long, short], unitScale(1000))).to.deep.equal([601]);
  });

  it('is not divided where most chapters are too narrow to be seen', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({ time: index * 1000, title: 'x' }));
    const scale = new TimelineScale(identity(1_000_000), 1_000_000, 1400);

    expect(railPieces({ chapters: many }, [], scale)).to.have.length(1);
  });

  it('stays inside and never overlaps, whatever the session holds', () => {
    const spans = fc.array(fc.tuple(fc.nat(1000), fc.nat(200)), { maxLength: 60 });
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 300 }), spans, (starts, gaps) => {
        const marked = starts.sort((a, b) => a - b).map((time) => ({ time, title: 'x' }));
        const stretches = gaps
          .map(([start, length]) => ({ start, end: Math.min(1000, start + length) }))
          .sort((a, b) => a.start - b.start);

        const pieces = railPieces({ chapters: marked }, stretches, unitScale(1000));

        let end = 0;
        for (const piece of pieces) {
          expect(piece.start).to.be.at.least(end);
          expect(piece.end).to.be.greaterThan(piece.start);
          end = piece.end;
        }
        expect(end).to.be.at.most(1000);
      }),
      { numRuns: 200 },
    );
  });
});

describe('notches', () => {
  it('keeps the longest of those that lie together', () => {
    const lengths = [1, 3, 2].map((length, index) => ({ start: 10 * index, end: 10 * index + length }));
    expect(notches(lengths.slice(0, 2), unitScale(1000))).to.deep.equal([11.5]);
  });

  it('is none where there are so many that they would say nothing', () => {
    const many = Array.from({ length: 2000 }, (_, index) => ({ start: index / 2, end: index / 2 + 0.1 }));
    expect(notches(many, unitScale(1000))).to.deep.equal([]);
  });
});

describe('stretchesOf', () => {
  it('is what the reading clock folds and leaves out, and idle time for the others', () => {
    const short = { ...timeline, gaps: [...timeline.gaps, { start: 100, end: 5000 }] };

    expect(stretchesOf(short, 'wall')).to.equal(short.gaps);
    expect(stretchesOf(short, 'reading').map(({ start }) => start / 60_000)).to.deep.equal([12, 14, 36, 41]);
  });
});

describe('markPaths', () => {
  const pathOf = (markers: readonly Marker[], shape: string, scale = unitScale(1000)) =>
    markPaths(markers, scale).find(([name]) => name === shape)?.[1];

  it('marks the same moments under each clock, where that clock has them', () => {
    const error = timeline.markers.filter(({ kind }) => kind === 'error');
    const wall = new TimelineScale(identity(timeline.duration), timeline.duration, 600);

    expect(startsOf(pathOf(error, 'error', readingScale))).to.deep.equal([196.5]);
    expect(startsOf(pathOf(error, 'error', wall))).to.deep.equal([90]);
  });

  it('draws changes close together as one low run, and a change apart as a bar', () => {
    const changes = [100, 104, 109, 300].map((time) => ({ time, kind: 'change' }) as const);

    expect(pathOf(changes, 'change')).to.equal('M98.5 13v-4h12v4zM300 13m-1.5 0v-9h3v9z');
  });

  it('has shapes of their own for tests that passed, that failed, and of which nobody told', () => {
    const tests = [
      { time: 100, kind: 'test', passed: 3 },
      { time: 300, kind: 'test' },
      { time: 500, kind: 'test', passed: 3, failed: 1 },
    ] as const;

    expect(startsOf(pathOf(tests, 'passed'))).to.deep.equal([100]);
    expect(startsOf(pathOf(tests, 'ran'))).to.deep.equal([300]);
    expect(startsOf(pathOf(tests, 'failed'))).to.deep.equal([500]);
  });

  it('leaves out tests beside what came of them, and where there are many', () => {
    const test = (time: number) => ({ time, kind: 'test' }) as const;
    const beside = [test(100), { time: 103, kind: 'commit' } as const, test(500)];
    const many = Array.from({ length: 100 }, (_, index) => test(index * 10));

    expect(startsOf(pathOf(beside, 'ran'))).to.deep.equal([500]);
    expect(pathOf(many, 'ran')).to.equal(undefined);
  });

  it('draws errors over everything else, changes below', () => {
    const markers = (['error', 'commit', 'note', 'change'] as const).map((kind) => ({ time: 500, kind }));

    expect(markPaths(markers, unitScale(1000)).map(([shape]) => shape)).to.deep.equal([
      'change',
      'note',
      'commit',
      'error',
    ]);
  });

  it('thins out what would stand everywhere', () => {
    const errors = Array.from({ length: 1000 }, (_, time) => ({ time, kind: 'error' }) as const);

    const starts = startsOf(pathOf(errors, 'error'));

    expect(starts).to.have.length(42);
    expect(starts[1]! - starts[0]!).to.equal(24);
  });
});

describe('hitPaths', () => {
  it('draws hits at one place once, and the current one thicker', () => {
    const { hits, current } = hitPaths([100, 100.3, 500], 500, unitScale(1000));

    expect(startsOf(hits)).to.deep.equal([99, 499]);
    expect(current).to.equal('M498 0h4v24h-4z');
  });
});

describe('chapterLabels', () => {
  const scale = unitScale(1000);
  const at = (...times: number[]) => times.map((time) => ({ time, title: `at ${time}` }));

  it('labels the chapters with room for it', () => {
    expect(chapterLabels(at(0, 400, 440), scale).map(({ title, width }) => [title, width])).to.deep.equal([
      ['at 0', 400],
      ['at 440', 560],
    ]);
  });

  it('labels none where most have no room, or where the timeline is narrow', () => {
    expect(chapterLabels(at(0, 20, 40, 60), scale)).to.deep.equal([]);
    expect(chapterLabels(at(0, 300), unitScale(700))).to.deep.equal([]);
  });
});

describe('markCounts', () => {
  it('counts marks, and believes the sums of the manifest where these are not exact', () => {
    const stats = { turns: 1, toolCalls: 9, errors: 7, changes: 9 };

    expect(markCounts(timeline, stats)).to.deep.equal([
      { kind: 'error', count: 1 },
      { kind: 'change', count: 2 },
      { kind: 'commit', count: 1 },
    ]);
    expect(markCounts({ ...timeline, exact: false }, stats).map(({ count }) => count)).to.deep.equal([
      7, 9, 1,
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
  const at = (position: number, reach = 100) => placeAt(timeline, 'reading', readingMap, position, reach);

  it('names chapter, turn and marker of a place', () => {
    const place = at(readingMap.positionOf(34 * 60_000), 5000);

    expect(place).to.include({ chapter: 4, title: 'Queue requests during refresh', turn: 3 });
    expect(place.marker).to.include({ kind: 'change', text: 'src/http/queue.ts' });
  });

  it('names the fold, also beside its notch', () => {
    expect(at(263_000).stretch?.label).to.equal('read 6 files, 8 min');
    expect(at(266_000, 3000).stretch?.label).to.equal('read 6 files, 8 min');
    expect(at(300_000).stretch).to.equal(undefined);
  });

  it('gives the prompt, unless that is the title of the chapter', () => {
    expect(at(10_000).prompt).to.equal("Access tokens aren't refreshing");
    expect(at(readingMap.positionOf(21 * 60_000)).prompt).to.equal(undefined);
    const cut = { ...timeline, chapters: [{ time: 0, title: 'Access tokens…' }] };
    expect(placeAt(cut, 'reading', readingMap, 10_000, 100).prompt).to.equal(undefined);
  });
});
