import { describe, expect, it } from '#test';
import { shellWords } from '#src/importers/tools/swe-agent/shell-words.ts';

describe('shellWords', () => {
  it('splits a command as a shell does', () => {
    const words: Record<string, readonly string[]> = {
      '': [],
      'ls  -la\t/tmp': ['ls', '-la', '/tmp'],
      'create f --text \'two\nlines, "quoted"\'': ['create', 'f', '--text', 'two\nlines, "quoted"'],
      "'it'\"'\"'s'": ["it's"],
      '"a \\"b\\" \\n"': ['a "b" \\n'],
      "a\\ b ''": ['a b', ''],
    };
    for (const [command, expected] of Object.entries(words)) {
      expect(shellWords(command), command).to.deep.equal(expected);
    }
  });

  it('tells nothing of a quote that is not closed', () => {
    expect(shellWords("echo 'half")).to.equal(undefined);
    expect(shellWords('echo "half')).to.equal(undefined);
  });
});
