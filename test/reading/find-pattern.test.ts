import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { excerptOf, MAX_EXCERPT } from '#src/reading/find-excerpt.ts';
import type { FindMatching } from '#src/reading/find-hit.ts';
import { Matcher, SLICE } from '#src/reading/find-matcher.ts';
import { patternOf } from '#src/reading/find-pattern.ts';

/** What is matched, in brackets. */
function marked(text: string, query: string, matching?: FindMatching): string {
  return text.replace(patternOf(query, matching)!, (match) => `[${match}]`);
}

/** Whether no character is cut in half. */
function isWhole(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

describe('patterns of queries', () => {
  it('take every character for itself', () => {
    expect(marked('f(x).*[a]-b|c\\d/$^{1}?', '(x).*[a]-b|c\\d/$^{1}?')).to.equal('f[(x).*[a]-b|c\\d/$^{1}?]');
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 50 }), (query) => {
        fc.pre(query.trim() !== '' && isWhole(query));
        expect(marked(`…${query}…`, query, { case: true })).to.equal(`…[${query}]…`);
        expect(patternOf(query)!.test(`…${query}…`)).to.equal(true);
      }),
    );
  });

  it('find in any case, and in the one given when that counts', () => {
    expect(marked('Event EVENT event', 'eVent')).to.equal('[Event] [EVENT] [event]');
    expect(marked('Event EVENT event', 'event', { case: true })).to.equal('Event EVENT [event]');
    expect(marked('ΣΊΣΥΦΟΣ σίσυφος', 'σίσυφοσ')).to.equal('[ΣΊΣΥΦΟΣ] [σίσυφος]');
  });

  it('find letters that are several in the other case, where they stand', () => {
    expect(marked('die Straße, STRASSE, STRAẞE!', 'strasse')).to.equal('die [Straße], [STRASSE], [STRAẞE]!');
    expect(marked('die Straße, STRASSE!', 'straße')).to.equal('die [Straße], [STRASSE]!');
    expect(marked('ﬁle oﬃce office oﬀice', 'office')).to.equal('ﬁle [oﬃce] [office] [oﬀice]');
    expect(marked('İİ İx', 'x')).to.equal('İİ İ[x]');
  });

  it('keep to whole words', () => {
    expect(marked('id idea grid id_2 id-2 (id) idé', 'id', { word: true })).to.equal(
      '[id] idea grid id_2 [id]-2 ([id]) idé',
    );
    expect(marked('größe groß', 'groß', { word: true })).to.equal('größe [groß]');
    expect(marked('a->b ->', '->', { word: true })).to.equal('a[->]b [->]');
  });

  it('are none for blanks', () => {
    expect(patternOf(' \t')).to.equal(undefined);
  });
});

describe('excerpts', () => {
  const cut = (text: string, match: string): string => {
    const start = text.indexOf(match);
    const { text: shown, start: from, end } = excerptOf(text, start, start + match.length);
    return `${shown.slice(0, from)}[${shown.slice(from, end)}]${shown.slice(end)}`;
  };

  it('are the line of the match without its indent', () => {
    expect(cut('one\n    const id = 1;  \nthree', 'id')).to.equal('const [id] = 1;');
  });

  it('begin shortly before the match, and say where they are cut', () => {
    expect(cut(`${'a long way to go '.repeat(9)}needle${' and on'.repeat(40)}`, 'needle')).to.match(
      /^….{1,18}\[needle\] and on.*…$/u,
    );
  });

  it('are short, and hold the match, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '😀', 'ß'), maxLength: 400 }),
        fc.string({ unit: fc.constantFrom('a', '😀'), minLength: 1, maxLength: 200 }),
        fc.string({ unit: fc.constantFrom('a', ' ', '\n', '😀'), maxLength: 400 }),
        (before, match, behind) => {
          const text = before + match + behind;
          const { text: shown, start, end } = excerptOf(text, before.length, before.length + match.length);
          expect(shown.length).to.be.at.most(MAX_EXCERPT);
          expect(match.startsWith(shown.slice(start, end))).to.equal(true);
          expect(end).to.be.greaterThan(start);
          expect(shown).not.to.include('\n');
          expect(isWhole(shown)).to.equal(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('matching slice by slice', () => {
  it('finds what lies across the border of two slices, once', async () => {
    for (const at of [SLICE - 6, SLICE - 3, SLICE - 1, SLICE, 2 * SLICE - 2]) {
      const text = `${'.'.repeat(at)}needle${'.'.repeat(SLICE)}needle`;
      const found = await new Matcher(patternOf('needle')!, () => undefined).find(text, 10);
      expect(found).to.have.lengthOf(2);
    }
  });

  it('finds as many as a search in one go', async () => {
    const text = 'aaa'.repeat(SLICE);
    const found = await new Matcher(patternOf('aaaaa')!, () => undefined).find(text, Infinity);
    expect(found).to.have.lengthOf(Math.floor((3 * SLICE) / 5));
  });

  it('pauses within every two slices', async () => {
    let pauses = 0;
    const matcher = new Matcher(patternOf('x')!, () => void (pauses += 1));
    await matcher.find('.'.repeat(10 * SLICE), 10);
    expect(pauses).to.equal(10);
    for (let i = 0; i < 100; i += 1) await matcher.find('.'.repeat(SLICE / 10), 10);
    expect(pauses).to.be.within(19, 21);
  });
});
