import { describe, expect, it } from '#test';
import { buildTimeline } from '#src/reading/timeline.ts';
import { FakeArchive } from './fake-archive.ts';

const turn = { toolCalls: 0, changes: 0, errors: 0 };

const archive = new FakeArchive({
  tracks: [],
  index: {
    duration: 100_000,
    activity: [
      { start: 1000, end: 20_000 },
      { start: 50_000, end: 90_000 },
    ],
    turns: [
      { ...turn, time: 1000, id: 'e1', excerpt: 'fix it', errors: 2 },
      { ...turn, time: 50_000, id: 'e9', excerpt: 'and the tests', errors: 0 },
    ],
    files: [
      { path: 'b.ts', first: 60_000, last: 60_000, additions: 1, deletions: 0 },
      { path: 'a.ts', first: 2000, last: 70_000, additions: 4, deletions: 2 },
    ],
    reading: { time: [], position: [], folds: [{ start: 3000, end: 9000, label: 'ran tests' }] },
  },
});

describe('buildTimeline', () => {
  it('takes the turns for chapters where the manifest has none', () => {
    expect(buildTimeline(archive.manifest, archive.index).chapters).to.deep.equal([
      { time: 1000, title: 'fix it', event: 'e1' },
      { time: 50_000, title: 'and the tests', event: 'e9' },
    ]);
    const chapters = [{ time: 5, title: 'Start' }];
    expect(buildTimeline({ ...archive.manifest, chapters }, archive.index).chapters).to.equal(chapters);
  });

  it('finds the gaps between, before and behind the activity', () => {
    expect(buildTimeline(archive.manifest, archive.index).gaps).to.deep.equal([
      { start: 20_000, end: 50_000 },
      { start: 90_000, end: 100_000 },
    ]);
  });

  it('finds no gap that is shorter than two seconds', () => {
    const activity = [
      { start: 1999, end: 3000 },
      { start: 5000, end: 100_000 },
    ];

    expect(buildTimeline(archive.manifest, { ...archive.index, activity }).gaps).to.deep.equal([
      { start: 3000, end: 5000 },
    ]);
  });

  it('knows when subagents worked where a fold tells it', () => {
    const working = { start: 10_000, end: 70_000, label: 'a subagent worked, 1 min' };
    const folds = [{ start: 3000, end: 9000, label: 'ran tests' }, working];
    const reading = { time: [], position: [], folds };

    expect(buildTimeline(archive.manifest, { ...archive.index, reading }).lanes).to.deep.equal([working]);
  });

  it('knows when each subagent worked where the index tells it, and of no other [IDX-19]', () => {
    const child = (id: string) => ({
      id,
      kind: 'transcript' as const,
      entry: `transcript/${id}.ndjson`,
      parent: 'main',
    });
    const manifest = { ...archive.manifest, tracks: [child('b'), child('a'), child('silent')] };
    const subagents = [
      { track: 'a', start: 4000, end: 9000 },
      { track: 'b', start: 5000, end: 6000 },
      { track: 'nobody', start: 7000, end: 8000 },
    ];
    const { lanes, subagents: known } = buildTimeline(manifest, { ...archive.index, subagents });

    expect(known.map(({ id, time, end }) => [id, time, end])).to.deep.equal([
      ['silent', 0, undefined],
      ['a', 4000, 9000],
      ['b', 5000, 6000],
    ]);
    expect(lanes).to.deep.equal([
      { start: 4000, end: 9000 },
      { start: 5000, end: 6000 },
    ]);
  });

  it('marks errors and changes, in order', () => {
    expect(buildTimeline(archive.manifest, archive.index).markers).to.deep.equal([
      { time: 1000, kind: 'error' },
      { time: 2000, kind: 'change', text: 'a.ts' },
      { time: 60_000, kind: 'change', text: 'b.ts' },
      { time: 70_000, kind: 'change', text: 'a.ts' },
    ]);
  });

  it('takes the marks of the index as they are, where it has some', () => {
    const marks = [{ time: 1500, kind: 'error', text: 'npm test: exit 1' }] as const;
    const told = { marks, asked: 'fix it\nplease', ending: 'failed' } as const;

    const { markers, exact, asked, ending } = buildTimeline(archive.manifest, { ...archive.index, ...told });

    expect(markers).to.equal(marks);
    expect({ exact, asked, ending }).to.deep.equal({
      exact: true,
      asked: 'fix it\nplease',
      ending: 'failed',
    });
  });

  it('says of an index without marks that its markers are not exact [IDX-17]', () => {
    const { exact, asked, ending } = buildTimeline(archive.manifest, archive.index);

    expect({ exact, asked, ending }).to.deep.equal({ exact: false, asked: 'fix it', ending: undefined });
  });

  it('has the folds of the reading map', () => {
    expect(buildTimeline(archive.manifest, archive.index).folds).to.deep.equal([
      { start: 3000, end: 9000, label: 'ran tests' },
    ]);
  });
});
