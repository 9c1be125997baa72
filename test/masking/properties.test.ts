import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { Masker, replaceSpans } from '#src/masking/index.ts';
import { baits } from './unseen/baits.ts';
import { RandomValues } from './unseen/random-values.ts';
import { secretCases } from './unseen/secrets.ts';

const random = new RandomValues(99);
const PIECES = [
  ...secretCases(random, 60).map(({ text }) => text),
  ...baits(random),
  ...[
    'password=',
    'token: "',
    '"',
    "'",
    '\\',
    '\n',
    '\r\n',
    ' ',
    '[password-1]',
    '\x1b[1m',
    '\x1b]0;',
    '\x07',
    '\b',
    '%41',
    '\\u0041',
    '\ud800',
    '\udc00',
    '=',
    '+',
  ],
];

/** Texts of secrets, baits and what breaks them, in any order. */
const texts = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''));

describe('masking any text', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const once = new Masker().mask(text);

        expect(new Masker().mask(once)).to.equal(once);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves none of its values behind', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const masker = new Masker({ paths: true, names: true, emails: true });

        expect(masker.survivors(masker.mask(text))).to.deep.equal([]);
      }),
      { numRuns: 300 },
    );
  });

  it('never throws, and gives spans in order that lie in the text', () => {
    fc.assert(
      fc.property(texts, fc.array(fc.nat(400), { maxLength: 6 }), (text, cuts) => {
        const masker = new Masker();
        const ends = cuts.map((cut) => Math.min(cut, text.length)).sort((a, b) => a - b);
        let last = 0;
        for (const { start, end } of masker.terminalSpans(text, ends)) {
          expect(start).to.be.at.least(last);
          expect(end).to.be.greaterThan(start).and.to.be.at.most(text.length);
          last = end;
        }
        replaceSpans(text, masker.spans(text));
      }),
      { numRuns: 300 },
    );
  });
});
