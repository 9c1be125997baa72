import { describe, expect, it } from '#test';
import { combineFidelity } from '#src/encode/fidelity.ts';

describe('combineFidelity', () => {
  it('says nothing when no source reports, and leaves a single report as it is', () => {
    const only = { records: 3, understood: 3, kept: 0, unreadable: 0, versions: ['2.1.0'] };

    expect(combineFidelity([])).to.equal(undefined);
    expect(combineFidelity([only])).to.equal(only);
  });

  it('adds up counts, types, versions and findings [FID-2]', () => {
    const combined = combineFidelity([
      {
        records: 5,
        understood: 3,
        kept: 1,
        unreadable: 1,
        types: { user: { understood: 3 }, odd: { kept: 1 } },
        versions: ['2.1.0'],
        notes: [{ code: 'unreadable-line', count: 1, message: 'm' }],
      },
      {
        records: 4,
        understood: 4,
        kept: 0,
        unreadable: 0,
        types: { user: { understood: 2 }, header: { understood: 2 } },
        versions: ['2.1.0', 'asciicast 3'],
        notes: [{ code: 'unreadable-line', count: 2, message: 'm' }],
      },
    ]);

    expect(combined).to.deep.equal({
      records: 9,
      understood: 7,
      kept: 1,
      unreadable: 1,
      types: { user: { understood: 5 }, odd: { kept: 1 }, header: { understood: 2 } },
      versions: ['2.1.0', 'asciicast 3'],
      notes: [{ code: 'unreadable-line', count: 3, message: 'm' }],
    });
  });

  it('counts record types with the names of object properties', () => {
    const combined = combineFidelity([
      {
        records: 1,
        understood: 1,
        kept: 0,
        unreadable: 0,
        types: JSON.parse('{"__proto__":{"understood":1}}') as Record<string, { understood: number }>,
      },
      { records: 1, understood: 1, kept: 0, unreadable: 0, types: { constructor: { understood: 1 } } },
    ]);

    expect(JSON.stringify(combined?.types)).to.equal(
      '{"__proto__":{"understood":1},"constructor":{"understood":1}}',
    );
  });
});
