import fc from 'fast-check';
import { describe, expect, it } from '#test';
import { sha256Hex } from '#src/format/index.ts';
import { FilesState } from '#src/state/files/index.ts';
import { cut, sourceOf, step, toTrack } from './change-tracks.ts';

async function textsOf(state: FilesState): Promise<Map<string, string | undefined>> {
  const texts = new Map<string, string | undefined>();
  for (const known of state.paths) texts.set(known, await state.textAt(known));
  return texts;
}

const sorted = (texts: ReadonlyMap<string, unknown>): unknown[] =>
  [...texts].sort(([a], [b]) => (a < b ? -1 : 1));

describe('FilesState', () => {
  it('knows after every event exactly the texts that the events lead to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { events, texts, blobs } = toTrack(steps);
        const state = new FilesState(sourceOf([], blobs));
        for (const [index, event] of events.entries()) {
          state.apply(event);
          expect(sorted(await textsOf(state))).to.deep.equal(sorted(texts[index]!));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is the same after a seek to any segment as after playing there', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 25 }),
        fc.integer({ min: 1, max: 6 }),
        async (steps, size) => {
          const { events, texts, blobs } = toTrack(steps);
          const segments = cut(events, size);
          const source = sourceOf(segments, blobs);
          const played = new FilesState(source);
          for (const segment of segments) {
            const sought = new FilesState(source);
            sought.restore(segment.keyframe);
            sought.enterSegment(segment.index);
            played.enterSegment(segment.index);
            expect(sought.equals(played)).to.equal(true);
            for (const [offset, event] of segment.events.entries()) {
              sought.apply(event);
              played.apply(event);
              expect(sought.equals(played)).to.equal(true);
              expect(sought.snapshot()).to.deep.equal(played.snapshot());
              expect(sorted(await textsOf(sought))).to.deep.equal(
                sorted(texts[segment.index * size + offset]!),
              );
            }
          }
        },
      ),
      { numRuns: 150 },
    );
  });

  it('gives no text that has another digest than the track claims [CHG-5]', async () => {
    const state = new FilesState();
    state.apply({ t: 0, id: 'c1', path: 'a', op: 'create', text: 'x\n', after: sha256Hex('x\n') });
    state.apply({
      t: 1,
      id: 'c2',
      path: 'a',
      op: 'modify',
      patch: '@@ -1 +1 @@\n-x\n+y\n',
      before: sha256Hex('x\n'),
      after: sha256Hex('z\n'),
    });

    expect(state.sha256('a')).to.equal(sha256Hex('z\n'));
    expect(state.text('a')).to.equal(undefined);
    expect(await state.textAt('a')).to.equal(undefined);

    state.apply({ t: 2, id: 'c3', path: 'b', op: 'create', text: 'x\n', after: sha256Hex('other') });
    expect(state.text('b')).to.equal(undefined);
  });

  it('claims nothing after a change that does not start from the known text', () => {
    const state = new FilesState();
    state.apply({ t: 0, id: 'c1', path: 'a', op: 'create', text: 'x\n' });
    state.apply({
      t: 1,
      id: 'c2',
      path: 'a',
      op: 'modify',
      patch: '@@ -1 +1 @@\n-x\n+y\n',
      before: sha256Hex('q\n'),
      after: sha256Hex('y\n'),
    });

    expect(state.paths).to.deep.equal([]);
  });

  it('keeps giving the text a version had when the state has moved on', async () => {
    const state = new FilesState();
    state.apply({ t: 0, id: 'c1', path: 'a', op: 'create', text: 'x\n' });
    const version = state.version('a')!;
    state.apply({ t: 1, id: 'c2', path: 'a', op: 'delete' });

    expect(version.text).to.equal('x\n');
    expect(state.text('a')).to.equal(undefined);
  });

  it('stops following patches that no writer would chain', () => {
    const state = new FilesState();
    state.apply({ t: 0, id: 'c0', path: 'a', op: 'create', text: '' });
    for (let index = 1; index <= 1_001; index += 1) {
      const patch = `@@ -1 +1 @@\n-${index}\n+${index + 1}\n`;
      state.apply({
        t: index,
        id: `c${index}`,
        path: 'a',
        op: 'modify',
        patch,
        after: sha256Hex(`${index}`),
      });
    }

    expect(state.paths).to.deep.equal([]);
  });

  it('survives keyframes that point nowhere', async () => {
    const state = new FilesState({
      blob: async () => '',
      segment: async (index) => ({ kind: 'changes', index, time: 0, keyframe: undefined, events: [] }),
    });
    const sha256 = sha256Hex('x');
    state.restore({
      files: {
        a: { sha256, from: 'c1', segment: 0 },
        b: { sha256, from: 'c1', segment: -5 },
        c: { sha256, from: 'c1', segment: 1e12 },
        d: { sha256, blob: 'blobs/none.txt' },
        e: { sha256 },
      },
    });
    state.enterSegment(3);

    expect(state.paths).to.deep.equal(['a', 'b', 'c', 'd']);
    for (const known of state.paths) expect(await state.textAt(known)).to.equal(undefined);
  });
});
