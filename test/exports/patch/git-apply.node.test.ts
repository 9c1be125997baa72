import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '#test';
import { sha256Hex } from '#src/format/index.ts';
import { archiveOf, ask, changeSegment, exported, told, turn } from '../exported.ts';

const hasGit = spawnSync('git', ['--version']).status === 0;
const OLD = 'one\ntwo\nthree\n';
const NEW = 'one\n2\nthree\n';

const archive = (): Promise<Uint8Array> =>
  archiveOf(told(turn, ask('Do it')), {
    manifest: { title: 'A title\ndiff --git a/evil b/evil' },
    changes: changeSegment(
      { t: 0, id: 'c0', path: 'src/a.txt', op: 'observe', text: OLD, after: sha256Hex(OLD) },
      {
        t: 10,
        id: 'c1',
        path: 'src/a.txt',
        op: 'modify',
        before: sha256Hex(OLD),
        after: sha256Hex(NEW),
        patch: '@@ -1,3 +1,3 @@\n one\n-two\n+2\n three\n',
      },
      { t: 20, id: 'c2', path: 'new/b.txt', op: 'create', text: 'made\n', after: sha256Hex('made\n') },
      { t: 30, id: 'c3', path: '/etc/outside', op: 'create', text: 'no\n', after: sha256Hex('no\n') },
    ),
  });

describe('the export to a patch', { skip: hasGit ? false : 'git is not installed' }, () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'reprise-patch-'));
    execFileSync('git', ['init', '-q'], { cwd: folder });
    mkdirSync(dirname(join(folder, 'src/a.txt')));
    writeFileSync(join(folder, 'src/a.txt'), OLD);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const apply = (patch: string): void => {
    execFileSync('git', ['apply', '-'], { cwd: folder, input: patch });
  };

  it('is applied by git to what the session began with', async () => {
    const patch = await exported(await archive(), 'patch');
    apply(patch);

    expect(readFileSync(join(folder, 'src/a.txt'), 'utf8')).to.equal(NEW);
    expect(readFileSync(join(folder, 'new/b.txt'), 'utf8')).to.equal('made\n');
  });

  it('says what it leaves out, and no title can add a file', async () => {
    const patch = await exported(await archive(), 'patch');
    apply(patch);

    expect(patch).to.match(/^Session: A title diff --git a\/evil b\/evil\nLeft out: 1 changed files/);
    expect(existsSync(join(folder, 'evil'))).to.equal(false);
  });

  it('ends at a moment', async () => {
    apply(await exported(await archive(), 'patch', { to: 15 }));

    expect(existsSync(join(folder, 'new/b.txt'))).to.equal(false);
    expect(readFileSync(join(folder, 'src/a.txt'), 'utf8')).to.equal(NEW);
  });
});
