import { describe, expect, it } from '#test';
import { leftovers, LeftOutFields } from '#src/importers/kept/left-out.ts';
import { ToldTexts } from '#src/importers/kept/told-texts.ts';

describe('what a record says beyond its events', () => {
  const shown = new ToldTexts('this text is shown in an event');
  const without = (record: Record<string, unknown>, ...paths: readonly string[]) =>
    leftovers(record, {
      leftOut: new LeftOutFields(paths.map((path) => ({ path, why: 'a test' }))),
      isTold: () => false,
      told: () => ({ shown, marked: shown }),
      promise: () => undefined,
    });

  it('is every text that is not shown, by its path, all of those that have the same path', () => {
    const record = {
      shown: 'this text is shown in an event',
      items: [{ name: 'the first text of an array' }, { name: 'the second text of an array' }],
      other: 'a text that stands for itself',
    };

    expect(without(record)).to.deep.equal({
      'items[].name': ['the first text of an array', 'the second text of an array'],
      other: 'a text that stands for itself',
    });
  });

  it('is nothing where a field is left out, or short', () => {
    expect(without({ id: 'a-very-long-id-of-a-record-indeed', a: { b: 'short' } }, '~id')).to.equal(
      undefined,
    );
  });

  it('is what stands below a field that is left out, unless all below it is', () => {
    const record = { id: { note: 'an object where an id was expected' } };

    expect(without(record, '~id')).to.deep.equal({ 'id.note': record.id.note });
    expect(without(record, 'id.**')).to.equal(undefined);
  });
});
