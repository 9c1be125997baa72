import fc from 'fast-check';
import { describe, expect, it } from '#test';
import type { ChangeEvent } from '#src/format/index.ts';
import { Blame, createPatch } from '#src/state/files/index.ts';

/** One edit: `removed` lines from `start` on make room for `added` new ones. */
interface Edit {
  readonly start: number;
  readonly removed: number;
  readonly added: number;
  readonly stored: 'patch' | 'text';
  readonly outside: boolean;
}

const edits: fc.Arbitrary<readonly Edit[]> = fc.array(
  fc.record({
    start: fc.nat(30),
    removed: fc.nat(4),
    added: fc.nat(4),
    stored: fc.constantFrom('patch' as const, 'text' as const),
    outside: fc.boolean(),
  }),
  { maxLength: 20 },
);

const event = (id: string, more: Partial<ChangeEvent> = {}): ChangeEvent => ({
  t: 0,
  id,
  path: 'a.ts',
  op: 'modify',
  ...more,
});
const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Each line with its writer: a change's id, `before` or `unknown`. */
const writers = (blame: Blame): string[] =>
  (blame.file?.lines ?? []).map(({ number, text, origin }) => {
    const writer = origin.kind === 'change' ? origin.change : origin.kind;
    return `${number} ${text} ${writer}`;
  });

describe('Blame', () => {
  it('names for each line the last edit that wrote it, whatever edits there were', () => {
    fc.assert(
      fc.property(fc.nat(30), edits, (size, list) => {
        const lines = Array.from({ length: size }, (_, index) => ({ text: `old ${index}`, by: 'before' }));
        const blame = new Blame();
        const content = (): string => textOf(lines.map(({ text }) => text));
        blame.apply(event('o', { op: 'observe' }), { text: content() });
        for (const [index, { start, removed, added, stored, outside }] of list.entries()) {
          const before = content();
          const by = outside ? 'unknown' : `c${index}`;
          // Lines are all different, so that there is only one way from one text to the next.
          const own = Array.from({ length: added }, (_, line) => ({ text: `new ${index}.${line}`, by }));
          lines.splice(Math.min(start, lines.length), removed, ...own);
          const after = content();
          const told = stored === 'text' ? { text: after } : { patch: createPatch(before, after) };
          blame.apply(event(`c${index}`, outside ? { op: 'observe' } : {}), told);
        }

        expect(writers(blame)).to.deep.equal(
          lines.map(({ text, by }, index) => `${index + 1} ${text} ${by}`),
        );
        expect(blame.file?.whole).to.equal(true);
      }),
    );
  });

  it('takes all lines of a new file for those of the change that created it', () => {
    const blame = new Blame();
    blame.apply(event('c', { op: 'create' }), { text: 'one\ntwo' });

    expect(writers(blame)).to.deep.equal(['1 one c', '2 two c']);
    expect(blame.written('c')).to.equal(2);
  });

  it('knows of a file that was never seen whole what the hunks show', () => {
    const blame = new Blame();
    const patch = '@@ -10,3 +10,4 @@\n ten\n-eleven\n+ELEVEN\n+and a half\n twelve\n';
    blame.apply(event('a', { exact: false }), { patch });
    blame.apply(event('b', { exact: false }), { patch: '@@ -2,1 +2,2 @@\n two\n+two and a half\n' });

    expect(writers(blame)).to.deep.equal([
      '2 two unknown',
      '3 two and a half b',
      '11 ten before',
      '12 ELEVEN a',
      '13 and a half a',
      '14 twelve before',
    ]);
    expect(blame.file?.whole).to.equal(false);
  });

  it('claims nothing after a change whose place nobody knows, and no file after it was deleted', () => {
    const blame = new Blame();
    blame.apply(event('o', { op: 'observe' }), { text: 'one\n' });
    blame.apply(event('a', { exact: false }), { patch: '@@ -0,1 +0,1 @@\n-x\n+y\n' });
    expect(blame.file).to.deep.equal({ lines: [], whole: false });

    blame.apply(event('d', { op: 'delete' }), {});
    expect(blame.file).to.equal(undefined);
  });

  it('does not say who wrote what was there when a changed file is first read', () => {
    const blame = new Blame();
    blame.apply(event('a', { exact: false }), { patch: '@@ -1,1 +1,1 @@\n-x\n+y\n' });
    blame.apply(event('o', { op: 'observe' }), { text: 'y\nz\n' });

    expect(writers(blame)).to.deep.equal(['1 y a', '2 z unknown']);
  });

  it('minds neither a rename nor the end of the last line', () => {
    const blame = new Blame();
    blame.apply(event('o', { op: 'observe' }), { text: 'one' });
    blame.apply(event('r', { op: 'rename', from: 'b.ts' }), {});
    blame.apply(event('a'), { text: 'one\ntwo\n' });

    expect(writers(blame)).to.deep.equal(['1 one before', '2 two a']);
  });
});
