import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { parseIsoTime } from '#src/importers/sources/iso-time.ts';

describe('parseIsoTime', () => {
  it('agrees with the platform on every time it writes', () => {
    const time = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2199, 11, 31) });
    fc.assert(
      fc.property(time, (ms) => {
        expect(parseIsoTime(new Date(ms).toISOString())).to.equal(ms);
      }),
      { numRuns: 500 },
    );
  });

  it('reads zones, missing seconds and long fractions', () => {
    expect(parseIsoTime('2026-03-01T12:00:00+02:00')).to.equal(Date.UTC(2026, 2, 1, 10));
    expect(parseIsoTime('2026-03-01T12:00:00-02:30')).to.equal(Date.UTC(2026, 2, 1, 14, 30));
    expect(parseIsoTime('2026-03-01 10:00')).to.equal(Date.UTC(2026, 2, 1, 10));
    expect(parseIsoTime('2026-03-01T10:00:00.123456Z')).to.equal(Date.UTC(2026, 2, 1, 10, 0, 0, 123));
  });

  it('knows no time in anything else', () => {
    for (const value of ['', 'yesterday', '0001-01-01T00:00:00Z', '9999-01-01T00:00:00Z', 17, null, {}]) {
      expect(parseIsoTime(value), JSON.stringify(value)).to.equal(undefined);
    }
  });
});
