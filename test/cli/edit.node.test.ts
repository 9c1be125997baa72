import { describe, expect, it } from '#test';
import { parseSpan, parseTurns } from '#src/cli/edit-options.ts';

describe('what the command line says of an edit', () => {
  it('names turns by number, range and id', () => {
    expect(parseTurns('3')).to.deep.equal([3]);
    expect(parseTurns('5-7, 9')).to.deep.equal([5, 6, 7, 9]);
    expect(parseTurns('k3v9x2ma')).to.deep.equal(['k3v9x2ma']);
    for (const wrong of ['0', '7-5', '1-999999999']) expect(() => parseTurns(wrong)).to.throw(/no turns/);
  });

  it('names stretches of time', () => {
    expect(parseSpan('1:20-2:05')).to.deep.equal({ start: 80_000, end: 125_000 });
    expect(parseSpan('1:02:03-1:02:03.5')).to.deep.equal({ start: 3_723_000, end: 3_723_500 });
    expect(parseSpan('80–125')).to.deep.equal({ start: 80_000, end: 125_000 });
    expect(parseSpan('10:00-')).to.deep.equal({ start: 600_000, end: Number.MAX_SAFE_INTEGER });
    for (const wrong of ['1:20', 'soon-later', '1:20-1:20', '']) expect(() => parseSpan(wrong)).to.throw();
  });
});
