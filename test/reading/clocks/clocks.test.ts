import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { IndexContent, Manifest, TrackKind } from '#src/format/index.ts';
import { activeClock, IDLE_LIMIT, IDLE_PAUSE } from '#src/reading/clocks/active-clock.ts';
import { createClocks } from '#src/reading/clocks/clocks.ts';
import { withoutStandstill } from '#src/reading/clocks/reading-clock.ts';
import { wallClock } from '#src/reading/clocks/wall-clock.ts';

describe('wallClock', () => {
  it('is session time', () => {
    const clock = wallClock(90_000);

    expect(clock.duration).to.equal(90_000);
    expect(clock.timeAt(12_345.6)).to.equal(12_345);
    expect(clock.positionOf(12_345)).to.equal(12_345);
  });
});

describe('activeClock', () => {
  it('cuts idle time to a pause', () => {
    const spans = [
      { start: 0, end: 5000 },
      { start: 65_000, end: 70_000 },
    ];
    const clock = activeClock(spans, 100_000);

    expect(clock.duration).to.equal(5000 + IDLE_PAUSE + 5000 + IDLE_PAUSE);
    expect(clock.timeAt(5000)).to.equal(5000);
    expect(clock.timeAt(5000 + IDLE_PAUSE)).to.equal(65_000);
    expect(clock.positionOf(35_000)).to.equal(5000 + IDLE_PAUSE / 2);
  });

  it('plays short gaps as they were', () => {
    const spans = [
      { start: 0, end: 1000 },
      { start: 1000 + IDLE_LIMIT, end: 5000 },
    ];

    expect(activeClock(spans, 5000).duration).to.equal(5000);
  });

  it('never takes longer than the session, whatever the spans say', () => {
    const span = fc.record({ start: fc.nat(50_000), end: fc.nat(50_000) });
    fc.assert(
      fc.property(fc.array(span), fc.nat(50_000), (spans, duration) => {
        expect(activeClock(spans, duration).positionOf(duration)).to.be.at.least(0);
        const ordered = spans.filter(({ start, end }) => start <= end && end <= duration);
        ordered.sort((a, b) => a.start - b.start);
        expect(activeClock(ordered, duration).duration).to.be.at.most(duration);
      }),
    );
  });
});

describe('withoutStandstill', () => {
  it('lets no stretch of one thing stand longer than today, and changes no order', () => {
    const lengths = fc.array(fc.nat(60_000), { minLength: 1, maxLength: 50 });
    fc.assert(
      fc.property(lengths, (stretches) => {
        let end = 0;
        const position = stretches.map((length) => (end += length));
        const cut = withoutStandstill({ time: position, position, folds: [] }).position;
        for (const [index, length] of stretches.entries()) {
          const left = cut[index]! - (cut[index - 1] ?? 0);
          expect(left).to.equal(length <= 24_000 ? Math.min(length, 7500) : length - 16_500);
        }
      }),
    );
  });
});

describe('createClocks', () => {
  const index: IndexContent = {
    duration: 1000,
    activity: [{ start: 0, end: 1000 }],
    turns: [],
    files: [],
    reading: { time: [0, 1000], position: [0, 4800], folds: [] },
  };

  it('starts with the reading clock where there is a transcript', () => {
    const clocks = createClocks(manifestOf('transcript', 'terminal'), index, 240);

    expect([...clocks.keys()]).to.deep.equal(['reading', 'active', 'wall']);
    expect(clocks.get('reading')?.duration).to.equal(4800);
  });

  it('starts with the active clock where there is none, or no map of it', () => {
    const withoutMap: IndexContent = { duration: 1000, activity: [], turns: [], files: [] };

    expect([...createClocks(manifestOf('terminal'), index, 240).keys()]).to.deep.equal(['active', 'wall']);
    expect([...createClocks(manifestOf('transcript'), withoutMap, 240).keys()]).to.deep.equal([
      'active',
      'wall',
    ]);
  });

  it('cuts the standstills of maps of before, and of those only', () => {
    const reading = { time: [0, 0, 1000], position: [0, 24_000, 25_000], folds: [] };
    const lengthWith = (content: Partial<IndexContent>): number | undefined =>
      createClocks(manifestOf('transcript'), { ...index, reading, ...content }, 240).get('reading')?.duration;

    expect(lengthWith({})).to.equal(7500 + 1000);
    expect(lengthWith({ marks: [] })).to.equal(25_000);
  });

  it('scales the reading clock for a faster reader', () => {
    expect(createClocks(manifestOf('transcript'), index, 480).get('reading')?.duration).to.equal(2400);
  });
});

function manifestOf(...kinds: readonly TrackKind[]): Manifest {
  return {
    format: 'reprise',
    version: '1.0',
    id: '00000000-0000-5000-8000-000000000000',
    title: 'test',
    duration: 1000,
    generator: { name: 'test', version: '1' },
    tracks: kinds.map((kind) => ({ id: 'main', kind, entry: `${kind}/main` })),
  };
}
