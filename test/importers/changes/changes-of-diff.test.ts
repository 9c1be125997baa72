import { describe, expect, it } from '#test';
import { changesOfDiff } from '#src/importers/changes/changes-of-diff.ts';

describe('changesOfDiff', () => {
  it('tells each file of a patch, with its hunks', () => {
    const patch = [
      'diff --git a/price.py b/price.py',
      '--- a/price.py',
      '+++ b/price.py',
      '@@ -1 +1 @@',
      '-return p * 1.19',
      '+return round(p * 1.19, 2)',
      'diff --git a/old.py b/old.py',
      'deleted file mode 100644',
      '--- a/old.py',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-pass',
      '',
    ].join('\n');

    const changes = changesOfDiff(`\n${patch}`);

    expect(changes.map(({ op, path }) => `${op} ${path}`)).to.deep.equal([
      'modify price.py',
      'delete old.py',
    ]);
    expect(changes[0]!.hunks![0]!.lines).to.deep.equal(['-return p * 1.19', '+return round(p * 1.19, 2)']);
  });

  it('tells nothing of a text that is no patch of git', () => {
    for (const text of ['', 'It is done.', '--- a\n+++ b\n', 'see diff --git a/x b/x']) {
      expect(changesOfDiff(text), text).to.deep.equal([]);
    }
  });
});
