import { describe, expect, it } from '#test';
import { PromisedTexts } from '#src/importers/kept/promised-texts.ts';

const LINE = 'a line that is long enough to be told from others';

describe('PromisedTexts', () => {
  /** What is left when a promise was made between two tellings. */
  const left = (promised: string, { before, after }: { before?: unknown; after?: unknown }) => {
    const promises = new PromisedTexts();
    promises.tell(before);
    promises.promise(promised);
    promises.settle();
    promises.tell(after);
    return promises.takeAll();
  };

  it('lets go of what was told before, or is told after', () => {
    expect(left(LINE, { before: { update: [{ text: LINE }] } })).to.deep.equal([]);
    expect(left(LINE, { after: { update: [{ text: LINE }] } })).to.deep.equal([]);
  });

  it('gives what nothing tells, as it is', () => {
    expect(left(LINE, { before: 'another line that is long enough, too' })).to.deep.equal([LINE]);
  });

  it('gives a text of which one line is not told', () => {
    const other = 'the second line of the text that was promised';
    const text = `${LINE}\n${other}\n`;

    expect(left(text, { before: LINE, after: other })).to.deep.equal([]);
    expect(left(text, { before: LINE })).to.deep.equal([text]);
  });

  it('knows a line with a number, a sign or another indentation before it', () => {
    for (const line of [`    12→${LINE}`, `12\t${LINE}`, `7 | ${LINE}`, `+  ${LINE}`, `"${LINE}",\r`])
      expect(left(line, { before: LINE }), line).to.deep.equal([]);
  });

  it('knows what stands in JSON, by its values and as it is', () => {
    const json = JSON.stringify({ path: LINE, edits: ['one more line of the same, with a\nbreak'] });

    expect(left(json, { before: [LINE, 'one more line of the same, with a\nbreak'] })).to.deep.equal([]);
    expect(left(json, { after: [LINE, 'one more line of the same, with a\nbreak'] })).to.deep.equal([]);
    expect(left(json, { after: json })).to.deep.equal([]);
    expect(left(json, { before: LINE })).to.deep.equal([json]);
  });

  it('knows the data of an image', () => {
    const data = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB';

    expect(left(`data:image/png;base64,${data}`, { before: { data, mimeType: 'image/png' } })).to.deep.equal(
      [],
    );
  });

  it('gives up the oldest where too much is waited for', () => {
    const promises = new PromisedTexts();
    const texts = Array.from({ length: 6 }, (_, index) => `${index} ${'long '.repeat(200_000)}`);
    const given = texts.map((text) => {
      promises.promise(text);
      promises.settle();
      return promises.takeOldest();
    });

    expect(given.flat().map((text) => text[0])).to.deep.equal(['0', '1', '2']);
    expect(promises.takeAll()).to.have.length(3);
    expect(promises.takeAll()).to.deep.equal([]);
  });
});
