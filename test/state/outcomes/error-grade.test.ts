import { describe, expect, it } from '#test';
import { errorText, factsOf, gradeOf, type CallFacts, type ErrorGrade } from '#src/state/index.ts';
import { ran, ranLong } from './calls.ts';

const tool = (
  title: string,
  text: string,
  reason: 'failed' | 'refused' | 'interrupted' = 'failed',
): CallFacts =>
  factsOf({
    title,
    kind: 'edit',
    status: 'failed',
    reason,
    content: [{ type: 'content', content: { type: 'text', text } }],
  });

describe('gradeOf', () => {
  const cases: readonly [string, CallFacts, ErrorGrade | undefined][] = [
    ['a command that failed', ran('npm run build', 'Build error', { exitCode: 1 }), 'failed'],
    ['one whose log calls it completed', ran('npm test', '', { exitCode: 2, status: 'completed' }), 'failed'],
    ['one that succeeded', ran('npm run build', 'error: none', { exitCode: 0 }), undefined],
    ['one that goes on', ran('npm start', '', { status: 'in_progress' }), undefined],
    ['a search without a match', ran('cd src && rg -n "foo|bar" .', '', { exitCode: 1 }), 'found-nothing'],
    [
      'one after another command',
      ran('sed -n 1,9p a.ts; rg zzz a.ts', 'throw error("x")', { exitCode: 1 }),
      'found-nothing',
    ],
    ['one in a pipe', ran('cat a.txt | grep -c x', '0', { exitCode: 1 }), 'found-nothing'],
    ['one that xargs runs', ran('git ls-files | xargs rg foo', '', { exitCode: 123 }), 'found-nothing'],
    ['one whose exit code the log has not', ran('grep foo a.txt', '', { status: 'failed' }), 'found-nothing'],
    ['git grep', ran('git -C /x grep -n foo', '', { exitCode: 1 }), 'found-nothing'],
    ['files that differ', ran('diff a b', '1c1\n< a\n---\n> b', { exitCode: 1 }), 'found-nothing'],
    ['a test of the shell', ran('[ -f a.txt ]', '', { exitCode: 1 }), 'found-nothing'],
    ['which', ran('which bun', 'bun not found', { exitCode: 1 }), 'found-nothing'],
    ['command -v', ran('command -v bun', '', { exitCode: 1 }), 'found-nothing'],
    ['files expected to be missing', ran('ls a b 2>/dev/null', 'a', { exitCode: 2 }), 'found-nothing'],
    ['a search that is wrong', ran('rg "(" .', 'regex parse error:\n  (', { exitCode: 2 }), 'failed'],
    [
      'a search in a folder that is missing',
      ran('cd nix && rg x', 'cd: nix: No such file or directory', { exitCode: 1 }),
      'failed',
    ],
    [
      'a folder that is missing',
      ran('ls nix', 'ls: nix: No such file or directory', { exitCode: 1 }),
      'failed',
    ],
    ['a command after a search', ran('rg foo; npm test', '', { exitCode: 1 }), 'failed'],
    ['a tool that found nothing', tool('Search foo', 'No matches found'), 'found-nothing'],
    ['a tool that failed', tool('Edit a.ts', 'File has not been read yet'), 'failed'],
    ['what a person refused', tool('Edit a.ts', '', 'refused'), 'refused'],
    [
      'what a person interrupted',
      ran('rg x', '', { status: 'failed', reason: 'interrupted' }),
      'interrupted',
    ],
  ];
  for (const [what, facts, grade] of cases) {
    it(`calls ${what} ${grade ?? 'no error'} [IDX-15]`, () => {
      expect(gradeOf(facts)).to.equal(grade);
    });
  }
});

describe('errorText', () => {
  const cases: readonly [string, CallFacts, string][] = [
    ['the command and its exit code', ran('npm test', 'x', { exitCode: 1 }), 'npm test: exit 1'],
    [
      'the command that counts',
      ran('cd /x && CI=1 npm run build 2>&1 | tail -5', '', { exitCode: 2 }),
      'npm run build: exit 2',
    ],
    [
      'what a program says where there is no code',
      ran('ls nix', 'npm warn x\nError: ls: no such file', { status: 'failed' }),
      'ls nix: ls: no such file',
    ],
    [
      'what a tool says, in short paths',
      tool('Edit /home/me/deep/src/app/page.tsx', '<tool_use_error>File has changed\nx</tool_use_error>'),
      'Edit …/app/page.tsx: File has changed',
    ],
    ['the title alone', tool('Fetch https://example.org/a/b/c/d', ''), 'Fetch https://example.org/a/b/c/d'],
  ];
  for (const [what, facts, text] of cases) {
    it(`says ${what}`, () => {
      expect(errorText(facts)).to.equal(text);
    });
  }

  it('has at most 80 characters on one line [IDX-12]', () => {
    for (const facts of [
      ran('😀'.repeat(500), 'x\ny'.repeat(500), { exitCode: 1 }),
      ranLong('echo\n\n'.repeat(100), 'error: 😀'.repeat(40), 127),
      tool('/a/b'.repeat(5000), `<${'x'.repeat(5000)}`),
    ]) {
      const text = errorText(facts);
      expect(Array.from(text).length).to.be.within(1, 80);
      expect(text).not.to.match(/\n/);
    }
  });
});
