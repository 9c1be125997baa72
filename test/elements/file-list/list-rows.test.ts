import { describe, expect, it } from '#test';
import { listRows, rowAfterKey } from '#src/elements/file-list/list-rows.ts';
import type { ListRow } from '#src/elements/file-list/list-rows.ts';

const FILES = ['a.md', 'src/b.ts', 'src/c.ts', 'test/d.ts', 'D:\\out\\e.ts'].map((path) => ({ path }));
const rows = (filter = '', shut: readonly string[] = []): ListRow[] =>
  listRows(FILES, { filter, shut: new Set(shut) });
const names = (list: readonly ListRow[]): string[] =>
  list.map((row) => (row.kind === 'folder' ? `[${row.path}]` : row.file.path));

describe('listRows', () => {
  it('has a heading for each folder', () => {
    expect(names(rows())).to.deep.equal([
      'a.md',
      '[src/]',
      'src/b.ts',
      'src/c.ts',
      '[test/]',
      'test/d.ts',
      '[D:\\out\\]',
      'D:\\out\\e.ts',
    ]);
  });

  it('leaves out what is shut, and what is not looked for; what is found is never shut', () => {
    expect(names(rows('', ['src/']))).to.deep.equal([
      'a.md',
      '[src/]',
      '[test/]',
      'test/d.ts',
      '[D:\\out\\]',
      'D:\\out\\e.ts',
    ]);
    expect(names(rows(' C.TS ', ['src/']))).to.deep.equal(['[src/]', 'src/c.ts']);
  });

  it('leaves out of folders outside of the workspace what they have in common', () => {
    const labels = (...paths: string[]): string[] =>
      listRows(
        paths.map((path) => ({ path })),
        { filter: '', shut: new Set() },
      ).flatMap((row) => (row.kind === 'folder' ? [row.label] : []));

    expect(labels('src/a', '/home/ada/tree/src/b', '/home/ada/tree/test/c')).to.deep.equal([
      'src/',
      '…/src/',
      '…/test/',
    ]);
    expect(labels('/home/ada/tree/b', '/home/ada/trees/c')).to.deep.equal(['…/tree/', '…/trees/']);
    expect(labels('/tmp/b')).to.deep.equal(['/tmp/']);
  });

  it('tells where each row stands among its like', () => {
    expect(rows().map(({ place }) => [place.level, place.position, place.size])).to.deep.equal([
      [1, 1, 4],
      [1, 2, 4],
      [2, 1, 2],
      [2, 2, 2],
      [1, 3, 4],
      [2, 1, 1],
      [1, 4, 4],
      [2, 1, 1],
    ]);
  });
});

describe('rowAfterKey', () => {
  it('goes as keys of a tree do', () => {
    const list = rows();
    const after = (from: number, key: string): number | undefined => rowAfterKey(list, from, key);

    expect([after(0, 'ArrowUp'), after(0, 'ArrowDown'), after(7, 'ArrowDown')]).to.deep.equal([0, 1, 7]);
    expect([after(3, 'Home'), after(3, 'End')]).to.deep.equal([0, 7]);
    expect([after(3, 'ArrowLeft'), after(0, 'ArrowLeft')]).to.deep.equal([1, undefined]);
    expect([after(1, 'ArrowRight'), after(2, 'ArrowRight'), after(2, 'x')]).to.deep.equal([
      2,
      undefined,
      undefined,
    ]);
  });
});
