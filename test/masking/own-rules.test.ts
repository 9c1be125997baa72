import { describe, expect, it } from '#test';
import { Masker, OwnRuleError, parseOwnRules } from '#src/masking/index.ts';

describe('own rules', () => {
  it('mask a text as it is, or the secret part of an expression', () => {
    const rules = parseOwnRules(
      JSON.stringify({
        rules: [
          { text: 'Project Nightjar', type: 'project', ignoreCase: true },
          { pattern: 'TICKET-[0-9]{4,8}', type: 'ticket' },
          { pattern: 'customer=(?<secret>[a-z]{3,40})', type: 'customer' },
        ],
      }),
    );

    expect(new Masker({ rules }).mask('project nightjar: TICKET-1234 of customer=acme')).to.equal(
      '[project-1]: [ticket-1] of customer=[customer-1]',
    );
  });

  it('may ask for a review alone', () => {
    const masker = new Masker({
      rules: parseOwnRules('[{"id":"names","text":"Nightjar","level":"review"}]'),
    });

    expect(masker.mask('about Nightjar')).to.equal('about Nightjar');
    expect(masker.findings.map(({ value, rule }) => [value, rule])).to.deep.equal([['Nightjar', 'names']]);
  });

  it('mask a text of few characters where it is a word of its own', () => {
    const masker = new Masker({ rules: parseOwnRules('[{"text":"Zoe","type":"person"}]') });

    expect(masker.mask('Zoe met Zoey, (Zoe) and the Zoetrope')).to.equal(
      '[person-1] met Zoey, ([person-1]) and the Zoetrope',
    );
  });

  it('do not stop at the length of a value that the author has named', () => {
    const seeds = [
      { value: 'k9x', type: 'password' },
      { value: 'hunter', type: 'password' },
    ];

    expect(new Masker({ seeds }).mask('it is k9x, not k9xy, or hunter: hunters')).to.equal(
      'it is [password-1], not k9xy, or [password-2]: hunters',
    );
  });

  const WRONG: readonly (readonly [file: string, path: string, says: RegExp])[] = [
    ['{', '', /is no JSON .*check quotes/],
    ['{"rule": []}', '', /no list "rules": write/],
    ['[7]', 'rules[0]', /is no object: write/],
    ['[{"text":"abcd","color":"red"}]', 'rules[0].color', /not known: a rule has id/],
    ['[{"type":"x"}]', 'rules[0]', /either "text" or "pattern"/],
    ['[{"text":"abcd","pattern":"b"}]', 'rules[0]', /either "text" or "pattern"/],
    ['[{"text":"a"}]', 'rules[0].text', /shorter than 2/],
    ['[{"text":"abcd"},{"text":"abcd","type":"A B"}]', 'rules[1].type', /small letters/],
    ['[{"text":"abcd","level":"maybe"}]', 'rules[0].level', /"mask" nor "review"/],
    ['[{"text":"abcd","ignoreCase":1}]', 'rules[0].ignoreCase', /true nor false/],
    ['[{"text":7}]', 'rules[0].text', /no text/],
    ['[{"pattern":"(ab"}]', 'rules[0].pattern', /no expression/],
    ['[{"pattern":"a+"}]', 'rules[0].pattern', /without end at character 2 .*\{1,80\}/],
    ['[{"pattern":"a*"}]', 'rules[0].pattern', /without end/],
    ['[{"pattern":"a{2,}b"}]', 'rules[0].pattern', /without end .*\{2,80\}/],
    ['[{"pattern":"(?:a{1,9}){1,9}b"}]', 'rules[0].pattern', /repeats itself/],
    ['[{"pattern":"[a-z]{1,2000}[a-z]{1,2000}x"}]', 'rules[0].pattern', /more than 400 ways/],
    ['[{"pattern":"(?:a?){0,40}b"}]', 'rules[0].pattern', /has choices/],
    ['[{"pattern":"(?:a|ab){1,40}c"}]', 'rules[0].pattern', /has choices/],
    [`[{"pattern":"${'(?:a|aa)'.repeat(30)}b"}]`, 'rules[0].pattern', /ways/],
    ['[{"pattern":"(a|b)\\\\1"}]', 'rules[0].pattern', /refers back/],
    ['[{"pattern":"a{0,3}"}]', 'rules[0].pattern', /empty text/],
  ];
  for (const [file, path, says] of WRONG) {
    it(`says what is wrong with ${file}, and where`, () => {
      const error = errorOf(() => parseOwnRules(file));

      expect(error).to.be.instanceOf(OwnRuleError);
      expect((error as OwnRuleError).path).to.equal(path);
      expect((error as OwnRuleError).message).to.match(says);
    });
  }
});

function errorOf(action: () => void): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  return undefined;
}
