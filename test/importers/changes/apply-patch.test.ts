import { describe, expect, it } from '#test';
import { applyChunks } from '#src/importers/changes/apply-chunks.ts';
import { hunksOfChunks, parseApplyPatch, remainderOfPatch } from '#src/importers/changes/apply-patch.ts';
import { widenHunks } from '#src/importers/changes/widen-hunks.ts';

const PATCH = `*** Begin Patch
*** Add File: src/greet.ts
+export const greet = 'hi';
+
*** Update File: src/main.ts
*** Move to: src/index.ts
@@ function main() {
 one
-two
+2
+two and a half

 three
@@
-last
+end
*** End of File
*** Delete File: notes.md
*** End Patch`;

describe('a patch in the patch language', () => {
  it('names its files and what happens to them', () => {
    expect(parseApplyPatch(PATCH)).to.deep.equal([
      { op: 'create', path: 'src/greet.ts', text: "export const greet = 'hi';\n\n", chunks: [] },
      {
        op: 'rename',
        path: 'src/index.ts',
        from: 'src/main.ts',
        chunks: [
          {
            above: ['function main() {'],
            lines: [' one', '-two', '+2', '+two and a half', ' ', ' three'],
            isEndOfFile: false,
          },
          { above: [], lines: ['-last', '+end'], isEndOfFile: true },
        ],
      },
      { op: 'delete', path: 'notes.md', chunks: [] },
    ]);
  });

  it('is found in a shell command, with any line ends, and without its end', () => {
    const command = `cd /w && apply_patch <<'EOF'\n${PATCH.replaceAll('\n', '\r\n')}\nEOF\n`;

    expect(parseApplyPatch(command)).to.deep.equal(parseApplyPatch(PATCH));
    expect(parseApplyPatch('*** Begin Patch\n*** Update File: a\n@@\n-x\n+y')).to.deep.equal([
      { op: 'modify', path: 'a', chunks: [{ above: [], lines: ['-x', '+y'], isEndOfFile: false }] },
    ]);
  });

  it('may have a first chunk without a mark, and marks within each other', () => {
    const [file] = parseApplyPatch(
      '*** Begin Patch\n*** Update File: a\n x\n+y\n@@ class A\n@@ method b\n-z\n*** End Patch',
    );

    expect(file?.chunks).to.deep.equal([
      { above: [], lines: [' x', '+y'], isEndOfFile: false },
      { above: ['class A', 'method b'], lines: ['-z'], isEndOfFile: false },
    ]);
  });

  it('is no patch when it is none', () => {
    for (const text of [
      '',
      'hello',
      '*** Begin Patch',
      '*** Update File: a\n-b',
      '*** Begin Patch\n*** Update File: \n-b',
    ])
      expect(parseApplyPatch(text)).to.deep.equal([]);
  });

  it('keeps texts that look like marks, or like fields of objects', () => {
    const [file] = parseApplyPatch(
      '*** Begin Patch\n*** Add File: __proto__\n+*** End Patch\n+@@\n*** End Patch\n*** Add File: outside\n+x',
    );

    expect(file).to.deep.equal({ op: 'create', path: '__proto__', text: '*** End Patch\n@@\n', chunks: [] });
  });

  it('has hunks at line 0 where no place is known', () => {
    const [, file] = parseApplyPatch(PATCH);

    expect(hunksOfChunks(file!.chunks)[1]).to.deep.equal({
      oldStart: 0,
      oldLines: 1,
      newStart: 0,
      newLines: 1,
      lines: ['-last', '+end'],
    });
  });
});

