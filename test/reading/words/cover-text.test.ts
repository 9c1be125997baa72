import { describe, expect, it } from '#test';
import { askedText, modelText, projectOf, titleText, whenText } from '#src/reading/words/cover-text.ts';
import { manifest } from '../../helpers/fake-session.ts';

describe('titleText', () => {
  it('is on one line, and cut between words where it is a prompt', () => {
    const cut = titleText(`Find out why ${'the webhook is retried, '.repeat(9)}`);

    expect(titleText(' A\n title ')).to.equal('A title');
    expect(cut.length).to.be.at.most(111);
    expect(cut).to.match(/\w…$/u);
    expect(titleText('x'.repeat(300))).to.have.length(111);
  });
});

describe('askedText', () => {
  it('is absent where the title says all of it', () => {
    expect(askedText('Fix\nthe login ', 'Fix the login')).to.equal(undefined);
    expect(askedText('Fix the login, please', 'Fix the login')).to.equal('Fix the login, please');
    expect(askedText(' ', 'Fix the login')).to.equal(undefined);
  });
});

describe('whenText', () => {
  it('goes from the start to the end, in the language', () => {
    expect(whenText(manifest, 'en')).to.contain('March 2, 2026');
    expect(whenText(manifest, 'de')).to.contain('2. März 2026');
  });

  it('is absent where nobody knows', () => {
    expect(whenText({ duration: 1000 }, 'en')).to.equal(undefined);
    expect(whenText({ ...manifest, startedAt: 'yesterday' }, 'en')).to.equal(undefined);
  });
});

describe('projectOf', () => {
  it('is the name of the folder, of any system', () => {
    const at = (root: string) => projectOf({ ...manifest, workspace: { root } });
    expect(at('/home/ada/app/')).to.equal('app');
    expect(at('C:\\work\\app')).to.equal('app');
    expect(at('/')).to.equal(undefined);
  });
});

describe('modelText', () => {
  it('leaves out the day that a model was made', () => {
    expect(modelText('claude-opus-4-5-20251101')).to.equal('claude-opus-4-5');
    expect(modelText('gpt-5.5')).to.equal('gpt-5.5');
  });
});
