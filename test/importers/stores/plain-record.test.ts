import { describe, expect, it } from '#test';
import { plainRecord } from '#src/importers/stores/plain-record.ts';

describe('a record that is made of rows', () => {
  it('has digits for numbers that are not exact, and texts for bytes', () => {
    const row = { at: 2n ** 62n, note: new TextEncoder().encode('a door'), message: { row_at: 5n } };

    expect(plainRecord(row)).to.deep.equal({
      at: '4611686018427387904',
      note: 'a door',
      message: { row_at: '5' },
    });
  });

  it('is the same where there is nothing of that kind', () => {
    const record = { at: 1, list: [1], message: { text: 'x' } };

    expect(plainRecord(record)).to.equal(record);
  });
});
