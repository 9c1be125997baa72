import { describe, expect, it } from '#test';
import { contentOfDiff, parseUnifiedDiff } from '#src/importers/changes/unified-diff.ts';

describe('a unified diff', () => {
  it('of git names the file, without the sides, and its hunks', () => {
    const [file] = parseUnifiedDiff(
      'diff --git a/src/a.ts b/src/a.ts\nindex 12..34 100644\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1,2 +1,2 @@ export\n one\n-two\n+2\n\\ No newline at end of file\n',
    );

    expect(file).to.deep.equal({
      path: 'src/a.ts',
      op: 'modify',
      hunks: [
        {
          oldStart: 1,
          oldLines: 2,
          newStart: 1,
          newLines: 2,
          lines: [' one', '-two', '+2', '\\ No newline at end of file'],
        },
      ],
    });
  });

  it('tells new, deleted and renamed files', () => {
    const files = parseUnifiedDiff(
      [
        'diff --git a/n b/n',
        'new file mode 100644',
        '--- /dev/null',
        '+++ b/n',
        '@@ -0,0 +1 @@',
        '+x',
        'diff --git a/d b/d',
        'deleted file mode 100644',
        '--- a/d',
        '+++ /dev/null',
        '@@ -1 +0,0 @@',
        '-x',
        'diff --git a/o b/p',
        'similarity index 100%',
        'rename from o',
        'rename to p',
      ].join('\n'),
    );

    expect(files.map(({ op, path, from }) => [op, path, from])).to.deep.equal([
      ['create', 'n', undefined],
      ['delete', 'd', undefined],
      ['rename', 'p', 'o'],
    ]);
  });

  it('of jsdiff keeps a folder named a, and lines that look like headers inside of hunks', () => {
    const [file, ...others] = parseUnifiedDiff(
      'Index: a/x.md\n===================================================================\n--- a/x.md\n+++ a/x.md\n@@ -1,3 +1,3 @@\n \n--- old\n+++ new\n last\n',
    );

    expect(others).to.deep.equal([]);
    expect(file?.path).to.equal('a/x.md');
    expect(file?.hunks[0]?.lines).to.deep.equal([' ', '--- old', '+++ new', ' last']);
  });

  it('may be nothing but hunks, and lose the space of an empty line', () => {
    const [file] = parseUnifiedDiff('@@ -5,3 +5,2 @@\n a\n\n-b\n');

    expect(file?.path).to.equal(undefined);
    expect(file?.hunks[0]?.lines).to.deep.equal([' a', ' ', '-b']);
  });

  it('has every file, with or without hunks, by the name that it has on the disk', () => {
    const files = parseUnifiedDiff(
      [
        'diff --git a/img b b/img b',
        'index 1111111..2222222 100644',
        'Binary files a/img b and b/img b differ',
        'diff --git a/run.sh b/run.sh',
        'old mode 100644',
        'new mode 100755',
        'diff --git a/empty.txt b/empty.txt',
        'new file mode 100644',
        'index 0000000..e69de29',
        'diff --git a/logo.png b/logo.png',
        'deleted file mode 100644',
        'Binary files a/logo.png and /dev/null differ',
        'diff --git "a/caf\\303\\251 \\"x\\".txt" "b/caf\\303\\251 \\"x\\".txt"',
        'old mode 100644',
        'new mode 100755',
        'diff --git "a/t\\tb" b/plain',
        'similarity index 100%',
        'rename from "t\\tb"',
        'rename to plain',
      ].join('\n'),
    );

    expect(files.map((file) => [file.op, file.path, file.from, contentOfDiff(file)])).to.deep.equal([
      ['modify', 'img b', undefined, { exact: false }],
      ['modify', 'run.sh', undefined, { exact: false }],
      ['create', 'empty.txt', undefined, { after: '' }],
      ['delete', 'logo.png', undefined, { exact: false }],
      ['modify', 'caf\u00e9 "x".txt', undefined, { exact: false }],
      ['rename', 'plain', 't\tb', {}],
    ]);
  });

  it('is no diff when it is a text', () => {
    expect(parseUnifiedDiff('nothing\nof the kind\n')).to.deep.equal([]);
  });
});
