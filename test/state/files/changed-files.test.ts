import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { ChangeEvent } from '#src/format/index.ts';
import { ChangedFiles } from '#src/state/index.ts';

function after(
  ...events: readonly (Pick<ChangeEvent, 'op' | 'path'> & Partial<ChangeEvent>)[]
): ChangedFiles {
  const files = new ChangedFiles();
  events.forEach((event, i) => files.apply({ t: i * 10, id: `c${i}`, ...event }));
  return files;
}

describe('ChangedFiles', () => {
  it('adds up what was done to each file [CHG-9]', () => {
    const files = after(
      { op: 'create', path: 'b', additions: 5, deletions: 0 },
      { op: 'modify', path: 'a', additions: 2, deletions: 1 },
      { op: 'modify', path: 'b', additions: 1, deletions: 3 },
    );

    expect(files.list).to.deep.equal([
      { path: 'a', status: 'modified', additions: 2, deletions: 1, change: 'c1', time: 10 },
      { path: 'b', status: 'created', additions: 6, deletions: 3, change: 'c2', time: 20 },
    ]);
  });

  it('does not count what was only observed [CHG-7]', () => {
    expect(after({ op: 'observe', path: 'a' }).list).to.deep.equal([]);
  });

  it('follows a file through its renames and its deletion', () => {
    const renamed = after({ op: 'modify', path: 'a' }, { op: 'rename', path: 'b', from: 'a' });
    expect(renamed.list.map(({ path, status }) => [path, status])).to.deep.equal([['b', 'modified']]);
    const moved = after({ op: 'rename', path: 'b', from: 'a' });
    expect(moved.list.map(({ path, status }) => [path, status])).to.deep.equal([['b', 'renamed']]);
    const deleted = after({ op: 'create', path: 'a' }, { op: 'delete', path: 'a' });
    expect(deleted.list.map(({ status }) => status)).to.deep.equal(['deleted']);
    const back = after({ op: 'delete', path: 'a' }, { op: 'create', path: 'a' });
    expect(back.list.map(({ status }) => status)).to.deep.equal(['modified']);
  });

  it('goes on from a keyframe as if it had seen everything', () => {
    const events = fc.array(
      fc.record({
        op: fc.constantFrom('create', 'modify', 'delete', 'rename', 'observe'),
        path: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
        from: fc.constantFrom('a', 'b', 'c'),
        additions: fc.nat(9),
      }),
    );
    fc.assert(
      fc.property(events, events, (before, behind) => {
        const whole = after(...before, ...behind);
        const files = new ChangedFiles();
        const keyframe: unknown = JSON.parse(JSON.stringify(after(...before).snapshot() ?? {}));
        files.restore(keyframe as ReturnType<ChangedFiles['snapshot']>);
        behind.forEach((event, i) =>
          files.apply({ t: (before.length + i) * 10, id: `c${before.length + i}`, ...event }),
        );
        expect(files.list).to.deep.equal(whole.list);
      }),
    );
  });
});
