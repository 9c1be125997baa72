import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { IndexContent, SubagentSpan } from '#src/format/index.ts';
import { formatIndex, readIndex } from '#src/format/time-index.ts';

const DURATION = 1000;

function written(content: Partial<IndexContent>): Record<string, unknown> {
  const whole: IndexContent = { duration: DURATION, activity: [], turns: [], files: [], ...content };
  return JSON.parse(formatIndex(whole, { rest: 0, directory: 0, entries: [] })) as Record<string, unknown>;
}

/** The index, or what is wrong with it. */
function read(json: Record<string, unknown>): IndexContent | string {
  const read = readIndex(json, 0);
  return typeof read === 'string' ? read : read.index;
}

const spans = fc
  .array(fc.tuple(fc.string(), fc.nat(DURATION), fc.nat(DURATION)))
  .map((rows) =>
    rows
      .map(([track, a, b]): SubagentSpan => ({ track, start: Math.min(a, b), end: Math.max(a, b) }))
      .sort((a, b) => a.start - b.start),
  );

describe('subagents of an index', () => {
  it('are read as they were written [IDX-19]', () => {
    fc.assert(
      fc.property(spans, (subagents) => {
        expect(read(written({ subagents }))).to.deep.include({ subagents });
      }),
    );
  });

  it('may be absent [IDX-19]', () => {
    expect(read(written({}))).not.to.have.property('subagents');
  });

  it('make an index unreadable when they cannot be', () => {
    const faults: readonly [object, RegExp][] = [
      [{ track: ['a'], start: [5], end: [4] }, /subagents\.end is out of range at row 0/],
      [{ track: ['a'], start: [5], end: [DURATION + 1] }, /subagents\.end is out of range at row 0/],
      [{ track: ['a', 'b'], start: [5, -1], end: [9, 0] }, /subagents\.start decreases at row 1/],
      [{ track: ['a', 'b'], start: [5], end: [9] }, /subagents\.start has 1 values, not 2/],
      [{ track: [7], start: [5], end: [9] }, /subagents/],
      [{ track: ['a'], start: [5] }, /subagents/],
    ];
    for (const [subagents, fault] of faults) expect(read({ ...written({}), subagents })).to.match(fault);
  });
});
