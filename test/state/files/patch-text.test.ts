import { parsePatch } from 'diff';
import { describe, expect, it } from '#test';
import { toPatchText } from '#src/state/files/patch-text.ts';

describe('toPatchText', () => {
  const hunks = '@@ -1 +1 @@\n-a\n+b\n';

  it('writes headers that other tools read', () => {
    expect(toPatchText({ path: 'src/a b.ts', status: 'modified' }, hunks)).to.equal(
      `diff --git a/src/a b.ts b/src/a b.ts\n--- a/src/a b.ts\t\n+++ b/src/a b.ts\t\n${hunks}`,
    );
    const renamed = parsePatch(toPatchText({ path: 'new', from: 'old', status: 'renamed' }, hunks));
    expect(renamed[0]).to.include({ oldFileName: 'a/old', newFileName: 'b/new', isRename: true });
    expect(toPatchText({ path: 'new', from: 'old', status: 'renamed' }, '')).to.equal(
      'diff --git a/old b/new\nrename from old\nrename to new\n',
    );
  });

  it('says what was created and deleted', () => {
    expect(toPatchText({ path: 'a', status: 'created' }, '@@ -0,0 +1 @@\n+a\n')).to.contain(
      '--- /dev/null\n+++ b/a\n',
    );
    expect(toPatchText({ path: 'a', status: 'deleted' }, '@@ -1 +0,0 @@\n-a\n')).to.contain(
      '--- a/a\n+++ /dev/null\n',
    );
  });

  it('quotes paths that would end a line', () => {
    expect(toPatchText({ path: 'a\nb"\u0001', status: 'modified' }, hunks).split('\n')[1]).to.equal(
      '--- "a/a\\nb\\"\\001"',
    );
  });
});