describe('chunks of a patch', () => {
  const chunksOf = (body: string) =>
    parseApplyPatch(`*** Begin Patch\n*** Update File: a\n${body}\n*** End Patch`)[0]!.chunks;

  it('change the text in their order', () => {
    const text = 'a\nb\nc\nb\nc\n';

    expect(applyChunks(text, chunksOf('@@\n a\n-b\n+B\n@@\n-b\n+BB'))).to.equal('a\nB\nc\nBB\nc\n');
  });

  it('are found behind the line that they name', () => {
    const text = 'f {\n  x\n}\ng {\n  x\n}\n';

    expect(applyChunks(text, chunksOf('@@ g {\n-  x\n+  y'))).to.equal('f {\n  x\n}\ng {\n  y\n}\n');
    expect(applyChunks(text, chunksOf('@@ h {\n-  x\n+  y'))).to.equal(undefined);
  });

  it('are found where blanks differ, and leave the blanks of the file', () => {
    expect(applyChunks('\tif a:  \n\t\tb\n', chunksOf('@@\n if a:\n-b\n+c'))).to.equal('\tif a:  \nc\n');
  });

  it('may ask for the end of the file, and add to it', () => {
    expect(applyChunks('x\ny\nx\n', chunksOf('@@\n-x\n+z\n*** End of File'))).to.equal('x\ny\nz\n');
    expect(applyChunks('x', chunksOf('@@\n+y\n@@\n-x\n+X'))).to.equal('X\ny\n');
    expect(applyChunks('', chunksOf('@@\n+y'))).to.equal('y\n');
  });

  it('are found without the blank line at their end', () => {
    expect(applyChunks('a\nb\n', chunksOf('@@\n-a\n+A\n b\n'))).to.equal('A\nb\n');
  });

  it('that are not in the text give none', () => {
    expect(applyChunks('a\n', chunksOf('@@\n-b\n+c'))).to.equal(undefined);
  });
});

describe('hunks with the context of a patch', () => {
  const [file] = parseApplyPatch(
    '*** Begin Patch\n*** Update File: a\n@@ top\n 4\n 5\n-6\n+six\n 7\n 8\n-9\n+nine\n 10\n@@\n 20\n-21\n 22\n 23\n*** End Patch',
  );
  const hunk = (oldStart: number, newStart: number, lines: readonly string[]) => ({
    oldStart,
    oldLines: lines.filter((line) => !line.startsWith('+')).length,
    newStart,
    newLines: lines.filter((line) => !line.startsWith('-')).length,
    lines,
  });

  it('show as much around a change as the patch does', () => {
    const numbered = [
      hunk(6, 6, ['-6', '+six']),
      hunk(8, 8, [' 8', '-9', '+nine', ' 10', ' 11']),
      hunk(21, 20, ['-21']),
    ];

    expect(widenHunks(numbered, file!.chunks)).to.deep.equal([
      hunk(4, 4, [' 4', ' 5', '-6', '+six', ' 7']),
      hunk(8, 8, [' 8', '-9', '+nine', ' 10', ' 11']),
      hunk(20, 20, [' 20', '-21', ' 22', ' 23']),
    ]);
  });

  it('stay as they are where the patch has other lines', () => {
    const foreign = [hunk(5, 5, [' five', '-6', '+six', ' 7']), hunk(9, 9, ['-9', '+NINE'])];

    expect(widenHunks(foreign, file!.chunks)).to.deep.equal(foreign);
  });

  it('count a place between lines from the line before it', () => {
    const chunks = parseApplyPatch(
      '*** Begin Patch\n*** Update File: a\n@@\n 1\n 2\n+new\n 3\n*** End Patch',
    )[0]!.chunks;
    const added = { oldStart: 2, oldLines: 0, newStart: 3, newLines: 1, lines: ['+new'] };

    expect(widenHunks([added], chunks)).to.deep.equal([hunk(1, 1, [' 1', ' 2', '+new', ' 3'])]);
  });
});

describe('what the changes of a patch do not hold', () => {
  it('is the names of files and places, and context that no hunk shows', () => {
    const [created, renamed] = parseApplyPatch(PATCH);
    const changes = [
      { after: created!.text! },
      {
        hunks: hunksOfChunks(renamed!.chunks).map((hunk) => ({
          ...hunk,
          lines: hunk.lines.filter((line) => line !== ' one'),
        })),
      },
    ];

    expect(remainderOfPatch(PATCH, changes)?.split('\n')).to.deep.equal([
      '*** Begin Patch',
      '*** Add File: src/greet.ts',
      '*** Update File: src/main.ts',
      '*** Move to: src/index.ts',
      '@@ function main() {',
      ' one',
      '@@',
      '*** End of File',
      '*** Delete File: notes.md',
      '*** End Patch',
    ]);
  });
});
