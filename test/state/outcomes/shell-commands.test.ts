import { describe, expect, it } from '#test';
import { shellCommands } from '#src/state/outcomes/shell-commands.ts';

const lines = (script: string) => shellCommands(script).map(({ words }) => words.join(' '));

describe('shellCommands', () => {
  const cases: readonly [string, string, string[]][] = [
    ['lists and pipes', 'cd /x && npm test 2>&1 | tail -3; ls', ['cd /x', 'npm test 2>&1', 'tail -3', 'ls']],
    ['assignments and wrappers', 'CI=1 FOO="a b" sudo timeout 60 make -j4', ['make -j4']],
    [
      'quotes',
      `git commit -m "a && b; it's | c" && echo 'x;y'`,
      [`git commit -m a && b; its | c`, 'echo x;y'],
    ],
    ['a shell within', `bash -lc "cd /x && rg 'a b'"`, ['cd /x', 'rg a b']],
    ['here-documents', `cat > a.md <<'EOF'\nnpm test && rm -rf /\nEOF\nls`, ['cat > a.md <<EOF', 'ls']],
    [
      'a here-document without end',
      'git commit -F - <<MSG && ls\nnpm test\ngo test',
      ['git commit -F - <<MSG', 'ls'],
    ],
    ['comments', '# npm test\nls # go test\nrg "#x"', ['ls', 'rg #x']],
    ['lines that go on', 'npm \\\n  test', ['npm test']],
    ['substitutions', 'echo "$(npm test)" $(rg a | wc -l)', ['echo $(npm test) $(rg a | wc -l)']],
    ['nothing', ' \n;; ', []],
  ];
  for (const [what, script, expected] of cases) {
    it(`tells ${what}`, () => {
      expect(lines(script)).to.deep.equal(expected);
    });
  }

  it('says which output goes to the next command', () => {
    expect(shellCommands('a | b || c').map(({ isPiped }) => isPiped)).to.deep.equal([true, false, false]);
  });

  it('looks at the beginning of a script only, however it is nested or left open', () => {
    for (const piece of ['"', "'", '$(', '<<A\n', 'bash -c "', '\\', 'a | ', '{ ']) {
      expect(shellCommands(piece.repeat(5000)).length).to.be.below(8193);
    }
  });
});
