import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { MAX_MARKS, thinMarks, type IndexContent, type Mark } from '#src/format/index.ts';
import { formatIndex, readIndex } from '#src/format/time-index.ts';
import { withoutTexts } from '#src/format/thin-marks.ts';

const DURATION = 1000;

function written(content: Partial<IndexContent>): Record<string, unknown> {
  const whole: IndexContent = { duration: DURATION, activity: [], turns: [], files: [], ...content };
  const text = formatIndex(whole, { rest: 0, directory: 0, entries: [] });
  return JSON.parse(text) as Record<string, unknown>;
}

function read(json: Record<string, unknown>): Partial<IndexContent> {
  const read = readIndex(json, 0);
  if (typeof read === 'string') throw new Error(read);
  return read.index;
}

const count = fc.option(fc.nat(5000), { nil: undefined });
const marks = fc
  .array(
    fc.record({
      time: fc.nat(DURATION),
      kind: fc.constantFrom<Mark['kind']>('error', 'change', 'commit', 'test'),
      text: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      hash: fc.option(fc.string({ minLength: 1 }), { nil: undefined }),
      additions: count,
      deletions: count,
      passed: count,
      failed: count,
    }),
  )
  .map((list): Mark[] => {
    const present = (mark: Record<string, unknown>) =>
      Object.fromEntries(Object.entries(mark).filter(([, value]) => value !== undefined)) as unknown as Mark;
    return list.map(present).sort((a, b) => a.time - b.time);
  });

describe('marks of an index', () => {
  it('are read as they were written, absent values too [IDX-11] [IDX-13]', () => {
    fc.assert(
      fc.property(marks, (list) => {
        expect(read(written({ marks: list })).marks).to.deep.equal(list);
      }),
    );
  });

  it('have no columns of which no mark has a value [IDX-13]', () => {
    const list: Mark[] = [
      { time: 1, kind: 'test', text: 'npm test', passed: 0 },
      { time: 4, kind: 'error' },
    ];

    expect(written({ marks: list })['marks']).to.deep.equal({
      time: [1, 3],
      kind: ['test', 'error'],
      text: ['npm test', ''],
      passed: [1, -1],
    });
  });

  it('may be absent, with what was asked and the ending [IDX-17]', () => {
    const index = read(written({}));

    for (const key of ['marks', 'asked', 'ending']) expect(index).not.to.have.property(key);
  });

  it('leave out what a later version has added [IDX-11] [IDX-16]', () => {
    const json = written({ marks: [{ time: 1, kind: 'error' }], asked: 'why?', ending: 'failed' });
    const later = {
      ...json,
      marks: { time: [1, 1], kind: ['thunder', 'error'], additions: [5, -4], colour: ['red'] },
      ending: 'exploded',
    };

    const index = read(later);

    expect(index.marks).to.deep.equal([{ time: 2, kind: 'error', additions: 0 }]);
    expect(index.asked).to.equal('why?');
    expect(index).not.to.have.property('ending');
  });

  const hostile: readonly [string, object, string][] = [
    ['columns of different lengths', { kind: [] }, 'marks.kind has 0 values, not 1'],
    ['a text too many', { text: ['a', 'b'] }, 'marks.text has 2 values, not 1'],
    ['a count too few', { passed: [] }, 'marks.passed has 0 values, not 1'],
    ['times that decrease', { time: [5, -1], kind: ['error', 'error'] }, 'marks.time decreases at row 1'],
    ['a time before the start', { time: [-1] }, 'marks.time is out of range at row 0'],
    ['a time after the end', { time: [DURATION + 1] }, 'marks.time passes the duration'],
    ['a number below 0', { deletions: [-1] }, 'marks.deletions is out of range at row 0'],
    ['a fraction', { failed: [0.5] }, '"marks.failed.0" must be an integer'],
    ['a kind that is no text', { kind: [7] }, '"marks.kind.0" must be a text'],
    ['no kinds', { kind: undefined }, '"marks.kind" must be an array'],
    [
      'more rows than are allowed',
      { time: Array.from({ length: MAX_MARKS + 1 }, () => 0) },
      `"marks.time" must be an array of at most ${MAX_MARKS} integers`,
    ],
  ];
  for (const [what, columns, sentence] of hostile) {
    it(`are refused with ${what} [IDX-11]`, () => {
      const json = { ...written({}), marks: { time: [0], kind: ['error'], ...columns } };

      expect(readIndex(json, 0)).to.equal(sentence);
    });
  }

  it('come with at most 1,000 characters of what was asked [IDX-16]', () => {
    expect(read({ ...written({}), asked: '😀'.repeat(1000) }).asked).to.have.length(2000);
    for (const asked of ['x'.repeat(1001), '😀'.repeat(1001), 'x'.repeat(3000), 7]) {
      expect(readIndex({ ...written({}), asked }, 0)).to.equal(
        '"asked" must be a text of at most 1000 characters',
      );
    }
  });
});

describe('thinMarks', () => {
  const change = (time: number, text: string): Mark => ({
    ...{ time, kind: 'change', text, additions: 2, deletions: 1 },
  });

  it('merges the nearest changes of one path first [IDX-11]', () => {
    const list: Mark[] = [
      change(0, 'a.ts'),
      { time: 5, kind: 'error' },
      change(10, 'b.ts'),
      change(50, 'a.ts'),
      change(52, 'a.ts'),
    ];

    expect(thinMarks(list, 4)).to.deep.equal([
      ...list.slice(0, 3),
      { ...change(50, 'a.ts'), additions: 4, deletions: 2 },
    ]);
    expect(thinMarks(list, 3)[0]).to.deep.equal({ ...change(0, 'a.ts'), additions: 6, deletions: 3 });
    expect(thinMarks(list, 5)).to.equal(list);
  });

  it('gives up changes before errors, and commits last [IDX-11]', () => {
    const kinds = ['commit', 'test', 'error', 'change'] as const;
    const list = Array.from({ length: 40 }, (_, time): Mark => ({ time, kind: kinds[time % 4]! }));
    const left = (max: number) => {
      const thinned = thinMarks(list, max);
      return kinds.map((kind) => thinned.filter((mark) => mark.kind === kind).length);
    };

    expect(left(35)).to.deep.equal([10, 10, 10, 5]);
    expect(left(25)).to.deep.equal([10, 10, 5, 0]);
    expect(left(12)).to.deep.equal([10, 2, 0, 0]);
    expect(left(4)).to.deep.equal([4, 0, 0, 0]);
  });

  it('keeps marks all over the session when it drops some', () => {
    const list = Array.from({ length: 1000 }, (_, time): Mark => ({ time, kind: 'error' }));

    const times = thinMarks(list, 10).map(({ time }) => time);

    expect(times).to.have.length(10);
    for (const [n, time] of times.entries()) expect(Math.floor(time / 100)).to.equal(n);
  });

  it('never has more marks than it may', () => {
    fc.assert(
      fc.property(marks, fc.nat(30), (list, max) => {
        expect(thinMarks(list, max).length).to.be.at.most(max);
      }),
    );
  });

  it('takes texts of errors and tests before those of changes and commits [IDX-12]', () => {
    const list: Mark[] = [
      { time: 0, kind: 'error', text: 'x' },
      { time: 1, kind: 'commit', text: 'y', hash: 'a1' },
    ];

    expect(withoutTexts(list, 'errors and tests')).to.deep.equal([{ time: 0, kind: 'error' }, list[1]]);
    expect(withoutTexts(list, 'all')[1]).to.deep.equal({ time: 1, kind: 'commit', hash: 'a1' });
  });
});
