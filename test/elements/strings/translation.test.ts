import { describe, expect, it } from '#test';
import { code } from '#src/elements/strings/index.ts';
import * as sections from '#src/elements/strings/index.ts';
import { german } from '#src/elements/strings/german.ts';
import { english, Language } from '#src/elements/strings/language.ts';
import type { Section } from '#src/elements/strings/section.ts';
import type { Strings, Translation } from '#src/elements/strings/translation.ts';
import { sentencePaths } from '../../helpers/shown-texts.ts';

describe('a translation', () => {
  it('has every sentence, or does not compile', () => {
    const { code: codeSection, ...others } = german.sections;
    // @ts-expect-error: a section is missing
    const withoutSection: Translation = { tag: 'fr', sections: others };
    // @ts-expect-error: a sentence is missing
    const withoutSentence: Strings['code'] = { copy: 'Copier', copied: 'Copié', more: () => '' };
    const whole: Strings['code'] = {
      copy: 'Copier',
      copied: 'Copié',
      more: String,
      moreOf: String,
      label: String,
    };

    expect([withoutSection, withoutSentence, whole, codeSection]).to.have.length(4);
    expect(sentencePaths(german)).to.deep.equal(sentencePaths());
  });

  it('has its sections under the names that they are exported by', () => {
    const named = Object.entries<Section<unknown>>(sections).filter(([key, { name }]) => key !== name);

    expect(named).to.deep.equal([]);
  });
});

describe('a language', () => {
  it('takes the forms of a phrase by its own plural rules', () => {
    const forms = { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' };
    const polish = new Language('pl');

    expect([1, 2, 5, 1.5].map((count) => polish.count(count, forms))).to.deep.equal([
      '1 plik',
      '2 pliki',
      '5 plików',
      '2 pliku',
    ]);
    expect(new Language('ja').count(1, { one: 'never', other: '# ファイル' })).to.equal('1 ファイル');
  });

  it('writes numbers and dates as its region does', () => {
    expect(english.number(12_345)).to.equal('12,345');
    expect(new Language('de', german).number(8.25, 1)).to.equal('8,3');
    expect(new Language('de-CH', german).number(12_345)).to.match(/^12[’']345$/);
    expect(new Language('de', german).of(code).more(1234)).to.equal('Alle 1.234 Zeilen anzeigen');
    expect(new Language('en-GB').dateTime(Date.UTC(2026, 10, 29, 12))).to.match(/^29 Nov 2026, /);
  });
});
