import { describe, expect, it } from '#test';
import { notePlacesOf } from '#src/elements/note/note-places.ts';
import type { Note } from '#src/format/index.ts';
import type { TranscriptItem } from '#src/state/index.ts';

const note = (id: string, more: Partial<Note>): Note => ({ id, kind: 'note', time: 10, ...more });
const item = (type: string, more: object = {}): TranscriptItem =>
  ({ type, id: 'i1', time: 10, end: 20, content: [], ...more }) as unknown as TranscriptItem;

const idsOf = (notes: readonly Note[]): string[] => notes.map(({ id }) => id);

describe('the notes on an item', () => {
  it('are those on its event, and on the changes that a call made', () => {
    const notes = [
      note('own', { event: 'i1' }),
      note('change', { event: 'c1' }),
      note('other', { event: 'i2' }),
      note('nowhere', {}),
    ];
    const change = { type: '_reprise/change', id: 'c1', path: 'a', additions: 1, deletions: 0 };

    const places = notePlacesOf(notes);

    expect(idsOf(places.of(item('message')))).to.deep.equal(['own']);
    expect(idsOf(places.of(item('tool', { content: [change] })))).to.deep.equal(['own', 'change']);
    expect(idsOf(places.of(item('message', { id: 'i3' })))).to.deep.equal([]);
  });

  it('are those on a terminal while the call wrote to it', () => {
    const notes = [
      note('before', { terminal: 'shell', time: 9 }),
      note('within', { terminal: 'shell', time: 15 }),
      note('other', { terminal: 'main', time: 15 }),
    ];
    const part = { type: 'terminal', terminalId: 'shell', _meta: { reprise: { start: 10, end: 20 } } };

    expect(idsOf(notePlacesOf(notes).of(item('tool', { content: [part] })))).to.deep.equal(['within']);
  });

  it('are the same array each time, for the same notes', () => {
    const notes = [note('own', { event: 'i1' })];
    const message = item('message');

    expect(notePlacesOf(notes)).to.equal(notePlacesOf(notes));
    expect(notePlacesOf(notes).of(message)).to.equal(notePlacesOf(notes).of(message));
  });
});
