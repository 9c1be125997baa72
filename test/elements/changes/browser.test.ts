import { describe, expect, it } from '#test';
import { inOrder, mostTelling } from '#src/elements/changes/browser.ts';

describe('mostTelling', () => {
  it('is the file with most changed lines that people write', () => {
    const files = [
      { path: 'package-lock.json', additions: 4_000, deletions: 0 },
      { path: 'web/pnpm-lock.yaml', additions: 900, deletions: 0 },
      { path: 'Cargo.lock', additions: 800, deletions: 0 },
      { path: 'app.min.js', additions: 700, deletions: 0 },
      { path: 'gone.ts', status: 'deleted' as const, additions: 0, deletions: 600 },
      { path: 'src/lock.ts', additions: 20, deletions: 10 },
      { path: 'src/a.ts', additions: 25, deletions: 10 },
      { path: 'src/b.ts', additions: 20, deletions: 15 },
    ];

    expect(mostTelling(files)?.path).to.equal('src/a.ts');
    expect(mostTelling(files.slice(0, 5))).to.equal(undefined);
  });
});

describe('inOrder', () => {
  it('has files outside of the workspace after the others', () => {
    const paths = ['/etc/hosts', 'a', 'C:\\x', 'b'].map((path) => ({ path }));

    expect(inOrder(paths).map(({ path }) => path)).to.deep.equal(['a', 'b', '/etc/hosts', 'C:\\x']);
  });
});
