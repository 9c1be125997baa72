import { describe, expect, it } from '#test';
import { commitsOf, type CallFacts } from '#src/state/index.ts';
import { ran, ranLong } from './calls.ts';

describe('commitsOf', () => {
  const stats = ' 1 file changed, 2 insertions(+), 1 deletion(-)\n';
  const cases: readonly [string, CallFacts, string[]][] = [
    [
      'one',
      ran('git add -A && git commit -m "Fix it"', `[main 1a2b3c4] Fix it\n${stats}`),
      ['1a2b3c4 Fix it'],
    ],
    [
      'the first of a repository',
      ran('git commit -m x', `[main (root-commit) bd9fa1d] Add [x]\n${stats}`),
      ['bd9fa1d Add [x]'],
    ],
    ['one on no branch', ran('git commit -m x', '[detached HEAD 0123abc] x'), ['0123abc x']],
    [
      'several in one call, an amended one too',
      ran(
        'git commit -m a; git -C . -c user.name=x commit --amend -m b',
        `[a/b 1111111] a\n${stats}[a/b 2222222] b\n${stats}`,
      ),
      ['1111111 a', '2222222 b (amends)'],
    ],
    [
      'one after a hook',
      ranLong('git commit -F - <<EOF', 'lint: ok\n…\n[main 1a2b3c4] Fix'),
      ['1a2b3c4 Fix'],
    ],
    ['a revert', ran('git revert --no-edit HEAD', '[main 1a2b3c4] Revert "x"'), ['1a2b3c4 Revert "x"']],
    [
      'none that failed',
      ran('git commit -m x', 'nothing to commit, working tree clean', { exitCode: 1 }),
      [],
    ],
    ['none that is only shown', ran('git log -1; cat a.txt', '[main 1a2b3c4] Fix it'), []],
    ['none that a program prints which is no git', ran('echo "git commit"', '[main 1a2b3c4] Fix it'), []],
    ['none within a text', ran('cat > a.md <<EOF\ngit commit -m x\nEOF', '[main 1a2b3c4] Fix it'), []],
  ];
  for (const [what, facts, expected] of cases) {
    it(`tells ${what}`, () => {
      const told = commitsOf(facts).map(
        ({ hash, subject, amends }) => `${hash} ${subject}${amends ? ' (amends)' : ''}`,
      );
      expect(told).to.deep.equal(expected);
    });
  }
});
