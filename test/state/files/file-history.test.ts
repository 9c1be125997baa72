import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { sha256Hex } from '#src/format/index.ts';
import type { ChangeEvent } from '#src/format/index.ts';
import { applyPatch, createPatch, FileHistory } from '#src/state/files/index.ts';
import { cut, sourceOf, step, toTrack } from './change-tracks.ts';

const steps = fc.array(step, { maxLength: 25 });
const RUNS = { numRuns: 100 };

describe('FileHistory', () => {
  it('knows the files and their texts at any time', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), fc.nat(260), async (list, size, time) => {
        const { events, texts, blobs } = toTrack(list);
        const history = new FileHistory(sourceOf(cut(events, size), blobs));
        const expected =
          texts[Math.min(Math.floor(time / 10), texts.length - 1)] ?? new Map<string, string>();

        const files = await history.filesAt(time);

        expect(files.map(({ path }) => path)).to.deep.equal([...expected.keys()].sort());
        for (const { path, sha256 } of files) {
          expect(await history.textAt(path, time)).to.equal(expected.get(path));
          expect(sha256).to.equal(sha256Hex(expected.get(path)!));
        }
      }),
      RUNS,
    );
  });

  it('gives the texts around every change', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), async (list, size) => {
        const { events, texts, blobs } = toTrack(list);
        const history = new FileHistory(sourceOf(cut(events, size), blobs));
        for (const [index, event] of events.entries()) {
          const around = await history.textsOf(event);

          expect(around.before).to.equal(texts[index - 1]?.get(event.from ?? event.path));
          expect(around.after).to.equal(texts[index]!.get(event.path));
          expect(around.patch).to.equal(event.patchBlob && blobs.get(event.patchBlob));
        }
      }),
      RUNS,
    );
  });

  it('finds a change that is the last of a segment, at the time the next one starts', async () => {
    const { events, blobs } = toTrack([
      { kind: 'whole', path: 'a', text: 'x', blob: false },
      { kind: 'patch', path: 'a', text: 'y', blob: false },
    ]);
    const history = new FileHistory(
      sourceOf(
        cut(
          events.map((event) => ({ ...event, t: 5 })),
          1,
        ),
        blobs,
      ),
    );

    expect(await history.textsOf({ ...events[0]!, t: 5 })).to.deep.equal({ after: 'x' });
    expect(await history.textsOf({ ...events[1]!, t: 5 })).to.deep.equal({ before: 'x', after: 'y' });
  });

  it('says nothing about an empty track', async () => {
    const history = new FileHistory(sourceOf([], new Map()));

    expect(await history.filesAt(100)).to.deep.equal([]);
    expect(await history.textAt('a', 100)).to.equal(undefined);
    expect(await history.squashAt(100)).to.deep.equal([]);
  });
});

describe('FileHistory.squashFileAt', () => {
  it('says of each file what the squash of the session says of it', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 6 }), fc.nat(260), async (list, size, time) => {
        const { events, blobs } = toTrack(list);
        const history = new FileHistory(sourceOf(cut(events, size), blobs));

        const all = await history.squashAt(time);

        for (const file of all) expect(await history.squashFileAt(file.path, time)).to.deep.equal(file);
      }),
      RUNS,
    );
  });

  it('reads no segment in which the file was not changed', async () => {
    const { events, blobs } = toTrack([
      { kind: 'whole', path: 'a', text: 'x', blob: false },
      ...Array.from({ length: 20 }, (_, index) => ({
        kind: 'whole' as const,
        path: `other${index}`,
        text: 'x',
        blob: false,
      })),
      { kind: 'whole', path: 'a', text: 'y', blob: false },
    ]);
    const source = sourceOf(cut(events, 1), blobs);
    const read = new Set<number>();
    const counting = {
      ...source,
      segment: (index: number) => {
        read.add(index);
        return source.segment(index);
      },
    };

    const file = await new FileHistory(counting).squashFileAt('a', 1000);

    expect(file?.changes).to.deep.equal(['c0', 'c21']);
    expect([...read].sort((a, b) => a - b)).to.deep.equal([0, 21]);
  });
});

describe('FileHistory.squashAt', () => {
  it('folds all changes of each file into one patch', async () => {
    const list = steps.map((all) => all.filter(({ kind }) => kind === 'whole' || kind === 'patch'));
    await fc.assert(
      fc.asyncProperty(list, fc.integer({ min: 1, max: 6 }), async (all, size) => {
        const { events, texts, blobs } = toTrack(all);
        const history = new FileHistory(sourceOf(cut(events, size), blobs));

        for (const file of await history.squashAt(Infinity)) {
          if (file.exact === false) continue;
          expect(file.status).to.equal('created');
          expect(applyPatch('', file.patch)).to.equal(texts.at(-1)!.get(file.path));
        }
      }),
      RUNS,
    );
  });

  const at = (t: number, event: Omit<ChangeEvent, 't' | 'id'>): ChangeEvent => ({ t, id: `c${t}`, ...event });
  const squash = (events: readonly ChangeEvent[]) =>
    new FileHistory(sourceOf(cut(events, 2), new Map())).squashAt(Infinity);
  const observed = (path: string, text: string, t: number): ChangeEvent =>
    at(t, { path, op: 'observe', text, after: sha256Hex(text) });
  const modified = (path: string, before: string, after: string, t: number): ChangeEvent =>
    at(t, {
      path,
      op: 'modify',
      patch: createPatch(before, after),
      before: sha256Hex(before),
      after: sha256Hex(after),
    });

  it('follows renames and says what the path was', async () => {
    const files = await squash([
      observed('a', 'one\n', 1),
      modified('a', 'one\n', 'two\n', 2),
      at(3, { path: 'b', op: 'rename', from: 'a', before: sha256Hex('two\n'), after: sha256Hex('two\n') }),
      modified('b', 'two\n', 'three\n', 4),
    ]);

    expect(files).to.deep.equal([
      {
        path: 'b',
        from: 'a',
        status: 'renamed',
        changes: ['c2', 'c3', 'c4'],
        times: [2, 3, 4],
        patch: '@@ -1 +1 @@\n-one\n+three\n',
        additions: 1,
        deletions: 1,
      },
    ]);
  });

  it('leaves out what came to nothing', async () => {
    const files = await squash([
      observed('a', 'one\n', 1),
      modified('a', 'one\n', 'two\n', 2),
      modified('a', 'two\n', 'one\n', 3),
      at(4, { path: 'new', op: 'create', text: 'x', after: sha256Hex('x') }),
      at(5, { path: 'new', op: 'delete' }),
    ]);

    expect(files).to.deep.equal([]);
  });

  it('lists every change of a file that was not known throughout', async () => {
    const patch = '@@ -5 +5 @@\n-x\n+y\n';
    const files = await squash([
      at(1, { path: 'a', op: 'modify', patch, exact: false }),
      observed('a', 'one\n', 2),
      modified('a', 'one\n', 'two\n', 3),
    ]);

    expect(files).to.deep.equal([
      {
        path: 'a',
        status: 'modified',
        changes: ['c1', 'c3'],
        times: [1, 3],
        patch: `${patch}@@ -1 +1 @@\n-one\n+two\n`,
        additions: 2,
        deletions: 2,
        exact: false,
      },
    ]);
  });

  it('shows a deleted file as removed lines', async () => {
    const files = await squash([observed('a', 'one\ntwo', 1), at(2, { path: 'a', op: 'delete' })]);

    expect(files[0]).to.include({ status: 'deleted', deletions: 2, additions: 0 });
  });
});
